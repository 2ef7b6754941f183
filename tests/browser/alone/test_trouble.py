"""The lab as one file in a browser that is too old for it, and cut short at several places: it says what to do."""

import pytest
from playwright.sync_api import Browser, expect


@pytest.mark.parametrize(
    ("kept", "before", "words"),
    [
        (1.0, "delete globalThis.DecompressionStream", "it is too old. Chrome or Edge from 103"),
        (1.0, "delete Object.hasOwn", "or this browser is too old"),
        (0.9, "", "its file did not come whole. Download"),
        (0.1, "", "its file did not come whole (download"),
    ],
)
def test_it_says_so_where_it_cannot_work(kept, before, words, browser: Browser, lab, tmp_path):
    data = lab.read_bytes()
    path = tmp_path / "lab.html"
    path.write_bytes(data[: int(kept * len(data))])
    context = browser.new_context(offline=True)
    context.add_init_script(before)
    page = context.new_page()
    page.goto(f"{path.as_uri()}#reconstruct&sigma=1")
    page.evaluate("() => document.getAnimations().forEach((each) => each.finish())")  # not to wait for seconds
    expect(page.locator("#trouble")).to_contain_text(words)
    expect(page.locator("#trouble")).to_be_visible()
    context.close()


def test_a_server_that_calls_it_utf_8_changes_nothing(browser: Browser, lab):
    """What the file begins with counts before what it is sent as."""
    context = browser.new_context()
    page = context.new_page()
    kind = {"Content-Type": "text/html; charset=utf-8"}
    page.route("http://lab.test/", lambda route: route.fulfill(body=lab.read_bytes(), headers=kind))
    page.goto("http://lab.test/")
    page.wait_for_function("() => lab.packs.has('judge')")
    assert page.evaluate("() => document.characterSet") == "UTF-16LE"
    context.close()
