"""A way of a code of two numbers on the map of its model, over the arrows that say where a pass takes each place.

No Streamlit here.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np

import autoencoders as ae

from ..browser.marks import DIGITS
from ..colors import CLASSES, GREY
from .rounds import COLORS, Round

TALL = 380
"""Pixels of a map."""

OUTERMOST, MARGIN = 0.5, 1.1
"""Percent of the codes at each side that a map may leave out, and how much wider it is than what it holds."""

ARROWS, LONGEST_ARROW = 17, 1.6
"""Arrows in a row of a map, and how many places of that grid the longest reaches over."""

MAP_CODES = 1_500
"""Codes of test digits behind a way: enough to see where each class lies."""


def way_map(
    each: Round, codes: np.ndarray, labels: np.ndarray, now: int, marks: Sequence[str] = DIGITS
) -> dict[str, Any]:
    """The way of a code of two numbers over the codes `(n, 2)` of test digits of these classes, in a square that fits them.

    A class has its mark where the middle of its codes is; without marks there are no classes.
    """
    present = [label for label in range(len(marks)) if (labels == label).any()]
    middles = [(label, np.median(codes[labels == label], axis=0)) for label in present]
    path, color = each.walk.codes[:, 0], COLORS[each.title]
    low, high = np.percentile(codes, [OUTERMOST, 100 - OUTERMOST], axis=0)
    low, high = np.minimum(low, path.min(axis=0)), np.maximum(high, path.max(axis=0))
    (x, y), half = (low + high) / 2, MARGIN * float((high - low).max()) / 2
    dots = {"size": 3, "color": [CLASSES[label] if marks else GREY for label in labels[:MAP_CODES]], "opacity": 0.55}
    data = [
        _points(codes[:MAP_CODES], "markers", marker=dots, hoverinfo="skip"),
        _arrows(*flow(each.model, (x, y), half)),
        _points(
            np.array([middle for _, middle in middles]).reshape(-1, 2),
            "text",
            text=[f"<b>{escape(marks[label])}</b>" for label, _ in middles],
            textfont={"size": 16, "color": [CLASSES[label] for label, _ in middles]},
            hoverinfo="skip",
        ),
        _points(
            path,
            "lines+markers",
            line={"color": color, "width": 3},
            marker={"size": 6, "color": color},
            text=[f"pass {k}" for k in range(len(path))],
            hovertemplate="%{text}<extra></extra>",
        ),
        _points(
            path[[0, -1]],
            "markers",
            marker={"size": 13, "symbol": ["circle-open", "x"], "color": color, "line": {"width": 3, "color": color}},
            hoverinfo="skip",
        ),
        _points(
            path[[min(now, len(path) - 1)]], "markers", marker={"size": 15, "symbol": "diamond-open", "color": GREY}
        ),
    ]
    return {
        "data": data,
        "layout": {
            "showlegend": False,
            "xaxis": {"range": [x - half, x + half], "constrain": "domain", "title": {"text": "first number"}},
            "yaxis": {"range": [y - half, y + half], "scaleanchor": "x", "title": {"text": "second number"}},
            "margin": {"l": 50, "r": 10, "t": 10, "b": 45},
            "height": TALL,
        },
    }


def flow(model: ae.Model, center: tuple[float, float], half: float) -> tuple[np.ndarray, np.ndarray]:
    """Codes `(n, 2)` all over a square, and what one pass makes of each: `(n, 2)`. It needs no picture to begin with."""
    at = (np.arange(ARROWS) + 0.5) / ARROWS * 2 - 1
    starts = np.stack(np.meshgrid(at, at), axis=-1).reshape(-1, 2) * half + center
    return starts, model.encode(model.decode(starts))


def _arrows(starts: np.ndarray, ends: np.ndarray) -> dict[str, Any]:
    """An arrow from each place to another, those that are too long cut short: their direction is what counts there."""
    moves = ends - starts
    lengths = np.maximum(np.linalg.norm(moves, axis=1, keepdims=True), 1e-9)
    longest = LONGEST_ARROW * float(np.ptp(starts[:, 0])) / (ARROWS - 1)
    ends = starts + moves * np.minimum(1, longest / lengths)
    gap = np.full_like(starts, np.nan)
    places = np.stack([starts, ends, gap], axis=1).reshape(-1, 2)
    size = [0, 7, 0] * len(starts)
    marker = {"symbol": "arrow", "angleref": "previous", "size": size, "color": GREY}
    x, y = ([None if np.isnan(value) else value for value in column] for column in places.T.tolist())
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "line": {"color": GREY, "width": 1},
        "marker": marker,
        "hoverinfo": "skip",
    }


def _points(places: np.ndarray, mode: str, **style: object) -> dict[str, Any]:
    return {"type": "scatter", "mode": mode, "x": places[:, 0].tolist(), "y": places[:, 1].tolist(), **style}
