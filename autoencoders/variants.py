"""The models that this project trains and ships, as rows of data: name, network, size of the code, training, β.

A name that ends in `.assignment` is trained exactly as the report did; `vae-10.assignment` so minimises
reconstruction + 2·KL, because the report's code leaves out the ½ of its own formula. `pca-D` is the linear rival:
principal components, fitted exactly.
"""

import difflib
from dataclasses import dataclass

import numpy as np

from .models import Model, build
from .networks import NETWORKS
from .recipes import (
    ASSIGNMENT,
    ASSIGNMENT_DENOISING,
    ASSIGNMENT_VAE,
    CONVERGED,
    CONVERGED_DENOISING,
    CONVERGED_VAE,
    EXACT,
    Recipe,
    denoising,
    unmasking,
)

SWEEPS = {2: (0, 0.1, 0.5, 1, 2, 4, 8), 10: (0, 0.1, 0.25, 0.5, 1, 2, 4, 8)}
"""The betas that VAEs are trained with, for each d that has such a sweep."""

TAUGHT = (0.2, 0.4, 0.8)
"""The σ, of full scale, that convolutional denoisers are trained for beside the report's 20/255."""

LARGEST_MASK = 14
"""The longest side, in pixels, of the squares that `.mask` learned to fill in: a quarter of the picture."""

LINEAR = (2, 10, 20, 100)
"""The sizes of code that PCA is shipped with: those of the other variants."""


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
        """The untrained (or not yet fitted) model; the same seed gives the same parameters on every machine."""
        rng = np.random.default_rng(seed)
        return build(self.family, self.latent_dim, NETWORKS[self.family].initial(self.latent_dim, rng), self.beta)


def _rows() -> tuple[Variant, ...]:
    rows = []
    for suffix, plain, noisy, variational, beta in (
        ("", CONVERGED, CONVERGED_DENOISING, CONVERGED_VAE, 1.0),
        (".assignment", ASSIGNMENT, ASSIGNMENT_DENOISING, ASSIGNMENT_VAE, 2.0),
    ):
        as_report = ", as in the report" if suffix else ""
        for task, kind, recipe in (("", "AE", plain), ("-denoise", "denoising AE", noisy)):
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
    for d, betas in SWEEPS.items():
        for beta in betas:
            if beta != 1:
                title = f"VAE, d = {d}, β = {beta:g}"
                rows.append(
                    Variant(f"vae-{d}.beta-{beta:g}", title, "vae", d, CONVERGED_VAE, float(beta), codes=d == 2)
                )
    for d in (10, 100):
        for sigma in TAUGHT:
            title = f"Conv denoising AE, d = {d}, σ = {sigma:g}"
            rows.append(Variant(f"conv-denoise-{d}.sigma-{sigma:g}", title, "conv", d, denoising(CONVERGED, sigma)))
        title = f"Conv denoising AE, d = {d}, masks"
        rows.append(Variant(f"conv-denoise-{d}.mask", title, "conv", d, unmasking(CONVERGED, LARGEST_MASK)))
    rows += [Variant(f"pca-{d}", f"PCA, d = {d}", "pca", d, EXACT) for d in LINEAR]
    return tuple(rows)


VARIANTS = _rows()


def swept(d: int) -> dict[str, str]:
    """The VAEs of this d by their β as it is written, the smallest first; at 1 it is the VAE itself, `vae-10` and so on."""
    return {f"{beta:g}": f"vae-{d}" if beta == 1 else f"vae-{d}.beta-{beta:g}" for beta in SWEEPS[d]}


def variant(name: str) -> Variant:
    """The row of this name; a KeyError names the close ones."""
    for row in VARIANTS:
        if row.name == name:
            return row
    names = [row.name for row in VARIANTS]
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.4) or names
    raise KeyError(f"There is no variant {name!r}; close to it are {', '.join(close)}.")
