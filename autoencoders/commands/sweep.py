"""`python -m autoencoders sweep`: many trainings, from a grid in words or a file, into one table; it goes on where it was."""

import argparse
import os

from rich.table import Table

from .. import __version__
from ..digits.datasets import load_dataset
from ..sweep import plan, table
from ..sweep.goal import TEST, VALIDATION, goal
from ..sweep.sweep import KEPT, sweep
from ..sweep.training import Training
from ..workers.pool import Pool
from .terminal import console, progress_bar, table_console

CORES_A_WORKER = 1
"""Two trainings on a core each take less time than one after another on both, which is what counts in a sweep."""


def run_sweep(options: argparse.Namespace) -> None:
    """Do what is missing of the plan, with a progress bar; or only say what that is."""
    if options.plan and options.axes:
        raise plan.PlanError("Give a grid in words or a file with --plan, not both.")
    trainings = plan.from_toml(options.plan) if options.plan else plan.from_words(options.axes)
    dataset = load_dataset(options.data)
    aim = goal(dataset, VALIDATION if options.validation else TEST, __version__, options.out, options.weights)
    left = aim.missing(trainings, table.read(options.out))
    if options.list:
        listed(trainings, left)
        return
    console.print(
        f"{len(trainings) - len(left):,} of {len(trainings):,} trainings are in {options.out / table.CSV} already."
    )
    if not left:
        return
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    pool = Pool(options.scheduler, CORES_A_WORKER)
    try:
        pool.start()
        with progress_bar(counted=False) as bars:
            bar = bars.add_task("sweep", total=sum(training.work for training in left), loss="")
            finished = diverged = 0
            rows = sweep(trainings, aim, pool, lambda work: bars.update(bar, advance=work))
            for row in rows:
                finished, diverged = finished + 1, diverged + (row["diverged_at"] is not None)
                bars.update(bar, loss=f"{finished:,} of {len(left):,} trainings, last {row['name']}")
    except KeyboardInterrupt:
        console.print(KEPT)
        raise
    finally:
        pool.close()
    words = f", of which {diverged:,} diverged" if diverged else ""
    console.print(f"{finished:,} trainings{words}: {options.out / table.CSV}, and the same as {table.PARQUET}.")


def listed(trainings: list[Training], left: list[Training]) -> None:
    """What a sweep would do, as a table, with about how long that takes."""
    shown = Table("training", "steps", "about", "")
    waiting = set(left)
    for training in trainings:
        state = "to do" if training in waiting else "there"
        shown.add_row(training.name, f"{training.recipe.steps:,}", f"{training.work:,.0f} s", state)
    table_console().print(shown)
    hours = sum(training.work for training in left) / 3600
    console.print(f"{len(left):,} of {len(trainings):,} to do: about {hours:.1f} hours of one core.")
