"""The charts over the size of the code: distortion, the rate-distortion plane, and the map of −ELBO. No Streamlit here."""

from collections.abc import Mapping
from typing import Any

from autoencoders.sweep.spread import Spread

from ..colors import FAMILIES, GREY, SIZES

NAMES = {
    "pca": "PCA, straight lines",
    "mlp": "MLP AE, one layer",
    "conv": "conv AE",
    "twin": "AE with the VAE's networks",
    "vae": "VAE, β = 1",
}
"""The families of the chart over d, the line to beat first."""

LINES = {"pca": "dash", "mlp": "dot", "conv": "dashdot", "twin": "solid", "vae": "solid"}
MARKERS = {"pca": "x", "mlp": "square", "conv": "diamond", "twin": "circle", "vae": "triangle-up"}
GLYPHS = ("circle", "square", "diamond", "triangle-up", "triangle-down", "star", "hexagon")
"""Markers of the sizes of a code, from small to large."""

TALL, MAP_TALL = 380, 360
"""Pixels of a chart, and of the map."""

FAR_KL = 60.0
"""Nats of KL up to which the plane shows: at β = 0 a code costs hundreds, and the rest would be one dot."""

FAR = 60.0
"""Nats above the best −ELBO at which the map's colours end."""

LIGHT = 0.45
"""From which share of these on a square is so light that its number is black."""

SQUARE = 30
"""Pixels of a place of the map: a finger needs 24."""

Curves = Mapping[str, Mapping[int, Spread]]
Grid = Mapping[tuple[int, float], Spread]


def distortion(curves: Curves, unit: str, form: str, floor: float | None) -> dict[str, Any]:
    """A measure against d, a line for each family, with the spread over seeds as a bar; `floor` is what nothing can beat."""
    data: list[dict[str, Any]] = []
    for family, along in curves.items():
        places = list(along.values())
        data.append(
            {
                "type": "scatter",
                "name": NAMES[family],
                "mode": "lines+markers",
                "x": list(along),
                "y": [place.mean for place in places],
                "error_y": {
                    "type": "data",
                    "symmetric": False,
                    "array": [place.high - place.mean for place in places],
                    "arrayminus": [place.mean - place.low for place in places],
                },
                "line": {"color": FAMILIES[family], "dash": LINES[family], "width": 3 if family == "pca" else 2},
                "marker": {"symbol": MARKERS[family], "size": 9},
                "hovertemplate": f"{NAMES[family]}<br>d = %{{x}}: %{{y:{form}}} {unit}<extra></extra>",
            }
        )
    sizes = sorted({d for along in curves.values() for d in along})
    shapes, notes = [], []
    if floor is not None:
        shapes.append(
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": floor,
                "y1": floor,
                "line": {"color": GREY, "dash": "dot", "width": 2},
            }
        )
        notes.append(
            {
                "xref": "paper",
                "x": 0,
                "y": floor,
                "xanchor": "left",
                "yanchor": "bottom",
                "showarrow": False,
                "text": f"a perfect copy: {floor:{form}}",
                "font": {"size": 12, "color": GREY},
            }
        )
    return {
        "data": data,
        "layout": {
            "xaxis": {
                "title": {"text": "d: numbers in the code"},
                "type": "log",
                "tickvals": sizes,
                "ticktext": list(map(str, sizes)),
            },
            "yaxis": {"title": {"text": unit}, "rangemode": "tozero" if floor is None else "normal"},
            "shapes": shapes,
            "annotations": notes,
            "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0},
            "margin": {"l": 60, "r": 10, "t": 10, "b": 45},
            "height": TALL,
        },
    }


def plane(kl: Grid, reconstruction: Grid) -> dict[str, Any]:
    """Reconstruction against KL: a line for each d, a point for each β; what lies beyond `FAR_KL` is left out."""
    data = []
    for place, d in enumerate(sizes_of(kl)):
        color, glyph = SIZES[place % len(SIZES)], GLYPHS[place % len(GLYPHS)]
        betas = [beta for size, beta in kl if size == d and kl[d, beta].mean <= FAR_KL]
        points = sorted((kl[d, beta].mean, reconstruction[d, beta].mean, beta) for beta in betas)
        data.append(
            {
                "type": "scatter",
                "name": f"d = {d}",
                "mode": "lines+markers",
                "x": [point[0] for point in points],
                "y": [point[1] for point in points],
                "customdata": [[point[2], point[0] + point[1]] for point in points],
                "line": {"color": color, "width": 1.5},
                "marker": {"symbol": glyph, "size": 10, "color": color},
                "hovertemplate": f"d = {d}, β = %{{customdata[0]:g}}<br>KL %{{x:.1f}}, reconstruction %{{y:.1f}}"
                "<br>−ELBO %{customdata[1]:.1f} nats<extra></extra>",
            }
        )
    return {
        "data": data,
        "layout": {
            "xaxis": {"title": {"text": "KL: nats that the code costs"}, "rangemode": "tozero"},
            "yaxis": {"title": {"text": "reconstruction: nats"}},
            "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0},
            "margin": {"l": 60, "r": 10, "t": 10, "b": 45},
            "height": TALL,
        },
    }


def elbo_map(elbo: Grid, chosen: tuple[int, float]) -> dict[str, Any]:
    """−ELBO for every d and β as squares with their number, the darker the lower; the chosen one is framed.

    The colours end at `FAR` above the best, since β = 0 costs hundreds of nats.
    """
    sizes, betas = sizes_of(elbo), betas_of(elbo)
    places = list(elbo)
    values = [elbo[place].mean for place in places]
    best = min(values)
    data = [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [sizes.index(d) for d, _ in places],
            "y": [betas.index(beta) for _, beta in places],
            "text": [f"{value:.0f}" for value in values],
            "textfont": {
                "size": 11,
                "color": ["#ffffff" if value - best < LIGHT * FAR else "#000000" for value in values],
            },
            "customdata": [[d, beta] for d, beta in places],
            "marker": {
                "symbol": "square",
                "size": SQUARE,
                "color": [min(value - best, FAR) for value in values],
                "colorscale": "Cividis",
                "cmin": 0,
                "cmax": FAR,
                "opacity": 1,
                "line": {"width": [4 if place == chosen else 0 for place in places], "color": FAMILIES["vae"]},
            },
            "selected": {"marker": {"opacity": 1}},
            "unselected": {"marker": {"opacity": 1}},
            "hovertemplate": "d = %{customdata[0]}, β = %{customdata[1]:g}: −ELBO %{text} nats<extra></extra>",
        }
    ]
    return {
        "data": data,
        "layout": {
            "xaxis": axis("d: numbers in the code", list(map(str, sizes))),
            "yaxis": axis("β: weight of the KL", [f"{beta:g}" for beta in betas]),
            "showlegend": False,
            "margin": {"l": 50, "r": 10, "t": 10, "b": 45},
            "height": MAP_TALL,
        },
    }


def axis(title: str, labels: list[str]) -> dict[str, Any]:
    """An axis whose places are labels, evenly spaced."""
    return {
        "title": {"text": title},
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
        "range": [-0.6, len(labels) - 0.4],
        "showgrid": False,
        "zeroline": False,
    }


def sizes_of(grid: Grid) -> list[int]:
    """The d's of a grid, ascending."""
    return sorted({d for d, _ in grid})


def betas_of(grid: Grid) -> list[float]:
    """The βs of a grid, ascending."""
    return sorted({beta for _, beta in grid})
