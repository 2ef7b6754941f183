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


@pytest.mark.parametrize("kind", ["a digit", "noise", "nothing", "one of them"])
def test_the_nearest_is_found_without_looking_at_all_of_them(kind, synthetic):
    digits = synthetic.train_images[:3000]
    picture = {
        "a digit": synthetic.test_images[5] / 255.0,
        "noise": np.random.default_rng(0).random((28, 28, 1)),
        "nothing": np.zeros((28, 28, 1)),
        "one of them": digits[40] / 255.0,
    }[kind]
    squares, outlines = nearest_digit.squared_lengths(digits), nearest_digit.outline(digits)
    by_hand = np.sqrt(np.square(digits / 255.0 - picture).mean(axis=(1, 2, 3))).min()
    found = nearest_digit.nearest(picture.astype(np.float32), digits, squares, outlines)
    assert found == pytest.approx(by_hand, abs=2e-4)
    few = nearest_digit.nearest(picture.astype(np.float32), digits[:3], squares[:3], outlines[:3])
    assert few == pytest.approx(np.sqrt(np.square(digits[:3] / 255.0 - picture).mean(axis=(1, 2, 3))).min(), abs=2e-4)


def test_outlines_are_never_further_apart_than_digits(synthetic):
    digits = synthetic.train_images[:200]
    outlines = nearest_digit.outline(digits)
    whole = digits.reshape(200, -1).astype(float)
    apart = np.linalg.norm(whole[:100] - whole[100:], axis=1)
    coarse = np.linalg.norm(outlines[:100] - outlines[100:], axis=1)
    assert np.all(coarse <= apart + 1e-2)
    assert coarse.sum() > 0.7 * apart.sum()
