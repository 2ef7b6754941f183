"""The question on planes: how much of a longer code's variance the best plane keeps, judged on the codes of both models."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

import autoencoders as ae
from autoencoders.codes import Encoded
from autoencoders.scores.planes import through, widest

from ..tasks.forms import Given, Scale
from ..tasks.task import Found, Task
from . import task_words as words
from .chosen import PLANES, asks_for

SHARES = "shares"
"""What the question hides: the sentences on what the planes keep."""

NEAR = 10
"""Percent by which an answer may be off and still be close: two places of the scale."""


@dataclass(frozen=True, eq=False)
class PlaneScene:
    """What the question is judged on: the codes of both models by their titles; the models in words."""

    codes: Mapping[str, Encoded]
    on: str


def best_share(codes: np.ndarray) -> float:
    """The share of the variance of codes `(n, d)` that the best plane keeps, in percent."""
    return 100 * through(codes.mean(axis=0), *widest(codes)).share(codes)


def plane(given: Given, scene: PlaneScene) -> Found:
    """How much of the variance of each model's codes lies in the plane of their first two principal components."""
    if len(scene.codes) < 2:
        raise ae.WeightsError(words.BOTH_NEEDED)
    numbers: dict[str, object] = {"near": NEAR}
    shares = []
    for title, each in scene.codes.items():
        low, d = title.lower(), each.mean.shape[1]
        shares.append(best_share(each.mean))
        numbers |= {low: f"{shares[-1]:.0f} %", f"{low}_d": d, f"{low}_even": f"{100 * min(2 / d, 1):.0f} %"}
        numbers["count"] = f"{len(each.mean):,}"
    numbers["which"] = words.WHICH["ae" if shares[0] > shares[1] else "vae"]
    if not given:
        return Found("", numbers)
    return Found(kind([float(each) for each in given], shares), numbers)


def kind(given: list[float], shares: list[float]) -> str:
    """What kind of answer these percents are, beside the true ones."""
    off = [said - share for said, share in zip(given, shares, strict=True)]
    if all(abs(each) <= NEAR for each in off):
        return "near"
    return "high" if min(off) > -NEAR else "low" if max(off) < NEAR else "mixed"


PLANE = Task(
    "plane",
    words.PLANE,
    Scale(range(0, 101, 5), 50, words.PLANE_MARKS, words.PERCENT),
    plane,
    (SHARES,),
    PLANES,
    partial(asks_for, PLANES),
)
