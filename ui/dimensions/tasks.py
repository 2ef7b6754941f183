"""The questions on the size of the code, judged by the table of trainings."""

from collections.abc import Mapping
from dataclasses import dataclass

from autoencoders.sweep.spread import Spread, reaches

from ..tasks.forms import Choose, Given, Scale
from ..tasks.task import Found, Task
from . import task_words as words
from .figures import Grid

BETAS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""The weights to choose from: those whose −ELBO lies within a few nats, and so surprise."""

COMPONENTS = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)
"""Numbers of PCA to choose from, each about a quarter more than the one before."""

NEAR_COMPONENTS = 1.3
"""By which factor an answer may be off and still be close: a place of the scale."""

NEAR_USED = 5
"""Numbers in use by which an answer may be off and still be close: a place of the scale."""


@dataclass(frozen=True, eq=False)
class Scene:
    """What the questions are judged on: squared errors over d of each family, and the VAEs' −ELBO and numbers in use."""

    mse: Mapping[str, Mapping[int, Spread]]
    elbo: Grid
    active: Grid
    level: float
    on: str = words.ON


def components(given: Given, scene: Scene) -> Found:
    """How many principal components give digits back as well as ten numbers of an AE."""
    ae, pca = scene.mse["twin"][10].mean, dict(scene.mse["pca"])
    needed = reaches(pca, ae)
    numbers = {
        "ae": f"{ae:.4f}",
        "ten": f"{pca[10].mean:.4f}",
        "needed": words.NEEDED.format(needed) if needed else words.MORE_THAN.format(max(pca)),
    }
    if not given:
        return Found("", numbers)
    off = float(given[0]) / (needed or 2 * max(pca))
    near = 1 / NEAR_COMPONENTS <= off <= NEAR_COMPONENTS
    return Found("near" if near else "low" if off < 1 else "high", numbers)


def used(given: Given, scene: Scene) -> Found:
    """How many of a hundred numbers a VAE uses."""
    found = scene.active[100, 1.0]
    between = words.SPREAD.format(low=f"{found.low:.0f}", high=f"{found.high:.0f}") if found.count > 1 else ""
    numbers = {"used": f"{found.mean:.0f}", "fifty": f"{scene.active[50, 1.0].mean:.0f}", "spread": between}
    if not given:
        return Found("", numbers)
    off = float(given[0]) - found.mean
    return Found("near" if abs(off) <= NEAR_USED else "low" if off < 0 else "high", numbers)


def best_beta(given: Given, scene: Scene) -> Found:
    """Which β gives the lowest −ELBO for ten numbers."""
    row = {beta: scene.elbo[10, beta].mean for beta in BETAS if (10, beta) in scene.elbo}
    best = min(row, key=row.__getitem__)
    numbers = {"each": ", ".join(f"β = {beta:g}: {value:.1f}" for beta, value in row.items())}
    if not given:
        return Found("", numbers)
    chosen = float(str(given[0]))
    if chosen == best:
        return Found("right", numbers)
    if row[chosen] - row[best] <= scene.level:
        return Found("level", numbers)
    return Found("small" if chosen < best else "large", numbers)


CURVES, RATES, MAP = "curves", "rates", "map"
"""Parts of the page that a question may hide: the curves over d, the plane, the map."""

TASKS = (
    Task("components", words.COMPONENTS, Scale(COMPONENTS, COMPONENTS[0], form="{:g} numbers"), components, (CURVES,)),
    Task("numbers-in-use", words.USED, Scale(range(0, 101, 5), 0, form="{:g} of 100"), used, (RATES, MAP)),
    Task(
        "best-beta",
        words.BETA,
        Choose({f"{beta:g}": f"β = {beta:g}" for beta in BETAS}),
        best_beta,
        (RATES, MAP),
    ),
)
