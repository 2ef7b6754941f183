"""`python -m autoencoders record`: trains variants again by their own recipes, and writes what they were on the way.

A training is the same again where it was made, by the same code, so a recording ends at the weights that lie beside it. Elsewhere
sums differ in their last digits, which 60,000 steps make large: it ends at another model, about as good, and says so.
"""

import argparse
import os
from dataclasses import replace
from itertools import pairwise

import numpy as np

from ..backend import tensorflow
from ..digits.datasets import Dataset, load_dataset
from ..models import Model
from ..recording import ends_as, fixed_digits, kept_steps, recording_of, recording_path, save_recording
from ..training import Trainer
from ..variants import Variant
from ..weights import HALF_PRECISION_TOLERANCE, WEIGHTS, WeightsError, fingerprint, load, weights_path
from .listing import chosen
from .terminal import console, hushed, progress_bar


def record_variants(options: argparse.Namespace) -> None:
    """Train each again, one after another, and write its recording; the shipped ones are replaced only by whole trainings."""
    if options.out.resolve() == WEIGHTS.resolve() and (options.steps or options.data != "mnist"):
        raise WeightsError(
            "A quick look, or other data, would replace the shipped recordings: name another folder with --out."
        )
    rows = chosen(options.names)
    for row in rows:
        if row.latent_dim != 2 or row.family not in ("twin", "vae"):
            raise WeightsError(f"{row.name} is not recorded: only maps are, of codes of two numbers, by wide decoders.")
    dataset = load_dataset(options.data)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # what follows the import: one's own setting counts
    with hushed():
        tensorflow()
    for row in rows:
        record(row, dataset, options)


def record(row: Variant, dataset: Dataset, options: argparse.Namespace) -> None:
    """Train one variant again, and write its recording."""
    snapshots, losses = snapshots_of(row, dataset, options.steps or row.recipe.steps, options.seed)
    digits = fixed_digits(dataset.test_labels)
    made, errors = recording_of(snapshots, losses, dataset.test_images[digits], dataset.test_labels[digits])
    if weights_path(row.name, options.out).is_file():
        shipped = load(row.name, options.out)
        far = ends_as(made, snapshots[-1][1].parameters, shipped)
        if far <= HALF_PRECISION_TOLERANCE:
            made = replace(made, weights=fingerprint(shipped))
        else:
            console.print(
                f"This training ended at another model than {row.name}.safetensors, up to {far:.2f} of a pixel away: the lesson "
                f"will say so. To have both alike, train {row.name} on this machine first."
            )
    path = recording_path(row.name, options.out)
    save_recording(path, made)
    ranks = [decoder.rank for decoder in made.decoders]
    console.print(
        f"{path.name}: {len(ranks)} snapshots, {path.stat().st_size / 1e6:.2f} MB, ranks {min(ranks)} to {max(ranks)}, pixels "
        f"within {errors[:, 0].max():.3f}, all but one in ten thousand within {errors[:, 1].max():.3f}"
    )


def snapshots_of(
    row: Variant, dataset: Dataset, steps: int, seed: int
) -> tuple[list[tuple[int, Model]], dict[str, np.ndarray]]:
    """The model at each step that is kept, and the losses at every step, each `(steps,)` in nats per image."""
    trainer = Trainer(row.initial(seed), dataset.train_images, replace(row.recipe, steps=steps), seed)
    kept = kept_steps(steps)
    snapshots, blocks = [(0, trainer.model)], []
    with progress_bar() as bars:
        bar = bars.add_task(row.name, total=steps, loss="")
        for before, step in pairwise(kept):
            for progress in trainer.run(step - before):
                blocks.append(progress.losses)
                losses = " + ".join(f"{name} {values.mean():.1f}" for name, values in progress.losses.items())
                bars.update(bar, completed=progress.step, loss=f"{losses} nats")
            snapshots.append((step, trainer.model))
    return snapshots, {name: np.concatenate([each[name] for each in blocks]) for name in blocks[0]}
