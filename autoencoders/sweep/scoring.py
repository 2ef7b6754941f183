"""What one training of a sweep is worth: the scores that its row of the table holds, measured by a worker.

All are averages over the images that it is scored on, as `metrics.scores` names them.
"""

from dataclasses import dataclass
from typing import Any

from ..models import Model, as_unit_images
from ..recipes import Recipe
from ..scores.metrics import edge_strength, mse
from ..scores.model_scores import evaluate
from ..workers.block import Material

Scores = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Trained:
    """A training that is done: the model, and what it was trained by."""

    model: Model
    recipe: Recipe


def score(done: Trained, material: Material) -> Scores:
    """All scores; `material.dataset`'s test images are what it is scored on."""
    model, dataset = done.model, material.dataset
    found: Scores = evaluate(model, dataset, denoiser=done.recipe.noise > 0)
    found.pop("kl_per_dimension", None)  # d numbers, where a table has a column for one
    clean = as_unit_images(dataset.test_images)
    output = model.reconstruct(clean)
    found["mse"] = float(mse(clean, output).mean())
    found["edges"] = float(edge_strength(output).sum() / edge_strength(clean).sum())
    return found
