"""The folder that `python -m autoencoders report` writes: every number as JSON, the page that reads them, and six figures.

The Markdown is a function of the JSON alone, so that no sentence in it can disagree with a number.
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..digits.datasets import Dataset
from ..sweep import table
from ..validator import finite_json
from ..weights import WEIGHTS, load
from .all_measurements import Size, measure_all
from .claims import CLAIMS, judged
from .figures import FIGURES, TRAININGS, first_of_each_class, rows_of, sheet
from .measurements import Numbers
from .origin import fault_of
from .page import markdown
from .seeds import of_seeds

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
    sweep: Path = table.SHIPPED,
    advance: Callable[[int, int], None] = lambda *_: None,
    instead: str = "",
) -> Numbers:
    """Measure on `dataset`, draw the figures from `digits`, write everything into `out`, and give the numbers.

    What other seeds gave is read from the table of the folder `sweep`; a `TableError` where that is missing. Where the models
    were trained on other data nothing is measured, and `numbers["unmeasured"]` says why (`origin.py`), after what stands
    `instead` of which data, a sentence and a space.
    """
    began, worked = time.monotonic(), time.process_time()
    with unfinished(out) as new:
        # What is missing shows here, and not after all measuring.
        systems = {name + suffix for figure in FIGURES for name in figure.systems for suffix in TRAININGS.values()}
        models = {name: load(name, folder) for name in systems}
        numbers: Numbers = {"data": {"name": dataset.name}, "unmeasured": fault_of(dataset, folder)}
        if numbers["unmeasured"]:
            numbers["unmeasured"] = instead + numbers["unmeasured"]
        else:
            seeds = of_seeds(table.shipped(sweep), dataset.digest)  # missing, it shows before all measuring
            numbers = measure_all(dataset, size, folder, advance) | {"seeds": seeds}
        numbers["figures"] = digits.name
        images = first_of_each_class(digits)
        for figure in FIGURES:
            rows = {words: rows_of(figure, suffix, models.__getitem__, images) for words, suffix in TRAININGS.items()}
            note = DRAWN if figure.inputs and digits.name == "synthetic" else ""
            sheet(figure, rows, note).save(new / figure_name(figure.number))
        numbers["verdicts"] = {claim.key: judged(claim, numbers).verdict for claim in CLAIMS}
        numbers["seconds"] = round(time.monotonic() - began, 1)
        numbers["cpu_seconds"] = round(time.process_time() - worked, 1)
        (new / NUMBERS).write_text(finite_json(numbers, indent=1) + "\n", encoding="utf-8")
        (new / PAGE).write_text(markdown(numbers), encoding="utf-8")
    return numbers


@contextmanager
def unfinished(out: Path) -> Iterator[Path]:
    """A new folder beside `out` to write into, which becomes `out` at the end; where that is not reached, nothing changed.

    A report that lies in `out` is replaced. Anything else there is an `OSError` with one sentence, before any work.
    """
    out = out.resolve()
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(f"{out} is a file, and the report is a folder: name another with --out.")
    ours = {NUMBERS, PAGE, *(figure_name(figure.number) for figure in FIGURES)}
    if out.exists() and (strange := sorted({path.name for path in out.iterdir()} - ours)):
        raise FileExistsError(
            f"{out} holds {strange[0]}, which is no part of a report; its folder is replaced as a whole: name another with --out."
        )
    if out.is_mount():
        raise FileExistsError(
            f"{out} is a mounted disk, which can't be replaced as a whole: name a folder in it with --out."
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as beside:
        new, old = Path(beside) / "new", Path(beside) / "old"
        new.mkdir()
        yield new
        try:
            if out.exists():
                out.rename(old)
            new.rename(out)
        except BaseException:
            if old.exists() and not out.exists():
                old.rename(out)
            raise


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
