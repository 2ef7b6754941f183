"""What a map of codes of two numbers shows, in numbers: where the codes lie, and what is inside the prior's 2 σ ring."""

from dataclasses import dataclass

import numpy as np

from ..codes import Encoded
from ..geometry import nearest

RING = 2.0
"""Radius of the ring, in standard deviations of the prior N(0, I): 86 % of its draws are inside."""

LIVES_THERE = 0.01
"""Share of a class's codes that must be inside the ring for the class to count as living there."""

PLACES = 400
"""Places, spread evenly over the ring, from which the distance to the nearest code is taken."""


@dataclass(frozen=True, eq=False)
class Facts:
    """Of the codes of a test set: `mean` and `deviation` of both numbers, `(2,)`, and what lies inside the ring.

    `cloud` is the average variance of one posterior, `(2,)`, 0 for an AE; `inside` is the share of codes inside the ring,
    `classes` those of the ten digits that live there, `gap` how far a place inside is on average from the nearest code.
    """

    mean: np.ndarray
    deviation: np.ndarray
    cloud: np.ndarray
    inside: float
    classes: tuple[int, ...]
    gap: float


def facts(codes: Encoded) -> Facts:
    """The facts of these codes."""
    within = np.linalg.norm(codes.mean, axis=1) < RING
    there, all_of_them = (np.bincount(labels, minlength=10) for labels in (codes.labels[within], codes.labels))
    return Facts(
        mean=codes.mean.mean(axis=0),
        deviation=codes.mean.std(axis=0),
        cloud=np.zeros(2) if codes.log_var is None else np.exp(codes.log_var).mean(axis=0),
        inside=float(within.mean()),
        classes=tuple(np.flatnonzero((there > 0) & (there >= LIVES_THERE * all_of_them)).tolist()),
        gap=float(nearest(disc(RING, PLACES), codes.mean)[0].mean()),
    )


def disc(radius: float, count: int) -> np.ndarray:
    """`count` places spread evenly over a disc, `(count, 2)` float32: a sunflower's seeds (Vogel 1979)."""
    seed = np.arange(count) + 0.5
    angle = seed * np.pi * (3 - np.sqrt(5))
    places = radius * np.sqrt(seed / count) * np.stack([np.cos(angle), np.sin(angle)])
    return np.asarray(places.T.astype(np.float32))
