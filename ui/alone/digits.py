"""The digits of the page, drawn by the package: what one can pick, and what the VAEs of the sweep give back; and the mean image.

The mean of MNIST's training images comes along as a file, so that the page is the same where MNIST is not. No Streamlit here.
"""

from functools import cache
from importlib import resources

import numpy as np

from autoencoders.digits.synthetic import draw_digits

EACH = 2
"""Digits of each class that can be picked."""

SEED = 240
"""Of the digits: with it the judge is sure of all twenty."""

ENOUGH = 400
"""Digits drawn, so that of each class there are enough."""

GIVEN_BACK = (0, 2, 3, 4, 5, 6, 8, 9)
"""The classes of the digits that the sweep gives back, as on the page of the app."""

TRAINING = 60_000
"""MNIST's training images; `sums.txt` has the sum of their bytes at each pixel."""

FIRST = (8, 0)
"""The digit of a fresh page: class and number within the class."""


@cache
def picks() -> np.ndarray:
    """The digits to pick, `(10, EACH, 28, 28)` uint8, drawn once and not to be written on: 400 take a quarter of a second."""
    images, labels = draw_digits(ENOUGH, np.random.default_rng(SEED))
    found = np.stack([images[labels == digit][:EACH, ..., 0] for digit in range(10)])
    found.flags.writeable = False
    return found


def as_seen(digits: np.ndarray) -> np.ndarray:
    """Digits `(n, 28, 28)` uint8 as models see them, `(n, 28, 28, 1)` float32 in [0, 1]."""
    return np.asarray(digits[..., None].astype(np.float32) / 255)


def given_back() -> np.ndarray:
    """The eight digits `(8, 28, 28, 1)` that the VAEs of the sweep give back."""
    return as_seen(picks()[list(GIVEN_BACK), 0])


def mean_image() -> np.ndarray:
    """The mean of MNIST's training images, `(28, 28, 1)` float64 from 0 to 255."""
    sums = np.loadtxt(resources.files(__package__).joinpath("sums.txt").read_text("ascii").splitlines())
    return np.asarray(sums[..., None] / TRAINING)
