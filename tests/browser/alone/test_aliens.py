"""The drawer of what is no digit in the lab as one file, and the places of what is given: as the app finds them."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

import autoencoders as ae
from autoencoders.digits.aliens import KIND, LETTERS, alien
from autoencoders.scores import strangeness
from autoencoders.scores.percentiles import PERCENTILES, read_percentiles
from autoencoders.weights import WEIGHTS
from ui.model_choice import STARTERS
from ui.usual.strips import position


def test_an_alien_has_its_places_among_the_test_digits_as_in_the_app(alone, lab):
    page = alone
    page.goto(lab.as_uri())
    page.wait_for_function("() => lab.packs.has('judge')")
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
