"""A page of thumbnails as one picture."""

import numpy as np
import pytest

from ui.browser.thumbnails import COLUMNS, sheet


@pytest.mark.parametrize("count", [1, COLUMNS, COLUMNS + 1, 4 * COLUMNS])
@pytest.mark.parametrize("as_floats", [False, True])
def test_each_picture_lies_at_its_place_and_the_rest_is_black(count, as_floats):
    images = np.random.default_rng(count).integers(0, 256, (count, 28, 28, 1), np.uint8)
    found = sheet(images / 255 if as_floats else images)
    assert found.shape == (28 * -(-count // COLUMNS), 28 * COLUMNS)
    for i in range(count):
        top, left = 28 * (i // COLUMNS), 28 * (i % COLUMNS)
        np.testing.assert_array_equal(found[top : top + 28, left : left + 28], images[i, ..., 0])
        found[top : top + 28, left : left + 28] = 0
    assert not found.any()
