"""A table of trainings that nobody trained: its numbers follow formulas, so that what is made of them is known."""

from typing import Any

import numpy as np
import pytest

from autoencoders.sweep.spread import curve, grid
from autoencoders.sweep.table import COLUMNS
from ui.dimensions import figures, tables, words

SIZES = (2, 3, 5, 10, 20, 50, 100)
BETAS = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
EMPTY: dict[str, Any] = {column.name: None for column in COLUMNS}


@pytest.fixture(scope="module")
def rows():
    """PCA's squared error is 0.2/d, the twin's 0.1/d: ten numbers of the twin are twenty of PCA. The VAE uses 25 at most."""
    found = []
    usual = EMPTY | {
        "sigma": 0.0,
        "recipe": "converged",
        "split": "test",
        "seconds": 9.0,
        "psnr": 20.0,
        "ssim": 0.8,
        "edges": 0.9,
    }
    for d in SIZES:
        found.append(
            usual | {"family": "pca", "d": d, "recipe": "exact", "mse": 0.2 / d, "test_bce_per_pixel": 0.4 / d}
        )
        for family, much in (("mlp", 0.3), ("conv", 0.15), ("twin", 0.1)):
            for seed in range(3):
                each = {"mse": much / d, "test_bce_per_pixel": 0.06 + much / d + 1e-4 * (seed - 1)}
                found.append(usual | {"family": family, "d": d, "seed": seed} | each)
        for beta in BETAS:
            for seed in range(3 if beta == 1 else 1):
                used = int(min(d, 25))
                kl, reconstruction = used * (2 - np.log2(beta + 0.5) / 2), 80 + 60 / used + 10 * beta
                each = {
                    "kl": kl,
                    "reconstruction": reconstruction,
                    "negative_elbo": kl + reconstruction + 0.1 * (seed - 1),
                }
                each |= {"active_units": used, "mse": 0.12 / used, "test_bce_per_pixel": 0.06 + 0.12 / used}
                found.append(usual | {"family": "vae", "d": d, "beta": beta, "seed": seed} | each)
    return found


@pytest.fixture(scope="module")
def curves(rows):
    columns = [loss.column for loss in words.LOSSES.values()]
    return {measure: {family: curve(rows, family, measure) for family in figures.NAMES} for measure in columns}


@pytest.fixture(scope="module")
def grids(rows):
    return {measure: grid(rows, measure) for measure in tables.MEASURES}
