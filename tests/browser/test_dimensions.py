"""The map of −ELBO in a real browser: a square opens its model's numbers, by mouse, by finger, and the rows below it by key."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LEAST_SIDE = 24
"""Pixels of a square on a phone, at least, so that a finger finds it."""


def opened(page, query=""):
    page.goto(f"/dimensions{query}")
    expect(page.locator(".st-key-elbo path.point").first).to_be_visible(timeout=30_000)
    return page.locator(".st-key-elbo path.point")


def caption(page):
    return page.locator("table.bill caption")


def middle(squares, page, d, beta):
    """Where the square of this model is on the screen; Plotly lays its own layer over the squares, which takes the press."""
    models = page.evaluate("document.querySelector('.st-key-elbo .js-plotly-plot').data[0].customdata")
    square = squares.nth(models.index([d, beta]))
    square.evaluate("square => square.scrollIntoView({block: 'center'})")
    box = square.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_press_on_a_square_opens_its_numbers(page):
    squares = opened(page)
    expect(caption(page)).to_contain_text("VAE, d = 10, β = 1")
    page.mouse.click(*middle(squares, page, 10, 4))
    expect(caption(page)).to_contain_text("VAE, d = 10, β = 4")
    page.wait_for_url(re.compile(r"weight=4"))
    page.mouse.click(*middle(squares, page, 10, 0))
    expect(caption(page)).to_contain_text("VAE, d = 10, β = 0")


def test_a_square_can_be_pressed_again_once_another_model_was_chosen_below(page):
    squares = opened(page)
    page.mouse.click(*middle(squares, page, 10, 4))
    expect(caption(page)).to_contain_text("VAE, d = 10, β = 4")
    page.get_by_role("radiogroup", name="β").get_by_role("radio", name="0.5", exact=True).click()
    expect(caption(page)).to_contain_text("VAE, d = 10, β = 0.5")
    page.mouse.click(*middle(squares, page, 10, 4))
    expect(caption(page)).to_contain_text("VAE, d = 10, β = 4")


def test_the_same_by_key(page):
    opened(page, "?size=10&weight=8")
    expect(caption(page)).to_contain_text("VAE, d = 10, β = 8")
    page.get_by_role("radiogroup", name="β").get_by_role("radio", name="8", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(caption(page)).to_contain_text("VAE, d = 10, β = 4")


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_on_a_phone_a_finger_opens_it_and_nothing_is_wider_than_the_screen(page):
    squares = opened(page)
    assert squares.first.bounding_box()["width"] >= LEAST_SIDE
    page.touchscreen.tap(*middle(squares, page, 5, 1))
    expect(caption(page)).to_contain_text("VAE, d = 5, β = 1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
