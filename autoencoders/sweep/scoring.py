"""What one training of a sweep is worth: the scores that its row of the table holds, measured by a worker.

All are averages over the images that it is scored on, as `metrics.scores` names them; of samples as `samples.worth` does.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..models import Autoencoder, Model, as_unit_images
from ..principal import principal_components
from ..recipes import Recipe
from ..scores import samples
from ..scores.judge import Judge
from ..scores.metrics import edges_kept, mse
from ..scores.model_scores import SEED, evaluate
from ..workers.block import Material
from .table import OF_COPIES, OF_SAMPLES

Scores = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Trained:
    """A training that is done: the model, its recipe, and, if anybody can judge its samples, who, beside which spread."""

    model: Model
    recipe: Recipe
    judged_by: tuple[Judge, samples.Spread] | None


def fit(d: int, material: Material) -> Autoencoder:
    """What takes no training: the principal components of the training images."""
    return principal_components(material.dataset.train_images, d)


def score(done: Trained, material: Material) -> Scores:
    """All scores; `material.dataset`'s test images are what it is scored on."""
    model, dataset = done.model, material.dataset
    found: Scores = evaluate(model, dataset, denoiser=done.recipe.noise > 0)
    found.pop("kl_per_dimension", None)  # d numbers, where a table has a column for one
    clean = as_unit_images(dataset.test_images)
    output = model.reconstruct(clean)
    found["mse"] = float(mse(clean, output).mean())
    found["edges"] = edges_kept(clean, output)
    if done.judged_by is None:
        return found
    return found | judged(*done.judged_by, model, output, dataset.train_images)


def judged(
    judge: Judge, reference: samples.Spread, model: Model, output: np.ndarray, train_images: np.ndarray
) -> Scores:
    """What as many samples as there are copies are worth, from N(0, I) and from a fitted mixture; and the copies."""
    mixture = samples.fitted(model, train_images, samples.MIXTURE, np.random.default_rng(SEED))
    pictures = {
        "samples": samples.from_prior(model)(len(output), np.random.default_rng(SEED)),
        "mixture": samples.from_density(model, mixture)(len(output), np.random.default_rng(SEED)),
        "copies": output,
    }
    found: Scores = {}
    for kind, images in pictures.items():
        worth = samples.worth(judge, images, reference)
        found |= {f"{kind}_{name}": worth[name] for name in (OF_COPIES if kind == "copies" else OF_SAMPLES)}
    return found
