"""Blends against their ends and their formula."""

import numpy as np
import pytest

from ui.vae import ways


@pytest.mark.parametrize("path", ways.PATHS)
@pytest.mark.parametrize("steps", [5, 21])
def test_every_way_starts_and_ends_at_its_digit(path, steps, models, pair):
    pixels, twin, vae = ways.blend(pair[0], pair[1], path, steps, *models)
    np.testing.assert_allclose(pixels.frames[[0, -1]], pair, atol=1e-6)
    np.testing.assert_allclose(pixels.frames[steps // 2], pair.mean(axis=0), atol=1e-6)
    for way, model in ((twin, models[0]), (vae, models[1])):
        assert way.frames.shape == (steps, 28, 28, 1)
        np.testing.assert_allclose(way.frames[[0, -1]], model.reconstruct(pair), atol=1e-5)
    if path == "straight":
        middle = models[0].decode(models[0].encode(pair).mean(axis=0)[None])
        np.testing.assert_allclose(twin.frames[steps // 2], middle[0], atol=1e-5)
