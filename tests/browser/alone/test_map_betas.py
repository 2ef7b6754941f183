"""The dial over β on the map of the lab as one file: turned by keys, in the address, Python's pictures; and a drawing there."""

import json

import numpy as np
from playwright.sync_api import expect

import autoencoders as ae
from autoencoders.codes import load_codes
from tests.browser.alone.test_alone import NEAR, greys, opened, stroke
from ui.alone.digits import as_seen, picks
from ui.alone.map_betas import NOT_DRAWN, thin_decoder

PAD = "#maps .pad"


def test_the_dial_turns_the_vae_of_the_map(alone, lab):
    page = opened(alone, lab, "#map&mapbeta=4&x=0.5&y=-1")
    dial = page.get_by_role("slider", name="β of this map")
    expect(dial).to_have_attribute("aria-valuetext", "β = 4")
    dial.press("End")
    page.wait_for_function("() => /mapbeta=8/.test(location.hash) && lab.packs.has('vae-2.beta-8')")
    page.wait_for_timeout(1_200)  # the walk of the dots
    expect(page.locator("#map-betas [aria-current]")).to_contain_text("β = 8")
    name = "vae-2.beta-8"
    model, codes = ae.load(name), load_codes(name)
    assert isinstance(model, ae.VAE)
    mean, log_var = (each[0] for each in model.posterior(as_seen(picks()[8, 0][None])))
    own = json.loads(page.locator(PAD).get_attribute("data-own") or "[]")[1]
    np.testing.assert_allclose(own, mean, atol=1e-2)
    decoder = thin_decoder(model.parameters, codes.mean)
    here = decoder.decode(np.array([[0.5, -1]]))[0, ..., 0]
    np.testing.assert_allclose(greys(page, ".view:nth-child(2) canvas"), here, atol=NEAR)
    of_own = decoder.decode(np.array([own]))[0, ..., 0]
    np.testing.assert_allclose(greys(page, ".own:nth-child(4) canvas"), of_own, atol=NEAR)
    spread = page.evaluate("name => placeOfPick(lab.packs.get(name)).spread", name)
    np.testing.assert_allclose(spread, np.exp(log_var / 2), atol=5e-3)
    labels = page.evaluate("name => [...lab.packs.get(name).labels]", name)
    np.testing.assert_array_equal(labels, codes.labels)
    # A drawing has its place on the AE's map alone, which is said, also while it is drawn; back at the first β it has both.
    stroke(page, (0.3, 0.3), (0.5, 0.7), lift=False)
    expect(page.locator(".own:nth-child(4)")).to_be_hidden()
    expect(page.locator("#map-beta-words")).to_have_text(NOT_DRAWN)
    page.mouse.up()
    page.wait_for_function("() => settings.ink")
    expect(page.locator("#map-beta-words")).to_have_text(NOT_DRAWN)
    assert json.loads(page.locator(PAD).get_attribute("data-own") or "[]")[1] is None
    dial.press("Home")
    for _ in range(3):
        dial.press("ArrowRight")
    page.wait_for_function("() => !/mapbeta/.test(location.hash)")
    expect(page.locator("#map-beta-words")).to_be_hidden()
    expect(page.locator(".own:nth-child(4)")).to_be_visible()
