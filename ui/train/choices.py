"""All choices of a training as one value, and the model that a run with them begins with. No Streamlit here."""

from dataclasses import dataclass, replace

import numpy as np

import autoencoders as ae
from autoencoders.models import build
from autoencoders.networks import NETWORKS

KINDS = {"MLP": "mlp", "conv": "conv", "twin": "twin", "VAE": "vae"}
OPTIMIZERS = {"Adadelta": "adadelta", "Adam": "adam", "SGD": "sgd"}
SCRATCH = "scratch"


@dataclass(frozen=True)
class Choices:
    """All choices. Those of `setup` make a new run; rate, beta and sigma (noise) count at once."""

    data: str = "MNIST"
    start: str = SCRATCH
    kind: str = "VAE"
    d: int = 2
    optimizer: str = "Adam"
    rate: float = 0.001
    batch: int = 64
    noise: float = 0.0
    beta: float = 1.0
    seed: int = 0
    steps: int = 4_000
    cosine: bool = False
    shared: bool = False

    @property
    def setup(self) -> "Choices":
        """What cannot change while a run is on; the total of steps only where the rate falls towards it."""
        return replace(self, rate=0.0, noise=0.0, beta=0.0, steps=self.steps if self.cosine else 0)

    @property
    def recipe(self) -> ae.Recipe:
        return ae.Recipe(
            "live", OPTIMIZERS[self.optimizer], self.rate, self.steps, self.cosine, self.batch, self.noise, self.shared
        )

    @property
    def title(self) -> str:
        return f"{self.kind}, d = {self.d}" + (f", β = {self.beta:g}" if self.kind == "VAE" else "")

    @property
    def label(self) -> str:
        """One line that tells a run from others."""
        parts = [self.title, f"{self.optimizer} {plain(self.rate)}" + (" to 0" if self.cosine else "")]
        parts += [f"batch {self.batch}"] if self.batch != 64 else []
        parts += [f"σ = {self.noise:.2g}"] if self.noise else []
        parts += [f"from {self.start}"] if self.start != SCRATCH else []
        return ", ".join([*parts, f"seed {self.seed}"] + ([self.data] if self.data != "MNIST" else []))


def plain(rate: float) -> str:
    """A rate as a plain decimal number: 0.00003, not 3e-05."""
    return np.format_float_positional(rate, precision=2, fractional=False, trim="-")


def shipped(choices: Choices) -> str | None:
    """The name of the shipped model of this kind and d, trained to the end; None where there is none."""
    found = (row for row in ae.VARIANTS if (row.family, row.latent_dim) == (KINDS[choices.kind], choices.d))
    return next((row.name for row in found if row.beta in (None, 1.0) and not row.noise), None)


def initial(choices: Choices, start: ae.Model | None) -> ae.Model:
    """The model that a run begins with: `start`, or an untrained one drawn from the seed."""
    beta = choices.beta if choices.kind == "VAE" else None
    if start is not None:
        return build(start.family, start.latent_dim, start.parameters, beta)
    family, rng = KINDS[choices.kind], np.random.default_rng(choices.seed)
    return build(family, choices.d, NETWORKS[family].initial(choices.d, rng), beta)
