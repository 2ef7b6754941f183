"""A trained model as a file to take away, and such a file back as a model. No Streamlit here."""

import platform
import tempfile
from importlib.metadata import version
from pathlib import Path

import numpy as np

import autoencoders as ae
from autoencoders import zoo

MOST_BYTES = 8 * 2**20


def weights_file(model: ae.Model, card: zoo.Card, images: np.ndarray) -> bytes:
    """The `.safetensors` file of a model with this card; `images` are what float16 has to prove harmless on."""
    versions = {"autoencoders": ae.__version__, "python": platform.python_version()}
    versions |= {name: version(name) for name in ("tensorflow", "keras", "numpy")}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.safetensors"
        zoo.save(path, model, card | {"versions": versions}, images)
        return path.read_bytes()


def keras_file(model: ae.Model) -> bytes:
    """The `.keras` file of a model; imports Keras."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        ae.to_keras(model).save(path)
        return path.read_bytes()


def model_from(data: bytes) -> tuple[ae.Model, zoo.Card]:
    """The model and card in the bytes of a `.safetensors` file; a `WeightsError` where it is not one of ours."""
    if len(data) > MOST_BYTES:
        raise ae.WeightsError(f"This file has {len(data) / 2**20:.0f} MB; a model of this project has under 8.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "uploaded.safetensors"
        path.write_bytes(data)
        return zoo.read(path)
