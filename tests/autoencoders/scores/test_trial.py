"""Models that could be shown to nobody are told apart, each in a sentence; the shipped ones and untrained ones pass."""

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.models import build
from autoencoders.networks import NETWORKS
from autoencoders.scores.trial import check


@pytest.fixture(scope="module")
def images(synthetic):
    return synthetic.test_images[:300]


def untrained(family, d):
    parameters = NETWORKS[family].initial(d, np.random.default_rng(0))
    return build(family, d, parameters, 4.0 if family == "vae" else None)


def changed(model, **arrays):
    beta = model.beta if isinstance(model, ae.VAE) else None
    return build(model.family, model.latent_dim, {**model.parameters, **arrays}, beta)


@pytest.mark.parametrize(
    "name", ["mlp-10", "conv-100", "vae-2", "vae-10.beta-0", "vae-10.assignment", "twin-2", "pca-100"]
)
def test_shipped_models_pass(name, images):
    check(ae.load(name), images)


@pytest.mark.parametrize("family", NETWORKS)
@pytest.mark.parametrize("d", [1, 128])
def test_untrained_ones_pass(family, d, images):
    check(untrained(family, d), images)


@pytest.mark.parametrize(
    ("family", "d", "scale", "sentence"),
    [
        ("vae", 2, 1000.0, r"loss on 300 test digits is .* nats an image, where an untrained one has about 543"),
        ("vae", 2, np.nan, "is nan nats an image"),
        ("mlp", 10, 1e32, "nats an image"),
        ("conv", 10, 1e18, "nats an image"),
        ("mlp", 200, 1.0, "a code of 200 numbers; the lessons are made for 128 at most"),
    ],
)
def test_absurd_ones_are_refused(family, d, scale, sentence, images):
    model = untrained(family, d)
    with np.errstate(all="ignore"):
        arrays = {name: array * np.float32(scale) for name, array in model.parameters.items()}
    with pytest.raises(ae.WeightsError, match=sentence):
        check(changed(model, **arrays), images)


def test_codes_beyond_every_map_are_refused(images):
    model = untrained("mlp", 2)
    arrays = {name: array * 0 for name, array in model.parameters.items() if name.startswith("decoder")}
    arrays["encoder.code.bias"] = np.full(2, 2e5, np.float32)
    with pytest.raises(ae.WeightsError, match=r"lie up to 2e\+05 from 0, where 10000 can be shown"):
        check(changed(model, **arrays), images)


@pytest.mark.parametrize(
    ("name", "weight", "sentence"),
    [
        ("mlp-10", 3e38, "a weight of 3e"),
        ("mlp-10", 2e4, "a weight of 2e.04, where at most 10000 can be shown"),
        ("vae-10", 9e3, "numbers leave all bounds where a digit is noisy"),
    ],
)
def test_a_trap_on_a_pixel_that_is_black_in_all_digits_is_found(name, weight, sentence, images):
    """The corner pixel never has ink, so no digit springs it; noise and a stranger's drawing would."""
    model = ae.load(name)
    first = next(key for key, array in model.parameters.items() if array.ndim == 2 and len(array) == 784)
    trap = model.parameters[first].copy()
    assert not images[:, 0, 0].any()
    trap[0] = weight
    with pytest.raises(ae.WeightsError, match=sentence):
        check(changed(model, **{first: trap}), images)


def test_a_trap_on_a_pixel_of_the_last_digit_alone_is_found(images):
    """All digits are tried, not the first hundred."""
    model = ae.load("vae-10")
    pixels = images[..., 0].reshape(len(images), -1)
    last = images.copy()
    last[:, 0, 0] = 0
    last[-1, 0, 0] = 255
    first = next(key for key, array in model.parameters.items() if array.ndim == 2 and len(array) == 784)
    trap = model.parameters[first].copy()
    trap[0] = 9e3
    assert len(pixels) == 300
    with pytest.raises(ae.WeightsError, match="on 300 test digits is"):
        check(changed(model, **{first: trap}), last)
