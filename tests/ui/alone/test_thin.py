"""Thin decoders, held to those that they stand for at places that they were not made with; and to arithmetic of their own."""

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.codes import load_codes
from autoencoders.recording import load_recording
from ui.alone.films import sheets
from ui.alone.map_betas import OTHERS, thin_decoder
from ui.alone.parcels import parcel
from ui.alone.thin import COARSELY, EXACTLY, HIDDEN_STEPS, thin
from ui.browser.film.film import SHEET
from ui.latent_map import views

SIZE = 512 * 784 * 2
"""Bytes of the large kernel as float16."""

MOST = 19
"""Of that: the largest takes 41 kB, most half of it."""


def far(one: np.ndarray, other: np.ndarray) -> float:
    """By how much all but the allowed share of pixels differ at most."""
    return float(np.quantile(np.abs(one - other), EXACTLY / 1_000))


def near(codes: np.ndarray) -> np.ndarray:
    """Places near codes, none of which a decoder was made with."""
    rng = np.random.default_rng(31)
    return np.asarray(codes[-300:] + 0.05 * codes.std(axis=0) * rng.standard_normal((300, 2)), np.float32)


def inside(view: tuple[float, float, float]) -> np.ndarray:
    """Places in a visible square."""
    *center, half = view
    return np.asarray(center + half * np.random.default_rng(32).uniform(-1, 1, (400, 2)), np.float32)


@pytest.mark.parametrize("name", ["twin-2", "vae-2"])
def test_those_of_the_film_draw_what_the_recording_draws(name):
    made = load_recording(name)
    found = sheets(made)
    assert len(found) == len(made.steps) - 1
    for each, decoder, codes in zip(found[::3], made.decoders[::3], made.codes[::3], strict=False):
        last = {"": made.codes[-1]}
        for places in (near(codes), *(inside(views.views(last, scale)[""]) for scale in views.SCALES[SHEET])):
            assert far(each.decode(places), decoder.decode(places)) < COARSELY
        assert len(parcel(each.arrays(""), {})) < SIZE / MOST


@pytest.mark.parametrize("beta", OTHERS)
def test_those_of_the_dial_draw_what_the_model_draws(beta):
    name = OTHERS[beta]
    model, codes = ae.load(name), load_codes(name).mean
    each = thin_decoder(model.parameters, codes)
    both = {"AE": load_codes("twin-2").mean, "VAE": codes}
    scales = (views.CLOSE, views.ALL, views.FIT)
    for places in (near(codes), *(inside(views.views(both, scale)["VAE"]) for scale in scales)):
        assert far(each.decode(places), model.decode(places)) < COARSELY
    assert len(parcel(each.arrays(""), {})) < SIZE / MOST


def test_what_is_of_low_rank_comes_back_as_fine_as_the_steps_are():
    """A kernel of rank 3 and fine steps: three pairs, and pictures that differ ever less."""
    rng = np.random.default_rng(2)
    hidden = rng.integers(-HIDDEN_STEPS, HIDDEN_STEPS + 1, (3, 512)).astype(np.float32) / 64  # that it is rounded to
    pixels = (rng.standard_normal((512, 3)) @ rng.standard_normal((3, 784)) / 40).astype(np.float32)
    bias, places = rng.standard_normal(784).astype(np.float32), rng.uniform(-2, 2, (400, 2)).astype(np.float32)
    units = np.maximum(places @ hidden[:2] + hidden[2], 0.2 * (places @ hidden[:2] + hidden[2]))
    exact = 1 / (1 + np.exp(-(units @ pixels + bias)))
    errors = []
    for coarse in (0.1, 0.01):
        each = thin(hidden, pixels, bias, places, coarse)
        assert each.left.array.shape == (512, 3)
        assert each.right.array.shape == (4, 784)
        errors.append(np.abs(each.decode(places).reshape(-1, 784) - exact).mean())
    assert errors[1] < errors[0] / 2
