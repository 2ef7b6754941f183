"""The strips of a blend mark the frames that they say they mark."""

import numpy as np

from ui.vae.figures import blend_rows
from ui.vae.ways import blend


def test_the_rows_mark_the_furthest_and_the_chosen_frame(models, pair):
    ways = blend(pair[0], pair[1], "straight", 5, *models)
    far = [np.array([0.1, 0.2, 0.4, 0.3, 0.1])] * 3
    read = [[f"; read as {frame}" for frame in range(5)]] * 3
    html = blend_rows(ways, far, 1, read)
    assert html.count("class='far'") == 3
    assert html.count("class='now'") == 3
    assert html.count("<img") == 15
    assert html.count("frame 3 of 5, 0.40 from the nearest digit; read as 2'") == 3
    assert "furthest from any digit: frame 3, at 0.40" in html
