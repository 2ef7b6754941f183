"""The visitor's digit on the maps in a real browser, while it is drawn."""

from itertools import pairwise

from playwright.sync_api import expect

from tests.browser.test_alive import SEVEN, draw, frames, pen, talking


def test_your_digit_walks_over_the_maps_while_it_is_drawn(page):
    said = talking(page)
    page.goto("/latent_map")
    expect(page.locator(".pad[data-code]")).to_be_visible()
    page.wait_for_function("() => globalThis.latentLab?.hand.heard")
    page.wait_for_timeout(1500)
    look = "() => [...document.querySelectorAll('.map canvas')].map(canvas => canvas.toDataURL())"
    told, seen = len(said), [page.evaluate(look)]
    draw(page, SEVEN[0])
    go = pen(page)
    for place in SEVEN[1:]:
        go(*place)
        frames(page, 2)
        seen.append(page.evaluate(look))
    for before, after in pairwise(seen[1:]):
        assert all(one != other for one, other in zip(before, after, strict=True)), "a map did not move with the pen"
    assert len(said) == told
    page.mouse.up()
