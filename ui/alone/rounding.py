"""A matrix of weights as whole numbers times a step for each column, so that it rests in few bits.

How each row's error is made good by the rows after it stands in `autoencoders/rounding.py`; on the shipped decoders that saves
two to three bits of sixteen. No Streamlit here.
"""

from dataclasses import dataclass, replace

import numpy as np

from autoencoders import rounding
from autoencoders.rounding import Amends


@dataclass(frozen=True, eq=False)
class Rounded:
    """Whole numbers `(i, o)` and the step `(o,)` float32 of each column; `shape` is that of the array they stand for."""

    numbers: np.ndarray
    steps: np.ndarray
    shape: tuple[int, ...]

    @property
    def array(self) -> np.ndarray:
        """The array as it will be read back, float32."""
        return (self.numbers * self.steps.astype(np.float64)).astype(np.float32).reshape(self.shape)


def plainly(array: np.ndarray, steps: np.ndarray) -> Rounded:
    """Each number to the nearest step; columns are those of the last axis."""
    flat = array.reshape(-1, array.shape[-1]).astype(np.float64)
    return Rounded(np.round(flat / steps).astype(np.int64), steps, array.shape)


def evenly(array: np.ndarray, step: float) -> Rounded:
    """Each number to the nearest step, which is one for all: as numbers in one column, so that it is written once."""
    return replace(plainly(array.reshape(-1, 1), np.array([step], np.float32)), shape=array.shape)


def made_good(array: np.ndarray, steps: np.ndarray, by: Amends) -> Rounded:
    """The kernel `(i, o)` of a dense layer, each row's error made good by later ones."""
    rounded = rounding.made_good(array, by, lambda row: np.rint(row / steps) * steps)
    return Rounded(np.round(rounded / steps).astype(np.int64), steps, array.shape)
