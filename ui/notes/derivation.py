"""Every number of the derivation, from one digit: its code in an AE, its bill in a VAE, and bounds on its score's log.

No Streamlit here.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

import autoencoders as ae
from autoencoders.chance import normals
from autoencoders.scores import metrics
from autoencoders.scores.bound import importance_bound, log_weights
from autoencoders.scores.digit_bill import INK, Bill, bill

K = 50
"""Draws in the closer bound: enough that it lies visibly closer, and few enough that nobody waits."""

GROUPS = 5
"""Groups of k draws over which the bounds are averaged: all their pictures take some twenty milliseconds a run of the page."""


@dataclass(frozen=True, eq=False)
class Derivation:
    """What the steps say of a digit: the AE's `code` `(d,)` and `copy` `(28, 28, 1)`, the VAE's bill, its `weights`.

    `weights` are log w of `GROUPS`·`K` draws, in nats; prices are nats of this digit.
    """

    code: np.ndarray
    copy: np.ndarray
    copy_price: float
    bill: Bill
    floor: float
    weights: np.ndarray

    @property
    def image(self) -> np.ndarray:
        return self.bill.image

    @property
    def black(self) -> int:
        """Pixels that are exactly 0."""
        return int((self.image == 0).sum())

    @property
    def inked(self) -> int:
        """Pixels that count as ink."""
        return int((self.image > INK).sum())

    @property
    def row(self) -> int:
        """The row with most ink, from 0."""
        return int(self.image[..., 0].sum(axis=1).argmax())

    @property
    def copy_error(self) -> float:
        """Mean squared error of the AE's copy."""
        return float(metrics.mse(self.image[None], self.copy[None])[0])

    @property
    def dearest(self) -> tuple[int, int]:
        """Row and column, from 0, of the pixel that costs most."""
        row, column = np.unravel_index(int(self.bill.pixel_terms[..., 0].argmax()), (28, 28))
        return int(row), int(column)

    @property
    def loudest(self) -> int:
        """The number of the code, from 0, that says most of this digit: the one with the largest KL."""
        return int(self.bill.kl_terms.argmax())

    @cached_property
    def elbo(self) -> float:
        """The ELBO as the average over all draws, an estimate."""
        return float(self.weights.mean())

    @property
    def doubt(self) -> float:
        """The standard error of that average."""
        return float(self.weights.std(ddof=1) / np.sqrt(self.weights.size))

    @cached_property
    def bound(self) -> float:
        """The bound with k draws, the average over the groups."""
        return float(importance_bound(self.weights[None], K)[0])


def derive(image: np.ndarray, autoencoder: ae.Model, vae: ae.VAE, throw: int) -> Derivation:
    """All numbers of this image `(28, 28, 1)` in [0, 1]; `throw` is the number of the throw of ε, which repeats."""
    code = autoencoder.encode(image[None])
    logits = autoencoder.logits(code)
    epsilon = normals(throw, vae.latent_dim).astype(np.float32)
    return Derivation(
        code=code[0],
        copy=autoencoder.decode(code)[0],
        copy_price=float(metrics.cross_entropy(image[None], logits)[0]),
        bill=bill(vae, image, epsilon),
        floor=float(metrics.entropy_floor(image[None])[0]),
        weights=log_weights(vae, image[None], GROUPS * K, np.random.default_rng(throw))[0],
    )
