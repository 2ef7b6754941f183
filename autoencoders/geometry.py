"""Ways from one code to another, straight and spherical, and distances to the nearest code. NumPy only."""

import numpy as np

DISTANCES_AT_ONCE = 4_000_000
"""Distances computed at a time, 32 MB: what bounds the memory."""


def line(start: np.ndarray, end: np.ndarray, steps: int) -> np.ndarray:
    """`steps` codes from `start` to `end`, both `(d,)` and included, evenly spaced: `(steps, d)`."""
    return np.asarray(start + np.linspace(0.0, 1.0, steps)[:, None] * (end - start))


def arc(start: np.ndarray, end: np.ndarray, steps: int) -> np.ndarray:
    """The same along a great circle, with the length going evenly from one to the other (slerp, Shoemake 1985).

    In many dimensions draws from N(0, I) lie near a sphere: a straight line cuts through its empty middle, this does
    not. Where the directions are the same, opposite, or one is 0, it is the straight line.
    """
    lengths = np.linalg.norm(start), np.linalg.norm(end)
    if min(lengths) < 1e-9:
        return line(start, end, steps)
    a, b = start / lengths[0], end / lengths[1]
    angle = np.arccos(np.clip(a @ b, -1.0, 1.0))
    if np.sin(angle) < 1e-6:
        return line(start, end, steps)
    t = np.linspace(0.0, 1.0, steps)[:, None]
    direction = (np.sin((1 - t) * angle) * a + np.sin(t * angle) * b) / np.sin(angle)
    return np.asarray(direction * ((1 - t) * lengths[0] + t * lengths[1]))


def nearest(points: np.ndarray, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each of `(m, d)` points: the Euclidean distance to its nearest code of `(n, d)`, and that code's row.

    In float64: the squares below cancel, and in float32 two codes 50 from the origin would seem 0.01 apart.
    """
    points, codes = np.asarray(points, dtype=np.float64), np.asarray(codes, dtype=np.float64)
    distances, rows = [], []
    for part in np.array_split(points, max(1, len(points) * len(codes) // DISTANCES_AT_ONCE)):
        squares = (part**2).sum(axis=1)[:, None] - 2 * part @ codes.T + (codes**2).sum(axis=1)
        rows.append(squares.argmin(axis=1))
        distances.append(np.sqrt(np.maximum(squares.min(axis=1), 0.0)))
    return np.concatenate(distances), np.concatenate(rows)
