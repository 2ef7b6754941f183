"""What made-up digits are worth, as the judge sees them: are they digits, are they of all classes, are they spread as digits are?

`recognised` is the share that the judge gives one class with at least 0.9, and `recognised_T` the same with another threshold T;
`class_entropy` says how evenly the classes come up; `judge_frechet` is the Fréchet distance of two Gaussians fitted to the
judge's 64 features. **That is not the Inception FID of papers**: other features, other numbers, and only values from the same
judge can be compared.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..codes import DENSITIES, density_codes
from ..densities import Mixture, fit
from ..models import Model
from .judge import CLASSES, Judge
from .ring_facts import PLACES, RING, disc

CONFIDENT = 0.9
"""Probability of one class from which the judge counts as sure, and a picture as recognised."""

THRESHOLDS = (0.5, 0.8, 0.85, CONFIDENT, 0.95)
"""Other probabilities from which one could count a picture as recognised, from “likelier than not” to stricter than we are."""

MEASURES = ("recognised", "class_entropy", "judge_frechet")
PRIOR, GAUSSIAN, MIXTURE = "N(0, I)", "a fitted Gaussian", "a fitted mixture of 10"
FITTED = {GAUSSIAN: "gaussian", MIXTURE: "mixture"}
"""The densities that are fitted to codes, and what `Codes` calls them."""
COPIES = "reconstructions"
"""What a model gives back of the test images: its samples can hardly be expected to be recognised more often."""

Sampler = Callable[[int, np.random.Generator], np.ndarray]
"""Gives so many images `(n, 28, 28, 1)` in [0, 1], drawn with this generator."""


@dataclass(frozen=True, eq=False)
class Spread:
    """A Gaussian fitted to features: `mean` `(f,)` and `covariance` `(f, f)`."""

    mean: np.ndarray
    covariance: np.ndarray


def spread_of(features: np.ndarray) -> Spread:
    """The Gaussian that fits `(n, f)` features."""
    features = features.astype(np.float64)
    return Spread(features.mean(axis=0), np.atleast_2d(np.cov(features.T)))


def square_root(matrix: np.ndarray) -> np.ndarray:
    """The symmetric square root of a covariance matrix `(f, f)`, by its eigenvalues; what rounding made negative is 0."""
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray((vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T)


def frechet_distance(a: Spread, b: Spread) -> float:
    """|μa - μb|² + tr(A + B - 2·(A½ B A½)½), the squared distance of two Gaussians (Dowson & Landau 1982)."""
    root = square_root(a.covariance)
    shared = np.linalg.eigvalsh(root @ b.covariance @ root)
    overlap = np.sqrt(np.maximum(shared, 0.0)).sum()
    return float(((a.mean - b.mean) ** 2).sum() + np.trace(a.covariance) + np.trace(b.covariance) - 2 * overlap)


def class_entropy(classes: np.ndarray) -> float:
    """How evenly ten classes come up, in nats: `(n,)` class numbers to a number from 0 (one class) to log 10 = 2.303."""
    shares = np.bincount(classes, minlength=CLASSES) / len(classes)
    shares = shares[shares > 0]
    return float(-(shares * np.log(shares)).sum())


def is_recognised(probabilities: np.ndarray, threshold: float = CONFIDENT) -> np.ndarray:
    """Of which pictures the judge is sure: its probabilities `(n, 10)` to `(n,)` of bool."""
    return np.asarray(probabilities.max(axis=1) >= threshold)


def inside_the_ring(judge: Judge, model: Model) -> np.ndarray:
    """What is read at `ring_facts.PLACES` places spread evenly over the prior's 2 σ ring: `(PLACES, 10)` probabilities of what a
    model of two numbers draws there."""
    return judge.look(model.decode(disc(RING, PLACES)))[1]


def recognised_at(threshold: float) -> str:
    """What the share that is recognised from this probability on is called among the measures."""
    return f"recognised_{threshold:g}"


def worth(judge: Judge, images: np.ndarray, reference: Spread) -> dict[str, float]:
    """The measures of images `(n, 28, 28, 1)`; `reference` is the spread of real digits' features."""
    features, probabilities = judge.look(images)
    return {
        "recognised": float(is_recognised(probabilities).mean()),
        "class_entropy": class_entropy(probabilities.argmax(axis=1)),
        "judge_frechet": frechet_distance(spread_of(features), reference),
        **{recognised_at(each): float(is_recognised(probabilities, each).mean()) for each in THRESHOLDS},
    }


def over_seeds(values: list[dict[str, float]]) -> dict[str, dict[str, float]]:
    """Of each measure its `mean` over the seeds and the standard error `se` of that mean."""
    result = {}
    for name in values[0]:
        column = np.array([value[name] for value in values])
        se = column.std(ddof=1) / np.sqrt(len(column)) if len(column) > 1 else float("nan")
        result[name] = {"mean": float(column.mean()), "se": float(se)}
    return result


def from_prior(model: Model) -> Sampler:
    """Decode draws from N(0, I), as one does with a VAE."""
    return lambda count, rng: model.decode(rng.standard_normal((count, model.latent_dim), dtype=np.float32))


def from_density(model: Model, density: Mixture) -> Sampler:
    """Decode draws from a density that was fitted to the model's codes, which gives an autoencoder what it lacks."""
    return lambda count, rng: model.decode(density.sample(count, rng))


def from_images(images: np.ndarray) -> Sampler:
    """Real images, each at most once."""
    return lambda count, rng: images[rng.choice(len(images), min(count, len(images)), replace=False)]


def noise(count: int, rng: np.random.Generator) -> np.ndarray:
    """Images of pixels that are uniform in [0, 1] and know nothing of each other."""
    return rng.random((count, 28, 28, 1), dtype=np.float32)


def fitted(model: Model, images: np.ndarray, density: str, rng: np.random.Generator) -> Mixture:
    """The density of a model's codes of training images, fitted as `codes.codes_of` does; of a VAE these are posterior means."""
    return fit(density_codes(model, images), DENSITIES[FITTED[density]], rng)
