"""Some answers in two lessons, with pictures and odd texts."""

from datetime import date

import numpy as np
import pytest

from ui.hand_in.sheet import Sheet, sheet
from ui.pictures import png
from ui.stored.answers import Answer

LESSONS = {
    "Reconstruct a digit": ("first", "never", "second"),
    "A map of the codes": ("third",),
    "Nothing yet": ("none",),
}
HOSTILE = "<script>alert(1)</script> [x](javascript:1) ![y](http://a.b/c) **bold** `code` $x$ | # - ~~a~~ &lt; www.a.b"


def picture(seed: int = 0, side: int = 40, channels: int = 3) -> bytes:
    """A PNG of noise."""
    return png(np.random.default_rng(seed).integers(0, 256, (side, 3 * side, channels), dtype=np.uint8))


def answer(task: str, **changes: object) -> Answer:
    words = {
        "question": f"What of {task}?",
        "said": "σ ≥ 0.24",
        "measured": "It is −3 dB, “½” of β·KL.",
        "on": "test digit 8",
    }
    return Answer(**({"task": task, "given": (0.24,), "kind": "high", "picture": b""} | words | changes))  # type: ignore[arg-type]


@pytest.fixture
def answers() -> dict[str, Answer]:
    found = [
        answer("third", said=HOSTILE, question=HOSTILE, on="", measured="1. no list"),
        answer("second", given=(), picture=picture(2)),
        answer("first", picture=picture(1)),
        answer("of another time", measured="last"),
    ]
    return {each.task: each for each in found}


@pytest.fixture
def page(answers: dict[str, Answer]) -> Sheet:
    return sheet(answers, LESSONS, "Zoë", date(2026, 11, 29))
