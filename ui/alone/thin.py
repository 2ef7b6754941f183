"""A wide decoder of codes of two numbers in a twentieth of its bytes or less, for pictures on maps.

The one-file page shows dozens of them, as sheets of small digits. As in `autoencoders/low_rank.py` the large kernel is a product
of two thin matrices, split by what it does to pictures; but these are rounded far more coarsely, each where it hurts least. The
hidden units rise and fall together, so almost all of the left one's errors are made good by its other rows, and what is left of
them by the right one, which is fitted anew. That takes one to four bits a number.

No Streamlit here.
"""

from dataclasses import dataclass

import numpy as np

from autoencoders.losses import sigmoid
from autoencoders.low_rank import FAINTEST
from autoencoders.networks import as_images, leaky_relu
from autoencoders.rounding import amends

from .rounding import Rounded, evenly, made_good

COARSE = 0.06
"""The step of the right matrix where a pixel is steepest, in logits for a pair of the size 1; elsewhere it is longer."""

EXACTLY, COARSELY = 999, 0.1
"""Of a thousand pixels, so many differ from the shipped decoder's by less than this share of their range."""

LEFT = 4.0
"""The step of the left matrix in such steps: its errors are made good, so it may be long."""

LEAST = 8.0
"""Such steps, all pixels together, under which a pair is left out: rounded, nothing would be left of it."""

HIDDEN_STEPS = 127
"""Steps from 0 to the largest number of the first kernel and its bias, which the rest is fitted to."""

RIDGE = 1e-6
"""Of a pair's mean square, added to each where the right matrix is fitted, so that pairs that are all zero do no harm."""

WEAKEST = 1e-8
"""Of the strongest direction's mean square: the hidden units do not move along directions that are weaker."""

SIDE = 25
"""Places a side that stand for a square on which digits are decoded."""


@dataclass(frozen=True, eq=False)
class Thin:
    """A decoder whose first kernel is `hidden` `(d + 1, 512)`, its bias the last row, and whose second is `left` `(512, r)` ·
    `right` `(r + 1, 784)`, whose last row is the bias."""

    hidden: Rounded
    left: Rounded
    right: Rounded

    def decode(self, codes: np.ndarray) -> np.ndarray:
        """The picture of each code: `(n, d)` to `(n, 28, 28, 1)` in [0, 1]."""
        units = _units(np.asarray(codes, np.float32), self.hidden.array)
        right = self.right.array
        return np.asarray(sigmoid(as_images(units @ self.left.array @ right[:-1] + right[-1])))

    def arrays(self, before: str) -> dict[str, Rounded]:
        """Its arrays by their names in a parcel, with this before each."""
        return {f"{before}{name}": getattr(self, name) for name in ("hidden", "left", "right")}


def thin(hidden: np.ndarray, pixels: np.ndarray, bias: np.ndarray, places: np.ndarray, coarse: float = COARSE) -> Thin:
    """The decoder with the first kernel `hidden` `(d + 1, 512)`, its bias the last row, and the second `pixels` `(512, 784)` with
    its `bias` `(784,)`, for the pictures of codes like `places` `(n, d)`."""
    logits = _units(places, hidden) @ pixels + bias
    picture = sigmoid(logits)
    slope = (picture * (1 - picture)).max(axis=0)
    # Powers of two, whose bytes are always the same few.
    steps = coarse * 2.0 ** np.round(-np.log2(np.maximum(slope / slope.max(), FAINTEST)))
    first = evenly(hidden, float(np.abs(hidden).max()) / HIDDEN_STEPS)
    units = _units(places, first.array)
    columns, strength = _pairs(units, pixels, steps)
    left = made_good(columns, (LEFT / strength).astype(np.float32), amends(units))
    pairs = np.append(units @ left.array, np.ones((len(units), 1)), axis=1)
    moments = pairs.T @ pairs / len(pairs)
    fitted = np.linalg.solve(moments + RIDGE * np.eye(len(moments)), pairs.T @ logits / len(pairs))
    return Thin(first, left, made_good(fitted, steps.astype(np.float32), amends(pairs)))


def square(view: tuple[float, float, float]) -> np.ndarray:
    """Places `(SIDE², 2)` spread over a visible square: centre x, centre y, half width."""
    *center, half = view
    side = np.linspace(-1, 1, SIDE)
    return np.asarray(center + half * np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2), np.float32)


def _units(codes: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    return np.asarray(leaky_relu(codes @ hidden[:-1] + hidden[-1]))


def _pairs(units: np.ndarray, pixels: np.ndarray, steps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The columns `(512, r)` that make of the hidden `units` `(n, 512)` the strongest pairs, each of the mean square 1; and how
    strong `(r,)` each is in `steps` `(784,)`, all pixels together."""
    values, vectors = np.linalg.eigh(units.T.astype(np.float64) @ units / len(units))
    kept = values > WEAKEST * values[-1]
    values, vectors = values[kept], vectors[:, kept]
    rotation, strength, _ = np.linalg.svd(
        np.sqrt(values)[:, None] * (vectors.T @ (pixels / steps)), full_matrices=False
    )
    rows = max(1, int((strength > LEAST).sum()))
    return (vectors / np.sqrt(values)) @ rotation[:, :rows], strength[:rows]
