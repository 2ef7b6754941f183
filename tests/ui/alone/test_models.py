"""Models with rounded weights, held to the shipped ones on digits and codes that the rounding was not tried with."""

from dataclasses import replace

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.digits.noise import standard_noise
from autoencoders.digits.synthetic import draw_digits
from autoencoders.recipes import REPORT_NOISE
from ui.alone.digits import given_back
from ui.alone.models import ELSEWHERE, EXACT, EXACT_IN_SWEEP, ON_DIGITS, SWEEP, shrunk
from ui.alone.rounding import Rounded

OTHER_SEED = 23


def rounded(model: ae.Model, exact: float, *halves: str) -> ae.Model:
    """The model as the page has it."""
    arrays = shrunk(model, None, exact, *([halves] if halves else []))
    found = {part: each.array if isinstance(each, Rounded) else each for part, each in arrays.items()}
    return replace(model, parameters=model.parameters | found)


def codes(d: int) -> np.ndarray:
    """Random codes, a half of them far out."""
    return np.repeat([1, 2], 400)[:, None].astype(np.float32) * np.random.default_rng(OTHER_SEED).standard_normal(
        (800, d), dtype=np.float32
    )


@pytest.mark.parametrize("name", ["mlp-10", "conv-100", "twin-2", "vae-10", "pca-10", "pca-100"])
def test_pictures_are_as_near_to_the_shipped_model_s_as_the_page_says(name):
    model = ae.load(name)
    small = rounded(model, EXACT)
    digits = draw_digits(300, np.random.default_rng(OTHER_SEED))[0].astype(np.float32) / 255
    for sigma, most in ((0, ON_DIGITS), (REPORT_NOISE, ON_DIGITS), (1, ELSEWHERE)):
        seen = digits + np.float32(sigma) * standard_noise(OTHER_SEED)
        assert np.abs(small.reconstruct(seen) - model.reconstruct(seen)).max() < most
    met = codes(model.latent_dim)
    assert np.abs(small.decode(met) - model.decode(met)).max() < ELSEWHERE


@pytest.mark.parametrize("beta", SWEEP)
def test_the_sweep_s_pictures_are_too(beta):
    model = ae.load(f"vae-10.beta-{beta:g}")
    small = rounded(model, EXACT_IN_SWEEP, "decoder")
    met = np.concatenate([model.encode(given_back()), codes(model.latent_dim)])
    assert np.abs(small.decode(met) - model.decode(met)).max() < ELSEWHERE


def test_large_layers_take_less_room_than_float16():
    arrays = shrunk(ae.load("vae-2"), None, EXACT)
    pixels = arrays["decoder.pixels.kernel"]
    assert isinstance(pixels, Rounded)
    assert np.abs(pixels.numbers).max() < 2**14
