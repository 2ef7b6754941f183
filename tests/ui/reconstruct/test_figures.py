"""The chart of noise can be read without its colours."""

import numpy as np
import plotly.graph_objects as go

import autoencoders as ae
from autoencoders.report.tables import INPUTS
from ui import model_choice
from ui.reconstruct.figures import noise_figure


def test_the_noise_figure_tells_lines_apart_without_colour():
    rows = [
        row
        for row in ae.VARIANTS
        if row.name
        in (*model_choice.STARTERS, "mlp-100", "mlp-10.assignment", "twin-10", "vae-20", "pca-10", "pca-100")
    ]
    sigmas = np.linspace(0, 1, 11)
    curves = {row.name: np.full(11, 15.0) for row in rows} | {"input": np.array([np.inf, *range(30, 20, -1)])}
    figure = go.Figure(noise_figure(curves, sigmas, rows, 0.3))  # which refuses what Plotly doesn't know
    assert len(figure.data) == len(rows) + 1
    look = {(trace.line.dash, trace.marker.symbol) for trace in figure.data}
    assert len(look) == len(figure.data)
    assert any("20/255" in note.text for note in figure.layout.annotations)
    assert figure.data[0].y[0] is None  # without noise the input has no PSNR
    assert [line.x0 for line in figure.layout.shapes] == [20 / 255, 0.3]
    assert len(noise_figure(curves, sigmas, rows, 0.0)["layout"]["shapes"]) == 1


def test_the_clipped_input_is_a_second_grey_line_that_is_no_models():
    row = ae.variant("mlp-10")
    curves = {"input": np.array([20.0, 1.0]), "clipped": np.array([60.0, 5.0]), "mlp-10": np.array([15.0, 14.0])}
    figure = go.Figure(noise_figure(curves, np.array([0.1, 1.0]), [row], 0.0))
    assert [trace.name for trace in figure.data] == [*INPUTS.values(), row.title]
    assert len({(trace.line.dash, trace.line.width, trace.marker.symbol) for trace in figure.data}) == 3
    assert figure.layout.yaxis.range[1] < 60  # the axis is the models'
