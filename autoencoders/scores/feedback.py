"""What a model makes of its own output, again and again: pictures and codes on the way, and whether that comes to rest.

A projection would move a picture once and never again: what lies on its surface stays. A trained autoencoder is none. Every
output lies on the surface that its decoder draws, d numbers wide, and is moved along that surface all the same, until it comes
to a picture that the model gives back as it is (a fixed point), or into a circle. What such points draw in are attractors: see
Alain & Bengio 2014 (which way a denoiser moves) and Radhakrishnan, Belkin & Uhler 2020 (autoencoders as associative memory).

Distances are root mean squares over pixels, of full scale: those of codes cannot be compared between models.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from ..models import as_unit_images

PASSES = 50
"""How often pictures are fed back: by then most have come to rest where a code has two numbers, and half where it has ten."""

STILL = 1e-3
"""A step below this counts as none: a quarter of one of 256 greys. Half of those that count so go on creeping, ever less."""

SAME = 0.02
"""Pictures closer than this are one: five greys of 256, and a fifth of what an AE with ten numbers loses of a digit."""

LONGEST_CIRCLE = 10
"""Passes in which a circle must close to be seen as one."""


class Codec(Protocol):
    """What pictures go round in: a model, or anything else that makes codes `(n, d)` of them, and pictures of codes."""

    def encode(self, images: np.ndarray) -> np.ndarray: ...

    def decode(self, codes: np.ndarray) -> np.ndarray: ...


@dataclass(frozen=True, eq=False)
class Walk:
    """Pictures `(times + 1, n, 28, 28, 1)`, the given ones first, each made of the one before; and their codes `(times, n, d)`.

    A code is that of the picture with its number, of which the next picture is decoded.
    """

    pictures: np.ndarray
    codes: np.ndarray

    @property
    def steps(self) -> np.ndarray:
        """How far each pass moved each picture: `(times, n)`, the first being what a reconstruction loses."""
        return distance(self.pictures[1:], self.pictures[:-1])


@dataclass(frozen=True)
class Fate:
    """How a way ends: from which pass on nothing moves, None where something does; in how many passes a circle closes, or 0."""

    rests: int | None
    circle: int


def distance(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Root mean square difference of pictures `(…, 28, 28, 1)` over their pixels: `(…,)`, 0 to 1 for pictures in [0, 1]."""
    return np.asarray(np.sqrt(np.square(some - others).mean(axis=(-3, -2, -1))))


def fed_back(model: Codec, images: Any, times: int = PASSES) -> Walk:
    """Feed images `(n, 28, 28, 1)` in [0, 1] through the model, its outputs again, and so on; a VAE by its posterior mean.

    A ValueError for other images, and where `times` is not at least 1.
    """
    if times < 1:
        raise ValueError(f"Pictures are fed back at least once, not {times} times.")
    pictures, codes = [as_unit_images(images)], []
    for _ in range(times):
        codes.append(model.encode(pictures[-1]))
        pictures.append(model.decode(codes[-1]))
    return Walk(np.stack(pictures), np.stack(codes))


def fates(walk: Walk) -> list[Fate]:
    """How the way of each picture ends: at rest, in a circle of at most `LONGEST_CIRCLE` passes, or still on the move."""
    return [_fate(moved, walk.pictures[:, i]) for i, moved in enumerate(walk.steps.T)]


def _fate(moved: np.ndarray, pictures: np.ndarray) -> Fate:
    if moved[-1] < STILL:
        moving = np.flatnonzero(moved >= STILL)
        return Fate(int(moving[-1]) + 1 if len(moving) else 0, 0)
    back = distance(pictures[-1], pictures[-1 - LONGEST_CIRCLE : -1][::-1])
    closed = np.flatnonzero(back < STILL)
    return Fate(None, int(closed[0]) + 1 if len(closed) else 0)


def groups(pictures: np.ndarray, closer: float = SAME) -> np.ndarray:
    """Which pictures `(n, 28, 28, 1)` are one and the same: `(n,)` numbers of groups, the first found is 0.

    Two pictures closer than that are in one group, and so are those that a chain of such pairs joins (single linkage).
    """
    flat = pictures.reshape(len(pictures), -1).astype(np.float64)
    lengths = np.square(flat).sum(axis=1)
    squares = (lengths[:, None] + lengths - 2 * flat @ flat.T) / flat.shape[1]
    near = squares < closer**2
    np.fill_diagonal(near, True)
    found = np.full(len(flat), -1)
    for i in range(len(flat)):
        if found[i] < 0:
            found[_reached(near, i)] = found.max() + 1
    return found


def _reached(near: np.ndarray, start: int) -> np.ndarray:
    """What a chain of pairs `near` `(n, n)` joins to `start`: `(n,)` of bool."""
    inside = np.asarray(near[start])
    while (wider := near[inside].any(axis=0)).sum() > inside.sum():
        inside = wider
    return inside
