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

from .models import Model, as_unit_images, build
from .networks import NETWORKS, dense, leaky_relu
from .rounding import amends, made_good
from .validator import Card as Card
from .validator import WeightsError as WeightsError
from .validator import card_from, finite_json, parameters_from, short
from .variants import variant

WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
"""Where the shipped files lie."""

HALF_PRECISION_TOLERANCE = 1e-3
"""How far float16 may move a pixel, of 1 from black to white: a quarter of a grey level, which nobody sees."""

LARGE = 2**18
"""Numbers from which on a dense layer's kernel is worth the seconds that it takes to make its rounding errors good."""

CALIBRATION = 6000
"""Training images, about, whose way through the layers says how its weights can make good for each other."""

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


def save(path: Path, model: Model, fields: Card, images: np.ndarray | None, training: np.ndarray | None = None) -> Card:
    """Write the model and its card to `path`, beside it first and then renamed; gives the card as written.

    `images`, uint8 `(n, 28, 28, 1)`, are the test images on which float16 has to prove harmless; without them nothing is
    rounded. With `training` images too, the rounding errors of a large dense layer's weights are made good for by its other
    weights. A card that `read` would refuse is a `WeightsError`, and nothing is written; scores that are no numbers are written
    as null.
    """
    half, model = (set(), model) if images is None else _harmless_halves(model, images, training)
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


def _harmless_halves(model: Model, images: np.ndarray, training: np.ndarray | None) -> tuple[set[str], Model]:
    """The arrays that may rest as float16, the largest tried first, and the model with these rounded: all together move no pixel
    of a reconstruction by more than the tolerance."""
    parts = np.array_split(images, max(1, len(images) // IMAGES_A_CHECK))
    exact = [model.reconstruct(part) for part in parts]
    half: set[str] = set()
    rounded = model
    for name in sorted(model.parameters, key=lambda name: -model.parameters[name].size):
        for halve in (_plainly, _made_good):
            array = halve(model, name, training)
            if array is None:
                continue
            trial = replace(model, parameters=rounded.parameters | {name: array})
            if all(
                np.abs(trial.reconstruct(p) - e).max() <= HALF_PRECISION_TOLERANCE
                for p, e in zip(parts, exact, strict=True)
            ):
                half.add(name)
                rounded = trial
                break
    return half, rounded


def _plainly(model: Model, name: str, training: np.ndarray | None) -> np.ndarray:
    return np.asarray(model.parameters[name].astype(np.float16).astype(np.float32))


def _made_good(model: Model, name: str, training: np.ndarray | None) -> np.ndarray | None:
    """The kernel of a large dense layer in float16 whose errors are made good for; None for all other arrays."""
    kernel = model.parameters[name]
    if training is None or kernel.ndim != 2 or kernel.size < LARGE:
        return None
    seen = as_unit_images(training[:: max(1, len(training) // CALIBRATION)]).copy()
    rng = np.random.default_rng(0)
    # A third of them noisy: an encoder is shown more than clean digits.
    seen[::3] += np.linspace(0, 1, len(seen[::3]), dtype=np.float32)[:, None, None, None] ** 2 * rng.standard_normal(
        seen[::3].shape, dtype=np.float32
    )
    if name == "encoder.hidden.kernel":
        into = seen.reshape(len(seen), -1)
    elif name == "decoder.pixels.kernel" and "decoder.hidden.kernel" in model.parameters:
        into = leaky_relu(dense(model.encode(seen), model.parameters, "decoder.hidden"))
    else:
        return None
    rounded = made_good(kernel, amends(into), lambda row: row.astype(np.float16).astype(np.float64))
    return np.asarray(rounded.astype(np.float32))


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
