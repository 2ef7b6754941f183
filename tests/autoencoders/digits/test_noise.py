"""Noise against its formula: the deviation asked for, fresh or shared, clipped only when asked; what is no image is refused."""

import numpy as np
import pytest

from autoencoders.chance import normals
from autoencoders.digits.noise import add_noise, standard_noise


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("sigma", [20 / 255, 0.5])
def test_noise_has_the_deviation_asked_for_and_is_fresh_or_shared(sigma, shared):
    clean = np.full((200, 28, 28, 1), 0.5, np.float32)
    noisy = add_noise(clean, sigma, np.random.default_rng(0), shared=shared)
    noise = noisy - clean
    assert noisy.dtype == np.float32
    assert noisy.shape == clean.shape
    assert noise.std() == pytest.approx(sigma, rel=0.05)
    assert noise.mean() == pytest.approx(0, abs=0.1 * sigma)
    spread = noise.std(axis=0).mean()
    assert spread < 1e-6 if shared else spread == pytest.approx(sigma, rel=0.05)


def test_noise_is_clipped_only_when_asked():
    images = np.random.default_rng(1).integers(0, 256, (5, 28, 28, 1), dtype=np.uint8)
    free = add_noise(images, 0.3, np.random.default_rng(2))
    clipped = add_noise(images, 0.3, np.random.default_rng(2), clip=True)
    assert free.min() < 0
    assert free.max() > 1
    np.testing.assert_array_equal(clipped, np.clip(free, 0, 1))


def test_no_noise_leaves_the_images():
    images = np.random.default_rng(1).integers(0, 256, (5, 28, 28, 1), dtype=np.uint8)
    np.testing.assert_allclose(add_noise(images, 0, np.random.default_rng(2)), images / 255, atol=1e-7)


@pytest.mark.parametrize("sigma", [-0.1, np.nan, np.inf])
def test_an_impossible_sigma_is_refused(sigma):
    with pytest.raises(ValueError, match="sigma must be a finite number of 0 or more"):
        add_noise(np.zeros((1, 28, 28, 1)), sigma, np.random.default_rng(0))


@pytest.mark.parametrize("images", [np.zeros((28, 28)), np.zeros((1, 28, 28, 1), np.int64)])
def test_noise_takes_images_only(images):
    with pytest.raises(ValueError, match="images must"):
        add_noise(images, 0.1, np.random.default_rng(0))


@pytest.mark.parametrize("draw", [0, 1, 999])
def test_the_noise_of_a_number_is_that_number_s_pixel_by_pixel(draw):
    noise = standard_noise(draw)
    assert noise.shape == (28, 28, 1)
    assert noise.dtype == np.float32
    for row, column in ((0, 0), (0, 1), (1, 0), (27, 27)):
        assert noise[row, column, 0] == np.float32(normals(draw, 1, first=28 * row + column)[0])
