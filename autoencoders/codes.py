"""The codes of the test set, kept beside the weights, so that no visitor waits for them and a map works without MNIST.

`NAME.codes.safetensors` holds, for a variant whose row asks for it, the codes and labels of the 10,000 test images, a
VAE's log-variances, and two densities fitted to training codes: a full Gaussian and a mixture of ten.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open

from .densities import Mixture, fit
from .digits.datasets import Dataset
from .models import VAE, Model
from .validator import WeightsError, short
from .variants import Variant, variant
from .weights import WEIGHTS, fingerprint, load, write

COMPONENTS = 10
"""Gaussians in the mixture: one for each class, though nothing ties them to classes."""
DENSITIES = {"gaussian": 1, "mixture": COMPONENTS}
DENSITY_CODES = 20_000
"""About how many training codes densities are fitted to, evenly spaced: of 60,000 every third. With all of them a mixture of 100
numbers takes a minute, and which codes it starts from moves what is drawn from it more than their number does."""
RESTING = ("F16", "F32", "U8")
"""What an array of such a file may rest as, in the words of the format."""
PARTS = ("weights", "means", "covariances")


@dataclass(frozen=True, eq=False)
class Encoded:
    """Test-set codes of one model: `mean` `(n, d)` (an AE's code itself), `labels` `(n,)`, and a VAE's `log_var`."""

    mean: np.ndarray
    labels: np.ndarray
    log_var: np.ndarray | None


@dataclass(frozen=True, eq=False)
class Codes(Encoded):
    """The same with what takes longer: `gaussian` and `mixture` are densities of the training codes."""

    gaussian: Mixture
    mixture: Mixture
    weights: str
    """The `weights.fingerprint` of the model whose codes these are."""


def density_codes(model: Model, images: np.ndarray) -> np.ndarray:
    """The codes `(n, d)` that densities are fitted to: in files, in the report and of visitors' own models."""
    return model.encode(density_sample(images))


def density_sample(images: np.ndarray) -> np.ndarray:
    """Those of the training images whose codes they are."""
    return images[:: max(1, len(images) // DENSITY_CODES)]


def encoded(model: Model, dataset: Dataset) -> Encoded:
    """Encode the test images alone, which takes a second where densities of 100 numbers take ten."""
    if isinstance(model, VAE):
        mean, log_var = model.posterior(dataset.test_images)
        return Encoded(mean, dataset.test_labels, log_var)
    return Encoded(model.encode(dataset.test_images), dataset.test_labels, None)


def codes_of(
    model: Model, dataset: Dataset, rng: np.random.Generator, progress: Callable[[float], object] = float
) -> Codes:
    """Encode the test images and fit the two densities to the codes of the training images; `progress` as `fit` takes it."""
    found = encoded(model, dataset)
    training = density_codes(model, dataset.train_images)
    densities = {name: fit(training, components, rng, progress=progress) for name, components in DENSITIES.items()}
    return Codes(found.mean, found.labels, found.log_var, **densities, weights=fingerprint(model))


def codes_path(name: str, folder: Path = WEIGHTS) -> Path:
    """Where the codes of this variant lie."""
    return folder / f"{variant(name).name}.codes.safetensors"


def save_codes(path: Path, codes: Codes) -> None:
    """Write codes beside their weights, whole or not at all; only the log-variances are rounded to float16."""
    arrays: dict[str, np.ndarray] = {"mean": codes.mean.astype(np.float32), "labels": codes.labels.astype(np.uint8)}
    if codes.log_var is not None:
        arrays["log_var"] = codes.log_var.astype(np.float16)
    for name in DENSITIES:
        for part in PARTS:
            arrays[f"{name}.{part}"] = getattr(getattr(codes, name), part).astype(np.float32)
    write(path, arrays, {"weights": codes.weights})


def load_codes(name: str, folder: Path = WEIGHTS) -> Codes:
    """The codes of this variant, as float32; a `WeightsError` where the file is missing or damaged."""
    path = codes_path(name, folder)
    if not path.is_file():
        raise WeightsError(
            f"{path.name} is not in the folder {path.parent.name}: `python -m autoencoders train {name}` writes it."
        )
    try:
        with safe_open(path, framework="numpy") as file:
            weights = (file.metadata() or {})["weights"]
            odd = [key for key in file.keys() if file.get_slice(key).get_dtype() not in RESTING]  # noqa: SIM118 (it is no dict)
            if odd:
                raise KeyError(f"{short(odd[0])} holds other numbers than float16, float32 or uint8")
            arrays = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 (it is no dict)
        densities = {
            density: Mixture(*(arrays[f"{density}.{part}"].astype(np.float64) for part in PARTS))
            for density in DENSITIES
        }
        codes = Codes(
            arrays["mean"].astype(np.float32), arrays["labels"], arrays.get("log_var"), **densities, weights=weights
        )
    except (SafetensorError, OSError, KeyError) as fault:
        raise WeightsError(
            f"{path.name} is damaged or no file of codes ({short(fault)}): train {name} again."
        ) from None
    if wrong := fault_in(codes, variant(name)):
        raise WeightsError(f"{path.name}: {wrong}: train {name} again.")
    if (folder / f"{name}.safetensors").is_file() and weights != fingerprint(load(name, folder)):
        raise WeightsError(
            f"{path.name} holds the codes of other weights than those in {name}.safetensors: train {name} again."
        )
    return codes if codes.log_var is None else replace(codes, log_var=codes.log_var.astype(np.float32))


def fault_in(codes: Codes, row: Variant) -> str | None:
    """What makes these no codes of this variant, in words, or None."""
    d = row.latent_dim
    if codes.mean.ndim != 2 or codes.mean.shape[1] != d or not np.isfinite(codes.mean).all():
        return f"the codes have the shape {codes.mean.shape} or are not finite, and should be (n, {d})"
    if codes.labels.shape != codes.mean.shape[:1] or codes.labels.dtype != np.uint8 or codes.labels.max(initial=0) > 9:
        return f"the labels are not {len(codes.mean)} digits from 0 to 9"
    if (codes.log_var is None) != (row.beta is None):
        return "log-variances are there for an AE, or missing for a VAE"
    if codes.log_var is not None and (codes.log_var.shape != codes.mean.shape or not np.isfinite(codes.log_var).all()):
        return f"the log-variances have the shape {codes.log_var.shape} or are not finite"
    for name, k in DENSITIES.items():
        density: Mixture = getattr(codes, name)
        if [getattr(density, part).shape for part in PARTS] != [(k,), (k, d), (k, d, d)]:
            return f"the density {name} is not {k} Gaussians of {d} numbers"
        positive = (
            np.isfinite(density.means).all() and np.isfinite(density.covariances).all() and density.weights.min() > 0
        )
        if not positive or np.linalg.eigvalsh(density.covariances).min() <= 0:
            return f"the density {name} has weights or covariances that are not positive"
    return None
