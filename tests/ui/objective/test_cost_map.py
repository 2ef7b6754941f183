"""The picture of the costs has the colours of its scale, and its words have the bill's numbers."""

import numpy as np
import pytest
from PIL import ImageColor

from ui.colors import COSTS
from ui.objective import cost_map


@pytest.mark.parametrize("top", [3.0, 9.0])
def test_each_cost_has_its_colour_of_the_scale(top):
    terms = np.zeros((28, 28, 1))
    for column, (share, _) in enumerate(COSTS):
        terms[0, column] = share * top
    picture = cost_map.cost_picture(terms)
    assert [tuple(rgb) for rgb in picture[0, : len(COSTS)]] == [ImageColor.getrgb(color) for _, color in COSTS]
    brightness = cost_map.cost_picture(np.linspace(0, top, 784).reshape(28, 28, 1)).reshape(784, 3).sum(axis=1)
    assert (np.diff(brightness.astype(int)) <= 0).all()


def test_a_cheap_digit_looks_cheap():
    terms = np.full((28, 28, 1), 0.35 * 3)
    assert cost_map.most(terms) == 3
    assert tuple(cost_map.cost_picture(terms)[0, 0]) == ImageColor.getrgb(COSTS[1][1])


def test_the_words_say_what_stroke_and_paper_cost(found):
    html = cost_map.cost_map(found)
    assert f"the stroke {found.ink:.1f} nats in all, the paper {found.reconstruction - found.ink:.1f};" in html
    assert f"data-live='costs top'>{cost_map.most(found.pixel_terms):.1f}<" in html
