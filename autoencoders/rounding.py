"""Rounding the weights of a dense layer so that what the layer gives changes as little as can be.

Plain rounding makes 512 small errors that add up. Here each row's error is made good by the rows after it, as far as what comes
into the layer lets them: the units of a decoder's hidden layer rise and fall together, so much of an error can be undone by
another weight. This is Babai's nearest plane (1986), rediscovered for networks as GPTQ (Frantar et al. 2022). What a weight may
be afterwards, a whole number of steps or a float16, is the caller's.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

DAMPING = 1e-4
"""Of the mean square of the inputs, added to each: what keeps errors small in directions that no calibration came from."""

BLOCK = 64
"""Rows whose errors are handed on at once: the same numbers as one by one, four times as fast."""


@dataclass(frozen=True, eq=False)
class Amends:
    """How the rows of a kernel can make good for each other: the `order` `(i,)` in which they are rounded, and `upper` `(i, i)`,
    in that order, of which row r says by how much each later one takes over what is missing in it, beside its own entry."""

    order: np.ndarray
    upper: np.ndarray


def amends(inputs: np.ndarray) -> Amends:
    """Of a dense layer that sees such `inputs` `(n, i)`. It hangs on nothing else, and takes longer than a rounding."""
    rows = inputs.shape[1]
    moments = inputs.T.astype(np.float64) @ inputs / len(inputs)
    moments[np.diag_indices(rows)] += DAMPING * np.trace(moments) / rows
    order = np.argsort(-np.diag(moments))  # the strongest first, so that all others can make good for them
    return Amends(order, np.linalg.cholesky(np.linalg.inv(moments[order][:, order])).T)


def made_good(kernel: np.ndarray, by: Amends, nearest: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """The kernel `(i, o)` of a dense layer as float64, each row rounded by `nearest` `(o,) -> (o,)`, and its error made good by
    later ones."""
    left = kernel.astype(np.float64)[by.order]
    rounded = np.zeros(left.shape)
    for first in range(0, len(left), BLOCK):
        last = min(first + BLOCK, len(left))
        errors = np.zeros((last - first, left.shape[1]))
        for row in range(first, last):
            rounded[row] = nearest(left[row])
            errors[row - first] = (left[row] - rounded[row]) / by.upper[row, row]
            left[row + 1 : last] -= by.upper[row, row + 1 : last, None] * errors[row - first]
        left[last:] -= by.upper[first:last, last:].T @ errors
    back = np.empty_like(rounded)
    back[by.order] = rounded
    return back
