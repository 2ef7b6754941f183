"""Drawn aliens as text: read back as the page's script reads them."""

import base64

import numpy as np
import pytest

from autoencoders.digits.aliens import DOODLES, LETTERS
from ui.alone.aliens import drawer, ink


def read(text: str) -> np.ndarray:
    """What `readInk` in ui/alone/scripts/state.js makes of it: a 0 and a count are so many black pixels."""
    data, pixels = iter(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))), []
    for byte in data:
        pixels += [0] * next(data) if byte == 0 else [byte]
    return np.array(pixels).reshape(28, 28, 1)


@pytest.mark.parametrize("black", [0.0, 0.2, 0.95, 1.0])
def test_text_holds_every_pixel(black):
    rng = np.random.default_rng(0)
    pixels = np.where(rng.random((28, 28, 1)) < black, 0, rng.integers(1, 256, (28, 28, 1)))
    np.testing.assert_array_equal(read(ink(pixels / 255)), pixels)


def test_the_drawer_holds_every_shape_once_and_little_text():
    found = drawer()
    names = [each["name"] for each in found]
    assert len(set(names)) == len(names) == len(LETTERS) + len(DOODLES) + 5
    assert {"Letter A", "House", "Line", "Small dot", "Grey noise"} <= set(names)
    assert "Empty paper" not in names
    assert all(read(each["ink"]).max() > 100 for each in found)
    assert sum(len(each["ink"]) for each in found) < 10_000
