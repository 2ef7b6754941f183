"""The chart of the lesson on reconstruction: how much noise each model can take. No Streamlit here."""

from typing import Any

import numpy as np

import autoencoders as ae
from autoencoders.recipes import REPORT_NOISE
from autoencoders.report.tables import INPUTS

from ..colors import GREY, color_of

SYMBOLS = {"mlp": "circle", "conv": "diamond", "twin": "triangle-up", "vae": "square", "pca": "x"}
"""The marker of each family, so that lines can be told apart without their colours."""

HEIGHT = 460
"""Pixels of the chart."""

LEAST_TOP = 24.0
"""dB that the axis reaches at least, so that it stays put from digit to digit."""


def noise_figure(
    curves: dict[str, np.ndarray], sigmas: np.ndarray, rows: list[ae.Variant], sigma: float
) -> dict[str, Any]:
    """PSNR against σ: a line a model, the noisy input's own in grey, the report's σ marked, the chosen σ as a line.

    Where the curves have the clipped input too, it is a grey line of dots.
    """
    x = sigmas.tolist()
    lines: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "x": x,
            "y": plain(curves[name]),
            "name": title,
            "mode": "lines",
            "line": {"color": GREY, "width": 5} | ({"dash": "dot", "width": 3} if name == "clipped" else {}),
        }
        for name, title in INPUTS.items()
        if name in curves
    ]
    lines += [
        {
            "type": "scatter",
            "x": x,
            "y": plain(curves[row.name]),
            "name": row.title,
            "mode": "lines+markers",
            "line": {
                "color": color_of(row),
                "dash": "dot" if row.recipe.name == "assignment" else "dash" if row.noise else "solid",
            },
            "marker": {
                "symbol": SYMBOLS[row.family] + ("" if row.latent_dim == 10 else "-open"),
                "size": 8,
                "maxdisplayed": 9,
            },
        }
        for row in rows
    ]
    marks = [upright(REPORT_NOISE, {"dash": "dot"})] + ([upright(sigma, {"width": 1})] if sigma else [])
    note = {
        "text": "σ = 20/255: what the denoisers were trained on",
        "x": REPORT_NOISE,
        "y": 1,
        "yref": "y domain",
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
    }
    highest = max(float(np.max(curve[np.isfinite(curve)])) for name, curve in curves.items() if name not in INPUTS)
    layout = {
        "xaxis": {"title": {"text": "σ of the noise"}},
        "yaxis": {
            "title": {"text": "PSNR against the clean digit, dB"},
            "range": [-1, max(LEAST_TOP, highest) + 3],
            "hoverformat": ".1f",
        },
        "shapes": marks,
        "annotations": [note],
        "legend": {"orientation": "h", "yanchor": "top", "y": -0.2, "x": 0},
        "margin": {"l": 50, "r": 10, "t": 30, "b": 10},
        "height": HEIGHT,
        "hovermode": "x unified",
    }
    return {"data": lines, "layout": layout}


def plain(curve: np.ndarray) -> list[float | None]:
    """Numbers for JSON: what is infinite is a gap."""
    return [float(value) if np.isfinite(value) else None for value in curve]


def upright(x: float, line: dict[str, Any]) -> dict[str, Any]:
    """A line from bottom to top at this σ."""
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "y domain", "line": {"color": GREY} | line}
