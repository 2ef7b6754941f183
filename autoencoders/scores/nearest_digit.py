"""How far a picture is from the nearest digit of a data set, in pixels: a picture that is far from all of them is no digit."""

import numpy as np

from ..networks import PIXELS

DIGITS_AT_ONCE = 5000
"""Digits compared with at a time, so that no float copy of a whole data set is made: 16 MB of them."""


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
