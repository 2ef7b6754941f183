"""Arrays to pictures: sizes, colours, walls, and that enlarged pixels stay sharp."""

import io

import numpy as np
import pytest
from PIL import Image

from ui import pictures


def test_a_wall_is_filled_row_by_row(synthetic):
    images = synthetic.test_images[:5].astype(np.float32) / 255
    wall = pictures.wall(images, 3)
    assert wall.shape == (2 * 29 - 1, 3 * 29 - 1)
    np.testing.assert_array_equal(wall[29:, 29:57], pictures.grey(images[4]))


def test_enlarging_repeats_pixels(synthetic):
    image = synthetic.test_images[0, ..., 0]
    enlarged = np.asarray(Image.open(io.BytesIO(pictures.png(image, 5))))
    assert enlarged.shape == (140, 140)
    for i in range(5):
        np.testing.assert_array_equal(enlarged[i::5, 4 - i :: 5], image)


def test_the_error_map_is_white_blue_and_red():
    clean, output = np.zeros((28, 28, 1)), np.zeros((28, 28, 1))
    clean[0, 0], output[1, 1] = 1, 1
    shown = pictures.error_map(clean, output).astype(int)
    assert tuple(shown[5, 5]) == (247, 247, 247)
    assert shown[0, 0, 2] > shown[0, 0, 0] + 100
    assert shown[1, 1, 0] > shown[1, 1, 2] + 100


@pytest.mark.parametrize("d", [1, 2, 10, 100])
def test_a_code_strip_has_a_bar_for_every_number(d):
    code = np.linspace(-1, 1, d) + 0.01
    strip = pictures.code_strip(code)
    half = len(strip) // 2
    each = strip.shape[1] // d
    above = np.asarray(strip[: half - 1, ..., 3].any(axis=0))
    below = np.asarray(strip[half + 1 :, ..., 3].any(axis=0))
    for i in np.flatnonzero(np.abs(code) > 0.1 * np.abs(code).max()):
        assert above[i * each] == (code[i] > 0)
        assert below[i * each] == (code[i] < 0)
    assert pictures.code_strip(np.zeros(d)).shape == strip.shape
