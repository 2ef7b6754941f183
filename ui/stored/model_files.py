"""A trained model as a file to take away, and such a file back as a model. No Streamlit here."""

import tempfile
from pathlib import Path

import numpy as np

import autoencoders as ae
from autoencoders import weights
from autoencoders.cards import versions

MOST_BYTES = 8 * 2**20
"""Bytes of a file to load: the largest model that can be made here, a VAE with d = 128, has four million."""


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
        path = Path(folder) / "uploaded.safetensors"
        path.write_bytes(data)
        return weights.read(path)
