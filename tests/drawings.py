"""Drawings as people make them on the canvas, each from a seed: strokes, dots, lines, loops; huge, tiny, over the edge."""

from itertools import pairwise

import numpy as np

from ui.stored.strokes import Stroke, stroke_of

SIDE = 280
"""Pixels of a canvas."""

KINDS = ("strokes", "dot", "line", "loop", "edge", "huge", "tiny")


def drawing(seed: int) -> list[Stroke]:
    """One to four strokes of a kind that goes with the seed; the pen's width goes through 8 to 40 pixels."""
    rng = np.random.default_rng(seed)
    kind, pen = KINDS[seed % len(KINDS)], 8 + seed % 33
    return [stroke_of(_path(points), pen, "#fff") for points in _strokes(kind, pen, rng)]


def _strokes(kind: str, pen: int, rng: np.random.Generator) -> list[np.ndarray]:
    middle = rng.integers(60, 221, 2).astype(float)
    if kind == "dot":
        return [middle[None]]
    if kind == "line":  # every second one lies exactly along an axis, so that its mass is between two pixels
        end = middle + rng.choice([-1, 1]) * np.array([[80, 0], [0, 120], [55, 90], [100, 31]])[rng.integers(4)]
        return [np.linspace(middle, end, 9)]
    if kind == "loop":
        turn = np.linspace(0, 2 * np.pi, 40)[:, None]
        return [middle + rng.integers(20, 60, 2) * np.hstack([np.cos(turn), np.sin(turn)])]
    if kind == "edge":
        return [_wander(rng, np.array([rng.choice([0, SIDE]), middle[1]]), 60) for _ in range(rng.integers(1, 3))]
    if kind == "huge":
        return [np.array([[pen / 2] * 2, [SIDE - pen / 2] * 2]), _wander(rng, middle, 120)]
    if kind == "tiny":
        return [_wander(rng, middle, 2)]
    return [_wander(rng, middle, 35) for _ in range(rng.integers(1, 5))]


def _wander(rng: np.random.Generator, start: np.ndarray, step: float) -> np.ndarray:
    """A way of a few turns from `start`, `(n, 2)`."""
    return start + np.cumsum(rng.normal(0, step, (int(rng.integers(3, 9)), 2)), axis=0)


def _path(points: np.ndarray) -> list[list[float | str]]:
    """As the canvas's pen joins these points: by curves from middle to middle; one point alone is a dot."""
    rows = points.tolist()
    if len(rows) == 1:
        (x, y), *_ = rows
        return [["M", x, y], ["L", x + 0.01, y]]
    curves = [["Q", *a, *(np.add(a, b) / 2).tolist()] for a, b in pairwise(rows)]
    return [["M", *rows[0]], *curves, ["L", *rows[-1]]]
