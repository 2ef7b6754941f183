"""Models with rounded weights, held to the shipped ones on digits and codes that the rounding was not tried with."""

from dataclasses import replace

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.digits.noise import standard_noise
from autoencoders.digits.synthetic import draw_digits
from autoencoders.recipes import REPORT_NOISE
from ui.alone.models import EXACT, shrunk
from ui.alone.rounding import Rounded

OTHER_SEED = 23


@pytest.mark.parametrize("name", ["mlp-10", "conv-100", "twin-2", "vae-10"])
def test_pictures_are_those_of_the_shipped_model(name):
    model = ae.load(name)
    arrays = shrunk(model, None, EXACT)
    small = replace(
        model, parameters={part: each.array if isinstance(each, Rounded) else each for part, each in arrays.items()}
    )
    digits = draw_digits(100, np.random.default_rng(OTHER_SEED))[0].astype(np.float32) / 255
    noisy = digits + np.float32(REPORT_NOISE) * standard_noise(OTHER_SEED)
    for seen in (digits, noisy):
        assert np.abs(small.reconstruct(seen) - model.reconstruct(seen)).max() < 1e-3
    codes = np.random.default_rng(OTHER_SEED).standard_normal((200, model.latent_dim)).astype(np.float32)
    assert np.abs(small.decode(codes) - model.decode(codes)).max() < 1e-3


def test_large_layers_take_less_room_than_float16():
    arrays = shrunk(ae.load("vae-2"), None, EXACT)
    pixels = arrays["decoder.pixels.kernel"]
    assert isinstance(pixels, Rounded)
    assert np.abs(pixels.numbers).max() < 2**14
