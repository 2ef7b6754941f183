"""The curves of a run: what training leaves behind to be drawn, and the grey ones of earlier runs. No Streamlit here."""

import math
from dataclasses import asdict, dataclass
from typing import Any

from ..plain import bare

TERMS = {"reconstruction", "kl"}
"""The terms of a loss."""

MOST_POINTS, LONGEST_LABEL = 400, 200
"""Points of a curve, as many as a chart has room for, and characters of its label."""


@dataclass(frozen=True)
class Point:
    """One place on the curves: steps and seconds of training so far, and the terms of the loss in nats per image.

    `train` is the mean over the steps since the last point, and empty at step 0; `test` is of the images of the probe.
    """

    step: int
    seconds: float
    train: dict[str, float]
    test: dict[str, float]


@dataclass(frozen=True)
class Ghost:
    """The curve of an earlier run."""

    label: str
    points: list[Point]


def as_json(ghost: Ghost) -> dict[str, Any]:
    """The curve as what `json.dumps` takes; a loss that is no number any more ends it."""
    points = [asdict(point) for point in ghost.points if sound(point)]
    return {"label": ghost.label, "points": points}


def from_json(text: Any) -> Ghost:
    """The curve in this; a `ValueError` where it is none."""
    try:
        points = [
            Point(int(p["step"]), float(p["seconds"]), terms(p["train"]), terms(p["test"])) for p in text["points"]
        ]
        ghost = Ghost(bare(str(text["label"]))[:LONGEST_LABEL], points)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as fault:
        raise ValueError("This is no curve of a run.") from fault
    steps = [point.step for point in points]
    if not points or len(points) > MOST_POINTS or steps != sorted(steps) or not all(map(sound, points)):
        raise ValueError("This is no curve of a run.")
    if any(set(point.test) != set(points[0].test) or "reconstruction" not in point.test for point in points):
        raise ValueError("This is no curve of a run.")
    return ghost


def terms(values: dict[str, Any]) -> dict[str, float]:
    """The terms of a loss in this; others are left out."""
    return {name: float(value) for name, value in values.items() if name in TERMS}


def sound(point: Point) -> bool:
    """Whether all of a point can be drawn."""
    numbers = (point.seconds, *point.train.values(), *point.test.values())
    return 0 <= point.step < 10**9 and all(math.isfinite(number) and abs(number) < 1e12 for number in numbers)
