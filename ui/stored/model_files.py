"""A trained model as a file to take away, and such a file back as a model. No Streamlit here."""

import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

import autoencoders as ae
from autoencoders import weights
from autoencoders.cards import versions
from autoencoders.digits.datasets import NAMES
from autoencoders.digits.uploaded import NAME
from autoencoders.optimizers import OPTIMIZERS
from autoencoders.recipes import EXACT

from ..plain import bare

MOST_BYTES = 8 * 2**20
"""Bytes of a file to load: the largest model that can be made here, a VAE with d = 128, has four million."""

LONGEST_TITLE = 80
"""Characters of a loaded model's title, and of its recipe's name, that are shown."""

UNTOLD, LARGEST = ae.Recipe("loaded", "adam", 0.001, 0), 1e9
"""The recipe of a model whose card doesn't tell all of one, and the largest rate, batch and number of steps that are believed."""


def weights_file(model: ae.Model, card: weights.Card, images: np.ndarray) -> bytes:
    """The `.safetensors` file of a model with this card; `images` are what float16 has to prove harmless on."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.safetensors"
        weights.save(path, model, card | {"versions": versions(ae.__version__)}, images)
        return path.read_bytes()


def model_from(data: bytes) -> tuple[ae.Model, weights.Card]:
    """The model and card in the bytes of a `.safetensors` file; a `WeightsError` where it is not one of ours."""
    if len(data) > MOST_BYTES:
        raise ae.WeightsError(
            f"This file has {len(data) / 2**20:.0f} MB; a model of this project has under {MOST_BYTES // 2**20}."
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "your.safetensors"
        path.write_bytes(data)
        return weights.read(path)


def recipe_from(said: dict[str, Any]) -> ae.Recipe:
    """The recipe that a card tells, where it tells all of one; else one that says no more than that the model was loaded."""
    later: dict[str, Any] = {"clip": False, "mask": 0}  # fields that cards may lack, being older
    told: dict[str, Any] = {name: said.get(name, later.get(name)) for name in asdict(UNTOLD)}
    if list(map(type, told.values())) != list(map(type, asdict(UNTOLD).values())):
        return UNTOLD
    recipe = ae.Recipe(**told)
    if recipe == EXACT:
        return EXACT
    sane = 0 < recipe.rate < LARGEST and 0 <= recipe.steps < LARGEST and 0 < recipe.batch < LARGEST
    known = sane and recipe.optimizer in OPTIMIZERS
    return replace(recipe, name=bare(recipe.name)[:LONGEST_TITLE]) if known else UNTOLD


def learned_from(card: weights.Card) -> str:
    """The set that a card says its model learned from: its name, for pictures of somebody's own with their digest; or nothing."""
    data = card.get("data")
    name = data.get("name") if isinstance(data, dict) else None
    if name == NAME:
        return f"{NAME} {bare(str(data.get('digest')))[:LONGEST_TITLE]}" if isinstance(data, dict) else ""
    return name if name in NAMES else ""


def is_private(card: weights.Card) -> bool:
    """Whether a model with this card has learned from pictures of somebody's own, which nobody else may see."""
    data = card.get("data")
    return card.get("private") is True or (isinstance(data, dict) and data.get("name") == NAME)
