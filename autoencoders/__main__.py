"""`python -m autoencoders list | train | record | evaluate | percentiles | sweep | report | page`: the command line.

Each command is a file in `commands/`.

A file appears only when its training is complete: Ctrl-C leaves what was there before.
"""

import argparse
import sys
from pathlib import Path

from .commands.evaluate import evaluate_variants
from .commands.listing import list_variants
from .commands.page import write_page
from .commands.percentiles import write_percentiles
from .commands.record import record_variants
from .commands.report import write_report
from .commands.sweep import run_sweep
from .commands.terminal import console
from .commands.train import train_variants
from .digits.datasets import DatasetError
from .sweep.plan import PlanError
from .sweep.sweep import SweepError
from .sweep.table import TableError
from .training import LARGEST_SEED, TrainingDiverged
from .weights import WEIGHTS, WeightsError
from .workers.pool import PoolLost

OURS = (DatasetError, WeightsError, TrainingDiverged, PlanError, SweepError, TableError, PoolLost)
"""Errors whose messages are sentences for who typed the command."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all went well, 1 with one sentence on stderr when not, 130 after Ctrl-C."""
    options = parser().parse_args(arguments)
    try:
        options.run(options)
    except (*OURS, KeyError, OSError) as fault:
        sentence = fault.args[0] if isinstance(fault, KeyError) else str(fault)
        console.print(sentence, style="red", markup=False, soft_wrap=True)
        return 1
    except KeyboardInterrupt:
        console.print("Stopped; nothing half-written was left behind.")
        return 130
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m autoencoders", description="Train and check the models.")
    commands = top.add_subparsers(
        required=True, metavar="list | train | record | evaluate | percentiles | sweep | report | page"
    )
    listing = commands.add_parser("list", help="every variant, its network, its training")
    listing.set_defaults(run=list_variants)
    training = commands.add_parser("train", help="train variants and write their weights")
    training.add_argument("names", nargs="+", metavar="NAME", help="a variant's name, judge, or all")
    training.set_defaults(run=train_variants)
    recording = commands.add_parser("record", help="train again, and write what a model was on the way")
    recording.add_argument("names", nargs="+", metavar="NAME", help="a variant of codes of two numbers: twin-2, vae-2")
    recording.set_defaults(run=record_variants)
    for command in (training, recording):
        command.add_argument("--seed", type=seed, default=0)
        command.add_argument("--steps", type=positive, help="fewer or more steps than the recipe's, for a quick look")
    evaluation = commands.add_parser("evaluate", help="scores on the whole test set")
    evaluation.add_argument(
        "names", nargs="*", metavar="NAME", help="variants' names or .safetensors files; none means all"
    )
    evaluation.add_argument("--json", action="store_true", help="one JSON list on stdout")
    evaluation.set_defaults(run=evaluate_variants)
    placing = commands.add_parser("percentiles", help="how strange each test digit is to each variant, into one file")
    placing.set_defaults(run=write_percentiles)
    sweeping = commands.add_parser(
        "sweep", help="many trainings over a grid, into one table; it goes on where it was stopped"
    )
    sweeping.add_argument(
        "axes", nargs="*", metavar="AXIS=VALUES", help="such as family=mlp,vae d=2,3,5 beta=1 seed=0-4"
    )
    sweeping.add_argument(
        "--plan", type=Path, metavar="FILE", help="a TOML file with a table [[trainings]] for each grid"
    )
    sweeping.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder of the table")
    sweeping.add_argument("--validation", action="store_true", help="score on a sixth of the training images, held out")
    sweeping.add_argument("--weights", action="store_true", help="keep the weights, in DIR/weights")
    sweeping.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster, tcp://…; else workers start here")
    sweeping.add_argument(
        "--list", action="store_true", help="only say what would be done, and about how long that takes"
    )
    sweeping.set_defaults(run=run_sweep)
    reporting = commands.add_parser("report", help="the report's figures, its claims and every number, into a folder")
    reporting.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write")
    reporting.add_argument("--digits", metavar="DATA", help="the data set of the figures' inputs; else that of --data")
    reporting.add_argument("--weights", type=Path, default=WEIGHTS, help="the folder of the weights")
    reporting.set_defaults(run=write_report)
    paging = commands.add_parser("page", help="the lab as one HTML file that needs no server")
    paging.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    paging.add_argument("--lesson", metavar="NAME", help="the lesson that it opens with, such as map")
    paging.set_defaults(run=write_page)
    for command in (training, recording, evaluation, placing, sweeping, reporting):
        command.add_argument("--data", default="mnist", help="mnist, fashion_mnist, synthetic or a path to an .npz")
    for command in (listing, training, recording, evaluation, placing):
        command.add_argument("--out", type=Path, default=WEIGHTS, help="the folder of the weights")
    return top


def seed(text: str) -> int:
    """An integer from 0 to 2³⁰ − 1, as the generators inside the graph take it."""
    number = int(text)
    if not 0 <= number <= LARGEST_SEED:
        raise argparse.ArgumentTypeError(f"{number} is no seed here; give a whole number from 0 to {LARGEST_SEED}")
    return number


def positive(text: str) -> int:
    """An integer of at least 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} steps train nothing; give 1 or more")
    return number


if __name__ == "__main__":
    sys.exit(main())
