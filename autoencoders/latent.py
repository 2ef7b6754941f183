"""Geometry and densities of codes: lines, distances, and mixtures of Gaussians. NumPy only.

A mixture with one component is the full Gaussian, so one class serves both ways of giving an autoencoder a prior.
"""

from dataclasses import dataclass

import numpy as np


def line(start: np.ndarray, end: np.ndarray, steps: int) -> np.ndarray:
    """`steps` codes from `start` to `end`, both `(d,)` and included, evenly spaced: `(steps, d)`."""
    return np.asarray(start + np.linspace(0.0, 1.0, steps)[:, None] * (end - start))


def arc(start: np.ndarray, end: np.ndarray, steps: int) -> np.ndarray:
    """The same along a great circle, with the length going evenly from one to the other (slerp, Shoemake 1985).

    In many dimensions draws from N(0, I) lie near a sphere: a straight line cuts through its empty middle, this does
    not. Where the directions are the same, opposite, or one is 0, it is the straight line.
    """
    lengths = np.linalg.norm(start), np.linalg.norm(end)
    if min(lengths) < 1e-9:
        return line(start, end, steps)
    a, b = start / lengths[0], end / lengths[1]
    angle = np.arccos(np.clip(a @ b, -1.0, 1.0))
    if np.sin(angle) < 1e-6:
        return line(start, end, steps)
    t = np.linspace(0.0, 1.0, steps)[:, None]
    direction = (np.sin((1 - t) * angle) * a + np.sin(t * angle) * b) / np.sin(angle)
    return np.asarray(direction * ((1 - t) * lengths[0] + t * lengths[1]))


def nearest(points: np.ndarray, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each of `(m, d)` points: the Euclidean distance to its nearest code of `(n, d)`, and that code's row.

    In float64: the squares below cancel, and in float32 two codes 50 from the origin would seem 0.01 apart.
    """
    points, codes = np.asarray(points, dtype=np.float64), np.asarray(codes, dtype=np.float64)
    distances, rows = [], []
    for part in np.array_split(points, max(1, len(points) * len(codes) // 4_000_000)):
        squares = (part**2).sum(axis=1)[:, None] - 2 * part @ codes.T + (codes**2).sum(axis=1)
        rows.append(squares.argmin(axis=1))
        distances.append(np.sqrt(np.maximum(squares.min(axis=1), 0.0)))
    return np.concatenate(distances), np.concatenate(rows)


@dataclass(frozen=True)
class Mixture:
    """k Gaussians with full covariances: `weights` `(k,)` that sum to 1, `means` `(k, d)`, `covariances` `(k, d, d)`."""

    weights: np.ndarray
    means: np.ndarray
    covariances: np.ndarray

    def sample(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """`count` draws, `(count, d)` float32."""
        component = rng.choice(len(self.weights), size=count, p=self.weights / self.weights.sum())
        factors = np.linalg.cholesky(self.covariances)
        normal = rng.standard_normal((count, self.means.shape[1]))
        draws = self.means[component] + np.einsum("nij,nj->ni", factors[component], normal)
        return np.asarray(draws.astype(np.float32))

    def log_densities(self, codes: np.ndarray) -> np.ndarray:
        """log of weight·density of every component at every code: `(n, d)` to `(n, k)`, in nats."""
        columns = []
        for weight, mean, covariance in zip(self.weights, self.means, self.covariances, strict=True):
            factor = np.linalg.cholesky(covariance)
            whitened = np.linalg.solve(factor, (codes - mean).T)
            log_det = 2 * np.log(np.diag(factor)).sum()
            constant = np.log(weight) - 0.5 * (log_det + len(mean) * np.log(2 * np.pi))
            columns.append(constant - 0.5 * (whitened**2).sum(axis=0))
        return np.stack(columns, axis=1)

    def log_density(self, codes: np.ndarray) -> np.ndarray:
        """log p of each code, `(n,)`, in nats."""
        return np.asarray(np.logaddexp.reduce(self.log_densities(codes), axis=1))


def fit(codes: np.ndarray, components: int, rng: np.random.Generator, rounds: int = 60) -> Mixture:
    """The mixture that makes `(n, d)` codes likely, by expectation maximisation (Dempster, Laird & Rubin 1977).

    Starts from `components` codes drawn far apart (k-means++, Arthur & Vassilvitskii 2007), each with the covariance of
    all. A hundred-thousandth of that covariance is added to every component, so that none can collapse.
    """
    codes = codes.astype(np.float64)
    count, d = codes.shape
    whole = np.atleast_2d(np.cov(codes.T, bias=True))
    floor = 1e-5 * max(np.trace(whole) / d, 1e-12) * np.eye(d)  # also where all codes are the same
    if components == 1:
        return Mixture(np.ones(1), codes.mean(axis=0)[None], (whole + floor)[None])
    means = codes[rng.integers(count)][None]
    while len(means) < components:
        squares = nearest(codes, means)[0] ** 2 + 1e-300
        means = np.concatenate([means, codes[rng.choice(count, p=squares / squares.sum())][None]])
    mixture = Mixture(np.full(components, 1 / components), means, np.repeat((whole + floor)[None], components, axis=0))
    for _ in range(rounds):
        joint = mixture.log_densities(codes)
        shares = np.exp(joint - np.logaddexp.reduce(joint, axis=1)[:, None])
        totals = shares.sum(axis=0)
        means = shares.T @ codes / totals[:, None]
        covariances = []
        for share, total, mean in zip(shares.T, totals, means, strict=True):
            centred = codes - mean
            covariances.append((share[:, None] * centred).T @ centred / total + floor)
        mixture = Mixture(totals / count, means, np.stack(covariances))
    return mixture
