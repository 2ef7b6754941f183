"""Rounded matrices: how near they come, and that errors made good cost less than plain ones."""

import numpy as np

from autoencoders.rounding import amends
from ui.alone.rounding import made_good, plainly


def test_plain_rounding_is_at_most_half_a_step_off():
    array = np.random.default_rng(1).standard_normal((3, 3, 4)).astype(np.float32)
    steps = np.array([0.01, 0.02, 0.05, 0.1], np.float32)
    found = plainly(array, steps)
    assert found.array.shape == array.shape
    assert (np.abs(found.array - array) <= steps / 2 + 1e-6).all()


def test_errors_made_good_cost_a_fraction_of_plain_ones():
    """Inputs of which three directions matter, as the units of a hidden layer rise and fall together."""
    rng = np.random.default_rng(2)
    inputs = (
        rng.standard_normal((400, 3)) @ rng.standard_normal((3, 90)) + 0.01 * rng.standard_normal((400, 90))
    ).astype(np.float32)
    array = rng.standard_normal((90, 7)).astype(np.float32)
    steps = np.full(7, 0.05, np.float32)
    plain, good = (
        np.abs(inputs @ (found - array)).mean()
        for found in (plainly(array, steps).array, made_good(array, steps, amends(inputs)).array)
    )
    assert good < plain / 4


def test_whole_multiples_of_the_step_stay_as_they_are():
    rng = np.random.default_rng(3)
    numbers = rng.integers(-50, 50, (70, 5))
    steps = np.full(5, 0.25, np.float32)
    found = made_good((0.25 * numbers).astype(np.float32), steps, amends(rng.standard_normal((200, 70))))
    np.testing.assert_array_equal(found.numbers, numbers)
