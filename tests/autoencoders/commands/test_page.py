"""`page` hands on the status and the sentence of the program that writes the file."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--out", "{folder}/none/lab.html"], "There is no folder {folder}/none to write lab.html into."),
        (["--out", "{folder}/lab.html", "--lesson", "nix"], "The page has no lesson 'nix'; it has reconstruct, map,"),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path, arguments, sentence):
    given = [each.format(folder=tmp_path) for each in arguments]
    command = [sys.executable, "-m", "autoencoders", "page", *given]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.startswith(sentence.format(folder=tmp_path))
    assert len(ran.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
