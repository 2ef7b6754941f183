"""The page's text, for the tests of this folder."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def made(lab: Path) -> str:
    return lab.read_bytes().decode("utf-16")  # which takes the mark at its start away
