"""A wide decoder in a fifth of its bytes: its large kernel as a product of two thin matrices of whole numbers from −127 to 127.

A film of a training holds dozens of decoders, of 404,000 numbers each. An error of the kernel W matters by what it does to the
pictures that are shown, so what is split by singular values is S·W·D: S is the root of the second moments of the hidden units
over the places that are shown, D how steep each pixel is at its steepest. Pairs of columns and rows are taken a few at a time,
rounded, and taken from what is left, so that each rounding's error is there for the next pairs to make good.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .losses import sigmoid
from .networks import HIDDEN, PIXELS, Parameters, as_images, leaky_relu

LARGEST = 0.05
"""Of a pixel from 0 to 1: the most by which a picture at a shown place may differ from the decoder's own."""

USUAL = 0.03
"""The same for all but one pixel in ten thousand."""

PAIRS = 8
"""Columns and rows that are taken at once: fewer would be rounded against more of each other's errors, and take longer."""

MOST_RANK = 160
"""Pairs at most: with as many the product has half the bytes of float16, and every decoder seen here needed under 100."""

FAINTEST = 0.1
"""Of the steepest pixel's slope: none counts as less, so that a pixel that was always black is no free space."""

DAMPING = 1e-6
"""Of the mean square of the hidden units, added to each: what keeps S from being divided by nothing."""

LEVELS = 127
"""The largest whole number on either side of 0 in a signed byte."""


@dataclass(frozen=True, eq=False)
class LowRank:
    """A decoder from d numbers to 784 pixels: `hidden` `(d + 1, 512)` float32 is the first kernel with its bias as the last row;
    the second kernel is `left` `(512, r)` · diag(`scales`) · `right` `(r, 784)`, both int8; `bias` `(784,)` float32."""

    hidden: np.ndarray
    left: np.ndarray
    scales: np.ndarray
    right: np.ndarray
    bias: np.ndarray

    @property
    def rank(self) -> int:
        """How many pairs the product has."""
        return len(self.scales)

    def decode(self, codes: np.ndarray) -> np.ndarray:
        """The picture of each code: `(n, d)` to `(n, 28, 28, 1)` in [0, 1]."""
        units = leaky_relu(np.asarray(codes, np.float32) @ self.hidden[:-1] + self.hidden[-1])
        logits = (units @ self.left.astype(np.float32) * self.scales) @ self.right.astype(np.float32) + self.bias
        return np.asarray(sigmoid(as_images(logits)))


def low_rank(
    parameters: Parameters, places: np.ndarray, largest: float = LARGEST, usual: float = USUAL, most: int = MOST_RANK
) -> tuple[LowRank, tuple[float, float]]:
    """The decoder of these parameters with as few pairs as keep its pictures of these places `(n, d)` within both bounds, and
    the errors that it has there: the largest of a pixel, and that of all but one in ten thousand. `most` pairs, if not."""
    kernel, bias = parameters["decoder.hidden.kernel"], parameters["decoder.hidden.bias"]
    pixels, paper = parameters["decoder.pixels.kernel"].astype(np.float64), parameters["decoder.pixels.bias"]
    hidden, resting = halved(np.concatenate([kernel, bias[None]])), halved(paper)
    exact = sigmoid(leaky_relu(places @ kernel + bias) @ parameters["decoder.pixels.kernel"] + paper)
    units = leaky_relu(places @ hidden[:-1] + hidden[-1])
    root, back = _roots(units)
    slope = (exact * (1 - exact)).max(axis=0)
    steep = np.maximum(slope / slope.max(), FAINTEST)
    rest, found = pixels.copy(), []
    while True:
        pairs, product = _strongest(rest, root, back, steep)
        rest -= product
        found.append(pairs)
        errors = np.abs(sigmoid(units @ (pixels - rest).astype(np.float32) + resting) - exact)
        reached = float(errors.max()), float(np.quantile(errors, 0.9999))
        if (reached[0] <= largest and reached[1] <= usual) or len(found) * PAIRS >= most:
            return LowRank(hidden, *_joined(found), resting), reached


def halved(array: np.ndarray) -> np.ndarray:
    """Numbers as float16 has them, in float32."""
    return array.astype(np.float16).astype(np.float32)


def _roots(units: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The root of the second moments of the hidden units `(n, 512)`, and its inverse."""
    moments = units.T.astype(np.float64) @ units / len(units)
    moments[np.diag_indices(HIDDEN)] += DAMPING * np.trace(moments) / HIDDEN
    values, vectors = np.linalg.eigh(moments)
    return (vectors * np.sqrt(values)) @ vectors.T, (vectors / np.sqrt(values)) @ vectors.T


def _strongest(
    rest: np.ndarray, root: np.ndarray, back: np.ndarray, steep: np.ndarray
) -> tuple[tuple[np.ndarray, np.ndarray, np.ndarray], np.ndarray]:
    """The `PAIRS` strongest pairs of what is left of the kernel, rounded: columns, scales, rows; and their product."""
    weighed = root @ rest * steep
    vectors = np.linalg.eigh(weighed @ weighed.T)[1][:, : -PAIRS - 1 : -1]
    columns, rows = back @ vectors, (vectors.T @ weighed) / steep
    one, other = (np.maximum(np.abs(each).max(axis=axis), 1e-30) / LEVELS for each, axis in ((columns, 0), (rows, 1)))
    left, right = np.round(columns / one), np.round(rows / other[:, None])
    scales = (one * other).astype(np.float32)
    return (left.astype(np.int8), scales, right.astype(np.int8)), (left * scales.astype(np.float64)) @ right


def _joined(pairs: Sequence[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    left, scales, right = zip(*pairs, strict=True)
    return np.concatenate(left, axis=1), np.concatenate(scales), np.concatenate(right)


def fault_in(decoder: LowRank, d: int) -> str | None:
    """What makes this no decoder of codes of d numbers, in words, or None."""
    r = len(decoder.scales) if decoder.scales.ndim == 1 else 0
    wanted = {"hidden": (d + 1, HIDDEN), "left": (HIDDEN, r), "scales": (r,), "right": (r, PIXELS), "bias": (PIXELS,)}
    for name, shape in wanted.items():
        array = getattr(decoder, name)
        if array.shape != shape or not r or not np.isfinite(array).all():
            return f"its array {name} has the shape {array.shape} or is not finite, and should be {shape}"
        if (array.dtype == np.int8) != (name in ("left", "right")):
            return f"its array {name} holds {array.dtype}"
    return None
