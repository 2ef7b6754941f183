"""The charts over the size of the code hold the table's numbers, and are what Plotly takes."""

import plotly.graph_objects as go
import pytest

from ui.colors import FAMILIES
from ui.dimensions import figures

from .conftest import BETAS, SIZES


def test_plotly_takes_every_chart(curves, grids):
    for figure in (
        figures.distortion(curves["mse"], "unit", ".4f", None),
        figures.distortion(curves["test_bce_per_pixel"], "unit", ".1f", 45.5),
        figures.plane(grids["kl"], grids["reconstruction"]),
        figures.elbo_map(grids["negative_elbo"], (10, 1.0)),
    ):
        go.Figure(figure)  # raises where a name or a value is none of Plotly's


def test_the_curves_are_the_tables_with_the_spread_as_bars(curves):
    data = figures.distortion(curves["test_bce_per_pixel"], "unit", ".1f", 45.5)["data"]
    assert [line["name"] for line in data] == list(figures.NAMES.values())
    twin = data[list(figures.NAMES).index("twin")]
    assert twin["x"] == list(SIZES)
    assert twin["y"] == pytest.approx([0.06 + 0.1 / d for d in SIZES])
    assert twin["error_y"]["array"] == pytest.approx([1e-4] * len(SIZES))
    assert twin["error_y"]["arrayminus"] == pytest.approx([1e-4] * len(SIZES))
    for one in data:
        assert one["line"]["color"] in FAMILIES.values()
    assert len({(one["line"]["dash"], one["marker"]["symbol"]) for one in data}) == len(data), "not by colour alone"


def test_the_floor_is_drawn_where_there_is_one(curves):
    layouts = [figures.distortion(curves["mse"], "unit", ".1f", floor)["layout"] for floor in (None, 45.5)]
    assert [len(layout["shapes"]) for layout in layouts] == [0, 1]
    assert layouts[1]["shapes"][0]["y0"] == layouts[1]["shapes"][0]["y1"] == 45.5
    assert layouts[1]["annotations"][0]["text"] == "a perfect copy: 45.5"


def test_the_plane_has_a_line_for_each_size_told_apart_by_colour_and_glyph(grids):
    data = figures.plane(grids["kl"], grids["reconstruction"])["data"]
    assert [line["name"] for line in data] == [f"d = {d}" for d in SIZES]
    assert (
        len({line["marker"]["symbol"] for line in data})
        == len({line["marker"]["color"] for line in data})
        == len(SIZES)
    )
    for line, d in zip(data, SIZES, strict=True):
        for x, y, (beta, elbo) in zip(line["x"], line["y"], line["customdata"], strict=True):
            assert (x, y) == (grids["kl"][d, beta].mean, grids["reconstruction"][d, beta].mean)
            assert elbo == pytest.approx(x + y)
            assert x <= figures.FAR_KL
        assert line["x"] == sorted(line["x"])


def test_the_map_has_a_square_for_each_model_and_frames_the_chosen_one(grids):
    (squares,) = figures.elbo_map(grids["negative_elbo"], (20, 0.5))["data"]
    places = [tuple(place) for place in squares["customdata"]]
    assert places == [(d, beta) for d in SIZES for beta in BETAS]
    assert squares["text"] == [f"{grids['negative_elbo'][place].mean:.0f}" for place in places]
    assert [place for place, width in zip(places, squares["marker"]["line"]["width"], strict=True) if width] == [
        (20, 0.5)
    ]
    best = min(grids["negative_elbo"], key=lambda place: grids["negative_elbo"][place].mean)
    assert squares["marker"]["color"][places.index(best)] == 0
    assert max(squares["marker"]["color"]) <= figures.FAR
