"""Training in a real browser: Play to a falling curve, pause, go back, use the model elsewhere; two visitors at once."""

import re

import pytest
from playwright.sync_api import Page, expect

QUERY = "?train_data=synthetic&train_kind=MLP&train_d=2&train_batch=8&train_steps=100000"
FIRST_POINT_MS = 30_000  # TensorFlow may have to be imported first, beside a browser


def opened(page: Page, query: str = QUERY) -> Page:
    page.goto(f"/train{query}")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(page.get_by_alt_text(re.compile("What this run's model makes of them after 0 steps"))).to_be_visible()
    return page


def play(page: Page) -> None:
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_text(re.compile(r"^Training: step"))).to_be_visible(timeout=FIRST_POINT_MS)


def pause(page: Page) -> int:
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text(re.compile(r"^Paused: step"))).to_be_visible()
    text = page.get_by_text(re.compile(r"^Paused: step")).inner_text()
    return int(re.search(r"step ([\d,]+) of", text)[1].replace(",", ""))  # type: ignore[index]


def chart(page: Page) -> str:
    return page.locator("[aria-label^='Reconstruction on test digits']").first.get_attribute("aria-label") or ""


def curve(page: Page) -> tuple[int, float, float]:
    """Steps, and the reconstruction at the start and the end, as the chart's text alternative has them."""
    found = re.search(r"over (\d+) steps: from (\d+) to (\d+) nats", chart(page))
    assert found, chart(page)
    steps, first, last = found.groups()
    return int(steps), float(first), float(last)


def test_play_pause_back_and_on_to_the_other_lesson(page):
    opened(page)
    play(page)
    page.wait_for_function(
        "() => { const c = document.querySelector(\"[aria-label^='Reconstruction on test digits']\");"
        " const m = c && c.getAttribute('aria-label').match(/over (\\d+) steps: from (\\d+) to (\\d+)/);"
        " return m && +m[1] > 100 && +m[3] < 0.8 * +m[2]; }",
        timeout=FIRST_POINT_MS,
    )
    steps = pause(page)
    page.wait_for_timeout(1500)
    assert curve(page)[0] == steps  # paused is paused

    slider = page.get_by_role("slider", name="Go back to step")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.get_by_alt_text("What this run's model makes of them after 0 steps")).to_be_visible()
    page.keyboard.press("End")
    expect(page.get_by_alt_text(f"What this run's model makes of them after {steps} steps")).to_be_visible()

    page.get_by_role("button", name="Use it in the other lessons").click()
    expect(page.get_by_text("is among the models to choose from")).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("link", name="Reconstruct a digit").click()
    expect(page.get_by_alt_text(re.compile("^Output of Yours, no. 1: MLP, d = 2"))).to_be_visible()


def test_two_visitors_at_once_stay_apart_and_take_turns(page, browser, server):
    opened(page)
    play(page)
    other = browser.new_context(base_url=server).new_page()
    opened(other, QUERY.replace("MLP", "VAE"))
    other.get_by_role("button", name="Play").click()
    expect(other.get_by_text(re.compile("^(In line|Getting ready|Training)"))).to_be_visible()
    pause(page)  # which leaves the seat, where there is only one
    expect(other.get_by_text(re.compile(r"^Training: step"))).to_be_visible(timeout=FIRST_POINT_MS)
    assert "KL" in chart(other)
    assert "KL" not in chart(page)
    other.goto(f"{server}/reconstruct")
    expect(other.get_by_text("Scores (CSV)")).to_be_visible()
    assert other.get_by_text("yours-1").count() == 0
    other.context.close()


@pytest.mark.parametrize("page", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_nothing_sticks_out_to_the_side_on_a_phone(page):
    opened(page)
    wide = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stMain] *')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('[data-testid=stPlotlyChart]'))"
        ".map(e => e.outerHTML.slice(0, 90))"
    )
    assert wide == []
