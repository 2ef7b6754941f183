"""Planes through codes of more than two numbers, on which such codes can be drawn: where the plane lies, what of a code it shows.

A plane is z = origin + x·u + y·v. Its axes are of length 1 and at right angles, and its origin is its place nearest to 0, so x
and y are what the code itself is along the axes: along two of its numbers, they are these two. And N(0, I), seen along any such
plane, is N(0, I) of two numbers: the prior's rings stay circles around (0, 0).
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Plane:
    """A plane of places (x, y): `u` and `v` `(d,)` orthonormal, `origin` `(d,)` at right angles to both."""

    origin: np.ndarray
    u: np.ndarray
    v: np.ndarray

    @property
    def axes(self) -> np.ndarray:
        """Both axes as columns, `(d, 2)`."""
        return np.stack([self.u, self.v], axis=1)

    def codes(self, places: np.ndarray) -> np.ndarray:
        """The codes `(n, d)` of places `(n, 2)` on the plane."""
        return np.asarray(self.origin + places @ self.axes.T)

    def shadows(self, codes: np.ndarray) -> np.ndarray:
        """The places `(n, 2)` nearest to codes `(n, d)`: where they are drawn."""
        return np.asarray(codes @ self.axes)

    def off(self, codes: np.ndarray) -> np.ndarray:
        """How far codes `(n, d)` lie off the plane, `(n,)`, in units of the code."""
        return np.asarray(np.linalg.norm(codes - self.codes(self.shadows(codes)), axis=1))

    def share(self, codes: np.ndarray) -> float:
        """The share of the variance of codes `(n, d)` that their shadows keep, in [0, 1]; 0 where all codes are the same."""
        whole = codes.astype(np.float64).var(axis=0).sum()
        return float(self.shadows(codes.astype(np.float64)).var(axis=0).sum() / whole) if whole > 0 else 0.0


def through(point: np.ndarray, u: np.ndarray, v: np.ndarray) -> Plane:
    """The plane of these orthonormal axes `(d,)` through a code `(d,)`."""
    return Plane(np.asarray(point - (point @ u) * u - (point @ v) * v), u, v)


def widest(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The two directions `(d,)` in which codes `(n, d)` vary most: their first principal components (Pearson 1901).

    The sign is that with which the largest entry is positive.
    """
    covariance = np.cov(codes.astype(np.float64).T, bias=True)
    axes = np.linalg.eigh(covariance)[1][:, :-3:-1]
    largest = np.abs(axes).argmax(axis=0)
    u, v = (axes * np.where(axes[largest, [0, 1]] < 0, -1, 1)).T
    return u, v


def along(d: int, first: int, second: int) -> tuple[np.ndarray, np.ndarray]:
    """The directions `(d,)` of two numbers of the code, by their rows from 0."""
    u, v = np.eye(d)[[first, second]]
    return u, v
