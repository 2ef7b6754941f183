"""Pictures taken whole: 28 × 28, grey, proportions and polarity kept, and no more than that."""

import io

import numpy as np
import pytest
from PIL import Image

from autoencoders.digits.fitting import fitted
from autoencoders.digits.picture_file import PictureError


def png(array, mode=None):
    buffer = io.BytesIO()
    Image.fromarray(array, mode).save(buffer, "PNG")
    return buffer.getvalue()


def test_what_has_the_size_stays_as_it_is():
    levels = np.random.default_rng(0).integers(0, 256, (28, 28), np.uint8)
    np.testing.assert_allclose(fitted(png(levels))[..., 0], levels / 255, atol=1e-6)


def test_a_larger_square_becomes_the_means_of_its_blocks():
    levels = np.random.default_rng(1).integers(0, 256, (84, 84), np.uint8)
    means = levels.reshape(28, 3, 28, 3).mean(axis=(1, 3)) / 255
    np.testing.assert_allclose(fitted(png(levels))[..., 0], means, atol=1e-4)


@pytest.mark.parametrize("paper", [0, 255])
@pytest.mark.parametrize("is_tall", [False, True])
def test_what_is_no_square_gets_its_own_paper_beside_it_and_stays_in_the_middle(paper, is_tall):
    levels = np.full((28, 56), paper, np.uint8)
    levels[8:20, 20:36] = 255 - paper
    made = 255 * fitted(png(levels.T.copy() if is_tall else levels))[..., 0]
    made = made.T if is_tall else made
    assert (made[:7] == paper).all()
    assert (made[21:] == paper).all()
    np.testing.assert_allclose(made[11:17, 10:18], 255 - paper)  # half as wide and as high
    np.testing.assert_allclose(made, made[::-1, ::-1], atol=1e-3)


def test_colours_are_as_bright_as_the_eye_finds_them():
    colours = np.zeros((28, 28, 3), np.uint8)
    colours[..., 1] = 200
    np.testing.assert_allclose(fitted(png(colours)), 0.587 * 200 / 255, atol=1e-5)


@pytest.mark.parametrize(
    ("array", "sentence"),
    [
        (np.zeros((2, 3), np.uint8), "3 × 2 pixels, too small"),
        (np.zeros((10, 300), np.uint8), "too narrow"),
        (np.dstack([np.full((30, 30), 9, np.uint8)] * 4), "transparent in places"),
    ],
)
def test_what_shows_nothing_is_refused_in_a_sentence(array, sentence):
    with pytest.raises(PictureError, match=sentence):
        fitted(png(array))
