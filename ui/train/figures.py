"""Pictures of a training: its curves beside those before it, and the map of its codes. No Streamlit here.

They are drawn anew at every look at a run, perhaps by a whole class, so they are plain dicts: of Plotly's objects each of the two
took 20 ms.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..browser.marks import DIGITS
from ..colors import BLUE, CLASSES, GREY, VERMILION
from ..stored.curves import Ghost, Point

DASHES = ("dash", "dot", "dashdot")
"""Of earlier runs, the oldest first."""

TALL, LOW, MAP = 240, 200, 380
"""Pixels of the curves with a KL and without, and of the map."""

# Of the axis of the reconstruction, in nats.
TICKS = [20, 50, 100, 200, 500, 1_000, 10_000]
# The same where the loss has left the range in which anything is learned.
TICKS_OF_AN_EXPLOSION = [100, 1e6, 1e10, 1e15, 1e20, 1e25, 1e30, 1e35]

LOWEST = 1.0
"""Nats at which the axis of the reconstruction begins at the lowest: pictures in black and white have their floor at 0."""

PLACES = {1: ((0.0, 1.0),), 2: ((0.4, 1.0), (0.0, 0.32))}
"""From where to where, of the chart's height, the curve of the reconstruction and that of the KL lie."""


def curves(
    points: list[Point],
    ghosts: list[Ghost],
    by: str,
    floor: float,
    mean_line: float,
    vae: bool,
    mark: int | None = None,
    tell: Callable[[str], str] = str,
) -> dict[str, Any]:
    """Reconstruction, and for a VAE the KL below it, in nats per image, against `by` ("steps" or "seconds").

    The reconstruction's axis is logarithmic, since it starts ten times above where it ends. `mark` is a step to mark, and
    `tell` puts what the pictures are into words that were written for digits.
    """
    terms = ["reconstruction", "kl"] if vae else ["reconstruction"]
    color = VERMILION if vae else BLUE
    lines: list[dict[str, Any]] = []
    for row, term in enumerate(terms):
        for ghost, dash in zip(ghosts, DASHES, strict=False):
            if term in ghost.points[-1].test:
                lines.append(_line(row, ghost.points, "test", term, by, ghost.label, {"color": GREY, "dash": dash}))
        lines.append(
            _line(row, points, "train", term, by, tell("this run, training digits"), {"color": color, "width": 1})
        )
        lines.append(
            _line(row, points, "test", term, by, tell("this run, test digits"), {"color": color, "width": 3}, True)
        )
    levels = [(mean_line, "drawing the mean image whatever comes"), (floor, "floor: a perfect copy")]
    levels = [(level, words) for level, words in levels if level >= LOWEST]
    shapes = [_across(level) for level, _ in levels]
    if mark is not None and (marked := [point for point in points if point.step <= mark]):
        shapes += [_upright(_place(marked[-1], by), row) for row in range(len(terms))]
    highest = max([mean_line, *(v for p in points[-300:] for v in [p.test["reconstruction"], *_train(p)])])
    ticks = TICKS if highest < 1e5 else TICKS_OF_AN_EXPLOSION
    places = PLACES[len(terms)]
    below = "xaxis2" if vae else "xaxis"
    layout: dict[str, Any] = {
        "xaxis": {"anchor": "y", "rangemode": "tozero"},
        "yaxis": {
            "domain": places[0],
            "type": "log",
            "tickvals": ticks,
            "ticktext": [f"{tick:,}" if tick < 1e5 else f"{tick:.0e}" for tick in ticks],
            "range": [float(np.log10(max(floor * 0.8, LOWEST))), float(np.log10(highest * 1.15))],
            "title": {"text": "nats"},
        },
        "shapes": shapes,
        "annotations": [_note(level, words) for level, words in levels],
        "height": TALL if vae else LOW,
        "margin": {"l": 60, "r": 10, "t": 10, "b": 10},
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0},
        "hovermode": "x",
        "uirevision": "run",
    }
    if vae:
        layout["xaxis"] |= {"matches": "x2", "showticklabels": False}
        layout["xaxis2"] = {"anchor": "y2", "rangemode": "tozero"}
        layout["yaxis2"] = {"domain": places[1], "rangemode": "tozero", "title": {"text": "KL"}}
    layout[below]["title"] = {"text": "steps" if by == "steps" else "seconds of training"}
    return {"data": lines, "layout": layout}


def _place(point: Point, by: str) -> float:
    return point.step if by == "steps" else point.seconds


def _train(point: Point) -> list[float]:
    return [point.train["reconstruction"]] if point.train else []


def _line(
    row: int,
    points: list[Point],
    which: str,
    term: str,
    by: str,
    name: str,
    line: dict[str, object],
    markers: bool = False,
) -> dict[str, Any]:
    kept = [point for point in points if term in getattr(point, which)]
    below = "2" if row else ""
    return {
        "type": "scatter",
        "x": [_place(point, by) for point in kept],
        "y": [getattr(point, which)[term] for point in kept],
        "name": name,
        "legendgroup": name,
        "showlegend": not row,
        "mode": "lines+markers" if markers else "lines",
        "line": line,
        "marker": {"size": 6, "maxdisplayed": 30},
        "hovertemplate": "%{y:.1f}",
        "xaxis": f"x{below}",
        "yaxis": f"y{below}",
    }


def _across(level: float) -> dict[str, Any]:
    """A line from left to right at this many nats."""
    line = {"color": GREY, "width": 1}
    return {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "y0": level, "y1": level, "yref": "y", "line": line}


def _upright(x: float, row: int) -> dict[str, Any]:
    """A line from bottom to top of this row's curves."""
    line, below = {"color": GREY, "dash": "dot"}, "2" if row else ""
    ends = {"xref": f"x{below}", "x0": x, "x1": x, "yref": f"y{below} domain", "y0": 0, "y1": 1}
    return {"type": "line", **ends, "line": line}


def _note(level: float, words: str) -> dict[str, Any]:
    """What the line at this many nats says, above its right end."""
    place = {
        "x": 1,
        "xref": "x domain",
        "xanchor": "right",
        "y": float(np.log10(level)),
        "yref": "y",
        "yanchor": "bottom",
    }
    return {"text": words, "showarrow": False, **place}


def codes_map(codes: np.ndarray, labels: np.ndarray | None, written: Sequence[str] = DIGITS) -> dict[str, Any]:
    """Test images at their codes `(n, 2)`, each as its class is `written`, in its colour; dots without labels."""
    points: dict[str, Any] = {"type": "scatter", "x": codes[:, 0].tolist(), "y": codes[:, 1].tolist()}
    if labels is None:
        points |= {"mode": "markers", "marker": {"color": BLUE, "size": 5}}
    else:
        font = {"color": [CLASSES[label] for label in labels], "size": 13}
        points |= {"mode": "text", "text": [written[label] for label in labels], "textfont": font, "hoverinfo": "skip"}
    reach = float(np.abs(codes).max(initial=1.0)) * 1.1
    layout = {
        "xaxis": {"range": [-reach, reach], "title": {"text": "first number of the code"}},
        "yaxis": {"range": [-reach, reach], "title": {"text": "second number"}, "scaleanchor": "x"},
        "height": MAP,
        "margin": {"l": 50, "r": 10, "t": 10, "b": 10},
        "showlegend": False,
    }
    return {"data": [points], "layout": layout}
