"""Blends against their ends and their formula; distances against brute force; strips and animations frame by frame."""

import io

import numpy as np
import pytest
from PIL import Image

import autoencoders as ae
from ui import blend, figures, takeaway


@pytest.fixture(scope="module")
def models():
    return ae.variant("twin-10").initial(1), ae.variant("vae-10").initial(1)


@pytest.fixture(scope="module")
def pair(synthetic):
    return synthetic.test_images[:2].astype(np.float32) / 255


@pytest.mark.parametrize("path", blend.PATHS)
@pytest.mark.parametrize("steps", [5, 21])
def test_every_way_starts_and_ends_at_its_digit(path, steps, models, pair):
    pixels, twin, vae = blend.blend(pair[0], pair[1], path, steps, *models)
    np.testing.assert_allclose(pixels.frames[[0, -1]], pair, atol=1e-6)
    np.testing.assert_allclose(pixels.frames[steps // 2], pair.mean(axis=0), atol=1e-6)
    for way, model in ((twin, models[0]), (vae, models[1])):
        assert way.frames.shape == (steps, 28, 28, 1)
        np.testing.assert_allclose(way.frames[[0, -1]], model.reconstruct(pair), atol=1e-5)
    if path == "straight":
        middle = models[0].decode(models[0].encode(pair).mean(axis=0)[None])
        np.testing.assert_allclose(twin.frames[steps // 2], middle[0], atol=1e-5)


def test_distances_are_the_smallest_of_all(synthetic, pair):
    digits = synthetic.train_images[:6000]  # more than one part
    squares = blend.squared_lengths(digits)
    found = blend.distances(pair, digits, squares)
    flat = digits.reshape(-1, 784) / 255.0
    expected = [np.sqrt(((flat - frame.ravel()) ** 2).mean(axis=1)).min() for frame in pair]
    np.testing.assert_allclose(found, expected, atol=1e-4)
    assert blend.distances(digits[7:8] / 255.0, digits, squares)[0] == pytest.approx(0, abs=2e-4)


def test_the_rows_mark_the_furthest_and_the_chosen_frame(models, pair):
    ways = blend.blend(pair[0], pair[1], "straight", 5, *models)
    far = [np.array([0.1, 0.2, 0.4, 0.3, 0.1])] * 3
    html = blend.blend_rows(ways, far, now=1)
    assert html.count("class='far'") == 3
    assert html.count("class='now'") == 3
    assert html.count("<img") == 15
    assert "furthest from any digit: frame 3, at 0.40" in html


@pytest.mark.parametrize("count", [5, 12, 21])
def test_the_animation_has_every_frame_even_equal_ones(count, pair):
    ways = [np.repeat(pair[:1], count, axis=0)] * 3
    with Image.open(io.BytesIO(takeaway.animation(ways))) as gif:
        assert getattr(gif, "n_frames", 1) == count
        assert gif.size == (3 * 28 * 4, 28 * 4)
        assert gif.info["loop"] == 0


def test_the_strip_has_a_row_for_each_way(pair):
    image = np.asarray(Image.open(io.BytesIO(takeaway.strip([pair, pair[::-1]], scale=2))))
    assert image.shape == (2 * 56, 2 * 56)
    np.testing.assert_array_equal(image[:56:2, :56:2], figures.grey(pair[0]))
    np.testing.assert_array_equal(image[56::2, :56:2], figures.grey(pair[1]))


def test_a_wall_is_filled_row_by_row(synthetic):
    images = synthetic.test_images[:5].astype(np.float32) / 255
    wall = figures.wall(images, 3)
    assert wall.shape == (2 * 29 - 1, 3 * 29 - 1)
    np.testing.assert_array_equal(wall[29:, 29:57], figures.grey(images[4]))
