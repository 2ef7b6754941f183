"""The dial over β in the one-file page: its squares and its table are the app's, and where digits to pick lie is each model's."""

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.codes import load_codes
from ui.alone.digits import as_seen, picks
from ui.alone.map_betas import CODE_STEP, OTHERS, PICK_FINENESS, beta_arrays, dial
from ui.latent_map import views
from ui.latent_map.betas import FIRST, NAMES


@pytest.mark.parametrize("name", ["vae-2.beta-0", "vae-2.beta-4"])
def test_codes_and_picks_are_the_models_within_a_step(name):
    arrays, model = beta_arrays(name), ae.load(name)
    assert isinstance(model, ae.VAE)
    assert np.abs(arrays["codes"].array - load_codes(name).mean).max() < 0.51 * CODE_STEP
    digits = as_seen(picks().reshape(-1, 28, 28))
    mean, log_var = model.posterior(digits)
    of_picks = np.concatenate([mean, np.exp(log_var / 2)], axis=1)
    np.testing.assert_allclose(arrays["picks"].array, of_picks, atol=0.51 * np.abs(of_picks).max() / PICK_FINENESS)


def test_the_dial_has_the_app_s_places_and_squares():
    scales = [views.CLOSE, views.ALL, views.FIT]
    made = dial(scales)
    assert (made["first"], [place["beta"] for place in made["places"]]) == (FIRST, list(NAMES))
    assert {place["name"] for place in made["places"]} == {NAMES[FIRST], *OTHERS.values()}
    for place in made["places"]:
        codes = {"AE": load_codes("twin-2").mean, "VAE": load_codes(place["name"]).mean}
        assert place["views"] == {scale: views.views(codes, scale) for scale in scales}
    close = [place["views"][views.CLOSE] for place in made["places"]]
    assert all(each == close[0] for each in close)  # one square, in which the heap is seen to shrink
