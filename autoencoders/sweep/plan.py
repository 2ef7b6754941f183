"""What a sweep is to do: a grid in words (`family=mlp,vae d=2,10 seed=0-4`) or a TOML file of such grids, to trainings.

A grid is every combination of its axes' values. What doesn't apply is left out of a combination (an AE has no β, PCA neither
seed nor recipe), and what two combinations then have in common is done once.
"""

import itertools
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from math import prod
from pathlib import Path
from typing import Any

from ..digits.damage import SIDE
from ..networks import NETWORKS
from ..optimizers import OPTIMIZERS
from ..recipes import EXACT, RECIPES, Recipe, denoising, unmasking
from ..training import LARGEST_SEED
from ..validator import LARGEST_BETA, LARGEST_CODE
from ..variants import variant
from .training import Training

MOST_TRAININGS = 10_000
"""Of one sweep: a hundred times what two cores do in a night, so more is a slip of the pen."""

MOST_DIGITS = 10
"""Of an end of a range: seeds have no more."""

MOST_COMBINATIONS = 100_000
"""Of one grid, of which some may be the same training."""

MOST_STEPS, MOST_BATCH = 10_000_000, 4096
"""Of a training: a day of the smallest network, and what fits into memory with any of them."""


class PlanError(ValueError):
    """A grid that can't be read; the message says which value, what was expected, and what to do."""


@dataclass(frozen=True)
class Axis:
    """What may be varied: how a value is read from a word or a number, and what is said of those that can't be."""

    read: Callable[[str], Any]
    expected: str


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not low <= (number := int(text)) <= high:
            raise ValueError
        return number

    return read


def _real(low: float, high: float, above: bool = False) -> Callable[[str], float]:
    def read(text: str) -> float:
        parts = [float(part) for part in text.split("/")]
        number = parts[0] if len(parts) == 1 else parts[0] / parts[1]
        if len(parts) > 2 or not low <= number <= high or (above and number == low):
            raise ValueError
        return number

    return read


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError
        return text

    return read


def _switch(text: str) -> bool:
    return {"true": True, "false": False, "yes": True, "no": False}[text.lower()]


AXES = {
    "variant": Axis(lambda name: variant(name).name, "a variant's name, such as mlp-10"),
    "family": Axis(_one_of(*NETWORKS), f"one of {', '.join(NETWORKS)}"),
    "d": Axis(_whole(1, LARGEST_CODE), f"a whole number from 1 to {LARGEST_CODE}"),
    "beta": Axis(_real(0, LARGEST_BETA), f"a number from 0 to {LARGEST_BETA:,.0f}"),
    "sigma": Axis(_real(0, 1), "a number from 0 to 1, or a fraction such as 20/255"),
    "mask": Axis(_whole(0, SIDE), f"a whole number from 0 to {SIDE}"),
    "seed": Axis(_whole(0, LARGEST_SEED), f"a whole number from 0 to {LARGEST_SEED}"),
    "recipe": Axis(_one_of(*RECIPES), f"one of {', '.join(RECIPES)}"),
    "optimizer": Axis(_one_of(*OPTIMIZERS), f"one of {', '.join(OPTIMIZERS)}"),
    "rate": Axis(_real(0, 1e6, above=True), "a number above 0"),
    "steps": Axis(_whole(1, MOST_STEPS), f"a whole number from 1 to {MOST_STEPS:,}"),
    "batch": Axis(_whole(1, MOST_BATCH), f"a whole number from 1 to {MOST_BATCH:,}"),
    "cosine": Axis(_switch, "true or false"),
    "shared_noise": Axis(_switch, "true or false"),
    "clip": Axis(_switch, "true or false"),
}
"""Every axis. Those from `optimizer` on change the recipe; a variant has its own network, β, noise and recipe."""

OF_RECIPE = tuple(AXES)[8:]

Grid = Mapping[str, Any]


def from_words(words: list[str]) -> list[Training]:
    """The trainings of one grid, of words such as `d=2,3,5` or `seed=0-4`; a `PlanError` in one sentence where one is wrong."""
    grid: dict[str, Any] = {}
    for word in words:
        name, equals, values = word.partition("=")
        if not equals or not values:
            raise PlanError(f"{word!r} is no axis with its values: write it as d=2,3,5 or seed=0-4.")
        if name in grid:
            raise PlanError(f"The axis {name} is given twice: put all its values behind one, as in {name}=A,B.")
        grid[name] = values.split(",")
    return from_grids([grid])


def from_toml(path: Path) -> list[Training]:
    """The trainings of a file with one table `[[trainings]]` for each grid: `d = [2, 3, 5]`, `seed = "0-4"`, `beta = 1`."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise PlanError(f"{path} can't be read as TOML ({str(fault)[:200]}): mend it, or name another file.") from None
    grids = tables.pop("trainings", None)
    if tables or not isinstance(grids, list) or not all(isinstance(grid, dict) for grid in grids):
        odd = f" (it holds {next(iter(tables))!r})" if tables else ""
        raise PlanError(
            f"{path} has to hold tables [[trainings]] and nothing else{odd}, each with axes and their values."
        )
    return from_grids(grids)


def from_grids(grids: list[Grid]) -> list[Training]:
    """All trainings of these grids, each once, in their order."""
    trainings: dict[str, Training] = {}  # by their keys: what is the same under two names is done once
    for grid in grids:
        for training in _combinations(grid):
            key = training.key("", "")
            if key not in trainings or (training.variant and not trainings[key].variant):
                trainings[key] = training
            if len(trainings) > MOST_TRAININGS:
                raise PlanError(f"These are more than {MOST_TRAININGS:,} trainings: leave out some values.")
    if not trainings:
        raise PlanError("No training is asked for: give axes such as family=mlp,vae d=2,10, or a file with --plan.")
    return list(trainings.values())


def _combinations(grid: Grid) -> Iterator[Training]:
    if not grid:
        return
    axes = {name: list(_values(name, values)) for name, values in grid.items()}
    if "variant" in axes:
        if clash := [name for name in ("family", "d", "beta", "sigma", "mask", "recipe") if name in axes]:
            raise PlanError(
                f"A variant has its own {clash[0]}: leave out {clash[0]}, or give family and d in place of variant."
            )
    elif missing := [name for name in ("family", "d") if name not in axes]:
        raise PlanError(f"The axis {missing[0]} is missing: {missing[0]} is {AXES[missing[0]].expected}.")
    if prod(map(len, axes.values())) > MOST_COMBINATIONS:
        raise PlanError(f"This grid has more than {MOST_COMBINATIONS:,} combinations: leave out some values.")
    for values in itertools.product(*axes.values()):
        yield _training(dict(zip(axes, values, strict=True)))


def _values(name: str, values: Any) -> Iterator[Any]:
    """The values of an axis, from one or a list of words and numbers; `0-4` are five whole numbers."""
    if name not in AXES:
        close = get_close_matches(name, AXES, n=1)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise PlanError(f"There is no axis {name!r}.{hint} Known: {', '.join(AXES)}.")
    given = values if isinstance(values, list) else [values]
    if not given:
        raise PlanError(f"The axis {name} has no value: {name} is {AXES[name].expected}.")
    for value in given:
        for each in _range(name, str(value).strip()):
            yield _value(name, each)


def _range(name: str, text: str) -> Iterable[str | int]:
    """The five whole numbers that `0-4` stands for; else the text itself."""
    ends = text.split("-")
    if (
        name not in ("d", "seed")
        or len(ends) != 2
        or not all(end.isdecimal() and len(end) <= MOST_DIGITS for end in ends)
    ):
        return [text]
    numbers = range(int(ends[0]), int(ends[1]) + 1)
    if not 0 < len(numbers) <= MOST_TRAININGS:
        raise PlanError(f"{name} = {text} can't be: give from the smaller to the larger, {MOST_TRAININGS:,} at most.")
    return numbers


def _value(name: str, given: str | int) -> Any:
    """One value of an axis."""
    axis = AXES[name]
    try:
        return axis.read(str(given))
    except (ValueError, KeyError, ZeroDivisionError, OverflowError) as fault:
        hint = f" {fault.args[0]}" if name == "variant" else ""
        raise PlanError(f"{name} = {str(given)[:60]} can't be: {name} is {axis.expected}.{hint}") from None


def _training(values: Mapping[str, Any]) -> Training:
    seed = values.get("seed", 0)
    changes = {name: values[name] for name in OF_RECIPE if name in values}
    row = variant(values["variant"]) if "variant" in values else None
    family = row.family if row else values["family"]
    if NETWORKS[family].fitted:
        return Training(family, row.latent_dim if row else values["d"], None, EXACT, 0)
    if row:
        return Training(row.family, row.latent_dim, row.beta, changed(row.recipe, changes), seed)
    sigma = values.get("sigma", 0.0)
    recipe = RECIPES[values.get("recipe", "converged")][family]
    recipe = unmasking(denoising(recipe, sigma) if sigma else recipe, values.get("mask", 0))
    beta = abs(values.get("beta", 1.0)) if family == "vae" else None  # −0 is 0
    return Training(family, values["d"], beta, changed(recipe, changes), seed)


def changed(recipe: Recipe, changes: Mapping[str, Any]) -> Recipe:
    """The recipe with these fields; its name says which differ. How noise is put on doesn't, where there is none."""
    kept = {name: value for name, value in changes.items() if recipe.noise or name not in ("shared_noise", "clip")}
    differing = {name: value for name, value in kept.items() if getattr(recipe, name) != value}
    words = [
        f"{name}-{value:.12g}" if isinstance(value, float) else f"{name}-{value}" for name, value in differing.items()
    ]
    return replace(recipe, **differing, name=".".join([recipe.name, *words]))
