"""The film of the maps in the lab as one file: both recordings, played, drawn and kept in the address."""

import numpy as np
import pytest
from playwright.sync_api import expect

import autoencoders as ae
from autoencoders.recording import load_recording
from tests.browser.alone.test_alone import opened
from ui.alone.films import sheets
from ui.alone.models import ON_DIGITS


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
    # The digits decoded at that step are those of Python's thin decoder, and at the end those of the map's own model.
    page.locator("#film-layer input[value='decoded digits']").check()
    expect(page.locator(".film .map[data-drawn='decoded digits 1000']")).to_have_count(2)
    assert page.evaluate("() => location.hash").count("film=1") == 1
    places = np.random.default_rng(4).uniform(-3, 3, (5, 2)).round(3)
    for at, drawing, most in ((11, sheets(made)[11], 1e-4), (-1, ae.load("vae-2"), ON_DIGITS)):
        drawn = page.evaluate(
            "([at, codes]) => codes.map(code => [...snapshotsOf(lab.packs.get('film-vae-2')).at(at).decode(code)])",
            [at, places.tolist()],
        )
        assert np.reshape(drawn, (5, 784)) == pytest.approx(drawing.decode(places).reshape(5, 784), abs=most)
