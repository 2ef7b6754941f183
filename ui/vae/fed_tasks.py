"""Questions of the part “Fed back”: who still draws your digit after fifty passes, how many pictures are left of a hundred."""

from dataclasses import dataclass

import numpy as np

from autoencoders.scores.ends import Ends, sure
from autoencoders.scores.feedback import PASSES
from autoencoders.scores.readings import reading

from .. import cached, computed
from ..pictures import png, wall
from ..tasks.forms import Choose, Given, Scale
from ..tasks.task import Found, Task
from . import fed_task_words as words
from .fed_words import SHOWN, fate_words, joined
from .rounds import DENOISER, SHIPPED_AT, Round
from .words import FED_BACK

ROUNDS, HUNDRED = "rounds", "hundred"
"""Parts of the page that a question may hide."""

NEAR = 12
"""Of a hundred: how far from what was counted an answer still counts as close."""

TWICE = 2
"""Pixels of an answer's picture for each pixel of a digit."""


@dataclass(frozen=True, eq=False)
class Circled:
    """What is judged: the digit `(28, 28, 1)` and its ways, the names of the shipped models of that size by titles; in words."""

    rounds: list[Round]
    image: np.ndarray
    names: dict[str, str]
    on: str


def fifty(given: Given, scene: Circled) -> Found:
    """Which models still draw what was given after fifty passes, by what the judge is sure of."""
    first = cached.judge().look(scene.image[None])[1]
    digit = int(sure(cached.judge(), scene.image[None])[0])
    last = np.stack([each.pictures[-1] for each in scene.rounds])
    read, kept = cached.judge().look(last)[1], sure(cached.judge(), last) == digit
    said = [f"{each.title} {reading(look)}, {fate_words(each)}" for each, look in zip(scene.rounds, read, strict=True)]
    keep = {each.title for each, keeps in zip(scene.rounds, kept, strict=True) if keeps}
    true = ",".join(title for title in ("AE", "VAE") if title in keep) or "none"
    pictures = np.concatenate([each.pictures[list(SHOWN)] for each in scene.rounds])
    numbers = {"given": reading(first[0]), "ends": "; ".join(said), "passes": ", ".join(map(str, SHOWN[1:]))}
    numbers["order"] = joined([each.title for each in scene.rounds])
    alt = f"What was given and passes {numbers['passes']}, a row each: {numbers['order']}"
    kind = "" if not given else "unclear" if digit < 0 else fifty_kind(str(given[0]), true)
    return Found(kind, numbers, png(wall(pictures, len(SHOWN)), TWICE), alt)


def fifty_kind(given: str, true: str) -> str:
    """What kind of answer this is, by which of AE and VAE keep the digit: “none”, “AE”, “VAE” or “AE,VAE”."""
    if given == true:
        return "right"
    ours, theirs = (0 if each == "none" else len(each.split(",")) for each in (given, true))
    return "more" if ours > theirs else "fewer" if ours < theirs else "other"


def ends_left(given: Given, scene: Circled) -> Found:
    """How many different pictures are left of a hundred test digits, in the AE and in the denoising AE or the VAE."""
    size = str(next(iter(d for d, at in SHIPPED_AT.items() if at["AE"] == scene.names["AE"])))
    names = {**scene.names, "PCA": SHIPPED_AT[size]["PCA"]}
    found = {title: computed.ends(name) for title, name in names.items()}
    second = "VAE" if "VAE" in found else DENOISER if DENOISER in found else "AE"
    said = [f"{each.count} in the {title} ({names[title]})" for title, each in found.items() if title != "PCA"]
    crowds = [f"{crowd(each)} in the {title}" for title, each in found.items() if title != "PCA"]
    numbers = {"count": len(found["AE"].labels), "passes": PASSES, "left": joined(said), "pca": found["PCA"].count}
    numbers["crowds"] = joined(crowds)
    kind = ends_kind(float(given[0]), float(given[1]), found["AE"].count, found[second].count) if given else ""
    return Found(kind, numbers)


def crowd(each: Ends) -> int:
    """How many digits end in the picture in which most do."""
    return each.largest(1)[0][1]


def ends_kind(ae: float, other: float, true_ae: int, true_other: int) -> str:
    """What kind of answer these two counts are, by the one that is further off."""
    off_ae, off_other = ae - true_ae, other - true_other
    furthest = off_ae if abs(off_ae) >= abs(off_other) else off_other
    return "near" if abs(furthest) <= NEAR else "many" if furthest > 0 else "few"


FED_TASKS = (
    Task("fifty", words.FIFTY, Choose(words.WHO), fifty, (ROUNDS,), FED_BACK, {"part": FED_BACK}),
    Task(
        "ends-left",
        words.ENDS_LEFT,
        Scale(range(1, 101), 50, words.MARKS, words.OF_100),
        ends_left,
        (HUNDRED,),
        FED_BACK,
        {"part": FED_BACK, "hundred": True},
    ),
)
