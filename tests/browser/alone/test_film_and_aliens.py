"""The lab as one file: recorded trainings of the maps, and what is no digit, held to Python."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

import autoencoders as ae
from autoencoders.digits.aliens import KIND, LETTERS, alien
from autoencoders.recording import load_recording
from autoencoders.scores import strangeness
from autoencoders.scores.percentiles import PERCENTILES, read_percentiles
from autoencoders.weights import WEIGHTS
from tests.browser.alone.test_alone import STARTERS, opened
from ui.usual.strips import position


def test_the_film_of_the_maps_is_played_from_the_page_alone(alone, lab):
    """Opened by a press, at the step of the address; codes within a step of the recording's, and the step that is kept."""
    page = opened(alone, lab, "#map&step=700")
    expect(page.locator("#maps .pad[data-code]")).to_be_visible()
    page.get_by_text("How these maps came to be").click()
    expect(page.locator(".film")).to_have_attribute("data-step", "700")
    made, found = load_recording("vae-2"), page.evaluate("() => [...lab.packs.get('film-vae-2').codes]")
    np.testing.assert_allclose(np.reshape(found, made.codes.shape), made.codes, atol=np.abs(made.codes).max() / 1900)
    page.get_by_role("slider", name="Step of the training").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".film .map[data-drawn='points 1000']")).to_have_count(2)
    expect(page.locator(".film .words").last).to_contain_text(f"KL {made.losses['kl'][11]:.1f} nats")
    page.get_by_role("button", name="Keep this step in the link").click()
    page.wait_for_function("() => /film=1.*step=1000/.test(location.hash)")


def test_an_alien_has_its_places_among_the_test_digits_as_in_the_app(alone, lab):
    page = opened(alone, lab)
    expect(page.locator("#usual-words")).to_contain_text("By no measure here does this stand out")
    page.locator("details.aliens:visible summary").click()
    page.get_by_role("button", name="No digit: White specks").click()
    expect(page.locator("[data-live='caption clean']")).to_have_text("28×28: no digit: White specks")
    expect(page.locator("#usual-words")).to_contain_text("Every measure here notices it")
    page.get_by_role("button", name="No digit: Letter H").click()
    image = alien(KIND["letter"], list(LETTERS).index("H"), lambda: np.zeros(0))[0][None]
    among = read_percentiles(WEIGHTS / PERCENTILES)[0]
    vae = ae.load("vae-10")
    assert isinstance(vae, ae.VAE)
    values = {f"error {name}": strangeness.error(ae.load(name), image)[0] for name in STARTERS}
    values["negative_elbo vae-10"] = strangeness.negative_elbo(vae, image)[0]
    expect(page.locator("[data-live='caption clean']")).to_have_text("28×28: no digit: Letter H")
    for name, value in values.items():
        left = page.evaluate("name => parseFloat(document.querySelector(`[data-live='at ${name}']`).style.left)", name)
        assert left == pytest.approx(100 * position(value, among[name]), abs=0.6), name
        below = 100 * among[name].below(value)
        said = re.search(r"than (\d+) %", page.locator(f"[data-live='place {name}']").inner_text())
        assert said
        assert float(said[1]) == pytest.approx(below, abs=1.1), name
        spoken = page.locator(f"[data-live='lane {name}']").get_attribute("aria-label") or ""
        assert page.locator(f"[data-live='place {name}']").inner_text() in spoken
    expect(page.locator("[data-live='at error vae-20']")).to_be_hidden()
    before = page.evaluate("() => [...digitNow('a')]")
    page.get_by_role("button", name="Mirrored").click()
    mirrored = np.flip(np.array(before).reshape(28, 28), axis=1)
    np.testing.assert_allclose(page.evaluate("() => [...digitNow('a')]"), mirrored.ravel(), atol=1e-6)
    page.get_by_role("button", name="Upside down").click()
    np.testing.assert_allclose(page.evaluate("() => [...digitNow('a')]"), mirrored[::-1, ::-1].ravel(), atol=1e-6)
    page.locator("#models input[value='vae-10']").uncheck()
    expect(page.get_by_text("what the VAE says it costs")).to_be_hidden()
