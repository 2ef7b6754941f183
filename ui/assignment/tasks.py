"""The questions of the page on the report, judged by its measurements and by the pictures of its figures."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from autoencoders.report.claims import CLAIMS
from autoencoders.report.figures import FIGURES, first_of_each_class, rows_of
from autoencoders.report.rules import CAVEAT, FAILS, HOLDS, UNKNOWN, Finding, Numbers
from autoencoders.scores.readings import wall_reading
from autoencoders.scores.samples import is_recognised

from .. import cached
from ..pictures import png, wall
from ..tasks.forms import Choose, Given, Scale
from ..tasks.task import Found, Task
from . import task_words as words

DOUBTED = ("third", "wider", "denoising", "blur")
"""The four claims to doubt: two that sound bold, two that sound modest."""

SAMPLES = next(figure for figure in FIGURES if not figure.inputs)
"""The figure whose pictures come from random codes."""

NEAR_PICTURES = 2
"""Pictures of 30 by which an answer may be off and still be close: one is two strokes of a pen."""

COLUMNS, SCALE = 10, 2
"""Pictures in a row of the answer's picture, and pixels of it for each pixel of a digit: 578 wide."""


@dataclass(frozen=True, eq=False)
class Scene:
    """What the questions are judged on: the finding of each claim, and the numbers that they follow from."""

    findings: Mapping[str, Finding]
    numbers: Numbers
    on: str = words.ON


def says(key: str) -> str:
    """What the report says in this claim, without its full stop."""
    return next(claim.says for claim in CLAIMS if claim.key == key).removesuffix(".")


def measured(finding: Finding) -> str:
    """What was measured, without Markdown."""
    return finding.measured.replace("**", "")


def falls(given: Given, scene: Scene) -> Found:
    """Which of the four claims does not hold."""
    fallen = [key for key in DOUBTED if scene.findings[key].verdict == FAILS]
    texts = [
        words.FALLEN.format(says=says(key), verdict=FAILS, measured=measured(scene.findings[key])) for key in fallen
    ]
    own = scene.findings[str(given[0])] if given else None
    kinds = {HOLDS: "holds", CAVEAT: "caveat", FAILS: "right", UNKNOWN: "unknown"}
    return Found(
        kinds[own.verdict] if own else "",
        {"falls": " ".join(texts) or words.NONE_FALLS, "own": measured(own) if own else ""},
    )


def recognised(given: Given, scene: Scene) -> Found:
    """How many of the pictures of Figure 6 the judge recognises."""
    judge, digits = cached.judge(), first_of_each_class(cached.dataset())
    own, further = (rows_of(SAMPLES, suffix, cached.model, digits)[0].images for suffix in (".assignment", ""))
    looks = judge.look(own)[1]
    counts = [sure(each) for each in (looks, judge.look(further)[1], judge.look(digits)[1])]
    off = float(given[0]) - counts[0] if given else 0.0
    kind = "near" if abs(off) <= NEAR_PICTURES else "high" if off > 0 else "low"
    order = np.argsort(-looks.max(axis=1), kind="stable")
    return Found(
        kind if given else "",
        dict(zip(("own", "further", "real"), map(str, counts), strict=True)) | {"share": share(scene.numbers)},
        png(wall(own[order], COLUMNS), SCALE),
        words.SEEN.format(wall_reading(looks)),
    )


def sure(looks: np.ndarray) -> int:
    """Of how many pictures a judge is sure that gives their classes these probabilities `(n, 10)`."""
    return int(is_recognised(looks).sum())


def share(numbers: Numbers) -> str:
    """The same of 10,000 pictures, in words; nothing where that was not measured."""
    try:
        found = [
            numbers["samples"][name]["recognised"]["mean"]
            for name in ("vae-10.assignment, N(0, I)", "real training images")
        ]
    except KeyError:
        return ""
    return words.SHARE.format(*found)


def count(given: Given, scene: Scene) -> Found:
    """How many claims hold, and how many with a caveat."""
    verdicts = Counter(finding.verdict for finding in scene.findings.values())
    numbers = {
        name: str(verdicts[verdict]) for name, verdict in (("holds", HOLDS), ("caveat", CAVEAT), ("fails", FAILS))
    }
    numbers["unknown"] = words.NOT_MEASURED.format(verdicts[UNKNOWN]) if verdicts[UNKNOWN] else ""
    kind = counted(tuple(map(int, given)), (verdicts[HOLDS], verdicts[CAVEAT]), verdicts[UNKNOWN]) if given else ""
    return Found(kind, numbers)


def counted(given: tuple[int, ...], true: tuple[int, int], unknown: int) -> str:
    """What kind of answer these numbers of claims are, those that hold and those with a caveat, beside the true ones.

    `unknown` is how many could not be measured: then nobody can say.
    """
    if sum(given) > len(CLAIMS):
        return "over"
    if unknown:
        return "unknown"
    if given[0] == true[0]:
        return "right" if given[1] == true[1] else "caveats"
    return "trust" if given[0] > true[0] else "doubt"


TALLY, VERDICTS, READINGS = "tally", "verdicts", "readings"
"""Parts of the page that a question may hide: the table of all claims, the verdict on one, what pictures are read as."""

TASKS = (
    Task("claim-that-falls", words.FALLS, Choose({key: says(key) for key in DOUBTED}), falls, (TALLY, VERDICTS)),
    Task(
        "figure-six",
        words.RECOGNISED,
        Scale(range(31), 0, form=words.PICTURES),
        recognised,
        (TALLY, VERDICTS, READINGS),
        settings={"figure": SAMPLES.number},
    ),
    Task("claims-that-hold", words.COUNT, Scale(range(len(CLAIMS) + 1), 0, words.MARKS), count, (TALLY, VERDICTS)),
)
LAST = TASKS[-1].key
"""The question that the table of all claims waits for."""
