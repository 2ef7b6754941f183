"""One training of a sweep, as a row of data: its network, d, β, recipe and seed; its name, its key, and what it costs.

Two trainings with the same key are the same training, whatever they are called and whenever they were asked for. A `loop`
is what is compiled for it: trainings of the same loop are done one after another by the same worker.
"""

import hashlib
import json
from dataclasses import dataclass

import numpy as np

from ..models import Model, build
from ..networks import NETWORKS
from ..recipes import RECIPES, Recipe, denoising, unmasking
from ..variants import VARIANTS

MILLISECONDS = {"pca": (0.0, 0.0), "mlp": (0.2, 0.006), "conv": (2.0, 0.005), "twin": (4.2, 0.01), "vae": (4.3, 0.01)}
"""Of a step of 64 on one core, by family: at d = 0, and for each number of the code. Measured once, on one machine: only
their ratios count, for what is begun first and for the time left."""

NOISE_MILLISECONDS = 0.7
"""What drawing noise adds to a step of 64."""

SCORING_SECONDS = 8.0
"""What scoring costs on such a core, whatever was trained: of 10,000 images, and as many samples twice."""


@dataclass(frozen=True)
class Training:
    """One training: `beta` is None where there is no KL; `recipe` holds the noise too."""

    family: str
    latent_dim: int
    beta: float | None
    recipe: Recipe
    seed: int

    @property
    def fitted(self) -> bool:
        """Whether a formula gives the parameters, so that there are no steps to take and no seed."""
        return NETWORKS[self.family].fitted

    @property
    def variant(self) -> str:
        """The name of the variant that is trained so, or nothing."""
        for row in VARIANTS:
            if (row.family, row.latent_dim, row.beta, row.recipe) == (
                self.family,
                self.latent_dim,
                self.beta,
                self.recipe,
            ):
                return row.name
        return ""

    @property
    def name(self) -> str:
        """What it is called, as a file may be: the variant's name or its network, with the seed."""
        beta = "" if self.beta is None else f".beta-{self.beta:.12g}"
        noise = f".sigma-{self.recipe.noise:.12g}" if self.recipe.noise else ""
        noise += f".mask-{self.recipe.mask}" if self.recipe.mask else ""
        own = f"{self.family}-{self.latent_dim}{beta}{noise}.{self.recipe.name}"
        return f"{self.variant or own}.seed-{self.seed}"

    @property
    def axes(self) -> str:
        """It alone, as the words of a grid (plan.py)."""
        if self.variant:
            return f"variant={self.variant} seed={self.seed}"
        if self.fitted:
            return f"family={self.family} d={self.latent_dim}"
        kind, *_ = self.recipe.name.split(".")
        usual = RECIPES[kind][self.family]
        words = [f"family={self.family}", f"d={self.latent_dim}"]
        words += [] if self.beta is None else [f"beta={self.beta!r}"]
        words += [f"sigma={self.recipe.noise!r}"] if self.recipe.noise else []
        words += [f"recipe={kind}", f"seed={self.seed}"]
        words += [f"mask={self.recipe.mask}"] if self.recipe.mask else []
        given = unmasking(denoising(usual, self.recipe.noise) if self.recipe.noise else usual, self.recipe.mask)
        for name, value in self.recipe.fields.items():
            if name != "name" and value != getattr(given, name):
                words.append(f"{name}={str(value).lower() if isinstance(value, bool) else value!r}")
        return " ".join(word.replace("'", "") for word in words)

    @property
    def loop(self) -> tuple[str, int, Recipe]:
        """What is compiled for it."""
        return self.family, self.latent_dim, self.recipe.compiled

    @property
    def step_seconds(self) -> float:
        """About what a step costs, in seconds of one core; see `MILLISECONDS`."""
        start, each = MILLISECONDS[self.family]
        step = start + each * self.latent_dim + (NOISE_MILLISECONDS if self.recipe.noise else 0.0)
        return step / 1000 * self.recipe.batch / 64

    @property
    def work(self) -> float:
        """About what all of it costs, in seconds of one core."""
        return self.recipe.steps * self.step_seconds + SCORING_SECONDS

    def initial(self) -> Model:
        """The model that it begins with: that of a variant of this seed."""
        rng = np.random.default_rng(self.seed)
        return build(self.family, self.latent_dim, NETWORKS[self.family].initial(self.latent_dim, rng), self.beta)

    def key(self, digest: str, split: str) -> str:
        """Sixteen hex digits of all that decides its result: itself, the data's digest, and which images it is scored on.

        Neither names nor versions are in it.
        """
        recipe = {name: value for name, value in self.recipe.fields.items() if name != "name"}
        whole = [self.family, self.latent_dim, self.beta, recipe, self.seed, digest, split]
        return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:16]
