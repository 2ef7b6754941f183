"""What many trainings say together: means and spreads over seeds, curves over d, and which difference another seed could make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log
from statistics import variance

import numpy as np
import scipy

from ..recipes import CONVERGED
from .table import Row

SURE = 0.95
"""Of so many pairs of trainings that differ in their seed alone, the difference is level."""

PLAIN = (CONVERGED.name, "exact")
"""Recipes whose trainings are compared over d: trained to convergence, or fitted exactly."""


@dataclass(frozen=True)
class Spread:
    """Of one measure over seeds: its mean, the least and the largest, their standard deviation (0 for one), how many."""

    mean: float
    low: float
    high: float
    deviation: float
    count: int


def spread(values: Sequence[float]) -> Spread:
    """The spread of at least one value."""
    deviation = float(np.std(values, ddof=1)) if len(values) > 1 else 0.0
    return Spread(float(np.mean(values)), float(min(values)), float(max(values)), deviation, len(values))


def level(*sides: Sequence[float]) -> float:
    """The least difference that 95 of 100 pairs of trainings don't make by their seeds alone.

    Each of one or two sides holds a measure of one training with several seeds; one side alone stands beside what has no seed.
    Student's t, times the root of the sum of variances, with the degrees of freedom of Welch (1947).
    """
    shares = [variance(side) for side in sides]
    if sum(shares) == 0:
        return 0.0
    freedom = sum(shares) ** 2 / sum(share**2 / (len(side) - 1) for share, side in zip(shares, sides, strict=True))
    return float(scipy.special.stdtrit(freedom, (1 + SURE) / 2) * sum(shares) ** 0.5)


def plain(rows: Iterable[Row]) -> list[Row]:
    """Those of clean images, trained to convergence or fitted exactly, scored on the test images, and not diverged."""
    return [
        row
        for row in rows
        if row["split"] == "test" and row["sigma"] == 0 and row["recipe"] in PLAIN and row["diverged_at"] is None
    ]


def curve(rows: Iterable[Row], family: str, measure: str) -> dict[int, Spread]:
    """The measure of a family's plain trainings against d; a VAE's with β = 1. Its numbers are in ascending order of d."""
    found: dict[int, list[float]] = {}
    for row in plain(rows):
        if row["family"] == family and row["beta"] in (None, 1.0) and row[measure] is not None:
            found.setdefault(row["d"], []).append(row[measure])
    return {d: spread(found[d]) for d in sorted(found)}


def grid(rows: Iterable[Row], measure: str) -> dict[tuple[int, float], Spread]:
    """The measure of the plain VAEs, by d and β."""
    found: dict[tuple[int, float], list[float]] = {}
    for row in plain(rows):
        if row["family"] == "vae" and row[measure] is not None:
            found.setdefault((row["d"], row["beta"]), []).append(row[measure])
    return {place: spread(found[place]) for place in sorted(found)}


def reaches(along: dict[int, Spread], value: float) -> float | None:
    """At which d a falling curve comes down to this value, straight over log d between two of its d's; None where it doesn't."""
    places = list(along.items())
    if not places or places[0][1].mean <= value:
        return float(places[0][0]) if places else None
    for (d, before), (next_d, after) in pairwise(places):
        if after.mean <= value:
            share = (before.mean - value) / (before.mean - after.mean)
            return exp(log(d) + share * (log(next_d) - log(d)))
    return None
