"""The page, made once for the tests of this folder."""

import pytest

from ui.alone.page import page


@pytest.fixture(scope="session")
def made() -> str:
    return page()
