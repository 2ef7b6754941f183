"""Which code of another test digit lies nearest, and how often that is one of the same class; of small sets half is asked for.

No Streamlit here.
"""

import numpy as np

import autoencoders as ae
from autoencoders.codes import Encoded
from autoencoders.geometry import nearest

from . import task_words as words

ITSELF = 1e-4
"""Distance under which a code is that of the very same digit: rounding leaves 1e-5, and neighbours are hardly ever under 1e-3."""

ASKED = 500
"""Test digits whose nearest neighbour is looked for: a twentieth of a second for each map."""

LEAST = 2
"""Test digits that there must be: one to ask for, and one that may lie beside it."""


def neighbour(code: np.ndarray, codes: Encoded) -> tuple[float, int]:
    """How far the nearest code of another digit is from this one `(2,)`, and its class.

    One at the very same place is the digit itself, where that is a test digit.
    """
    distances = np.linalg.norm(codes.mean.astype(np.float64) - code, axis=1)
    distances[distances < ITSELF] = np.inf
    row = int(distances.argmin())
    return float(distances[row]), int(codes.labels[row])


def own_kind(codes: Encoded) -> float:
    """Share of the first test digits whose nearest code, of all those after them, is of their class."""
    first = how_many(codes)
    rows = nearest(codes.mean[:first], codes.mean[first:])[1]
    return float((codes.labels[first:][rows] == codes.labels[:first]).mean())


def how_many(codes: Encoded) -> int:
    """Digits that are asked for: `ASKED`, or half of a small set; a `WeightsError` where it has not two."""
    if len(codes.mean) < LEAST:
        raise ae.WeightsError(words.TOO_FEW)
    return min(ASKED, len(codes.mean) // 2)
