"""Which square of a map is visible."""

import numpy as np
import pytest

from ui.latent_map.views import ALL, CLOSE, FIT, REACH, SCALES, fitted, views

RNG = np.random.default_rng(0)


@pytest.mark.parametrize("shift", [0.0, 30.0])
def test_a_fitted_square_holds_the_codes_and_the_rings(shift):
    codes = RNG.standard_normal((2000, 2)) * [1.0, 4.0] + [shift, 0]
    x, y, half = fitted(codes)
    inside = (np.abs(codes - [x, y]) <= half).all(axis=1)
    assert inside.mean() > 0.98
    assert (np.abs([x, y]) + 3 <= half).all()


@pytest.mark.parametrize("scale", SCALES["points"])
def test_maps_have_one_square_unless_each_is_to_have_its_own(scale):
    codes = {"a": RNG.standard_normal((500, 2)) * 9, "b": RNG.standard_normal((500, 2))}
    found = views(codes, scale)
    assert (found["a"] == found["b"]) == (scale != FIT)
    if scale == CLOSE:
        assert found["a"] == (0, 0, REACH)
    if scale == ALL:
        assert found["a"][2] > 20
