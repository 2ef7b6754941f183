"""`record` writes what a short training was on the way, says where it ends elsewhere, and refuses in one sentence."""

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.__main__ import main
from autoencoders.recording import ends_at, load_recording
from autoencoders.weights import save


def test_a_training_that_is_made_again_ends_where_it_ended(tmp_path, capsys):
    """Eleven steps of the VAE, trained, recorded, and recorded beside weights of another seed."""
    options = ["--steps", "11", "--data", "synthetic", "--out", str(tmp_path)]
    assert main(["record", "vae-2", *options]) == 0
    said = capsys.readouterr().err
    assert "4 snapshots" in said
    made = load_recording("vae-2", tmp_path)
    assert list(made.steps) == [0, 3, 10, 11]
    assert made.losses["reconstruction"][-1] < made.losses["reconstruction"][0]
    assert set(np.bincount(made.labels)) == {min(100, np.bincount(made.labels).max())}
    assert len(made.curve_steps) == 11
    other = ae.variant("vae-2").initial(seed=9)
    save(tmp_path / "vae-2.safetensors", other, {"recipe": {"summary": "none"}}, None)
    assert main(["record", "vae-2", *options]) == 0
    assert "ended at another model than vae-2.safetensors" in " ".join(capsys.readouterr().err.split())
    assert not ends_at(load_recording("vae-2", tmp_path), other)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["mlp-10"], "mlp-10 is not recorded"),
        (["pca-2"], "pca-2 is not recorded"),
        (["vae-22"], "no variant 'vae-22'"),
        (["vae-2", "--steps", "10"], "would replace the shipped recordings"),
        (["vae-2", "--data", "synthetic"], "would replace the shipped recordings"),
    ],
)
def test_what_cannot_be_recorded_is_a_sentence(arguments, words, capsys):
    assert main(["record", *arguments]) == 1
    output = capsys.readouterr()
    assert words in " ".join((output.out + output.err).split())
