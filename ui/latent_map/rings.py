"""The circle around 0 that holds a share of the codes: of the clouds' centres, of codes that are drawn, of the prior.

Two numbers have to be small at once, so it is wider than the 1 that holds as much on a line. No Streamlit here.
"""

from collections.abc import Sequence

import numpy as np

from autoencoders.codes import Encoded

from ..stored.answers import Value
from .task_words import MEASURED, YOURS

SHARE = 0.68
"""Share of codes that the ring is to hold: on a line it is what lies within one standard deviation, which most have heard of."""

SEED = 0
"""Of the codes that are drawn from the clouds: one for each of 10,000, so that another seed moves the radius by 0.01."""


def holds(codes: np.ndarray) -> float:
    """The radius of the circle around 0 that holds `SHARE` of codes `(n, 2)`."""
    return float(np.quantile(np.linalg.norm(codes, axis=1), SHARE))


def drawn_radius(codes: Encoded) -> float:
    """The same of codes that are drawn, one from the cloud of each digit: of the aggregate posterior."""
    spread = np.exp(0.5 * codes.log_var) if codes.log_var is not None else 0.0
    return holds(codes.mean + spread * np.random.default_rng(SEED).standard_normal(codes.mean.shape))


def prior_radius() -> float:
    """The same of N(0, I) in two dimensions, whose lengths have P(length < r) = 1 − exp(−r²/2) (Rayleigh)."""
    return float(np.sqrt(-2 * np.log(1 - SHARE)))


def rings_of(given: Sequence[Value], codes: Encoded) -> list[tuple[float, str]]:
    """The circles that the map shows once the question is answered: the measured one and the visitor's."""
    return [(drawn_radius(codes), MEASURED), *((float(each), YOURS) for each in given)]
