"""The loss of one digit, itemised: the 784 terms of its reconstruction and the d terms of its KL, in nats."""

from dataclasses import dataclass

import numpy as np

from ..losses import continuous_bernoulli_log_normaliser, kl_per_dimension, reparametrize, sigmoid, softplus
from ..models import VAE

INK = 0.5
"""Grey, of 1 from black to white: a pixel above it counts as ink, one below as paper."""


@dataclass(frozen=True, eq=False)
class Bill:
    """What one digit costs a VAE, term by term.

    `mean`, `log_var`, `epsilon`, `z` and `kl_terms` are `(d,)`; `image`, `picture` (what z decodes to) and
    `pixel_terms` are `(28, 28, 1)`. The terms are float64 and in nats. `log_normaliser` is what they leave out: the sum over
    the pixels of `losses.continuous_bernoulli_log_normaliser`.
    """

    image: np.ndarray
    mean: np.ndarray
    log_var: np.ndarray
    epsilon: np.ndarray
    z: np.ndarray
    picture: np.ndarray
    kl_terms: np.ndarray
    pixel_terms: np.ndarray
    log_normaliser: float

    @property
    def kl(self) -> float:
        return float(self.kl_terms.sum())

    @property
    def reconstruction(self) -> float:
        return float(self.pixel_terms.sum())

    @property
    def ink(self) -> float:
        """The part of the reconstruction that the pixels of the stroke cost; the paper costs the rest."""
        return float(self.pixel_terms[self.image > INK].sum())

    def loss(self, beta: float) -> float:
        """reconstruction + beta·KL; beta = 1 makes it the −ELBO."""
        return self.reconstruction + beta * self.kl


def bill(model: VAE, image: np.ndarray, epsilon: np.ndarray) -> Bill:
    """The bill of one digit, `(28, 28, 1)` in [0, 1], at z = mean + exp(log_var / 2)·epsilon; with zeros, at the mean."""
    mean, log_var = model.posterior(image[None])
    z = reparametrize(mean, log_var, epsilon[None].astype(np.float32))
    logits = model.logits(z).astype(np.float64)
    exact = mean.astype(np.float64), log_var.astype(np.float64)
    return Bill(
        image=image,
        mean=exact[0][0],
        log_var=exact[1][0],
        epsilon=epsilon,
        z=z[0],
        picture=np.asarray(sigmoid(logits[0])),
        kl_terms=np.asarray(kl_per_dimension(*exact)[0]),
        pixel_terms=np.asarray(softplus(logits) - image.astype(np.float64) * logits)[0],
        log_normaliser=float(continuous_bernoulli_log_normaliser(logits).sum()),
    )
