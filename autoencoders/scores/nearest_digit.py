"""How far a picture is from the nearest digit of a data set, in pixels: a picture that is far from all of them is no digit."""

from functools import cache

import numpy as np

from ..networks import PIXELS, SIDE

DIGITS_AT_ONCE = 5000
"""Digits compared with at a time, so that no float copy of a whole data set is made: 16 MB of them."""

WAVES = 10
"""Cosine waves each way that `outline` keeps: a hundred numbers a digit, which hold nine tenths of what tells digits apart."""

FEW = 256
"""Digits that a search for the nearest begins with."""


def distances(pictures: np.ndarray, digits: np.ndarray, squares: np.ndarray) -> np.ndarray:
    """How far each picture `(n, 28, 28, 1)` is from the nearest digit: root mean square over the pixels, `(n,)`, 0 to 1.

    `digits` are uint8 `(m, 28, 28, 1)` and `squares` their `squared_lengths`.
    """
    flat = 255 * pictures.reshape(len(pictures), -1).astype(np.float32)
    nearest = np.full(len(pictures), np.inf)
    for i in range(0, len(digits), DIGITS_AT_ONCE):
        products = flat @ digits[i : i + DIGITS_AT_ONCE].reshape(-1, PIXELS).astype(np.float32).T
        nearest = np.minimum(nearest, (squares[i : i + DIGITS_AT_ONCE] - 2 * products).min(axis=1))
    return np.asarray(np.sqrt(np.maximum(nearest + (flat**2).sum(axis=1), 0) / PIXELS) / 255)


def squared_lengths(digits: np.ndarray) -> np.ndarray:
    """The sum of the squared grey levels (0 to 255) of each uint8 digit, `(m,)` float32."""
    return np.asarray(np.einsum("mp,mp->m", *[digits.reshape(-1, PIXELS)] * 2, dtype=np.int32), dtype=np.float32)


@cache
def cosines() -> np.ndarray:
    """The longest cosine waves along a side (DCT-II), orthonormal: `(WAVES, 28)` float32."""
    order, place = np.arange(WAVES)[:, None], np.arange(SIDE) + 0.5
    waves = np.cos(np.pi * order * place / SIDE) * np.sqrt(2 / SIDE)
    waves[0] /= np.sqrt(2)
    return np.asarray(waves, np.float32)


def outline(digits: np.ndarray) -> np.ndarray:
    """The coarse shape of digits `(m, 28, 28, 1)` in grey levels, `(m, WAVES²)` float32.

    Two outlines are never further apart than their digits are, since the waves are orthonormal.
    """
    waves = cosines()
    parts = np.split(digits[..., 0], range(DIGITS_AT_ONCE, len(digits), DIGITS_AT_ONCE))
    made = [(waves @ part.astype(np.float32) @ waves.T).reshape(len(part), -1) for part in parts]
    return np.concatenate(made)


def nearest(picture: np.ndarray, digits: np.ndarray, squares: np.ndarray, outlines: np.ndarray) -> float:
    """The same as `distances` for one picture `(28, 28, 1)`, some six times as fast where it is like a digit.

    `outlines` are those of the digits. Those with the nearest ones are measured first, and then all that might be nearer still.
    """
    grey = 255 * picture[None].astype(np.float32)
    own = outline(grey)[0]
    least = np.maximum(np.einsum("mw,mw->m", outlines, outlines) - 2 * outlines @ own + own @ own, 0)
    rows = np.argpartition(least, min(FEW, len(digits)) - 1)[:FEW]
    found = float(distances(picture[None], digits[rows], squares[rows])[0])
    bound = PIXELS * (255 * found) ** 2
    # A little more than the bound, for what single precision rounds away.
    rows = np.setdiff1d(np.flatnonzero(least <= 1.001 * bound + 10), rows)
    return min(found, float(distances(picture[None], digits[rows], squares[rows])[0])) if len(rows) else found
