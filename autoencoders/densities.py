"""Densities over codes: N(0, I), and mixtures of Gaussians fitted to codes by expectation maximisation. NumPy only.

A mixture with one component is the full Gaussian, so one class serves both ways of giving an autoencoder a prior.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .chance import normals, uniforms
from .geometry import nearest

ROUNDS = 60
"""Rounds of expectation maximisation, as many as the shipped densities were fitted with."""

FLOOR = 1e-5
"""Share of the variance of all codes that is added to every component, so that none can collapse on one code."""

LEAST_SHARE = 1e-9
"""Of a code in a component, below which it is left out of that covariance: of 100 numbers nearly all shares are near 0 or 1."""

CHOICES = 2**31
"""Where the uniform numbers that choose components begin: behind those that the normal ones are made of."""


@dataclass(frozen=True, eq=False)
class Mixture:
    """k Gaussians with full covariances: `weights` `(k,)` that sum to 1, `means` `(k, d)`, `covariances` `(k, d, d)`."""

    weights: np.ndarray
    means: np.ndarray
    covariances: np.ndarray

    def sample(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """`count` draws, `(count, d)` float32."""
        component = rng.choice(len(self.weights), size=count, p=self.weights / self.weights.sum())
        return self.placed(component, rng.standard_normal((count, self.means.shape[1])))

    def placed(self, component: np.ndarray, normal: np.ndarray) -> np.ndarray:
        """Draws of these components `(n,)` from draws of N(0, I), `(n, d)`: `(n, d)` float32."""
        factors = np.linalg.cholesky(self.covariances)
        draws = self.means[component] + np.einsum("nij,nj->ni", factors[component], normal)
        return np.asarray(draws.astype(np.float32))

    def log_densities(self, codes: np.ndarray) -> np.ndarray:
        """log of weight·density of every component at every code: `(n, d)` to `(n, k)`, in nats."""
        columns = []
        for weight, mean, covariance in zip(self.weights, self.means, self.covariances, strict=True):
            factor = np.linalg.cholesky(covariance)
            whitened = np.linalg.inv(factor) @ (codes - mean).T  # a fifth of the time of solving for each code
            log_det = 2 * np.log(np.diag(factor)).sum()
            constant = np.log(weight) - 0.5 * (log_det + len(mean) * np.log(2 * np.pi))
            columns.append(constant - 0.5 * (whitened**2).sum(axis=0))
        return np.stack(columns, axis=1)

    def log_density(self, codes: np.ndarray) -> np.ndarray:
        """log p of each code, `(n,)`, in nats."""
        return np.asarray(np.logaddexp.reduce(self.log_densities(codes), axis=1))


def fit(
    codes: np.ndarray,
    components: int,
    rng: np.random.Generator,
    rounds: int = ROUNDS,
    progress: Callable[[float], object] = float,
) -> Mixture:
    """The mixture that makes `(n, d)` codes likely, by expectation maximisation (Dempster, Laird & Rubin 1977).

    Starts from `components` codes drawn far apart (k-means++, Arthur & Vassilvitskii 2007), each with the covariance of
    all. `FLOOR` of that covariance is added to every component, so that none can collapse. `progress` is told after each
    round which share of them is done, and ends the fit by raising.
    """
    codes = codes.astype(np.float64)
    count, d = codes.shape
    whole = np.atleast_2d(np.cov(codes.T, bias=True))
    floor = FLOOR * max(np.trace(whole) / d, 1e-12) * np.eye(d)  # also where all codes are the same
    if components == 1:
        return Mixture(np.ones(1), codes.mean(axis=0)[None], (whole + floor)[None])
    means = codes[rng.integers(count)][None]
    while len(means) < components:
        squares = nearest(codes, means)[0] ** 2 + 1e-300
        means = np.concatenate([means, codes[rng.choice(count, p=squares / squares.sum())][None]])
    mixture = Mixture(np.full(components, 1 / components), means, np.repeat((whole + floor)[None], components, axis=0))
    for done in range(rounds):
        joint = mixture.log_densities(codes)
        shares = np.exp(joint - joint.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        totals = shares.sum(axis=0)
        means = shares.T @ codes / totals[:, None]
        covariances = []
        for share, total, mean in zip(shares.T, totals, means, strict=True):
            near = np.flatnonzero(share > LEAST_SHARE)
            centred = codes[near] - mean
            covariances.append((share[near, None] * centred).T @ centred / total + floor)
        mixture = Mixture(totals / count, means, np.stack(covariances))
        progress((done + 1) / rounds)
    return mixture


def random_codes(density: Mixture | None, count: int, d: int, temperature: float, seed: int) -> np.ndarray:
    """`(count, d)` float32 codes from N(0, I), or from a density fitted to training codes; their spread times the temperature.

    The browser draws the same of a seed (ui/browser/engine/densities.js).
    """
    normal = temperature * normals(seed, count * d).reshape(count, d)
    if density is None:
        return normal.astype(np.float32)
    ends = np.cumsum(density.weights)
    component = np.searchsorted(ends / ends[-1], uniforms(seed, count, CHOICES), side="right")
    return density.placed(component, normal)
