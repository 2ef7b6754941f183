"""The chart of the lesson on reconstruction: how much noise each model can take. No Streamlit here."""

from typing import Any

import numpy as np

import autoencoders as ae
from autoencoders.digits.kinds import KINDS, NOISE, Kind
from autoencoders.recipes import REPORT_NOISE
from autoencoders.report.tables import INPUTS
from autoencoders.variants import TAUGHT

from ..colors import GREY, color_of

SYMBOLS = {"mlp": "circle", "conv": "diamond", "twin": "triangle-up", "vae": "square", "pca": "x"}
"""The marker of each family, so that lines can be told apart without their colours."""

OF_TAUGHT = ("cross", "star", "pentagon", "hourglass")
"""The markers of the denoisers that differ only in what they were taught: σ = 0.2, 0.4, 0.8, and masks."""

HEIGHT = 460
"""Pixels of the chart."""

DAMAGED = "the damaged digit itself"
"""The line of what went in, where that is no noise."""

LEAST_TOP = 24.0
"""dB that the axis reaches at least, so that it stays put from digit to digit."""


def symbol_of(row: ae.Variant) -> str:
    """The marker of a model: its family's, or that of what it was taught where that is another than the report's noise."""
    if row.recipe.mask:
        return OF_TAUGHT[-1]
    return OF_TAUGHT[TAUGHT.index(row.noise)] if row.noise in TAUGHT else SYMBOLS[row.family]


def noise_figure(
    curves: dict[str, np.ndarray],
    sigmas: np.ndarray,
    rows: list[ae.Variant],
    sigma: float,
    kind: Kind = KINDS[NOISE],
) -> dict[str, Any]:
    """PSNR against the strength of the damage: a line a model, the damaged input's own in grey, what was taught marked, and
    the chosen strength as a line.

    Where the curves have the clipped input too, it is a grey line of dots.
    """
    x = sigmas.tolist()
    lines: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "x": x,
            "y": plain(curves[name]),
            "name": title if kind.name == NOISE else DAMAGED,
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
                "dash": "dot"
                if row.recipe.name == "assignment"
                else "dash"
                if row.noise or row.recipe.mask
                else "solid",
            },
            "marker": {
                "symbol": symbol_of(row) + ("" if row.latent_dim == 10 else "-open"),
                "size": 8,
                "maxdisplayed": 9,
            },
        }
        for row in rows
    ]
    taught = taught_of(rows, kind)
    marks = [upright(place, {"dash": "dot"}) for place in taught] + ([upright(sigma, {"width": 1})] if sigma else [])
    notes = [
        {"text": text, "x": place, "y": 1, "yref": "y domain", "xanchor": "left", "yanchor": "top", "showarrow": False}
        for place, text in taught.items()
    ]
    highest = max(float(np.max(curve[np.isfinite(curve)])) for name, curve in curves.items() if name not in INPUTS)
    layout = {
        "xaxis": {"title": {"text": "σ of the noise" if kind.name == NOISE else kind.label}},
        "yaxis": {
            "title": {"text": "PSNR against the clean digit, dB"},
            "range": [-1, max(LEAST_TOP, highest) + 3],
            "hoverformat": ".1f",
        },
        "shapes": marks,
        "annotations": notes,
        "legend": {"orientation": "h", "yanchor": "top", "y": -0.2, "x": 0},
        "margin": {"l": 50, "r": 10, "t": 30, "b": 10},
        "height": HEIGHT,
        "hovermode": "x unified",
    }
    return {"data": lines, "layout": layout}


def taught_of(rows: list[ae.Variant], kind: Kind) -> dict[float, str]:
    """The strengths of this kind that denoisers were taught: the report's σ always, the others where their models are chosen."""
    if kind.name == "mask":
        return {
            float(row.recipe.mask): f"up to {row.recipe.mask}: what .mask was taught" for row in rows if row.recipe.mask
        }
    if kind.name != NOISE:
        return {}
    others = sorted({row.noise for row in rows if row.noise in TAUGHT})
    first = "20/255" if others else "σ = 20/255: what the denoisers were trained on"
    return {REPORT_NOISE: first} | {sigma: f"{sigma:g}" + ": taught" * (sigma == others[-1]) for sigma in others}


def plain(curve: np.ndarray) -> list[float | None]:
    """Numbers for JSON: what is infinite is a gap."""
    return [float(value) if np.isfinite(value) else None for value in curve]


def upright(x: float, line: dict[str, Any]) -> dict[str, Any]:
    """A line from bottom to top at this σ."""
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "y domain", "line": {"color": GREY} | line}
