"""The folder for teachers is what the command writes, byte by byte; its mistakes end in one sentence."""

import re

import pytest

from tests.checkout import FILES, ROOT
from ui.teaching.__main__ import SLIDES, TEXTS, main

DOCS = "docs/teaching/"
ELSEWHERE = "http://192.168.0.7:8501"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder, written for another address."""
    out = tmp_path_factory.mktemp("teaching")
    assert main(["--out", str(out), "--address", f"{ELSEWHERE}/"]) == 0
    return out


@pytest.fixture(scope="module")
def pages(folder):
    return {path.name: path.read_bytes().decode() for path in folder.iterdir()}


def test_the_committed_folder_holds_what_the_command_writes_and_nothing_else(pages):
    assert {name.removeprefix(DOCS) for name in FILES if name.startswith(DOCS)} == {*TEXTS, SLIDES} == set(pages)


@pytest.mark.parametrize("name", TEXTS)
def test_a_committed_page_is_what_the_command_writes(pages, name):
    committed = (ROOT / DOCS / name).read_bytes().decode()
    assert committed.replace("http://localhost:8501", ELSEWHERE) == pages[name], "run `make teaching`"


def test_the_committed_slides_are_what_the_command_writes(pages):
    """All but the QR codes and the note, which differ with the address."""
    committed = (ROOT / DOCS / SLIDES).read_bytes().decode()
    assert "make teaching" in committed
    assert "make teaching" not in pages[SLIDES]
    assert bare(committed, "http://localhost:8501") == bare(pages[SLIDES], ELSEWHERE), "run `make teaching`"


def bare(page: str, address: str) -> str:
    page = re.sub(r"<svg .*?</svg>|<p class='small'>.*?</p>", "", page, flags=re.DOTALL)
    return page.replace(address, "ADDRESS").replace(address.partition("//")[2], "ADDRESS")


def test_no_place_is_left_open(pages):
    assert not [name for name, page in pages.items() if "{{" in page or "}}" in page]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--address", "latent.example"], "The address 'latent.example' is none"),
        (["--address", "javascript:alert(1)"], "is none"),
    ],
)
def test_a_mistake_is_one_sentence_and_nothing_is_written(tmp_path, capsys, arguments, sentence):
    out = tmp_path / "new"
    assert main(["--out", str(out), *arguments]) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert len(said.splitlines()) == 1
    assert not out.exists()
