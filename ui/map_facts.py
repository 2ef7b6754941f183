"""What a map of two-dimensional codes shows in numbers, and which square of it is visible. No Streamlit here."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from autoencoders.codes import Codes
from autoencoders.latent import nearest

CLOSE, ALL, FIT = "same, close up", "same, all codes", "fit each"
SCALES = [CLOSE, ALL, FIT]
REACH = 4.0
"""Half width of the close-up: the prior's three rings, and a margin."""

View = tuple[float, float, float]


@dataclass(frozen=True)
class Facts:
    """Of the codes of a test set: `mean` and `deviation` of both numbers, `(2,)`, and what lies inside the prior's 2 σ ring.

    `cloud` is the average variance of one posterior, `(2,)`, 0 for an AE; `inside` is the share of codes inside the ring,
    `classes` those of the ten digits with at least 1 in 100 of theirs there, `gap` how far a place inside is on average from the
    nearest code.
    """

    mean: np.ndarray
    deviation: np.ndarray
    cloud: np.ndarray
    inside: float
    classes: tuple[int, ...]
    gap: float


def facts(codes: Codes) -> Facts:
    """The facts of these codes; the places inside the ring are spread evenly over it."""
    within = np.linalg.norm(codes.mean, axis=1) < 2
    there, all_of_them = (np.bincount(labels, minlength=10) for labels in (codes.labels[within], codes.labels))
    return Facts(
        mean=codes.mean.mean(axis=0),
        deviation=codes.mean.std(axis=0),
        cloud=np.zeros(2) if codes.log_var is None else np.exp(codes.log_var).mean(axis=0),
        inside=float(within.mean()),
        classes=tuple(np.flatnonzero((there > 0) & (there >= 0.01 * all_of_them)).tolist()),
        gap=float(nearest(disc(2.0, 400), codes.mean)[0].mean()),
    )


def disc(radius: float, count: int) -> np.ndarray:
    """`count` places spread evenly over a disc, `(count, 2)` float32: a sunflower's seeds (Vogel 1979)."""
    seed = np.arange(count) + 0.5
    angle = seed * np.pi * (3 - np.sqrt(5))
    places = radius * np.sqrt(seed / count) * np.stack([np.cos(angle), np.sin(angle)])
    return np.asarray(places.T.astype(np.float32))


def fitted(codes: np.ndarray) -> View:
    """The square (centre x, centre y, half width) around the prior's rings and all but the outermost of `(n, 2)` codes."""
    low, high = np.percentile(codes, [0.25, 99.75], axis=0)
    low, high = np.minimum(low, -3.3), np.maximum(high, 3.3)
    x, y = (low + high) / 2
    return round(float(x), 2), round(float(y), 2), round(float((high - low).max()) / 2 * 1.03, 2)


def views(codes: Mapping[str, np.ndarray], scale: str) -> dict[str, View]:
    """The visible square of each map: one for all of them, or each its own."""
    if scale == FIT:
        return {name: fitted(each) for name, each in codes.items()}
    one = (0.0, 0.0, REACH) if scale == CLOSE else fitted(np.concatenate(list(codes.values())))
    return dict.fromkeys(codes, one)
