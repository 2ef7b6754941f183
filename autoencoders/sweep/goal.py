"""What the trainings of a sweep have in common: the data, which images they are scored on, and the folder; and what a row says
of how it came about.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..cards import data_fields, recipe_fields, versions
from ..digits.datasets import Dataset
from ..models import Model
from ..networks import NETWORKS
from ..scores.judge import JUDGE, Judge, read_judge
from ..scores.probe import Probe
from ..scores.samples import Spread, spread_of
from ..weights import WEIGHTS, save
from ..workers.block import Material
from .table import Row
from .training import Training

TEST, VALIDATION = "test", "validation"
"""What trainings are scored on: the test images, or training images that were held out."""


@dataclass(frozen=True, eq=False)
class Goal:
    """The data set, `split`, and `material`, whose test images are those that are scored on; the judge of samples, where it was
    taught by the same data; the package's version; the folder, and whether weights are kept there.
    """

    dataset: Dataset
    split: str
    material: Material
    judge: Judge | None
    package: str
    folder: Path
    keep_weights: bool = False

    @cached_property
    def judged_by(self) -> tuple[Judge, Spread] | None:
        """The judge with the spread of the test images, which is the same for every training; None where it can't judge."""
        return None if self.judge is None else (self.judge, spread_of(self.judge.look(self.dataset.test_images)[0]))

    def key(self, training: Training) -> str:
        """The key of the training's row."""
        return training.key(self.dataset.digest, self.split)

    def weights_of(self, training: Training) -> Path:
        """Where the weights of a training are kept."""
        return self.folder / "weights" / f"{training.name}.{self.key(training)}.safetensors"

    def missing(self, trainings: list[Training], rows: list[Row]) -> list[Training]:
        """Which of these have no row yet, or lack the weights that are to be kept."""
        known = {row["key"]: row for row in rows}

        def there(training: Training) -> bool:
            row = known.get(self.key(training))
            kept = self.weights_of(training).exists() or not self.keep_weights
            return row is not None and (kept or row["diverged_at"] is not None)

        return [training for training in trainings if not there(training)]

    def about(self, training: Training) -> Row:
        """What a row says before anything was measured."""
        recipe = {name: value for name, value in training.recipe.fields.items() if name not in ("name", "noise")}
        return {
            "key": self.key(training),
            "name": training.name,
            "variant": training.variant,
            "family": training.family,
            "d": training.latent_dim,
            "beta": training.beta,
            "sigma": training.recipe.noise,
            "seed": training.seed,
            "recipe": training.recipe.name,
            **recipe,
            "data": self.dataset.name,
            "digest": self.dataset.digest,
            "split": self.split,
            "parameters": NETWORKS[training.family].parameter_count(training.latent_dim),
            "diverged_at": None,
            "command": self.command(training),
            "versions": json.dumps(versions(self.package)),
        }

    def command(self, training: Training) -> str:
        """What makes this row again."""
        held_out = " --validation" if self.split == VALIDATION else ""
        return f"python -m autoencoders sweep {training.axes} --data {self.dataset.name}{held_out} --out DIR"

    def keep(self, training: Training, model: Model, row: Row, scores: dict[str, Any]) -> None:
        """Write the weights, exactly as they were scored, with a card as every weights file has one."""
        fields = {
            "name": training.name,
            "title": training.name,
            "recipe": recipe_fields(training.recipe),
            "seed": training.seed,
            "data": data_fields(self.material.dataset) | {"digest": self.dataset.digest},
            "command": row["command"],
            "seconds": row["seconds"],
            "versions": versions(self.package),
            "scores": scores,
        }
        save(self.weights_of(training), model, fields, None)


def goal(dataset: Dataset, split: str, package: str, folder: Path, keep_weights: bool = False) -> Goal:
    """The goal of this data set; with `VALIDATION` a sixth of the training images is scored on, and not trained on.

    The shipped judge says what samples are worth where the data are those that it knows. It has seen all training images, so of
    those that are held out it says nothing.
    """
    used = dataset.held_out() if split == VALIDATION else dataset
    probe = Probe(used.train_images, used.test_images, used.test_labels)
    judge, about = read_judge(WEIGHTS / JUDGE)
    knows = split == TEST and about.get("data", {}).get("digest") == dataset.digest
    return Goal(dataset, split, Material(used, probe), judge if knows else None, package, folder, keep_weights)
