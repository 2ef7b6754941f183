"""The places of a digit among the test digits follow the pen, and are then those that the server finds."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_alive import SEVEN, STARTERS, TALL, draw, frames, opened


def pointed(page: Page) -> dict[str, float]:
    """Where the pointers of the strips stand, in percent of their length."""
    found: dict[str, float] = page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll(`[data-live^='at ']`)]"
        ".map(node => [node.dataset.live.slice(3), parseFloat(node.style.left)]))"
    )
    return found


@pytest.mark.parametrize("page", [TALL], indirect=True)
def test_places_follow_the_pen_and_are_what_the_server_then_says(page):
    opened(page)
    before = pointed(page)
    draw(page, *SEVEN)
    distance = page.locator("[data-live='place distance']")
    expect(distance).to_have_text("measured once the pen rests")  # the browser has no training digits
    live = pointed(page)
    assert live.keys() == {*(f"error {name}" for name in STARTERS), "negative_elbo vae-10", "distance"}
    assert all(abs(live[place] - before[place]) > 1 for place in live.keys() - {"distance"})
    page.mouse.up()
    frames(page)
    page.wait_for_function("() => !document.querySelector('[data-live] + canvas:not([hidden])')")
    expect(distance).to_contain_text("of test digits")
    after = pointed(page)
    for place in live.keys() - {"distance"}:
        assert live[place] == pytest.approx(after[place], abs=0.5), place
