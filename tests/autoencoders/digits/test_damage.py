"""Damage to a digit: each kind against loops and closed forms, at its ends, and what one setting of it says."""

import numpy as np
import pytest

from autoencoders.chance import uniforms
from autoencoders.digits import damage
from autoencoders.digits.kinds import KINDS, NOISE, Damage
from autoencoders.digits.noise import standard_noise


@pytest.fixture(scope="module")
def digit(synthetic):
    return synthetic.test_images[3].astype(np.float32) / 255


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_strength_does_nothing_and_every_strength_gives_a_picture(kind, digit):
    np.testing.assert_array_equal(kind.damaged(digit, 0.0, 5), digit)
    for strength in kind.places:
        found = kind.damaged(digit, strength, 5)
        assert found.shape == (28, 28, 1)
        assert found.dtype == np.float32
        np.testing.assert_array_equal(found, kind.damaged(digit, strength, 5))
        if kind.name != NOISE:
            assert -1e-6 <= found.min() <= found.max() <= 1 + 1e-6
    seeds = {kind.damaged(digit, kind.places[5], seed).tobytes() for seed in range(5)}
    assert len(seeds) == (5 if kind.again else 1)


def test_noise_is_the_noise_that_the_lesson_always_had(digit):
    found = Damage(KINDS[NOISE], 0.3, 7).of(digit)
    np.testing.assert_array_equal(found, digit + np.float32(0.3) * standard_noise(7))
    np.testing.assert_array_equal(Damage(KINDS[NOISE], 0.3, 7, clip=True).of(digit), np.clip(found, 0, 1))


@pytest.mark.parametrize("seed", range(40))
def test_a_mask_is_one_square_inside_the_picture(seed):
    white, side = np.ones((28, 28, 1), np.float32), 1 + seed % 20
    gone = damage.mask(white, side, seed)[..., 0] == 0
    rows, columns = np.flatnonzero(gone.any(axis=1)), np.flatnonzero(gone.any(axis=0))
    assert gone.sum() == side * side
    assert len(rows) == len(columns) == np.ptp(rows) + 1 == np.ptp(columns) + 1 == side


def test_masks_come_to_every_place():
    corners = {
        tuple(np.argwhere(damage.mask(np.ones((28, 28, 1), np.float32), 20, seed)[..., 0] == 0)[0])
        for seed in range(900)
    }
    assert corners == {(row, column) for row in range(9) for column in range(9)}


@pytest.mark.parametrize("percent", [2.0, 20.0, 60.0])
def test_of_a_grey_picture_so_many_pixels_are_lost_half_to_black_and_half_to_white(percent):
    grey = np.full((28, 28, 1), 0.5, np.float32)
    found = np.stack([damage.salt_and_pepper(grey, percent, seed) for seed in range(100)])
    for value in (0, 1):
        assert (found == value).mean() == pytest.approx(percent / 200, rel=0.1)
    more = damage.salt_and_pepper(grey, percent + 2, 3)
    assert (more[found[3] != 0.5] == found[3][found[3] != 0.5]).all(), "what is lost stays lost as more is"


@pytest.mark.parametrize("deviation", [0.5, 1.5, 4.0])
def test_a_blurred_point_is_a_gaussian_of_that_deviation(deviation):
    point = np.zeros((28, 28, 1), np.float32)
    point[14, 13] = 1
    found = damage.blur(point, deviation, 0)[..., 0].astype(np.float64)
    y, x = np.mgrid[:28, :28]
    expected = np.exp(-((y - 14) ** 2 + (x - 13) ** 2) / (2 * deviation**2))
    np.testing.assert_allclose(
        found, expected / np.exp(-0.5 * (np.arange(-99, 100) / deviation) ** 2).sum() ** 2, atol=1e-7
    )


@pytest.mark.parametrize("seed", range(12))
def test_a_shift_rolls_the_digit_by_whole_pixels(digit, seed):
    angle = 2 * np.pi * uniforms(seed, 1)[0]
    columns, rows = round(3 * np.cos(angle)), round(3 * np.sin(angle))
    padded = np.pad(digit, ((9, 9), (9, 9), (0, 0)))
    expected = np.roll(padded, (rows, columns), (0, 1))[9:-9, 9:-9]
    np.testing.assert_array_equal(damage.shift(digit, 3, seed), expected)


@pytest.mark.parametrize(("degrees", "quarters"), [(90, -1), (-90, 1), (180, 2), (-180, 2)])
def test_quarter_turns_are_exact_and_go_as_a_clock_does(digit, degrees, quarters):
    np.testing.assert_allclose(damage.rotation(digit, degrees, 0), np.rot90(digit, quarters), atol=1e-6)


def test_turned_there_and_back_a_smooth_picture_is_nearly_itself():
    y, x = np.mgrid[:28, :28]
    smooth = np.exp(-((y - 11) ** 2 + (x - 15) ** 2) / 30).astype(np.float32)[..., None]
    there_and_back = damage.rotation(damage.rotation(smooth, 35, 0), -35, 0)
    assert np.abs(there_and_back - smooth).max() < 0.03


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_setting_says_what_it_is(kind):
    set_to = Damage(kind, kind.places[-1])
    for text in (set_to.said, set_to.told, kind.words(kind.at, -30.0)):
        assert "{" not in text
    assert f"{kind.places[-1]:.{kind.decimals}f}" in set_to.said
    assert kind.first in kind.charted or kind.name == NOISE
    assert len(kind.charted) <= 31
    assert set_to.at(0.5).strength == 0.5
    assert "−30" in kind.words(kind.at, -30.0)
