"""The film of how the maps came to be, in a real browser: fetched when asked for, played, scrubbed by key and finger, said."""

import re

import pytest
from playwright.sync_api import Page, expect

from autoencoders.recording import load_recording
from tests.browser.conftest import settled
from tests.browser.test_latent_map import PHONE, fetched

AE = load_recording("twin-2")
VAE = load_recording("vae-2")


def opened(page: Page, query: str = "") -> Page:
    page.goto(f"/latent_map?film=true{query}")
    expect(page.locator(".film[data-step]")).to_be_visible()
    settled(page)
    page.locator(".film").scroll_into_view_if_needed()
    return page


def drawn(page: Page) -> list[str]:
    return [canvas.evaluate("node => node.toDataURL()") for canvas in page.locator(".film .map").all()]


def at(page: Page, step: float) -> None:
    expect(page.locator(".film")).to_have_attribute("data-step", f"{step:.0f}")
    expect(page.locator(f".film .map[data-drawn$=' {step:.0f}']")).to_have_count(2)


def test_it_is_fetched_when_it_is_asked_for_and_scrubbed_by_keys_the_curve_and_play(page):
    page.goto("/latent_map")
    expect(page.locator(".pad[data-code]")).to_be_visible()
    settled(page)
    before = len(fetched(page))
    page.get_by_text("Show the recorded trainings").click()
    expect(page.locator(".film[data-step]")).to_be_visible()
    assert len(fetched(page)) == before + 2
    at(page, 0)
    first = drawn(page)
    slider = page.get_by_role("slider", name="Step of the training")
    slider.focus()
    page.keyboard.press("End")
    at(page, AE.steps[-1])
    last = drawn(page)
    assert all(one != other for one, other in zip(first, last, strict=True))
    expect(slider).to_have_attribute("aria-valuetext", f"step {AE.steps[-1]:,.0f}")
    words = page.locator(".film .words")
    expect(words.nth(0)).to_contain_text(f"reconstruction {AE.losses['reconstruction'][-1]:.1f} nats")
    expect(words.nth(1)).to_contain_text(f"KL {VAE.losses['kl'][-1]:.1f} nats")
    live = page.locator(".film [aria-live]")
    expect(live).to_contain_text(re.compile(rf"^Step {AE.steps[-1]:,.0f}\. AE: .*% of codes in the 2 σ ring.*VAE: "))
    page.keyboard.press("ArrowLeft")
    at(page, AE.steps[-2])
    page.keyboard.press("Home")
    at(page, 0)
    assert drawn(page) == first
    # The curve's left end is step 0, its right end the last.
    box = page.locator(".film .curve").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 14, box["y"] + 60)
    at(page, AE.steps[-1])
    # Play begins anew at the end, goes on by itself, says nothing meanwhile, and Pause holds it.
    page.get_by_role("button", name="▶ Play").click()
    at(page, AE.steps[2])
    assert "Step 10." not in live.inner_text()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="▶ Play")).to_be_visible()
    held = page.locator(".film").get_attribute("data-step")
    page.wait_for_timeout(1500)
    assert page.locator(".film").get_attribute("data-step") == held
    expect(live).to_contain_text(f"Step {int(held or 0):,}")


def test_a_step_is_kept_in_the_link_sheets_are_drawn_and_the_axes_stay(page):
    opened(page, f"&film_layer=decoded+digits&film_scale=same,+close+up&film_step={AE.steps[6]:.0f}")
    at(page, AE.steps[6])
    expect(
        page.get_by_role("img", name=re.compile("What the VAE's decoder draws at 20 × 20 places at step"))
    ).to_be_visible()
    page.get_by_role("slider", name="Step of the training").focus()
    page.keyboard.press("ArrowRight")
    at(page, AE.steps[7])
    page.get_by_role("button", name="Keep this step in the link").click()
    page.wait_for_url(re.compile(f"film_step={AE.steps[7]:.0f}"))
    settled(page)
    at(page, AE.steps[7])


@pytest.mark.parametrize("page", [PHONE | {"color_scheme": "dark"}], indirect=True)
def test_on_a_phone_both_maps_stand_side_by_side_and_a_finger_moves_it(page):
    opened(page)
    boxes = [canvas.bounding_box() for canvas in page.locator(".film .map").all()]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[1]["x"] + boxes[1]["width"] <= 390
    page.get_by_role("slider", name="Step of the training").tap()  # its middle
    expect(page.locator(".film")).not_to_have_attribute("data-step", "0")
    page.get_by_role("button", name="▶ Play").tap()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
