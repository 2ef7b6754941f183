"""`python -m autoencoders report`: the report made again, written into a folder."""

import argparse

from ..digits.datasets import DatasetError, load_dataset
from ..report import folder
from .terminal import console, progress_bar


def write_report(options: argparse.Namespace) -> None:
    """The report as a folder; without MNIST only its figures, from digits drawn by a program."""
    try:
        dataset = load_dataset(options.data)
    except DatasetError as fault:
        if options.data != "mnist":
            raise
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
            advance=lambda done, total: bars.update(bar, completed=done, total=total),
        )
    console.print(f"Wrote {options.out} in {numbers['seconds']:.0f} s.")
