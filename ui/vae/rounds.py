"""Which models a digit is fed back through, and its way round and round in each. No Streamlit here."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

import autoencoders as ae
from autoencoders.scores.feedback import Fate, Walk, fates, fed_back

from ..colors import BLUE, FAMILIES, VERMILION

SIZES = ("2", "10", "100")
"""Numbers of the codes that one may choose from."""

SHIPPED_AT = {
    "2": {"AE": "twin-2", "VAE": "vae-2", "PCA": "pca-2"},
    "10": {"AE": "twin-10", "VAE": "vae-10", "PCA": "pca-10"},
    "100": {"AE": "conv-100", "PCA": "pca-100"},
}
"""The AE, the VAE and PCA of each size, as far as they are shipped."""

SIGMAS = ("0", "0.08", "0.2", "0.4", "0.8")
"""The noise σ that the denoising AE was taught; 0 are the same networks, taught on clean digits."""

REPORT_SIGMA = "0.08"
"""The report's 20/255, and the suffix of its denoisers is empty."""

DENOISER, FIRST_SIGMA = "denoising AE", "0.4"

COLORS = {"AE": BLUE, DENOISER: FAMILIES["conv"], "VAE": VERMILION}
LINES = {"AE": "solid", DENOISER: "dash", "VAE": "dot"}
"""How each is drawn, in the order in which they stand side by side."""


@dataclass(frozen=True, eq=False)
class Round:
    """A model with its title and name, and the way of one digit through it; `fate` says how that ends."""

    title: str
    name: str
    model: ae.Model
    walk: Walk
    fate: Fate

    @property
    def pictures(self) -> np.ndarray:
        """The digit and all that came of it: `(times + 1, 28, 28, 1)`."""
        return self.walk.pictures[:, 0]

    @property
    def steps(self) -> np.ndarray:
        """How far each pass moved it: `(times,)`."""
        return self.walk.steps[:, 0]


def denoiser(size: str, sigma: str) -> str | None:
    """The convolutional AE with this size of code that was taught this noise; None where there is none beside the AE itself."""
    if size == "2" or (size == "100" and sigma == "0"):
        return None
    if sigma == "0":
        return f"conv-{size}"
    return f"conv-denoise-{size}" + ("" if sigma == REPORT_SIGMA else f".sigma-{sigma}")


def shipped(size: str, sigma: str) -> dict[str, str]:
    """The names of the shipped models of this size by their titles, in the order in which they stand side by side."""
    at, taught = SHIPPED_AT[size], denoiser(size, sigma)
    found = {"AE": at["AE"]} | ({DENOISER: taught} if taught else {})
    return found | ({"VAE": at["VAE"]} if "VAE" in at else {})


def rounds(
    models: dict[str, tuple[str, ae.Model]], image: np.ndarray, known: Callable[[str, np.ndarray], Walk] | None = None
) -> list[Round]:
    """The way of the digit `(28, 28, 1)` through each model; given are names and models by titles.

    `known` gives the way of a shipped model by its name, where somebody keeps these.
    """

    def way(name: str, model: ae.Model) -> Walk:
        is_shipped = any(name == row.name for row in ae.VARIANTS)
        return known(name, image) if known and is_shipped else fed_back(model, image[None])

    walks = {title: way(name, model) for title, (name, model) in models.items()}
    return [Round(title, *models[title], walk, fates(walk)[0]) for title, walk in walks.items()]
