"""The slides for a class, opened from the disk: keys, a finger, nothing that is cut off or scrolls, a page each on paper."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.checkout import ROOT

from .conftest import page_of

SLIDES = (ROOT / "docs/teaching/slides.html").as_uri()
OVER = (
    "document.documentElement.scrollHeight - innerHeight > 1 || document.documentElement.scrollWidth - innerWidth > 1"
)
SMALLEST = 20
"""Pixels at 1280 × 720 under which no one in the last row reads. What nobody needs there is smaller: the place, the address."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_slide_fits_a_projector_and_is_large(browser: Browser, scheme: str) -> None:
    with page_of(browser, viewport={"width": 1280, "height": 720}, color_scheme=scheme) as page:
        page.goto(SLIDES)
        shown, count = page.locator(".slide:visible"), page.locator(".slide").count()
        for at in range(1, count + 1):
            expect(shown).to_have_count(1)
            expect(page.locator("#place")).to_have_text(f"{at} of {count}")
            assert not page.evaluate(OVER), f"slide {at} does not fit"
            sizes = shown.locator("h1, h2, li, dt, dd, div > p:not(.small)").evaluate_all(
                "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
            )
            assert min(sizes) >= SMALLEST, f"slide {at} has type of {min(sizes)} pixels"
            page.keyboard.press("PageDown")
        page.keyboard.press("Home")
        expect(page.locator("#place")).to_have_text(f"1 of {count}")


def test_keys_buttons_and_a_finger_turn_the_slides_and_the_address_remembers(browser: Browser) -> None:
    with page_of(browser, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True) as page:
        page.goto(f"{SLIDES}#3")
        place = page.locator("#place")
        for turn, at in (
            (lambda: page.keyboard.press("ArrowRight"), 4),
            (lambda: page.keyboard.press("PageUp"), 3),
            (lambda: page.get_by_role("button", name="Next slide").click(), 4),
            (lambda: page.evaluate(SWIPED, -120), 5),
            (lambda: page.evaluate(SWIPED, 120), 4),
            (lambda: page.evaluate(SWIPED, 10), 4),
        ):
            turn()
            expect(place).to_have_text(re.compile(rf"^{at} of "))
        assert page.url.endswith("#4")
        for _ in range(page.locator(".slide").count()):
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
            page.keyboard.press("ArrowRight")


SWIPED = """(across) => {
  const target = document.body
  const at = (x) => new Touch({identifier: 1, target, clientX: x, clientY: 300})
  target.dispatchEvent(new TouchEvent("touchstart", {touches: [at(200)], changedTouches: [at(200)], bubbles: true}))
  target.dispatchEvent(new TouchEvent("touchend", {touches: [], changedTouches: [at(200 + across)], bubbles: true}))
}"""
"""A finger that goes so many pixels sideways."""


def test_on_paper_every_slide_has_a_page_and_the_paper_stays_white(browser: Browser) -> None:
    with page_of(browser, color_scheme="dark") as page:
        page.goto(SLIDES)
        ground = "getComputedStyle(document.body).backgroundColor"
        assert page.evaluate(ground) != "rgb(255, 255, 255)"
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(ground) == "rgb(255, 255, 255)"
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
        pages = len(re.findall(rb"/Type\s*/Page\b", printed))
        assert pages == page.locator(".slide").count()
