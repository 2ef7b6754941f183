"""Curves as text there and back, and what is no curve."""

import copy
import json

import numpy as np
import pytest

from ui.stored.curves import MOST_POINTS, Ghost, Point, as_json, from_json

GHOST = Ghost(
    "VAE, d = 2",
    [
        Point(0, 0.0, {}, {"reconstruction": 543.0, "kl": 0.1}),
        Point(10, 0.5, {"reconstruction": 300.0, "kl": 2.0}, {"reconstruction": 290.5, "kl": 2.5}),
    ],
)


def test_a_curve_comes_back_as_it_was():
    assert from_json(json.loads(json.dumps(as_json(GHOST)))) == GHOST


def test_a_label_is_a_name_and_no_markup():
    """Plotly reads HTML in what it shows, and half a character can't be sent."""
    text = as_json(GHOST) | {"label": "<a href='https://example.org'>VAE</a> \ud800, rate 0.001"}
    assert from_json(text).label == "a href= https example org VAE a , rate 0.001"


def test_a_loss_that_is_no_number_stays_behind():
    exploded = Ghost("SGD", [*GHOST.points, Point(20, 1.0, {}, {"reconstruction": np.inf, "kl": np.nan})])
    assert from_json(json.loads(json.dumps(as_json(exploded)))).points == GHOST.points


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (["points"], []),
        (["points"], None),
        (["points"], {"step": 0}),
        (["points", 0], 7),
        (["points", 0, "step"], "x"),
        (["points", 0, "step"], -1),
        (["points", 0, "step"], 11),
        (["points", 0, "step"], 1e300),
        (["points", 0, "step"], float("inf")),
        (["points", 1, "seconds"], float("nan")),
        (["points", 1, "seconds"], 10**400),
        (["points", 1, "test"], {}),
        (["points", 1, "test"], {"kl": 1.0}),
        (["points", 1, "test", "kl"], [1.0]),
        (["points", 1, "train"], [1.0]),
        (["label"], None),
    ],
)
def test_what_is_no_curve_is_refused(place, value):
    text = copy.deepcopy(as_json(GHOST))
    at = text
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = value
    if place == ["label"]:
        assert from_json(text).label == "None"
        return
    with pytest.raises(ValueError, match="no curve"):
        from_json(text)


def test_more_points_than_a_run_has_are_refused():
    points = [Point(step, float(step), {}, {"reconstruction": 1.0}) for step in range(MOST_POINTS + 1)]
    with pytest.raises(ValueError, match="no curve"):
        from_json(as_json(Ghost("long", points)))
