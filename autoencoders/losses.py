"""The two formulas of the variational autoencoder, per image and in nats.

Both terms are sums, over the 784 pixels and over the d dimensions of the code: with the mean over pixels that many
libraries take, beta would mean something else. Everything is computed from logits, because log(sigmoid(l)) written out
loses all digits once the sigmoid rounds to 0 or 1.
"""

from math import prod

import numpy as np

from .backend import Array, namespace

SERIES_BELOW = 1e-4
"""Logits below which log C is a series: its next term, 7·l⁴/1440, is less than a float64 has digits."""


def softplus(logits: Array) -> Array:
    """log(1 + exp(l)), without overflow; its derivative is exact at 0 as well, where max(l, 0) would have a corner."""
    xp = namespace(logits)
    size = xp.absolute(logits)
    tail = xp.exp(-size)
    # Both have the same derivative; XLA's log1p costs a tenth of an MLP's step and only adds digits below 1e-7 nats.
    return 0.5 * (logits + size) + (np.log1p(tail) if xp is np else xp.log(1.0 + tail))


def sigmoid(logits: Array) -> Array:
    """1 / (1 + exp(-l)), in (0, 1), written by tanh since that never overflows."""
    return 0.5 * (1.0 + namespace(logits).tanh(0.5 * logits))


def bernoulli_term(images: Array, logits: Array) -> Array:
    """The log of the Bernoulli score: sum over pixels of x log y + (1 - x) log(1 - y), with y = sigmoid(logits).

    Papers write log p(x|z). That it is where every x is 0 or 1; over greys in between y^x (1 - y)^(1 - x) does not integrate
    to 1, so there it is a score and no density (`continuous_bernoulli_log_normaliser`). Takes images in [0, 1] and logits,
    both `(n, 28, 28, 1)`; gives `(n,)`, in nats. Written as x·l - softplus(l), which is the same number (Kingma & Welling
    2014, appendix C.1). The pixels are one axis: over 28×28×1 XLA's innermost loop would have a length of 1, and a step of the
    MLP would take a third longer.
    """
    xp = namespace(images, logits)
    x, flat = (xp.reshape(a, (*(-1,) * (len(a.shape) - 3), prod(a.shape[-3:]))) for a in (images, logits))
    return xp.sum(x * flat - softplus(flat), axis=-1)


def reconstruction(images: Array, logits: Array) -> Array:
    """Cross-entropy of each image, `(n,)`, in nats: minus the Bernoulli term, left unnormalised, to be minimised."""
    return -bernoulli_term(images, logits)


def continuous_bernoulli_log_normaliser(logits: np.ndarray) -> np.ndarray:
    """log C of every pixel, in nats, at least log 2: logits of any shape to float64 of the same.

    C·y^x (1 - y)^(1 - x) integrates to 1 over x in [0, 1], with C = 2 artanh(1 - 2y) / (1 - 2y), and 2 at y = 1/2
    (Loaiza-Ganem & Cunningham 2019). With y = sigmoid(l) that is l / tanh(l/2). Near 0, where that is 0/0, it is
    the first terms of its series. No loss here has it: it is what the Bernoulli term leaves out.
    """
    size = np.abs(logits.astype(np.float64))
    near = size < SERIES_BELOW
    away = np.where(near, 1.0, size)
    return np.asarray(np.where(near, np.log(2.0) + size**2 / 12, np.log(away) - np.log(np.tanh(away / 2))))


def kl_per_dimension(mean: Array, log_var: Array) -> Array:
    """KL(N(mean, exp(log_var)) ‖ N(0, 1)) of every single dimension: `(n, d)` and `(n, d)` give `(n, d)`, in nats.

    ½ (exp(log_var) - log_var + mean² - 1). The report's code leaves out the ½, which is beta = 2 by another name.
    """
    return 0.5 * (namespace(mean, log_var).exp(log_var) - log_var + mean * mean - 1.0)


def kl(mean: Array, log_var: Array) -> Array:
    """KL(N(mean, diag(exp(log_var))) ‖ N(0, I)) of each image, `(n,)`, in nats (Kingma & Welling 2014, appendix B)."""
    return namespace(mean, log_var).sum(kl_per_dimension(mean, log_var), axis=-1)


def kl_full(mean: np.ndarray, covariance: np.ndarray) -> float:
    """KL(N(mean, covariance) ‖ N(0, I)) = ½ (tr Σ + μᵀμ - d - log det Σ), in nats, for a full covariance matrix.

    Takes `(d,)` and a symmetric positive definite `(d, d)`; any other matrix is a ValueError.
    """
    if not np.allclose(covariance, covariance.T):
        raise ValueError("The covariance is not symmetric, so it is no covariance: give a symmetric matrix.")
    try:
        factor = np.linalg.cholesky(covariance)
    except np.linalg.LinAlgError:
        raise ValueError("The covariance is not positive definite: its Gaussian has no density to compare.") from None
    log_det = 2.0 * np.log(np.diag(factor)).sum()
    return float(0.5 * (np.trace(covariance) + mean @ mean - len(mean) - log_det))


def reparametrize(mean: Array, log_var: Array, epsilon: Array) -> Array:
    """z = mean + exp(log_var / 2)·ε: a draw from the posterior that gradients pass through; all three are `(n, d)`."""
    return mean + namespace(mean, log_var, epsilon).exp(0.5 * log_var) * epsilon
