"""The weights files: one `.safetensors` for each variant, with its card inside; read, checked, and written whole or not at all.

A card is what one needs to know to trust a file: recipe, seed, data, versions, command, scores (`cards.py`). An array rests
as float16 where no reconstruction of a test image moves by more than a tolerance for it, else as float32; loaded, all are
float32.
"""

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from .models import Model, build
from .networks import NETWORKS
from .validator import Card as Card
from .validator import WeightsError as WeightsError
from .validator import card_from, finite_json, parameters_from, short
from .variants import variant

WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
"""Where the shipped files lie."""

HALF_PRECISION_TOLERANCE = 1e-3
"""How far float16 may move a pixel, of 1 from black to white: a quarter of a grey level, which nobody sees."""

IMAGES_A_CHECK = 1000
"""Test images that float16 is tried on at a time: what bounds the memory."""


def load(name: str | Path, folder: Path = WEIGHTS) -> Model:
    """The trained model of this name, or of this `.safetensors` file.

    An unknown name is a KeyError that names the close ones; a file that is missing, damaged or of another network is a
    `WeightsError`.
    """
    return read(weights_path(name, folder))[0]


def card(name: str | Path, folder: Path = WEIGHTS) -> Card:
    """The card of this variant or file, without reading its arrays."""
    path = weights_path(name, folder)
    fields: Card = _guarded(path, lambda file: _card_in(path, file))
    return fields


def weights_path(name: str | Path, folder: Path = WEIGHTS) -> Path:
    """Where the weights of this variant lie; a path ending in .safetensors is itself."""
    if str(name).endswith(".safetensors"):
        return Path(name)
    return folder / f"{variant(str(name)).name}.safetensors"


def read(path: Path) -> tuple[Model, Card]:
    """The model and the card of a `.safetensors` file; `WeightsError` where the validator finds anything amiss."""

    def parse(file: Any) -> tuple[Model, Card]:
        fields = _card_in(path, file)
        shapes = NETWORKS[fields["family"]].shapes(fields["latent_dim"])
        parameters = parameters_from(path.name, file, shapes, f"{fields['family']} network")
        beta = None if fields["beta"] is None else float(fields["beta"])
        return build(fields["family"], fields["latent_dim"], parameters, beta), fields

    model, fields = _guarded(path, parse)
    return model, fields


def save(path: Path, model: Model, fields: Card, images: np.ndarray | None) -> Card:
    """Write the model and its card to `path`, beside it first and then renamed; gives the card as written.

    `images`, uint8 `(n, 28, 28, 1)`, are the test images on which float16 has to prove harmless; without them nothing is
    rounded. A card that `read` would refuse is a `WeightsError`, and nothing is written; scores that are no numbers are
    written as null.
    """
    half = set() if images is None else _harmless_halves(model, images)
    fields = fields | {
        "family": model.family,
        "latent_dim": model.latent_dim,
        "beta": getattr(model, "beta", None),
        "parameters": model.parameter_count,
        "float16": sorted(half),
    }
    arrays = {
        name: array.astype(np.float16 if name in half else np.float32) for name, array in model.parameters.items()
    }
    text = finite_json(fields)
    written = card_from(path.name, text)
    write(path, arrays, {"card": text})
    return written


def write(path: Path, arrays: dict[str, np.ndarray], metadata: dict[str, str]) -> None:
    """A `.safetensors` file, whole or not at all: written beside its place, then renamed."""
    beside = path.with_suffix(".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        save_file(arrays, beside, metadata=metadata)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _harmless_halves(model: Model, images: np.ndarray) -> set[str]:
    """The arrays that may rest as float16, the largest tried first: all together move no pixel by more than the tolerance."""
    parts = np.array_split(images, max(1, len(images) // IMAGES_A_CHECK))
    exact = [model.reconstruct(part) for part in parts]
    half: set[str] = set()
    parameters = dict(model.parameters)
    for name in sorted(parameters, key=lambda name: -parameters[name].size):
        trial = parameters | {name: parameters[name].astype(np.float16).astype(np.float32)}
        rounded = replace(model, parameters=trial)
        if all(
            np.abs(rounded.reconstruct(p) - e).max() <= HALF_PRECISION_TOLERANCE
            for p, e in zip(parts, exact, strict=True)
        ):
            half.add(name)
            parameters = trial
    return half


def fingerprint(model: Model) -> str:
    """Sixteen hex digits that tell one set of parameters from another."""
    sha = hashlib.sha256()
    for name in sorted(model.parameters):
        sha.update(np.ascontiguousarray(model.parameters[name], dtype=np.float32).data)
    return sha.hexdigest()[:16]


def _guarded(path: Path, parse: Any) -> Any:
    if not path.is_file():
        raise WeightsError(
            f"{path.name} is not in the folder {path.parent.name}: train it with `python -m autoencoders train {path.stem}`."
        )
    try:
        with safe_open(path, framework="numpy") as file:
            return parse(file)
    except (SafetensorError, OSError) as fault:
        raise WeightsError(
            f"{path.name} is damaged or no safetensors file ({short(fault)}): give another copy of it, or train it again."
        ) from None


def _card_in(path: Path, file: Any) -> Card:
    return card_from(path.name, (file.metadata() or {}).get("card"))
