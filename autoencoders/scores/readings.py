"""What the judge reads a picture as, in words for who cannot see it; `ui/browser/engine/judge.js` says the same in JavaScript.

A share is rounded down to whole percent, and 99 is the most: so no sum of roundings says 90 % of what is below 0.9, nobody is
said to be wholly sure, and Python and JavaScript, which round ties differently, cannot disagree.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np

from .judge import Judge
from .samples import CONFIDENT, is_recognised

MOST_PERCENT = 99
"""Percent that is said at most: float32 gives a class 1.0 where only 0.99999998 is meant."""

EMPTY = "hardly any ink"
"""Where the judge has nothing to read: all classes are alike to it."""

UNCLEAR = "unclear"
"""In place of a digit, where the judge is not sure of one."""


def reading(probabilities: np.ndarray) -> str:
    """What a picture is read as, and how sure that is; of probabilities `(10,)` of the classes."""
    probabilities = np.asarray(probabilities, np.float64)  # as JavaScript has them: 0.9 in float32 is below 0.9
    first, second = np.argsort(-probabilities, kind="stable")[:2]
    if np.all(probabilities == probabilities[0]):
        return EMPTY
    if probabilities[first] >= CONFIDENT:
        return f"read as {first}, {_percent(probabilities[first])} sure"
    return f"no clear digit: {first} at {_percent(probabilities[first])}, {second} at {_percent(probabilities[second])}"


def brief(words: str) -> str:
    """Words of `reading`, with or without "; " before them, for a caption: “read as 9, 97 %”, “no clear digit”."""
    return words.removeprefix("; ").replace(" sure", "").split(":")[0]


def brief_beside(words: str, clean: str) -> str:
    """The same beside the words for the clean digit: where both are read, and as two digits, “read as 9, 97 %, not 8”."""
    digit, wanted = (re.search(r"read as (\d)", each) for each in (words, clean))
    return f"{brief(words)}, not {wanted[1]}" if digit and wanted and digit[1] != wanted[1] else brief(words)


def row_marks(words: str, clean: str = "") -> list[str]:
    """Words of `row_reading`, with or without "; " before them, as a mark a picture: “9”, “?” where none is clear.

    Beside the words for a row of clean digits: “9≠8” where both are read, and as two digits. No words, no marks.
    """
    read, wanted = (re.findall(r"\d|unclear", each) for each in (words, clean))
    wanted = wanted if len(wanted) == len(read) else read
    return [
        "?" if digit == UNCLEAR else digit if before in (digit, UNCLEAR) else f"{digit}≠{before}"
        for digit, before in zip(read, wanted, strict=True)
    ]


def _percent(share: float) -> str:
    return f"{min(MOST_PERCENT, int(100 * share))} %"


def row_reading(probabilities: np.ndarray) -> str:
    """What a row of pictures is read as, one after another; of probabilities `(n, 10)`."""
    return "read as " + ", ".join(_sure(probabilities))


def wall_reading(probabilities: np.ndarray) -> str:
    """How many of many pictures are read as what, the most frequent first; of probabilities `(n, 10)`."""
    read = _sure(probabilities)
    digits = sorted({each for each in read if each != UNCLEAR}, key=lambda each: (-read.count(each), each))
    counts = [f"{read.count(each)} {'as' if i else 'read as'} {each}" for i, each in enumerate(digits)]
    if UNCLEAR in read:
        counts.append(f"{read.count(UNCLEAR)} {UNCLEAR}")
    return ", ".join(counts)


def _sure(probabilities: np.ndarray) -> list[str]:
    return [str(each.argmax()) if float(each.max()) >= CONFIDENT else UNCLEAR for each in probabilities]


def readings(
    judge: Judge | None, groups: Sequence[np.ndarray], words: Callable[[np.ndarray], str] = row_reading
) -> list[str]:
    """Of each group of images `(n, 28, 28, 1)` what it is read as, all in one look, with "; " before it; empty without a judge.

    What is read is what a picture shows: paper below 0, ink above 1.
    """
    if judge is None or not groups:
        return [""] * len(groups)
    probabilities = judge.look(_as_shown(np.concatenate(groups)))[1]
    ends = np.cumsum([len(group) for group in groups])[:-1]
    return [f"; {words(part)}" for part in np.split(probabilities, ends)]


def wall_look(judge: Judge | None, images: np.ndarray) -> tuple[str, np.ndarray | None]:
    """What `readings` says of a wall of images `(n, 28, 28, 1)`, and which of them `(n,)` are no clear digit, in one look."""
    if judge is None:
        return "", None
    probabilities = judge.look(_as_shown(images))[1]
    return f"; {wall_reading(probabilities)}", ~is_recognised(probabilities)


def _as_shown(images: np.ndarray) -> np.ndarray:
    return np.asarray(np.clip(np.nan_to_num(images), 0.0, 1.0))


def each_reading(judge: Judge | None, images: Sequence[np.ndarray] | np.ndarray) -> list[str]:
    """The same of single images `(28, 28, 1)`."""
    return readings(judge, [image[None] for image in images], lambda probabilities: reading(probabilities[0]))
