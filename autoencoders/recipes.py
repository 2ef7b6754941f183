"""How a variant is trained, as data: the report's way, the way that lets each network show what it can do, and no way: PCA."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from .backend import Array
from .optimizers import cosine


@dataclass(frozen=True)
class Recipe:
    """One training: `steps` gradient steps, each on a random batch.

    `rate` is the optimizer's, multiplied by `decay` at every step; `noise` is the standard deviation, of full scale,
    of the Gaussian noise added to the input while the clean image stays the target; `shared_noise` draws one 28×28
    noise image a step and adds it to the whole batch, as the report does, in place of fresh noise for each image; `clip`
    cuts the noisy input to [0, 1], as Keras's example does and the report doesn't; `mask` is the longest side, in pixels,
    of the square that is set to 0 at a random place of each input, a whole number from 0, which sets nothing, to 28. What is
    fitted by a formula takes no step: it is `EXACT`.
    """

    name: str
    optimizer: str
    rate: float
    steps: int
    cosine: bool = False
    batch: int = 64
    noise: float = 0.0
    shared_noise: bool = False
    clip: bool = False
    mask: int = 0

    @property
    def fields(self) -> dict[str, Any]:
        """All of it by name, for cards and keys; `mask` only where there is one, since both are older than that field."""
        return {name: value for name, value in asdict(self).items() if name != "mask" or value}

    @property
    def compiled(self) -> "Recipe":
        """What of it is compiled into a training's loop: all but its name, and what is an input of the loop."""
        return replace(self, name="", rate=0.0, noise=0.0, steps=0)

    def decay(self, step: Array, end: Array) -> Array:
        """What the rate is multiplied by at this step, from 1: constant 1, or a half cosine from 1 to 0 at step `end`."""
        return cosine(step, end) if self.cosine else 1.0

    def summary(self) -> str:
        """One line for a card or a caption."""
        if self == EXACT:
            return "fitted exactly to all training images, no gradient step"
        rate = f"{self.optimizer}, rate {self.rate:g}" + (" falling to 0 on a cosine" if self.cosine else "")
        noise = f", noise σ = {self.noise:.3f}, {'one draw a batch' if self.shared_noise else 'fresh for each image'}"
        noise += ", clipped" if self.clip else ""
        mask = f", a square of 1 to {self.mask} pixels a side set to 0 in each image" if self.mask else ""
        return f"{self.steps:,} steps of {self.batch}, {rate}" + (noise if self.noise else "") + mask


def denoising(recipe: Recipe, sigma: float) -> Recipe:
    """The recipe of who learns to remove noise of this deviation; the report's draws one noise image for a whole batch."""
    return replace(recipe, noise=sigma, shared_noise=recipe.name == ASSIGNMENT.name)


def unmasking(recipe: Recipe, side: int) -> Recipe:
    """The recipe of who learns to fill in squares of 1 to `side` pixels a side that were set to 0."""
    return replace(recipe, mask=side)


REPORT_NOISE = 20 / 255
"""The report's standard deviation of the noise, of full scale."""

ASSIGNMENT = Recipe("assignment", optimizer="adadelta", rate=1.0, steps=4_000)
ASSIGNMENT_DENOISING = denoising(ASSIGNMENT, REPORT_NOISE)
ASSIGNMENT_VAE = Recipe("assignment", optimizer="adam", rate=1e-3, steps=30_000)

EXACT = Recipe("exact", optimizer="none", rate=0.0, steps=0, batch=0)
"""Of PCA, whose best parameters are known: they are computed, not looked for."""

CONVERGED = Recipe("converged", optimizer="adam", rate=6e-3, steps=60_000, cosine=True)
CONVERGED_DENOISING = denoising(CONVERGED, REPORT_NOISE)
CONVERGED_VAE = Recipe("converged", optimizer="adam", rate=1e-3, steps=60_000, cosine=True)

RECIPES = {
    "assignment": {"mlp": ASSIGNMENT, "conv": ASSIGNMENT, "twin": ASSIGNMENT_VAE, "vae": ASSIGNMENT_VAE},
    "converged": {"mlp": CONVERGED, "conv": CONVERGED, "twin": CONVERGED_VAE, "vae": CONVERGED_VAE},
}
"""Each training by its name, for each family of networks; a twin is trained as the VAE is whose networks it has."""
