"""The questions of the lesson on training, judged by what the visitor's own runs have come to.

An answer may be given before the run has got there: its kind is then `YET`, and it is measured again as the run goes on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, log10
from typing import Any

import numpy as np

from autoencoders.networks import PIXELS
from autoencoders.scores.judge import Judge

from .. import cached
from ..stored.curves import Ghost, Point
from ..tasks.forms import Choose, Given, Scale
from ..tasks.task import Found, Task
from . import task_words as words
from .choices import OPTIMIZERS, SCRATCH, Choices, initial, plain
from .job import Job
from .reader import OF_DIGITS, Reader, count
from .widgets import KEYS, RATES

YET = "yet"
"""The kind of an answer whose run has not got there yet."""

NEAR_NATS = 50.0
"""Nats by which a guess at the first loss may be off and still be close: two places of the scale."""

NEAR_STEPS = 0.5
"""The same of the logarithm to base 10 of the steps: a place of the scale, about a factor of three."""

ENOUGH = 200
"""Steps of both runs from which on they are compared: with the first choices the loss has long left the mean image's."""

TENFOLD = (7.0, 15.0)
"""Between which factors one rate counts as ten times another: next to tenfold, the slider has places at 6 and 16 times."""

SAME = 0.01
"""Share by which two losses may differ and still be about the same: seeds alone make as much."""


@dataclass(frozen=True, eq=False)
class Scene:
    """What the questions are judged on: the run on the desk with its choices, the curves of earlier ones, who reads its
    copies; `on` is the run in words. `changed` says that the choices are already those of the next run."""

    job: Job
    choices: Choices
    ghosts: Sequence[Ghost]
    reader: Reader
    on: str
    changed: bool = False


def first_loss(given: Given, scene: Scene) -> Found:
    """What an untrained model's loss is: that of step 0, or where the run began as another model, of one that did not."""
    job = scene.job
    model = job.history.snapshots[0].model
    start = job.history.points[0].test
    if scene.choices.start != SCRATCH or job.history.snapshots[0].step:
        model = initial(Choices(kind=scene.choices.kind, d=scene.choices.d, seed=scene.choices.seed), None)
        start = job.probe.losses(model, job.sigma)
    copies = model.reconstruct(job.probe.given(job.sigma)[job.probe.strip])
    loss, mean = sum(start.values()), job.probe.mean_line
    numbers = {
        "count": f"{len(job.probe.images):,}",
        "start": f"{loss:.0f}",
        "grey": f"{float(copies.mean()):.2f}",
        "coin": f"{PIXELS * log(2):.0f}",
        "mean": f"{mean:.0f}",
        "floor": f"{job.probe.floor:.0f}",
    }
    return Found(placed(float(given[0]), loss, mean) if given else "", numbers)


def placed(given: float, loss: float, mean: float) -> str:
    """What kind of answer this loss is, beside the true one and that of the mean image."""
    if abs(given - loss) <= NEAR_NATS:
        return "near"
    if abs(given - mean) <= NEAR_NATS:
        return "mean"
    return "low" if given < loss else "high"


def told(given: Given, scene: Scene) -> Found:
    """From which step on the judge names half of the run's copies rightly."""
    job = scene.job
    if job.material.dataset.name not in OF_DIGITS:
        return Found("none" if given else "", {"found": words.TOLD_NONE})
    judge: Judge = cached.judge()
    before, first = scene.reader.first(job, judge)
    if first is None:
        many = scene.reader.right(job, before, judge)
        return Found(YET, {"found": words.TOLD_YET.format(steps=job.step, many=many, count=count(job))})
    few, many = (scene.reader.right(job, snapshot, judge) for snapshot in (before, first))
    text = words.TOLD if first.step else words.TOLD_AT_ONCE
    found = text.format(before=before.step, few=few, first=first.step, many=many, count=count(job))
    return Found(paced(float(given[0]), first.step) if given else "", {"found": found})


def paced(given: float, true: int) -> str:
    """What kind of answer this step is, beside the true one."""
    off = log10(given / max(true, 1))
    return "near" if abs(off) <= NEAR_STEPS else "early" if off < 0 else "late"


def rate(given: Given, scene: Scene) -> Found:
    """Where the run's curve is, beside that of an earlier one with a tenth of its rate."""
    job, own, ghost = scene.job, pace(scene.on), slower(scene.on, scene.ghosts)
    if scene.changed:
        short = words.WAITS_SHORT.format(steps=job.step, enough=ENOUGH) if job.step < ENOUGH else ""
        return Found(YET, {"found": words.WAITS + short})
    if ghost is None or own is None:
        return Found(YET, {"found": words.ALONE.format(enough=ENOUGH) + first_of_two(job, own[0] if own else None)})
    said = {"rate": plain(own[0]), "other": plain((pace(ghost.label) or own)[0])}
    if job.diverged_at:
        place, found = "breaks", words.BROKE.format(step=job.diverged_at, **said)
    elif job.step < ENOUGH:
        return Found(YET, {"found": words.COMPARED_YET.format(steps=job.step, enough=ENOUGH, **said)})
    else:
        steps = min(job.step, ghost.points[-1].step)
        losses = [loss_at(each, steps) for each in (job.history.points, ghost.points)]
        place, written = compared(*losses), [f"{loss:,.0f}" for loss in losses]
        found = words.COMPARED.format(steps=steps, loss=written[0], earlier=written[1], **said)
    places = list(words.PLACES)
    off = places.index(str(given[0])) - places.index(place) if given else 0
    kind = "right" if not off else "feared" if off > 0 else "even" if place == "same" else "hoped"
    return Found(kind if given else "", {"found": found})


def slower(label: str, ghosts: Sequence[Ghost]) -> Ghost | None:
    """The last earlier run of `ENOUGH` steps with a tenth of the rate of the run of this label, and else the same choices."""
    own = pace(label)
    for ghost in reversed(ghosts):
        each = pace(ghost.label)
        if own and each and each[1] == own[1] and ghost.points[-1].step >= ENOUGH and ten_times(own[0], each[0]):
            return ghost
    return None


def ten_times(rate: float, other: float) -> bool:
    """Whether a rate is about ten times another."""
    return TENFOLD[0] * other <= rate <= TENFOLD[1] * other


def tenfold(rate: float) -> float | None:
    """The place of the slider at ten times this rate; None beyond its end."""
    return next((each for each in RATES if ten_times(each, rate)), None)


def first_of_two(job: Job, own: float | None) -> str:
    """What to do for a pair of runs, where the one on the desk has none of a tenth of its rate `own` beside it."""
    if own is not None and (above := tenfold(own)) is not None and not job.diverged_at:
        text = words.ALONE_FIRST if job.step >= ENOUGH else words.ALONE_SHORT
        return text.format(rate=plain(own), above=plain(above), enough=ENOUGH)
    below = next((each for each in RATES if own is not None and ten_times(own, each)), RATES[0])
    return words.ALONE_BELOW.format(below=plain(below), above=plain(tenfold(below) or below), enough=ENOUGH)


def second_of_two(state: Mapping[str, Any]) -> Mapping[str, object]:
    """The rate at ten times that of the run on the desk, and another seed, which asks for a new run.

    Nothing is set where the run is not ready to be the first of two, or is the second already.
    """
    desk = state.get("train_desk")
    if desk is None or desk.job is None or desk.choices is None or desk.job.diverged_at or desk.job.step < ENOUGH:
        return {}
    above = tenfold(desk.choices.rate)
    if above is None or slower(desk.label, desk.ghosts):
        return {}
    return {KEYS["rate"]: above, KEYS["seed"]: 0 if desk.choices.seed else 1}


def pace(label: str) -> tuple[float, tuple[str, ...]] | None:
    """The rate in the label of a run, and the rest of it but for the seed; None where it is the label of none."""
    parts = [part.split() for part in label.split(", ")]
    ours = [part for part in parts if len(part) > 1 and part[0] in OPTIMIZERS]
    rest = [" ".join(part[:1] + part[2:]) if part in ours else " ".join(part) for part in parts if part[:1] != ["seed"]]
    try:
        return float(ours[0][1]), tuple(rest)
    except (IndexError, ValueError):
        return None


def loss_at(points: Sequence[Point], step: int) -> float:
    """The loss on test digits after so many steps, between two points on the straight line between them."""
    return float(np.interp(step, [point.step for point in points], [sum(point.test.values()) for point in points]))


def compared(loss: float, earlier: float) -> str:
    """Where a curve is beside an earlier one, of `words.PLACES`."""
    if abs(loss - earlier) <= SAME * earlier:
        return "same"
    return "lower" if loss < earlier else "higher"


CURVES, COPIES = "curves", "copies"
"""Parts of the page that a question may hide: the curves and losses, the pictures that the run's model makes."""

TASKS = (
    Task("first-loss", words.FIRST, Scale(range(0, 1001, 25), 0, form=words.NATS), first_loss, (CURVES,)),
    Task(
        "digits-told",
        words.STEPS,
        Scale((1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000), 1, form=words.STEP),
        told,
        (COPIES,),
    ),
    Task(
        "tenfold-rate",
        words.RATE,
        Choose(words.PLACES),
        rate,
        (CURVES, COPIES),
        settings=second_of_two,
    ),
)
