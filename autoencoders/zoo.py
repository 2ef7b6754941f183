"""The variants as rows of data, and their weights: one `.safetensors` file each, with its card inside.

A card is what one needs to know to trust a file: recipe, seed, data, versions, command, scores. An array rests as float16
where no reconstruction of a test image moves by more than 1e-3 for it, else as float32; loaded, all are float32.
A name that ends in `.assignment` is trained exactly as the report did; `vae-10.assignment` so minimises
reconstruction + 2·KL, because the report's code leaves out the ½ of its own formula.
"""

import difflib
import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from .models import Model, build
from .networks import NETWORKS
from .recipes import (
    ASSIGNMENT,
    ASSIGNMENT_DENOISING,
    ASSIGNMENT_VAE,
    CONVERGED,
    CONVERGED_DENOISING,
    CONVERGED_VAE,
    Recipe,
)

WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
"""Where the shipped files lie."""

HALF_PRECISION_TOLERANCE = 1e-3

SWEEP = (0, 0.1, 0.25, 0.5, 1, 2, 4, 8)
"""The betas that a VAE of d = 10 is trained with; at 1 it is `vae-10`."""

Card = dict[str, Any]


class WeightsError(ValueError):
    """A weights file that is missing, damaged, or does not fit its network; the message names the file and the fault."""


@dataclass(frozen=True)
class Variant:
    """A model that this project trains and ships. `beta` is the weight of the KL, and None where there is none.

    `codes` says that a lesson shows the codes of the test set, which are then kept beside the weights.
    """

    name: str
    title: str
    family: str
    latent_dim: int
    recipe: Recipe
    beta: float | None = None
    codes: bool = False

    @property
    def noise(self) -> float:
        """Standard deviation of the noise that it was trained to remove, of full scale; 0 for all but denoisers."""
        return self.recipe.noise

    @property
    def parameter_count(self) -> int:
        return NETWORKS[self.family].parameter_count(self.latent_dim)

    def initial(self, seed: int = 0) -> Model:
        """The untrained model; the same seed gives the same parameters on every machine."""
        rng = np.random.default_rng(seed)
        return build(self.family, self.latent_dim, NETWORKS[self.family].initial(self.latent_dim, rng), self.beta)


def _rows() -> tuple[Variant, ...]:
    rows = []
    for suffix, plain, denoising, variational, beta in (
        ("", CONVERGED, CONVERGED_DENOISING, CONVERGED_VAE, 1.0),
        (".assignment", ASSIGNMENT, ASSIGNMENT_DENOISING, ASSIGNMENT_VAE, 2.0),
    ):
        as_report = ", as in the report" if suffix else ""
        for task, kind, recipe in (("", "AE", plain), ("-denoise", "denoising AE", denoising)):
            for family, network in (("mlp", "MLP"), ("conv", "Conv")):
                for d in (10, 100):
                    title = f"{network} {kind}, d = {d}{as_report}"
                    rows.append(Variant(f"{family}{task}-{d}{suffix}", title, family, d, recipe))
        rows.append(
            Variant(f"vae-10{suffix}", f"VAE, d = 10{as_report}", "vae", 10, variational, beta, codes=not suffix)
        )
    for d in (2, 10):
        rows.append(Variant(f"twin-{d}", f"AE with the VAE's networks, d = {d}", "twin", d, CONVERGED_VAE, codes=True))
    for d in (2, 20):
        rows.append(Variant(f"vae-{d}", f"VAE, d = {d}", "vae", d, CONVERGED_VAE, 1.0, codes=d == 2))
    for beta in SWEEP:
        if beta != 1:
            rows.append(
                Variant(f"vae-10.beta-{beta:g}", f"VAE, d = 10, β = {beta:g}", "vae", 10, CONVERGED_VAE, float(beta))
            )
    return tuple(rows)


VARIANTS = _rows()


def variant(name: str) -> Variant:
    """The row of this name; a KeyError names the close ones."""
    for row in VARIANTS:
        if row.name == name:
            return row
    names = [row.name for row in VARIANTS]
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.4) or names
    raise KeyError(f"There is no variant {name!r}; close to it are {', '.join(close)}.")


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
    """The arrays that may rest as float16, the largest tried first: all together move no reconstruction by over 1e-3."""
    parts = np.array_split(images, max(1, len(images) // 1000))
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


def recipe_fields(recipe: Recipe) -> Card:
    """A recipe as it stands on a card."""
    return asdict(recipe) | {"summary": recipe.summary()}


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
    known = isinstance(family, str) and family in NETWORKS and isinstance(latent_dim, int) and 1 <= latent_dim <= 1024
    if not known or (beta is None) == (family == "vae") or not isinstance(beta, int | float | None):
        raise WeightsError(
            f"{path.name} says it is a {family} with d = {latent_dim}, beta = {beta}: no such network here."
        )
    return dict(fields)
