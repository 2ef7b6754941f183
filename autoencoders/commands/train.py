"""`python -m autoencoders train`: trains variants and the judge, scores them, and writes weights, codes and their table.

PCA is fitted, without TensorFlow.
"""

import argparse
import os
import time
from dataclasses import replace

import numpy as np

from .. import __version__
from ..backend import tensorflow
from ..cards import card_fields, versions
from ..codes import codes_of, codes_path, save_codes
from ..digits.datasets import Dataset, load_dataset
from ..models import Model, as_unit_images
from ..networks import NETWORKS
from ..principal import principal_components
from ..recipes import Recipe
from ..scores import judge
from ..scores.metrics import IMAGES_A_PASS, cross_entropy
from ..scores.model_scores import evaluate
from ..training import Trainer
from ..variants import Variant
from ..weights import WEIGHTS, WeightsError, load, save
from .listing import chosen
from .terminal import console, hushed, progress_bar
from .weights_table import weights_table


def train_variants(options: argparse.Namespace) -> None:
    """Train each, one after another, and write file after file; then the table of the folder.

    The shipped weights are replaced only by whole trainings on MNIST.
    """
    if options.out.resolve() == WEIGHTS.resolve() and (options.steps or options.data != "mnist"):
        raise WeightsError(
            "A quick look, or other data, would replace the shipped weights: name another folder with --out."
        )
    names = [name for name in options.names if name != "judge"]
    rows = chosen(names) if names else []
    dataset = load_dataset(options.data)
    judging = bool({"judge", "all"} & set(options.names))
    if judging or not all(is_fitted(row) for row in rows):
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # what follows the import: one's own setting counts
        with hushed():
            tensorflow()
    for row in rows:
        train(row, dataset, options)
    if judging:
        train_judge(dataset, options)
    (options.out / "README.md").write_text(weights_table(options.out), encoding="utf-8")


def is_fitted(row: Variant) -> bool:
    """Whether a formula gives this variant its parameters, so that there are no steps to take."""
    return NETWORKS[row.family].fitted


def train(row: Variant, dataset: Dataset, options: argparse.Namespace) -> None:
    """Train or fit one variant, score it, write it."""
    steps = None if is_fitted(row) else options.steps
    recipe = replace(row.recipe, steps=steps) if steps else row.recipe
    began = time.monotonic()
    model, losses = fitted(row, dataset) if is_fitted(row) else trained(row, recipe, dataset, options.seed)
    scores = {f"train_{name}": loss for name, loss in losses.items()}
    scores |= evaluate(model, dataset, denoiser=row.noise > 0)
    fields = (
        card_fields(row.name, row.title, recipe, dataset, options.seed, steps, began)
        | {"versions": versions(__version__)}
        | {"scores": scores}
    )
    save(options.out / f"{row.name}.safetensors", model, fields, dataset.test_images, dataset.train_images)
    if row.codes:
        stored = load(row.name, options.out)
        save_codes(codes_path(row.name, options.out), codes_of(stored, dataset, np.random.default_rng(options.seed)))


def trained(row: Variant, recipe: Recipe, dataset: Dataset, seed: int) -> tuple[Model, dict[str, float]]:
    """Train one variant with a progress bar; the model, and the losses of its last block in nats per image."""
    trainer = Trainer(row.initial(seed), dataset.train_images, recipe, seed)
    with progress_bar() as bars:
        bar = bars.add_task(row.name, total=recipe.steps, loss="")
        for progress in trainer.run(recipe.steps):
            losses = " + ".join(f"{name} {values.mean():.1f}" for name, values in progress.losses.items())
            bars.update(bar, completed=progress.step, loss=f"{losses} nats")
    return trainer.model, {name: float(values.mean()) for name, values in progress.losses.items()}


def fitted(row: Variant, dataset: Dataset) -> tuple[Model, dict[str, float]]:
    """Fit one variant; the model, and what all training images cost in nats per image."""
    model = principal_components(dataset.train_images, row.latent_dim)
    costs = []
    for i in range(0, len(dataset.train_images), IMAGES_A_PASS):
        images = as_unit_images(dataset.train_images[i : i + IMAGES_A_PASS])
        costs.append(cross_entropy(images, model.logits(model.encode(images))))
    loss = float(np.concatenate(costs).mean())
    console.print(f"{row.name} is fitted: reconstruction {loss:.1f} nats")
    return model, {"reconstruction": loss}


def train_judge(dataset: Dataset, options: argparse.Namespace) -> None:
    """Train the classifier that judges samples, and write it as the others are written."""
    recipe = replace(judge.RECIPE, steps=options.steps) if options.steps else judge.RECIPE
    began = time.monotonic()
    with progress_bar() as bars:
        bar = bars.add_task("judge", total=recipe.steps, loss="")
        for progress, latest in judge.training(dataset, recipe, options.seed):
            trained = judge.rounded(latest)
            loss = float(progress.losses["cross_entropy"].mean())
            bars.update(bar, completed=progress.step, loss=f"cross-entropy {loss:.3f} nats")
    accuracy = trained.accuracy(dataset.test_images, dataset.test_labels)
    fields = card_fields(
        "judge", "Judge: a classifier of digits", recipe, dataset, options.seed, options.steps, began
    ) | {"versions": versions(__version__)}
    fields |= {"parameters": judge.PARAMETER_COUNT, "scores": {"train_cross_entropy": loss, "accuracy": accuracy}}
    judge.save_judge(options.out / judge.JUDGE, trained, fields)
    console.print(f"The judge names {accuracy:.2%} of the test digits as their labels do.")
