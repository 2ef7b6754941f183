"""The chart of the lesson on reconstruction: how much noise each model can take. No Streamlit here."""

import numpy as np
import plotly.graph_objects as go

import autoencoders as ae
from autoencoders.recipes import REPORT_NOISE

from ..colors import GREY, color_of

SYMBOLS = {"mlp": "circle", "conv": "diamond", "twin": "triangle-up", "vae": "square"}
"""The marker of each family, so that lines can be told apart without their colours."""

HEIGHT = 460
"""Pixels of the chart."""

LEAST_TOP = 24.0
"""dB that the axis reaches at least, so that it stays put from digit to digit."""


def noise_figure(curves: dict[str, np.ndarray], sigmas: np.ndarray, rows: list[ae.Variant], sigma: float) -> go.Figure:
    """PSNR against σ: a line a model, the noisy input's own in grey, the report's σ marked, the chosen σ as a line."""
    figure = go.Figure()
    figure.add_scatter(
        x=sigmas, y=curves["input"], name="the noisy input itself", mode="lines", line={"color": GREY, "width": 5}
    )
    for row in rows:
        figure.add_scatter(
            x=sigmas,
            y=curves[row.name],
            name=row.title,
            mode="lines+markers",
            line={
                "color": color_of(row),
                "dash": "dot" if row.recipe.name == "assignment" else "dash" if row.noise else "solid",
            },
            marker={
                "symbol": SYMBOLS[row.family] + ("" if row.latent_dim == 10 else "-open"),
                "size": 8,
                "maxdisplayed": 9,
            },
        )
    figure.add_vline(
        x=REPORT_NOISE,
        line_dash="dot",
        line_color=GREY,
        annotation_text="σ = 20/255: what the denoisers were trained on",
        annotation_position="top right",
    )
    if sigma:
        figure.add_vline(x=sigma, line_color=GREY, line_width=1)
    highest = max(float(np.max(curve[np.isfinite(curve)])) for name, curve in curves.items() if name != "input")
    figure.update_layout(
        xaxis_title="σ of the noise",
        yaxis_title="PSNR against the clean digit, dB",
        yaxis_range=[-1, max(LEAST_TOP, highest) + 3],
        legend={"orientation": "h", "yanchor": "top", "y": -0.2, "x": 0},
        margin={"l": 50, "r": 10, "t": 30, "b": 10},
        height=HEIGHT,
        hovermode="x unified",
    )
    figure.update_yaxes(hoverformat=".1f")
    return figure
