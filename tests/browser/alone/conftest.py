"""The lab as one file in a browser that is offline."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture
def alone(request: pytest.FixtureRequest, browser: Browser, lab: Path) -> Iterator[Page]:
    """The file in a browser that is offline; it may ask for nothing and raise nothing."""
    context = browser.new_context(
        offline=True, **getattr(request, "param", {"viewport": {"width": 1280, "height": 900}})
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"{error.message}\n{error.stack or ''}"))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda wanted: None if wanted.url.startswith(("file:", "data:")) else faults.append(wanted.url))
    yield page
    context.close()
    assert not faults, faults
