"""What the lesson on the objective draws: points stand where their numbers are, sums in its tables add up."""

import re
from html.parser import HTMLParser
from typing import cast

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.bill import bill
from ui import objective_figures as figures
from ui import objective_tables as tables
from ui.figures import VERMILION

POINTS = [
    figures.Point(0, 77.8, 463.9),
    figures.Point(0.1, 78.8, 35.3),
    figures.Point(1, 85.3, 18.9),
    figures.Point(8, 120.0, 6.2),
]


@pytest.fixture(scope="module")
def found(synthetic):
    image = synthetic.test_images[3].astype(np.float32) / 255
    return bill(
        cast("ae.VAE", ae.load("vae-10")), image, np.random.default_rng(4).standard_normal(10, dtype=np.float32)
    )


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


def test_the_cloud_is_two_spreads_wide_on_either_side(found):
    bars, mean, z = figures.cloud_figure(found).data
    spread = np.exp(found.log_var / 2)
    np.testing.assert_allclose(np.array(bars.base) + np.array(bars.y) / 2, found.mean)
    np.testing.assert_allclose(bars.y, 4 * spread)
    np.testing.assert_allclose(mean.y, found.mean)
    np.testing.assert_allclose((np.array(z.y) - found.mean) / spread, found.epsilon, rtol=1e-4, atol=1e-4)


def test_the_map_of_the_pixels_sums_to_the_reconstruction(found):
    (heat,) = figures.pixel_figure(found).data
    assert np.sum(heat.z) == pytest.approx(found.reconstruction)
    np.testing.assert_array_equal(np.array(heat.customdata)[..., 0], found.image[..., 0])


class Cells(HTMLParser):
    """The texts of a table's cells, row by row; small print is left out."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.inside = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.inside.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        self.inside.pop()

    def handle_data(self, data):
        if self.rows and not {"small", "style", "caption"} & set(self.inside):
            self.rows[-1][-1] += data


def number(cell):
    return float(re.sub("unused", "", cell).replace("−", "-"))


def rows_of(html):
    return Cells(html.replace("<br>", " ")).rows


def test_the_kl_table_adds_up_along_every_row_and_down(found):
    _, *rows, total = rows_of(tables.kl_table(found))
    assert len(rows) == 10
    for row in rows:
        *terms, kl = map(number, row[1:])
        assert sum(terms) / 2 == pytest.approx(kl, abs=2e-3)
    assert number(total[-1]) == pytest.approx(found.kl, abs=1e-3)
    for column in range(1, 6):
        assert sum(number(row[column]) for row in rows) == pytest.approx(number(total[column]), abs=6e-3)


def test_the_cloud_table_leads_from_mean_to_z(found):
    for row in rows_of(tables.cloud_table(found))[1:]:
        _, mean, _, spread, epsilon, z = map(number, row)
        assert mean + spread * epsilon == pytest.approx(z, abs=0.03)


@pytest.mark.parametrize("beta", [1.0, 4.0])
def test_the_bill_adds_up(found, beta):
    average = {"reconstruction": 85.0, "kl": 19.0}
    rows = {row[0]: row[1:] for row in rows_of(tables.bill_table(found, beta, 40.0, average))[1:]}
    stroke, paper, reconstruction, kl, elbo = (number(cells[0]) for cells in list(rows.values())[:5])
    assert stroke + paper == pytest.approx(reconstruction, abs=0.02)
    assert reconstruction + kl == pytest.approx(elbo, abs=0.02)
    assert rows["= −ELBO"][1] == "104.00"
    assert (len(rows) == 6) == (beta != 1)
    if beta != 1:
        mine, others = rows["reconstruction + 4·KL"]
        assert number(mine) == pytest.approx(found.reconstruction + 4 * found.kl, abs=0.01)
        assert others == "161.00"


def test_the_reports_loss_counts_the_kl_twice():
    scores = [("a", {"reconstruction": 85.3, "kl": 18.9}), ("b", {"reconstruction": 95.6, "kl": 14.0})]
    rows = {row[0]: row[1:] for row in rows_of(tables.half_table(scores))[1:]}
    assert rows["−ELBO"] == ["104.2", "109.6"]
    assert rows["the report’s loss"] == ["123.1", "123.6"]


@pytest.mark.parametrize(("value", "text"), [(-1.234, "−1.23"), (-0.001, "0.00"), (0.0, "0.00"), (12.345, "12.35")])
def test_numbers_have_a_real_minus_and_no_negative_zero(value, text):
    assert tables.written(value + 1e-9) == text


def test_the_formula_with_numbers_is_true(found):
    i = int(found.kl_terms.argmax())
    last = tables.draw_formula(found).split(r"\\")[-1]
    mean, spread, epsilon, z = map(float, re.findall(r"-?\d+\.\d+", last))
    assert (mean, epsilon, z) == pytest.approx((found.mean[i], found.epsilon[i], found.z[i]), abs=5e-3)
    assert mean + spread * epsilon == pytest.approx(z, abs=0.03)


def test_a_caption_that_holds_markup_stays_text(found):
    html = tables.strips([("<b>&", found.image[None], "'><script>")])
    assert "<script>" not in html
    assert "&lt;b&gt;&amp;" in html
