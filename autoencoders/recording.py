"""A recorded training: the model at some two dozen of its steps, and its losses on the way, to be looked at without TensorFlow.

`NAME.recording.safetensors` holds, at each kept step, the decoder in low rank (`low_rank.py`), the codes of 1,000 test digits and
the losses on them, and a finer curve of the losses in training. The encoders are not in it, so another digit has no code here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open

from .codes import Codes
from .low_rank import LowRank, fault_in, low_rank
from .models import VAE, Model, as_unit_images
from .networks import Parameters
from .validator import WeightsError, short
from .variants import Variant, variant
from .weights import WEIGHTS, fingerprint, write

STEPS = (0, 3, 10, 20, 40, 70, 100, 150, 250, 400, 700, 1_000, 1_500, 2_500, 4_000, 6_000, 9_000, 13_000)
"""Steps that are kept: closer at the start, where a model changes fastest."""

LATER = (20_000, 28_000, 38_000, 50_000)
"""The rest of them; besides, the last step of a training is."""

OF_EACH = 100
"""Test digits of each of the ten classes whose codes are kept, the first ones."""

POINTS = 150
"""Points of the curve of the training's losses at most, evenly spread on a scale of log(step + 1)."""

CLOSE = 4.0
"""Half width of the square around 0 on which decoders are held to their pictures: the prior's three rings, and a margin."""

SIDE_OF_TRIED = 25
"""Places a side at which they are, there and in the square that holds the last snapshot's codes."""

MOST_SNAPSHOTS = 100
"""Snapshots that a file may have."""

RESTING = ("F16", "F32", "U8", "I8")
"""What an array of such a file may rest as, in the words of the format."""

PARTS = {"hidden": np.float16, "left": np.int8, "scales": np.float32, "right": np.int8, "bias": np.float16}
"""The arrays of a decoder, and what each rests as."""


@dataclass(frozen=True, eq=False)
class Recording:
    """A training at its `steps` `(s,)`: `codes` `(s, n, 2)` of test digits with their `labels` `(n,)`, and the decoders there.

    `losses` are what these digits cost, each term `(s,)` in nats per image, a VAE's reconstruction of one draw for each digit, as
    in training. `curve` are the training's own losses, each `(c,)`, around `curve_steps` `(c,)`. `spread` `(s, 2)` is a VAE's
    root mean square standard deviation of one digit's cloud. `weights` is the `weights.fingerprint` of the model that it ends at,
    by which `ends_at` knows whether that is the one that lies beside it.
    """

    steps: np.ndarray
    codes: np.ndarray
    labels: np.ndarray
    spread: np.ndarray | None
    losses: dict[str, np.ndarray]
    curve_steps: np.ndarray
    curve: dict[str, np.ndarray]
    decoders: tuple[LowRank, ...]
    weights: str


def kept_steps(last: int) -> list[int]:
    """The steps that are kept of a training of so many."""
    return [step for step in (*STEPS, *LATER) if step < last] + [last]


def fixed_digits(labels: np.ndarray) -> np.ndarray:
    """The rows of the digits whose codes are kept: of each class the first ones, in the order of the test set."""
    return np.sort(np.concatenate([np.flatnonzero(labels == digit)[:OF_EACH] for digit in range(10)]))


def recording_of(
    snapshots: Sequence[tuple[int, Model]], losses: dict[str, np.ndarray], images: np.ndarray, labels: np.ndarray
) -> tuple[Recording, np.ndarray]:
    """The recording of these snapshots of one training, whose losses at every step were `losses`, each `(steps,)`; and the
    two errors `(s, 2)` of each of its decoders, as `low_rank` gives them. Its codes are those of `images` with `labels`."""
    given = as_unit_images(images)
    rng = np.random.default_rng(0)
    epsilon = rng.standard_normal((len(given), snapshots[-1][1].latent_dim), dtype=np.float32)
    terms = [model.terms(model.parameters, given, given, epsilon) for _, model in snapshots]
    codes = np.stack([model.encode(given) for _, model in snapshots])
    spread = [np.sqrt(np.exp(m.posterior(given)[1]).mean(axis=0)) for _, m in snapshots if isinstance(m, VAE)]
    decoders, errors = [], []
    for (_, model), here in zip(snapshots, codes, strict=True):
        decoder, reached = low_rank(model.parameters, tried_places(here, codes[-1], rng))
        decoders.append(decoder)
        errors.append(reached)
    curve_steps, curve = thinned(losses)
    made = Recording(
        np.array([step for step, _ in snapshots], np.float32),
        codes.astype(np.float32),
        labels.astype(np.uint8),
        np.stack(spread).astype(np.float32) if spread else None,
        {name: np.array([float(each[name].mean()) for each in terms], np.float32) for name in terms[0]},
        curve_steps,
        curve,
        tuple(decoders),
        fingerprint(snapshots[-1][1]),
    )
    return made, np.array(errors)


def tried_places(codes: np.ndarray, last: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The places `(m, 2)` at which a decoder must draw as it did: its codes and places near them; two squares, as a map of the
    decoded digits shows them, close up and as wide as the last codes lie."""
    grid = np.stack(np.meshgrid(*[np.linspace(-1, 1, SIDE_OF_TRIED)] * 2), axis=-1).reshape(-1, 2)
    low, high = last.min(axis=0), last.max(axis=0)
    near = codes + 0.1 * codes.std(axis=0) * rng.standard_normal(codes.shape)
    wide = (low + high) / 2 + max(float((high - low).max()) / 2, CLOSE) * grid
    return np.concatenate([codes, near, CLOSE * grid, wide]).astype(np.float32)


def thinned(losses: dict[str, np.ndarray]) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Losses of every step as fewer points, each the mean over the steps around it: where they lie, and they."""
    count = len(next(iter(losses.values())))
    ends = np.unique(np.round(np.expm1(np.linspace(0, np.log1p(count), POINTS + 1))).astype(int))
    means = {name: np.add.reduceat(each, ends[:-1]) / np.diff(ends) for name, each in losses.items()}
    middle = (ends[:-1] + ends[1:] - 1) / 2  # a loss is that of the model before its step
    return middle.astype(np.float32), {name: each.astype(np.float32) for name, each in means.items()}


def recording_path(name: str, folder: Path = WEIGHTS) -> Path:
    """Where the recording of this variant lies."""
    return folder / f"{variant(name).name}.recording.safetensors"


def save_recording(path: Path, made: Recording) -> None:
    """Write a recording, whole or not at all; codes, and of decoders the first kernel and the biases, rest as float16."""
    arrays: dict[str, np.ndarray] = {
        "steps": made.steps,
        "codes": made.codes.astype(np.float16),
        "labels": made.labels,
        "curve.steps": made.curve_steps,
    }
    arrays |= made.losses
    arrays |= {f"curve.{name}": each for name, each in made.curve.items()}
    if made.spread is not None:
        arrays["spread"] = made.spread
    for i, decoder in enumerate(made.decoders):
        arrays |= {f"{i}.{part}": getattr(decoder, part).astype(rests) for part, rests in PARTS.items()}
    write(path, arrays, {"weights": made.weights})


def load_recording(name: str, folder: Path = WEIGHTS) -> Recording:
    """The recording of this variant, all but the decoders' kernels as float32; a `WeightsError` where it is missing or
    damaged."""
    path, row = recording_path(name, folder), variant(name)
    if not path.is_file():
        raise WeightsError(
            f"{path.name} is not in the folder {path.parent.name}: `python -m autoencoders record {name}` writes it."
        )
    try:
        with safe_open(path, framework="numpy") as file:
            weights = (file.metadata() or {})["weights"]
            arrays = {key: _number_of(file, key) for key in file.keys()}  # noqa: SIM118 (it is no dict)
        terms = ("reconstruction",) if row.beta is None else ("reconstruction", "kl")
        steps = arrays["steps"]
        if steps.ndim != 1 or not 2 <= len(steps) <= MOST_SNAPSHOTS:
            raise KeyError(f"it has {short(steps.shape)} steps")
        found = Recording(
            steps,
            arrays["codes"],
            arrays["labels"],
            None if row.beta is None else arrays["spread"],
            {term: arrays[term] for term in terms},
            arrays["curve.steps"],
            {term: arrays[f"curve.{term}"] for term in terms},
            tuple(LowRank(**{part: arrays[f"{i}.{part}"] for part in PARTS}) for i in range(len(steps))),
            weights,
        )
    except (SafetensorError, OSError, KeyError) as fault:
        raise WeightsError(f"{path.name} is damaged or no recording ({short(fault)}): record {name} again.") from None
    if wrong := fault_of(found, row):
        raise WeightsError(f"{path.name}: {wrong}: record {name} again.")
    return found


def _number_of(file: Any, key: str) -> np.ndarray:
    if file.get_slice(key).get_dtype() not in RESTING:
        raise KeyError(f"{short(key)} holds other numbers than float16, float32, int8 or uint8")
    array: np.ndarray = file.get_tensor(key)
    return array.astype(np.float32) if array.dtype == np.float16 else array


def fault_of(found: Recording, row: Variant) -> str | None:
    """What makes this no recording of this variant, in words, or None."""
    s, n, d = len(found.steps), len(found.labels) if found.labels.ndim == 1 else -1, row.latent_dim
    if not np.isfinite(found.steps).all() or found.steps[0] < 0 or (np.diff(found.steps) <= 0).any():
        return "its steps do not rise from 0 on"
    if found.labels.dtype != np.uint8 or n < 1 or found.labels.max(initial=0) > 9:
        return "its labels are no digits from 0 to 9"
    c = len(found.curve_steps) if found.curve_steps.ndim == 1 else -1
    rows = {"codes": (found.codes, (s, n, d)), "points of the curve": (found.curve_steps, (c,))}
    rows |= {name: (each, (s,)) for name, each in found.losses.items()}
    rows |= {f"{name} of the curve": (each, (c,)) for name, each in found.curve.items()}
    if found.spread is not None:
        rows["spreads"] = (found.spread, (s, d))
    for name, (array, shape) in rows.items():
        if array.dtype != np.float32 or array.shape != shape or not array.size or not np.isfinite(array).all():
            return f"its {name} have the shape {array.shape} or are not finite, and should be {shape}"
    wrong = (fault_in(decoder, d) for decoder in found.decoders)
    return next((f"decoder {i}: {fault}" for i, fault in enumerate(wrong) if fault), None)


def ends_at(made: Recording, model: Model) -> bool:
    """Whether this model is the one that the training ended at: a training that was made again elsewhere ends at another."""
    return made.weights == fingerprint(model)


def apart(made: Recording, shipped: Codes) -> float:
    """How far the last codes of a recording lie from those of the shipped model, on average over the recorded digits."""
    return float(np.linalg.norm(made.codes[-1] - shipped.mean[fixed_digits(shipped.labels)], axis=1).mean())


def ends_as(made: Recording, last: Parameters, model: Model) -> float:
    """By how much, of a pixel, pictures of the training's last decoder differ at most from those of a model at its codes."""
    places = made.codes[-1]
    own = type(model)(model.family, model.latent_dim, last).decode(places)
    return float(np.abs(own - model.decode(places)).max())
