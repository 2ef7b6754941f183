"""Arrays to pictures: sizes, colours, walls, and that enlarged pixels stay sharp."""

import io

import numpy as np
import pytest
from PIL import Image, ImageColor

from ui import pictures
from ui.colors import FURTHEST


def test_a_wall_is_filled_row_by_row(synthetic):
    images = synthetic.test_images[:5].astype(np.float32) / 255
    wall = pictures.wall(images, 3)
    assert wall.shape == (2 * 29 - 1, 3 * 29 - 1)
    np.testing.assert_array_equal(wall[29:, 29:57], pictures.grey(images[4]))


def test_what_is_unclear_has_an_orange_corner_on_a_wall_and_all_else_is_as_grey_as_ever(synthetic):
    images = synthetic.test_images[:5].astype(np.float32) / 255
    plain, colored = pictures.wall(images, 3), pictures.wall(images, 3, unclear=np.arange(5) == 4)
    marked = (colored != plain[..., None]).any(axis=-1)
    rows, columns = np.nonzero(marked)
    assert {(row - 29, column - 29) for row, column in zip(rows.tolist(), columns.tolist(), strict=True)} == {
        (row, column) for row in range(8) for column in range(8 - row)
    }
    assert {tuple(pixel) for pixel in colored[marked]} == {ImageColor.getrgb(FURTHEST)}
    np.testing.assert_array_equal(pictures.wall(images, 3, unclear=np.zeros(5, bool))[..., 0], plain)


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


@pytest.mark.parametrize("count", [1, 6, 7, 24])
@pytest.mark.parametrize("as_floats", [False, True])
def test_each_picture_lies_at_its_place_and_the_rest_is_black(count, as_floats):
    images = np.random.default_rng(count).integers(0, 256, (count, 28, 28, 1), np.uint8)
    found = pictures.sheet(images / 255 if as_floats else images, 6)
    assert found.shape == (28 * -(-count // 6), 28 * 6)
    for i in range(count):
        top, left = 28 * (i // 6), 28 * (i % 6)
        np.testing.assert_array_equal(found[top : top + 28, left : left + 28], images[i, ..., 0])
        found[top : top + 28, left : left + 28] = 0
    assert not found.any()
