"""percentiles.safetensors: how measures of strangeness are spread over the test digits, so that a picture has its place at once.

Of 10,000 numbers a model and measure 1,001 quantiles are kept, from the least to the largest: a thousandth of the test digits
lies between two of them. The file says of which weights they are, by fingerprints, and of which data.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open

from ..digits.datasets import Dataset
from ..models import VAE, Model
from ..validator import Card, WeightsError, finite_json, short, table_from
from ..weights import fingerprint, write
from . import nearest_digit
from .strangeness import DISTANCE, ERROR, NEGATIVE_ELBO, error, negative_elbo

PERCENTILES = "percentiles.safetensors"
QUANTILES = 1001
"""Kept of each measure: 0, 0.1 % … 100 %."""


@dataclass(frozen=True, eq=False)
class Percentiles:
    """A measure over `count` test digits: its `quantiles` `(k,)`, evenly spaced from the least to the largest."""

    quantiles: np.ndarray
    count: int

    def below(self, value: float) -> float:
        """The share of test digits that have less than this, from 0 to 1."""
        return float(np.interp(value, self.quantiles, np.linspace(0, 1, len(self.quantiles))))

    def among(self, few: int) -> np.ndarray:
        """So many of the quantiles, evenly spaced: for a picture of them, or for the browser."""
        return np.asarray(np.interp(np.linspace(0, 1, few), np.linspace(0, 1, len(self.quantiles)), self.quantiles))


def percentiles(values: np.ndarray) -> Percentiles:
    """The percentiles of a measure over test digits `(n,)`."""
    return Percentiles(np.quantile(values, np.linspace(0, 1, QUANTILES)).astype(np.float32), len(values))


def key(measure: str, model: str = "") -> str:
    """The name of a measure of a model in the file; the distance to the nearest digit has no model."""
    return f"{measure} {model}" if model else measure


def measured(models: Mapping[str, Model], dataset: Dataset) -> Iterator[tuple[str, Callable[[], np.ndarray]]]:
    """Everything that the file holds: its name, and what measures all test digits."""
    test = dataset.test_images
    for name, model in models.items():
        yield key(ERROR, name), lambda model=model: error(model, test)  # type: ignore[misc]
        if isinstance(model, VAE):
            yield key(NEGATIVE_ELBO, name), lambda model=model: negative_elbo(model, test)  # type: ignore[misc]
    yield DISTANCE, lambda: distances(test, dataset.train_images)


def distances(pictures: np.ndarray, digits: np.ndarray) -> np.ndarray:
    """How far each picture, uint8 or in [0, 1], is from the nearest of these uint8 digits: as many as memory holds at a time."""
    squares = nearest_digit.squared_lengths(digits)
    scale = 255 if pictures.dtype == np.uint8 else 1
    parts = np.split(pictures, range(1000, len(pictures), 1000))
    return np.concatenate([nearest_digit.distances(part.astype(np.float32) / scale, digits, squares) for part in parts])


def save_percentiles(
    path: Path, found: Mapping[str, Percentiles], models: Mapping[str, Model], dataset: Dataset
) -> None:
    """Write the file, whole or not at all, with a card that says of which weights and data it is."""
    fields = {
        "fingerprints": {name: fingerprint(model) for name, model in models.items()},
        "data": {"name": dataset.name, "digest": dataset.digest, "test_images": len(dataset.test_images)},
    }
    arrays = {name: each.quantiles.astype(np.float32) for name, each in found.items()}
    write(path, arrays, {"card": finite_json(fields)})


def read_percentiles(path: Path) -> tuple[dict[str, Percentiles], Card]:
    """The percentiles by their names, and the card; a `WeightsError` where the file is missing or damaged."""
    if not path.is_file():
        raise WeightsError(
            f"{path.name} is not in the folder {path.parent.name}: `python -m autoencoders percentiles` writes it."
        )
    try:
        with safe_open(path, framework="numpy") as file:
            fields = table_from(path.name, (file.metadata() or {}).get("card"))
            arrays = {name: np.asarray(file.get_tensor(name), np.float64) for name in file.keys()}  # noqa: SIM118
    except (SafetensorError, OSError) as fault:
        raise WeightsError(f"{path.name} is damaged or holds no percentiles ({short(fault)}).") from None
    count = fields.get("data", {}).get("test_images") if isinstance(fields.get("data"), dict) else None
    sound = all(
        a.ndim == 1 and len(a) > 1 and np.isfinite(a).all() and (np.diff(a) >= 0).all() for a in arrays.values()
    )
    if not isinstance(count, int) or not sound:
        raise WeightsError(
            f"{path.name} holds no percentiles that ascend: `python -m autoencoders percentiles` writes it."
        )
    return {name: Percentiles(array, count) for name, array in arrays.items()}, fields
