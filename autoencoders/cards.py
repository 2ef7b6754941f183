"""What a card says about how its file came about: recipe, seed, data, command, time and the versions of the software at work.

`weights.py` puts the card into the file and adds what the model itself knows.
"""

import platform
import time
from importlib.metadata import version

from .digits.datasets import Dataset
from .recipes import Recipe
from .weights import Card

LIBRARIES = ("tensorflow", "keras", "numpy")
"""Whose versions a card names: those that a training's numbers depend on."""


def card_fields(
    name: str, title: str, recipe: Recipe, dataset: Dataset, seed: int, steps: int | None, began: float
) -> Card:
    """What a card says about how its file came about; `steps` where other than the recipe's, `began` by the monotonic clock."""
    command = f"python -m autoencoders train {name} --data {dataset.name} --seed {seed}"
    return {
        "name": name,
        "title": title,
        "recipe": recipe_fields(recipe),
        "seed": seed,
        "data": data_fields(dataset),
        "command": command + (f" --steps {steps}" if steps else ""),
        "seconds": round(time.monotonic() - began, 1),
    }


def recipe_fields(recipe: Recipe) -> Card:
    """A recipe as it stands on a card: `clip` only where it is true, since the shipped cards are older than that field."""
    fields = recipe.fields | {"summary": recipe.summary()}
    return fields if recipe.clip else {name: value for name, value in fields.items() if name != "clip"}


def data_fields(dataset: Dataset) -> Card:
    """A data set as it stands on a card: its name, its digest, and how many images were trained on."""
    return {"name": dataset.name, "digest": dataset.digest, "train": len(dataset.train_images)}


def versions(package: str) -> dict[str, str]:
    """The versions of this package (`ae.__version__`), of Python and of the libraries that train."""
    return {
        "autoencoders": package,
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }
