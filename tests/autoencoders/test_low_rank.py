"""A decoder in low rank: its pictures within what is asked, held to the decoder itself, and read as its arrays say."""

from dataclasses import replace

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.low_rank import FAINTEST, LARGEST, PAIRS, USUAL, fault_in, low_rank

RNG = np.random.default_rng(0)
PLACES = RNG.uniform(-4, 4, (600, 2)).astype(np.float32)


@pytest.fixture(scope="module")
def models():
    """An untrained decoder and a trained one: what is easy, and what is not."""
    return {"untrained": ae.variant("vae-2").initial(seed=2), "trained": ae.load("vae-2")}


@pytest.fixture(scope="module")
def made(models):
    return {name: low_rank(model.parameters, PLACES) for name, model in models.items()}


@pytest.mark.parametrize("name", ["untrained", "trained"])
def test_its_pictures_are_the_decoders_within_the_bounds_and_the_errors_are_those_it_says(models, made, name):
    decoder, (largest, usual) = made[name]
    errors = np.abs(decoder.decode(PLACES) - models[name].decode(PLACES))
    assert errors.max() == pytest.approx(largest, abs=1e-4)
    assert np.quantile(errors, 0.9999) == pytest.approx(usual, abs=1e-4)
    assert largest <= LARGEST
    assert usual <= USUAL
    between = RNG.uniform(-4, 4, (600, 2)).astype(np.float32)  # places that it was not tried at
    assert np.abs(decoder.decode(between) - models[name].decode(between)).max() < 1.5 * LARGEST


def test_what_is_smoother_takes_fewer_pairs_and_closer_bounds_take_more(models, made):
    easy, hard = made["untrained"][0], made["trained"][0]
    assert PAIRS <= easy.rank < hard.rank
    closer = low_rank(models["trained"].parameters, PLACES, largest=LARGEST / 2, usual=USUAL / 2)[0]
    assert closer.rank > hard.rank
    capped, (largest, _) = low_rank(models["trained"].parameters, PLACES, most=PAIRS)
    assert capped.rank == PAIRS
    assert largest > LARGEST


def test_it_decodes_what_its_arrays_say(made):
    """Written out with loops over one place."""
    decoder, place = made["untrained"][0], np.array([0.7, -1.2])
    units = decoder.hidden[0] * place[0] + decoder.hidden[1] * place[1] + decoder.hidden[2]
    units = np.where(units > 0, units, 0.2 * units)
    kernel = sum(
        scale * np.outer(decoder.left[:, k].astype(float), decoder.right[k].astype(float))
        for k, scale in enumerate(decoder.scales)
    )
    expected = 1 / (1 + np.exp(-(units @ kernel + decoder.bias)))
    np.testing.assert_allclose(decoder.decode(place[None]).ravel(), expected, atol=1e-5)


def test_it_is_a_fifth_of_the_decoders_bytes(made):
    bytes_ = [sum(getattr(made[name][0], part).nbytes for part in ("left", "right")) for name in made]
    assert max(bytes_) < 4 * 512 * 784 / 5


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ({"hidden": np.zeros((3, 511), np.float32)}, "array hidden has the shape"),
        ({"left": np.zeros((512, 3), np.int8)}, "array left has the shape"),
        ({"right": np.zeros((8, 784), np.float32)}, "array right"),
        ({"bias": np.full(784, np.nan, np.float32)}, "array bias"),
        ({"scales": np.zeros(0, np.float32)}, "array"),
        ({"scales": np.zeros((2, 2), np.float32)}, "array"),
    ],
)
def test_arrays_that_are_no_decoder_are_named(made, damage, words):
    assert fault_in(made["untrained"][0], 2) is None
    assert words in str(fault_in(replace(made["untrained"][0], **damage), 2))
    assert "hidden" in str(fault_in(made["untrained"][0], 3))


def test_a_pixel_that_is_always_black_is_no_free_space(models):
    """Its error counts for at least a tenth of the steepest pixel's; without that, black would turn grey unseen."""
    assert 0 < FAINTEST < 1
    model = models["trained"]
    decoder = low_rank(model.parameters, PLACES)[0]
    black = model.decode(PLACES).max(axis=0) < 0.01
    assert decoder.decode(PLACES)[:, black].max() < 0.06
