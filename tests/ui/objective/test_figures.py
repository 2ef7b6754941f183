"""The charts of the lesson on what a VAE pays for: points stand where their numbers are."""

import pytest

from ui.colors import VERMILION
from ui.objective import figures

POINTS = [
    figures.Point(0, 77.8, 463.9),
    figures.Point(0.1, 78.8, 35.3),
    figures.Point(1, 85.3, 18.9),
    figures.Point(8, 120.0, 6.2),
]


def marks(figure):
    return {trace.text[0]: trace for trace in figure.data if trace.text is not None}


def test_every_beta_is_a_point_and_the_chosen_one_stands_out():
    shown = marks(figures.trade_figure(POINTS, POINTS[2], 76.0))
    assert set(shown) == {"β = 0, KL 464 →", "0.1", "<b>β = 1</b>", "8"}
    assert (shown["<b>β = 1</b>"].x[0], shown["<b>β = 1</b>"].y[0]) == (18.9, 85.3)
    assert shown["<b>β = 1</b>"].marker.size > shown["8"].marker.size


@pytest.mark.parametrize(
    ("kl", "symbol", "label"), [(12.0, "star", "mine"), (300.0, "triangle-right", "mine, KL 300 →")]
)
def test_a_model_of_ones_own_stands_beside_the_sweep_under_its_name(kl, symbol, label):
    """Also with a beta that the sweep has: only one's own is marked as chosen."""
    shown = marks(figures.trade_figure(POINTS, figures.Point(1.0, 150.0, kl, "mine"), None))
    assert set(shown) == {"β = 0, KL 464 →", "0.1", "1", "8", f"<b>{label}</b>"}
    own = shown[f"<b>{label}</b>"]
    assert own.marker.symbol == symbol
    assert own.y[0] == 150.0


def test_a_point_far_off_stands_on_the_edge_and_says_so():
    figure = figures.trade_figure(POINTS, POINTS[0], None)
    shown = marks(figure)
    far = shown["<b>β = 0, KL 464 →</b>"]
    assert 35.3 < far.x[0] <= figure.layout.xaxis.range[1] < 60
    assert far.marker.symbol == "triangle-right"
    assert "463.9" in far.hovertemplate


def test_along_a_dotted_line_the_sum_is_the_same_and_the_tangent_has_the_slope_of_beta():
    figure = figures.trade_figure(POINTS, POINTS[3], None)
    dotted = [trace for trace in figure.data if trace.line.dash == "dot"]
    assert len(dotted) > 2
    for trace in dotted:
        assert trace.x[0] + trace.y[0] == pytest.approx(trace.x[1] + trace.y[1])
    (tangent,) = [trace for trace in figure.data if trace.line.color == VERMILION]
    assert (tangent.y[1] - tangent.y[0]) / (tangent.x[1] - tangent.x[0]) == pytest.approx(-8)


def test_unused_numbers_are_hatched_and_named_and_the_dearest_comes_first():
    costs = [0.5, 0.001, 2.5, 12.0]
    figure = figures.dimension_figure(costs, "β = 4", [1.0, 3.0, 2.0, 2.5])
    bars, others = figure.data
    assert list(bars.y) == [12.0, 2.5, 0.5, 0.001]
    assert list(bars.customdata) == [4, 3, 1, 2]
    assert list(bars.text) == ["12", "2.50", "0.50", ""]
    assert list(bars.marker.pattern.shape) == ["", "", "", "/"]
    assert list(others.y) == [3.0, 2.5, 2.0, 1.0]
    assert [(note.text, note.x) for note in figure.layout.annotations] == [("unused", 3)]
    assert not figures.dimension_figure([0.5, 2.5], "4", None).layout.annotations


@pytest.mark.parametrize("far", [1e2, 1e5, 1e18])
def test_a_model_far_off_gets_no_more_lines_of_equal_elbo_than_there_is_room_for(far):
    figure = figures.trade_figure(POINTS, figures.Point(1, far, 30.0, "yours-1"), None)
    assert len(figure.data) < 2 * figures.MOST_LEVELS
