"""The folder that `python -m autoencoders report` writes: every number as JSON, the page that reads them, and six figures.

The Markdown is a function of the JSON alone, so that no sentence in it can disagree with a number.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path

from ..digits.datasets import Dataset
from ..weights import WEIGHTS, load
from .all_measurements import Size, measure_all
from .claims import CLAIMS, judged
from .figures import FIGURES, TRAININGS, first_of_each_class, rows_of, sheet
from .measurements import Numbers
from .page import markdown

NUMBERS = "report.json"
PAGE = "README.md"
SHIPPED = Path(__file__).resolve().parents[2] / "docs" / "report"
"""The report that this project ships: numbers from MNIST, figures of synthetic or generated digits."""

DRAWN = "The inputs are digits drawn by a program, not MNIST's."


def write(
    out: Path,
    dataset: Dataset,
    digits: Dataset,
    size: Size = Size(),  # noqa: B008 (it is frozen)
    folder: Path = WEIGHTS,
    advance: Callable[[int, int], None] = lambda *_: None,
) -> Numbers:
    """Measure on `dataset`, draw the figures from `digits`, write everything into `out`, and give the numbers.

    On the synthetic digits nothing is measured: the models were trained on MNIST, so such numbers would say nothing.
    """
    began, worked = time.monotonic(), time.process_time()
    out.mkdir(parents=True, exist_ok=True)
    numbers: Numbers = {"data": {"name": dataset.name}}
    if dataset.name != "synthetic":
        numbers = measure_all(dataset, size, folder, advance)
    numbers["figures"] = digits.name
    for figure in FIGURES:
        images = first_of_each_class(digits)
        rows = {
            words: rows_of(figure, suffix, lambda name: load(name, folder), images)
            for words, suffix in TRAININGS.items()
        }
        note = DRAWN if figure.inputs and digits.name == "synthetic" else ""
        sheet(figure, rows, note).save(out / figure_name(figure.number))
    numbers["verdicts"] = {claim.key: judged(claim, numbers).verdict for claim in CLAIMS}
    numbers["seconds"] = round(time.monotonic() - began, 1)
    numbers["cpu_seconds"] = round(time.process_time() - worked, 1)
    (out / NUMBERS).write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    (out / PAGE).write_text(markdown(numbers), encoding="utf-8")
    return numbers


def figure_name(number: int) -> str:
    """The file of a figure."""
    return f"figure-{number}.png"


def shipped_numbers(folder: Path = SHIPPED) -> Numbers:
    """The numbers of the shipped report; a ValueError with one sentence where they are missing or damaged."""
    try:
        numbers = json.loads((folder / NUMBERS).read_text(encoding="utf-8"))
        if not isinstance(numbers["variants"], dict):
            raise TypeError("the variants are no table")
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise ValueError(
            f"The measured numbers ({folder.name}/{NUMBERS}) can't be read ({type(fault).__name__}): "
            "`python -m autoencoders report --out docs/report` makes them again."
        ) from None
    return dict(numbers)
