"""Distances to the nearest digit, against brute force."""

import numpy as np
import pytest

from autoencoders.scores import nearest_digit


@pytest.fixture(scope="module")
def pair(synthetic):
    return synthetic.test_images[:2].astype(np.float32) / 255


def test_distances_are_the_smallest_of_all(synthetic, pair):
    digits = synthetic.train_images[:6000]  # more than one part
    squares = nearest_digit.squared_lengths(digits)
    found = nearest_digit.distances(pair, digits, squares)
    flat = digits.reshape(-1, 784) / 255.0
    expected = [np.sqrt(((flat - frame.ravel()) ** 2).mean(axis=1)).min() for frame in pair]
    np.testing.assert_allclose(found, expected, atol=1e-4)
    assert nearest_digit.distances(digits[7:8] / 255.0, digits, squares)[0] == pytest.approx(0, abs=2e-4)
