"""The weights files: one `.safetensors` for each variant, with its card inside; read, checked, and written whole or not at all.

A card is what one needs to know to trust a file: recipe, seed, data, versions, command, scores (`cards.py`). An array rests
as float16 where no reconstruction of a test image moves by more than a tolerance for it, else as float32; loaded, all are
float32.
"""

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from .models import Model, build
from .networks import NETWORKS
from .variants import variant

WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
"""Where the shipped files lie."""

HALF_PRECISION_TOLERANCE = 1e-3
"""How far float16 may move a pixel, of 1 from black to white: a quarter of a grey level, which nobody sees."""

MOST_NUMBERS = 1024
"""Numbers in a code at most; a card that says more is taken for damaged."""

IMAGES_A_CHECK = 1000
"""Test images that float16 is tried on at a time: what bounds the memory."""

Card = dict[str, Any]


class WeightsError(ValueError):
    """A weights file that is missing, damaged, or does not fit its network; the message names the file and the fault."""


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
    """The model and the card of a `.safetensors` file; `WeightsError` where anything is amiss."""

    def parse(file: Any) -> tuple[Model, Card]:
        fields = _card_in(path, file)
        shapes = NETWORKS[fields["family"]].shapes(fields["latent_dim"])
        if missing := sorted(shapes.keys() - file.keys()):
            raise WeightsError(f"{path.name} lacks the array {missing[0]}, so it is no {fields['family']} network.")
        if extra := sorted(file.keys() - shapes.keys()):
            raise WeightsError(f"{path.name} holds the array {extra[0]}, which no {fields['family']} network has.")
        parameters = {}
        for name, shape in shapes.items():
            array = file.get_tensor(name)
            if array.shape != shape:
                raise WeightsError(f"{path.name}: {name} has the shape {array.shape}, and should have {shape}.")
            if array.dtype not in (np.float16, np.float32) or not np.isfinite(array).all():
                raise WeightsError(f"{path.name}: {name} holds something other than finite float16 or float32 numbers.")
            parameters[name] = array.astype(np.float32)
        return build(fields["family"], fields["latent_dim"], parameters, fields["beta"]), fields

    model, fields = _guarded(path, parse)
    return model, fields


def save(path: Path, model: Model, fields: Card, images: np.ndarray) -> Card:
    """Write the model and its card to `path`, beside it first and then renamed; gives the card as written.

    `images`, uint8 `(n, 28, 28, 1)`, are the test images on which float16 has to prove harmless.
    """
    half = _harmless_halves(model, images)
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
    write(path, arrays, {"card": json.dumps(fields)})
    return fields


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
            f"{path.name} is damaged or no safetensors file ({fault}): fetch or train it again."
        ) from None


def _card_in(path: Path, file: Any) -> Card:
    try:
        fields = json.loads((file.metadata() or {})["card"])
        family, latent_dim, beta = fields["family"], fields["latent_dim"], fields["beta"]
    except (KeyError, TypeError, ValueError):
        raise WeightsError(f"{path.name} has no card, so it was not written by this project: train it again.") from None
    known = (
        isinstance(family, str)
        and family in NETWORKS
        and isinstance(latent_dim, int)
        and 1 <= latent_dim <= MOST_NUMBERS
    )
    if not known or (beta is None) == (family == "vae") or not isinstance(beta, int | float | None):
        raise WeightsError(
            f"{path.name} says it is a {family} with d = {latent_dim}, beta = {beta}: no such network here."
        )
    return dict(fields)
