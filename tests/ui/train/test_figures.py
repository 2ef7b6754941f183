"""The curves and the map of a training are what Plotly takes, and stand where their numbers are."""

import numpy as np
import plotly.graph_objects as go
import pytest

from ui.colors import CLASSES
from ui.stored.curves import Ghost, Point
from ui.train.figures import TICKS_OF_AN_EXPLOSION, codes_map, curves

POINTS = [Point(0, 0.0, {}, {"reconstruction": 540.0, "kl": 1.0})] + [
    Point(100 * i, 0.5 * i, {"reconstruction": 200.0 - i, "kl": 4.0 + i}, {"reconstruction": 210.0 - i, "kl": 5.0 + i})
    for i in range(1, 4)
]
AE_POINTS = [Point(p.step, p.seconds, {}, {"reconstruction": p.test["reconstruction"]}) for p in POINTS]


def drawn(figure) -> go.Figure:
    return go.Figure(figure)  # which refuses what Plotly doesn't know


@pytest.mark.parametrize(("by", "places"), [("steps", [0, 100, 200, 300]), ("seconds", [0, 0.5, 1.0, 1.5])])
@pytest.mark.parametrize("vae", [True, False], ids=["VAE", "AE"])
def test_the_curves_stand_at_their_numbers(by, places, vae):
    figure = drawn(curves(POINTS, [Ghost("before", AE_POINTS)], by, 44.0, 196.0, vae, mark=200))
    rows = {axis: [trace for trace in figure.data if trace.yaxis == axis] for axis in ("y", "y2")}
    for axis, term in (("y", "reconstruction"), ("y2", "kl"))[: 1 + vae]:
        train, test = rows[axis][-2:]
        assert list(test.x) == places
        assert list(test.y) == [point.test[term] for point in POINTS]
        assert list(train.y) == [point.train[term] for point in POINTS[1:]]
    assert [trace.name for trace in figure.data].count("before") == 1  # an AE's ghost has no KL
    assert bool(rows["y2"]) == vae
    upright = [shape for shape in figure.layout.shapes if shape.x0 == shape.x1]
    assert [shape.x0 for shape in upright] == [places[2]] * (1 + vae)
    assert sorted(10**note.y for note in figure.layout.annotations) == pytest.approx([44.0, 196.0])
    assert {shape.y0 for shape in figure.layout.shapes if shape.y0 == shape.y1} == {44.0, 196.0}
    assert 10 ** figure.layout.yaxis.range[0] < 44
    assert 10 ** figure.layout.yaxis.range[1] > 540


def test_a_run_that_explodes_has_ticks_far_apart():
    points = [*POINTS, Point(400, 2.0, {"reconstruction": 1e30, "kl": 1.0}, {"reconstruction": 1e30, "kl": 1.0})]
    figure = drawn(curves(points, [], "steps", 44.0, 196.0, True))
    assert list(figure.layout.yaxis.tickvals) == TICKS_OF_AN_EXPLOSION
    assert 30 < figure.layout.yaxis.range[1] < 31


def test_pictures_in_black_and_white_have_their_floor_at_nothing():
    figure = drawn(curves(POINTS, [], "steps", 0.0, 196.0, True))
    assert np.isfinite(figure.layout.yaxis.range).all()
    assert [note.text for note in figure.layout.annotations] == ["drawing the mean image whatever comes"]


def test_the_map_has_each_numeral_at_its_code():
    codes, labels = np.array([[0.5, -1.0], [3.0, 2.0]]), np.array([7, 0])
    figure = drawn(codes_map(codes, labels))
    (trace,) = figure.data
    assert list(zip(trace.x, trace.y, trace.text, strict=True)) == [(0.5, -1.0, "7"), (3.0, 2.0, "0")]
    assert list(trace.textfont.color) == [CLASSES[7], CLASSES[0]]
    assert max(figure.layout.xaxis.range) > 3
    assert drawn(codes_map(codes, None)).data[0].mode == "markers"
