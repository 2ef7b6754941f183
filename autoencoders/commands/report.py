"""`python -m autoencoders report`: the report made again, written into a folder."""

import argparse

from ..digits.datasets import DatasetError, load_dataset
from ..report import folder
from .terminal import console, progress_bar


def write_report(options: argparse.Namespace) -> None:
    """The report as a folder; without MNIST, or with data that the models don't know, only its figures."""
    instead = ""
    try:
        dataset = load_dataset(options.data)
    except DatasetError as fault:
        if options.data != "mnist":
            raise
        instead = "MNIST was not there, so digits drawn by a program stand in for it. "
        console.print(f"{fault}\nSo nothing is measured, and the figures show digits drawn by a program.", markup=False)
        dataset = load_dataset("synthetic")
    digits = load_dataset(options.digits) if options.digits else dataset
    with progress_bar() as bars:
        bar = bars.add_task("measuring", total=None, loss="")
        numbers = folder.write(
            options.out,
            dataset,
            digits,
            folder=options.weights,
            instead=instead,
            advance=lambda done, total: bars.update(bar, completed=done, total=total),
        )
    if numbers.get("unmeasured") and not instead:
        console.print(f"{numbers['unmeasured']} The figures are drawn.", markup=False)
    console.print(f"Wrote {options.out} in {numbers['seconds']:.0f} s.")
