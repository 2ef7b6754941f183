"""A visit is not lost: reloads, links with a drawing, a visit saved in one browser and loaded in another."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import runs_asked_for, settled
from tests.browser.test_canvas import COUNT, PHONE, READER, canvas_of, press, stroke
from ui.stored.strokes import from_text

ADDRESS = re.compile


def inked(page: Page, about: float) -> None:
    page.wait_for_function(
        "want => window.inked && Math.abs(window.inked() - want) < Math.max(60, 0.05 * want)", arg=about
    )


def opened(page: Page) -> None:
    """The canvas is there and its ink can be counted."""
    expect(page.locator("[class*=st-key-canvas] .dc-root[role=img]").first).to_be_visible()
    page.evaluate(READER)


def open_visit(page: Page) -> None:
    if page.viewport_size and page.viewport_size["width"] < 700:
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("button", name="Your visit").click()
    expect(page.get_by_role("button", name="Copy the link")).to_be_visible()


def draw_two(page: Page) -> float:
    box = canvas_of(page)
    stroke(page, box, (0.3, 0.2), (0.6, 0.5))
    page.wait_for_function("() => window.inked() > 0")
    stroke(page, box, (0.6, 0.5), (0.3, 0.8))
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    page.wait_for_timeout(800)
    return float(page.evaluate(COUNT))


def remembered(page: Page, there: str) -> None:
    """What the tab remembers fulfils this condition in JavaScript on `last`, the memory, and `text`, what it holds."""
    page.wait_for_function(
        "() => { const last = JSON.parse(sessionStorage.getItem('latent-lab') ?? 'null');"
        f" if (!last) return false; const text = JSON.parse(last.text); return {there}; }}"
    )


def reload(page: Page) -> None:
    """Load the page anew, and wait until the new visit has taken the old one's place in the tab's memory."""
    before = page.evaluate("() => JSON.parse(sessionStorage.getItem('latent-lab')).visit")
    page.reload()
    remembered(page, f"last.visit !== {before!r}")
    settled(page)


def test_a_reload_brings_back_the_drawing_and_the_settings_of_every_page(page):
    ink = draw_two(page)
    page.get_by_role("button", name="The report's 20/255").click()
    page.wait_for_url(ADDRESS("sigma="))
    remembered(page, "text.links['pages/reconstruct.py']?.sigma && text.drawings['']")
    settled(page)
    page.get_by_role("link", name="What a VAE pays for").click()
    page.wait_for_url(ADDRESS("/objective"))
    page.get_by_role("radio", name="Point or cloud").click()
    page.wait_for_url(ADDRESS("topic=Point"))
    remembered(page, "text.links['pages/objective.py']?.topic")
    settled(page)
    page.get_by_role("link", name="Train one live").click()
    page.wait_for_url(ADDRESS("/train"))
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    settled(page)
    reload(page)
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="What a VAE pays for").click()
    page.wait_for_url(ADDRESS("topic=Point"))
    settled(page)
    page.get_by_role("link", name="Reconstruct a digit").click()
    page.wait_for_url(ADDRESS("/reconstruct.*sigma="))
    expect(page.get_by_role("button", name="Clear drawing")).to_be_enabled()
    opened(page)
    inked(page, ink)
    expect(page.get_by_test_id("stToast")).to_have_count(0)  # nothing was lost, nothing is said
    press(page, "Clear drawing", "mouse")
    page.wait_for_function("() => window.inked() === 0")
    remembered(page, "!text.drawings['']")
    reload(page)
    expect(page.get_by_role("button", name="Clear drawing")).to_be_disabled()


def test_what_is_remembered_meets_widgets_of_the_same_name_that_are_there_already(page):
    """A plain address, in a tab that remembers the page otherwise; then another page that shares a widget with this one."""
    page.goto("/reconstruct?sigma=0.30&input=Pick")
    remembered(page, "text.links['pages/reconstruct.py']?.sigma")
    page.goto("/objective?topic=Point+or+cloud&input=Upload")
    remembered(page, "text.links['pages/objective.py']?.topic && text.links['pages/reconstruct.py']")
    page.goto("/objective")
    expect(page.get_by_role("radio", name="Turn β")).to_be_checked()
    page.get_by_role("radio", name="Point or cloud").click()
    expect(page.get_by_role("radio", name="Upload")).to_be_visible()
    settled(page)
    page.get_by_role("radio", name="Upload").click()
    page.wait_for_url(ADDRESS("input=Upload"))
    settled(page)
    page.get_by_role("link", name="Reconstruct a digit").click()
    page.wait_for_url(ADDRESS("/reconstruct.*sigma=0.30"))
    expect(page.get_by_role("radio", name="Pick", exact=True)).to_be_checked()
    expect(page.locator("[data-live='caption noisy']")).to_have_text("with noise, σ = 0.30")


def test_a_stroke_that_leaves_the_canvas_far_behind_comes_back(page):
    box = canvas_of(page)
    out = (1270 - box["x"]) / box["width"]  # to the window's edge
    stroke(page, box, (0.2, 0.3), (0.9, 0.5), (out, 0.6), (0.8, 0.7))
    expect(page.get_by_role("button", name="Clear drawing")).to_be_enabled()
    page.wait_for_timeout(800)
    ink = float(page.evaluate(COUNT))
    assert (out - 1) * box["width"] > 350
    open_visit(page)
    link = page.get_by_label("The link").input_value()
    assert from_text(link.partition("drawing=")[2].partition("&")[0], "#fff")
    expect(page.get_by_text("a data set of your own is not in it")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Clear drawing")).to_be_enabled()
    opened(page)
    inked(page, ink)


@pytest.mark.parametrize("page", [{}, PHONE], indirect=True, ids=["mouse", "phone"])
def test_a_link_brings_the_drawing_to_another_browser(page, arrive):
    ink = draw_two(page)
    open_visit(page)
    expect(page.get_by_alt_text("The link as a QR code")).to_be_visible()
    link = page.get_by_label("The link").input_value()
    assert "/reconstruct?" in link
    assert len(link) < 1_500
    assert len(from_text(link.partition("drawing=")[2].partition("&")[0], "#fff")) == 2
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name=re.compile("^Cop(ied|y it)"))).to_be_visible()
    other = arrive()
    other.goto(link)
    opened(other)
    inked(other, ink)
    assert "drawing=" not in other.url
    press(other, "Undo", "mouse")
    other.wait_for_function("() => window.inked() === 0")
    other.goto(link[:-30])
    expect(other.get_by_text("The drawing in this link can't be read")).to_be_visible()


def test_a_visit_is_saved_and_loaded_in_another_browser(page, arrive, tmp_path):
    ink = draw_two(page)
    page.get_by_role("button", name="The report's 20/255").click()
    page.wait_for_url(ADDRESS("sigma="))
    settled(page)
    open_visit(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my visit").click()
    download.value.save_as(tmp_path / "visit.zip")
    other = arrive()
    asked = runs_asked_for(other)
    other.goto("/reconstruct")
    opened(other)
    open_visit(other)
    (tmp_path / "none.zip").write_bytes(b"PK nothing")
    loading = other.get_by_test_id("stDialog").locator("input[type=file]")
    loading.set_input_files(tmp_path / "none.zip")
    expect(other.get_by_text("This file is no visit that was saved here")).to_be_visible()
    loading.set_input_files(tmp_path / "visit.zip")
    expect(other.get_by_text("Your visit is back: settings, 1 drawing.")).to_be_visible()
    inked(other, ink)
    expect(other.locator("[data-live='caption noisy']")).to_have_text("with noise, σ = 0.08")
    other.wait_for_timeout(500)
    # The file's own run alone: a canvas that told of its new drawing would bring the sigma of before along.
    assert "visit.zip" in str(asked[-1])
    assert sum("visit.zip" in str(each) for each in asked) == 1
