"""Marks stand where the numbers are, whatever the numbers; names and words are escaped."""

import re

import numpy as np
import pytest

from autoencoders.scores.percentiles import percentiles
from autoencoders.scores.strangeness import DISTANCE, ERROR, NEGATIVE_ELBO
from ui.usual.places import placed
from ui.usual.strips import end, hill, position, strips

VALUES = np.random.default_rng(0).gamma(4, 0.01, 10_000)
AMONG = percentiles(VALUES)


def test_the_pointer_and_the_mark_stand_where_the_values_are():
    value = float(np.quantile(VALUES, 0.3))
    html = strips([placed(ERROR, "mlp-10", "MLP AE", "red", value, AMONG)])
    lefts = [float(left) for left in re.findall(r"left:([\d.]+)%", html)]
    reach = 1.25 * np.quantile(VALUES, 0.999)
    assert lefts == pytest.approx([100 * np.quantile(VALUES, 0.99) / reach, 100 * value / reach], abs=0.02)
    assert "more than 30.0 % of test digits" in html


@pytest.mark.parametrize(("value", "at"), [(-1, 0), (0, 0), (1e9, 1)])
def test_what_lies_beyond_stands_at_the_end(value, at):
    assert position(value, AMONG) == at


def test_the_hill_has_the_test_digits_under_it():
    points = np.array([[float(n) for n in pair.replace("%", "").split()] for pair in hill(AMONG).split(",")])
    assert points.min() == 0
    assert points.max() == 100
    heights, x = 100 - points[1:-1, 1], points[1:-1, 0]
    edges = np.linspace(0, end(AMONG), len(x) + 1)
    counted = np.histogram(VALUES, edges)[0]
    np.testing.assert_allclose(heights / heights.sum(), counted / counted.sum(), atol=0.004)


def test_names_are_escaped_and_each_measure_has_its_heading_once():
    mine = [placed(ERROR, name, f"<b>{name}", "red", 0.1, AMONG) for name in ("a", "b")]
    html = strips(
        [*mine, placed(NEGATIVE_ELBO, "b", "b", "red", 100.0, AMONG), placed(DISTANCE, "", "", "red", 0.1, AMONG)]
    )
    assert "<b>" not in html
    assert html.count("<h6>") == 3
    assert html.count("role='img'") == 4
    assert "data-live='at distance'" in html
