"""Which models are in the page, and each as exact as the page promises: all arrays as few bits as that takes.

An error of a weight matters by what it does to pictures, so the steps of large arrays are found by trying: on digits that the
package draws itself, with and without noise, and on codes as a visitor may meet them. What else rests as float16 stays so,
where that is no longer. Of the sweep over β only decoders are here, with the codes of the digits that they give back.

No Streamlit here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

import autoencoders as ae
from autoencoders.codes import DENSITIES, PARTS, Codes, load_codes
from autoencoders.digits.synthetic import draw_digits
from autoencoders.networks import PIXELS, dense, leaky_relu
from autoencoders.rounding import amends
from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.weights import WEIGHTS

from .longer import DOTS, dots
from .parcels import Arrays, parcel
from .rounding import Rounded, made_good, plainly

EXACT = 4e-4
"""Of a pixel: the most by which a picture of a model here may differ from the shipped model's, on what it was tried with."""

EXACT_IN_SWEEP = 2e-3
"""The same for the decoders of the sweep over β, of which only pictures are shown."""

ON_DIGITS, ELSEWHERE = 5e-4, 1e-2
"""Of a pixel: what the page says that no picture exceeds, of digits with the report's noise, and of all else there is to see."""

SWEEP = (0, 4, 8)
"""The places of the dial over β that have pictures, beside 1: as many of the eight as there is room for."""

SHARES = {"decoder.pixels.kernel": 0.8, "encoder.hidden.kernel": 0.1}
"""Of the allowed error for the arrays that are large. An encoder's is small: other hands than those it was tried with draw."""

SMALL = 2**19
"""Steps from 0 to a small array's largest number: too fine to be seen, so nothing is tried there."""

FAINTEST = 0.2
"""Of the steepest pixel's slope: none counts as less, so that a pixel that was always black is no free space."""

CODE_STEP = 1e-3
"""Of the codes on a map, in units of the code: far less than a pixel of it."""

TRIED, NOISIEST, TRIED_SEED = 900, 1.0, 17
"""Digits that steps are tried with, the largest σ of their noise, and their seed."""

SPREADS = (1.0, 1.0, 1.5, 2.0)
"""Standard deviations of random codes that are tried, a quarter of TRIED of each."""


@lru_cache(maxsize=1)
def tried_digits() -> np.ndarray:
    """Digits `(n, 28, 28, 1)` as models see them: a third clean, the others with noise of any σ, half of all clipped."""
    rng = np.random.default_rng(TRIED_SEED)
    clean = draw_digits(TRIED, rng)[0].astype(np.float32) / 255
    sigma = np.where(np.arange(TRIED) % 3, NOISIEST * rng.uniform(0, 1, TRIED) ** 2, 0)
    seen = clean + sigma.astype(np.float32)[:, None, None, None] * rng.standard_normal(clean.shape, dtype=np.float32)
    seen[::2] = np.clip(seen[::2], 0, 1)
    return seen


def tried_codes(model: ae.Model, codes: Codes | None) -> np.ndarray:
    """Codes `(n, d)` as a visitor meets them: of digits, between digits, random ones; of a map every place."""
    rng = np.random.default_rng(TRIED_SEED)
    own = model.encode(tried_digits())
    one, other = rng.integers(0, len(own), (2, TRIED // 4))
    along = rng.uniform(0, 1, (TRIED // 4, 1))
    found = [own, own[one] * (1 - along) + own[other] * along]
    found += [spread * rng.standard_normal((TRIED // 4, model.latent_dim)) for spread in SPREADS]
    if codes is not None:
        mean = codes.mean
        found.append(mean[rng.integers(0, len(mean), TRIED)])
        found.append(mean.mean(axis=0) + mean.std(axis=0) * np.clip(1.2 * rng.standard_normal(found[-1].shape), -3, 3))
        if model.latent_dim == 2:
            found.append(rng.uniform(-4, 4, (TRIED, 2)))
    return np.concatenate(found).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Tried:
    """A model and what it makes of the tried digits and codes: what rounded arrays are held against."""

    model: ae.Model
    digits: np.ndarray
    codes: np.ndarray
    pictures: tuple[np.ndarray, np.ndarray]

    def error(self, name: str, array: np.ndarray) -> float:
        """The largest difference of a pixel, where this array takes the place of the model's."""
        model = replace(self.model, parameters=self.model.parameters | {name: array})
        decoded, rebuilt = self.pictures
        if name.startswith("encoder."):  # no code's picture depends on it
            return float(np.abs(model.reconstruct(self.digits) - rebuilt).max())
        own = self.own if name.startswith("decoder.") else model.encode(self.digits)
        return max(float(np.abs(model.decode(a) - b).max()) for a, b in ((self.codes, decoded), (own, rebuilt)))

    @cached_property
    def own(self) -> np.ndarray:
        """The digits' codes, which no decoder changes."""
        return self.model.encode(self.digits)


def shrunk(
    model: ae.Model, codes: Codes | None, exact: float, halves: tuple[str, ...] = ("encoder", "decoder", "pca")
) -> Arrays:
    """The arrays of these halves of a model, each with as few bits as that exactness takes; PCA's are one for both."""
    seen, met = tried_digits(), tried_codes(model, codes)
    tried = Tried(model, seen, met, (model.decode(met), model.reconstruct(seen)))
    arrays: dict[str, np.ndarray | Rounded] = {}
    for name, array in model.parameters.items():
        if name.split(".")[0] not in halves:
            continue
        rests = np.array_equal(array.astype(np.float16).astype(np.float32), array)
        if name in SHARES:
            rounded = _rounded(name, tried, exact * SHARES[name])
            arrays[name] = array if rests and exact <= EXACT and _size(array) < _size(rounded) else rounded
        elif array.ndim == 1 or (rests and exact <= EXACT):
            arrays[name] = array
        else:
            arrays[name] = plainly(array, np.full(array.shape[-1], np.abs(array).max() / SMALL, np.float32))
    return arrays


def _size(array: np.ndarray | Rounded) -> int:
    return len(parcel({"": array}, {}))


def _rounded(name: str, tried: Tried, allowed: float) -> Rounded:
    """This array with the longest steps that keep to the allowed error: it grows with them, so two tries tell how long."""
    array = tried.model.parameters[name]
    shape, rounded = _shape(name, tried), _way(name, tried)
    length = 1e-4 * float(np.abs(array).max())
    for _ in range(2):
        found = rounded((length * shape).astype(np.float32))
        length *= allowed / max(tried.error(name, found.array), 1e-9)
    found = rounded((length * shape).astype(np.float32))
    while tried.error(name, found.array) > 1.2 * allowed:  # the largest of a million errors is partly chance
        length *= 0.8
        found = rounded((length * shape).astype(np.float32))
    return found


def _shape(name: str, tried: Tried) -> np.ndarray:
    """How long the steps of the columns are beside each other: long for pixels that no code makes waver."""
    columns = tried.model.parameters[name].shape[-1]
    if name != "decoder.pixels.kernel":
        return np.ones(columns)
    slope = (tried.pictures[0] * (1 - tried.pictures[0])).reshape(-1, PIXELS).max(axis=0)
    return np.asarray(1 / np.maximum(slope / slope.max(), FAINTEST))


def _way(name: str, tried: Tried) -> Callable[[np.ndarray], Rounded]:
    """Rounding whose errors are made good for what comes into that layer."""
    parameters, into = tried.model.parameters, tried.codes
    if name == "encoder.hidden.kernel":
        into = tried.digits.reshape(-1, PIXELS)
    elif "decoder.hidden.kernel" in parameters:
        into = leaky_relu(dense(into, parameters, "decoder.hidden"))
    by = amends(into)
    return lambda steps: made_good(parameters[name], steps, by)


def model_parcel(name: str) -> bytes:
    """A model, whole; with the codes of the test set where it has a map, with densities where they are sampled from."""
    model, codes = ae.load(name), load_codes(name) if ae.variant(name).codes else None
    arrays = dict(shrunk(model, codes, EXACT))
    if codes is not None and model.latent_dim == 2:
        arrays["codes"] = plainly(codes.mean, np.full(2, CODE_STEP, np.float32))
        arrays["labels"] = codes.labels
    elif codes is not None:
        arrays |= {"dots": dots(codes.mean), "labels": codes.labels[:DOTS]}
        for density in DENSITIES:
            for part in PARTS:
                arrays[f"{density}.{part}"] = getattr(getattr(codes, density), part).astype(np.float32)
    return parcel(arrays, {"name": name})


def sweep_parcel(name: str, digits: np.ndarray) -> bytes:
    """A decoder of the sweep, and the codes of the digits that it is to give back."""
    model = ae.load(name)
    arrays = dict(shrunk(model, None, EXACT_IN_SWEEP, ("decoder",)))
    return parcel(arrays | {"given": model.encode(digits)}, {"name": name})


def judge_parcel() -> bytes:
    """The classifier that says what is to be seen, as its file has it."""
    return parcel(read_judge(WEIGHTS / JUDGE)[0].parameters, {"name": "judge"})
