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

SIZE = 512 * 784 * 2
"""Bytes of the large kernel as float16."""


def far(one: np.ndarray, other: np.ndarray) -> float:
    """By how much all but the allowed share of pixels differ at most."""
    return float(np.quantile(np.abs(one - other), EXACTLY / 1_000))


def near(codes: np.ndarray) -> np.ndarray:
    """Codes, places near them and places close up, none of which a decoder was made with."""
    rng = np.random.default_rng(31)
    some = codes[-300:] + 0.05 * codes.std(axis=0) * rng.standard_normal((300, 2))
    return np.concatenate([some, rng.uniform(-4, 4, (300, 2))]).astype(np.float32)


@pytest.mark.parametrize("name", ["twin-2", "vae-2"])
def test_those_of_the_film_draw_what_the_recording_draws(name):
    made = load_recording(name)
    found = sheets(made)
    assert len(found) == len(made.steps) - 1
    for each, decoder, codes in zip(found[::3], made.decoders[::3], made.codes[::3], strict=False):
        places = near(codes)
        assert far(each.decode(places), decoder.decode(places)) < COARSELY
        assert len(parcel(each.arrays(""), {})) < SIZE / 20


@pytest.mark.parametrize("beta", ["0", "1", "8"])
def test_those_of_the_dial_draw_what_the_model_draws(beta):
    name = OTHERS.get(beta, "vae-2")
    model, codes = ae.load(name), load_codes(name).mean
    each = thin_decoder(model.parameters, codes)
    places = near(codes)
    assert far(each.decode(places), model.decode(places)) < COARSELY
    assert len(parcel(each.arrays(""), {})) < SIZE / 20


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
