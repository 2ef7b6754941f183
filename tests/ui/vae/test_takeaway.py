"""Animations and strips, frame by frame."""

import io

import numpy as np
import pytest
from PIL import Image

from ui import pictures
from ui.vae import takeaway


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
    np.testing.assert_array_equal(image[:56:2, :56:2], pictures.grey(pair[0]))
    np.testing.assert_array_equal(image[56::2, :56:2], pictures.grey(pair[1]))
