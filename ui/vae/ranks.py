"""Which numbers of a code tell most: by their KL in a VAE, by their variance in an AE or in PCA. No Streamlit here."""

import numpy as np

from autoencoders.codes import Encoded
from autoencoders.losses import kl_per_dimension


def told(codes: Encoded) -> np.ndarray:
    """How much each number of these codes tells, `(d,)`: a VAE's its KL in nats on average, an AE's its variance."""
    if codes.log_var is None:
        return np.asarray(codes.mean.astype(np.float64).var(axis=0))
    return np.asarray(kl_per_dimension(codes.mean, codes.log_var).mean(axis=0))


def in_order(by: np.ndarray, other: np.ndarray) -> list[int]:
    """The rows of all numbers, from 0: the largest of `by` first, `(d,)`, then those that only the longer `other` has, `(e,)`."""
    behind = [row for row in largest(other) if row >= len(by)]
    return [*largest(by), *behind]


def largest(values: np.ndarray) -> list[int]:
    """The rows of these values `(d,)`, the largest first; equal ones as they stand."""
    return [int(row) for row in np.argsort(-values, kind="stable")]
