"""`python -m autoencoders list | train | evaluate | report`: what trains the shipped weights and what checks them.

A file appears only when its training is complete: Ctrl-C leaves what was there before.
"""

import argparse
import json
import platform
import sys
import time
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from . import __version__, judge, report
from .cards import card_fields, weights_table
from .codes import codes_of, codes_path, save_codes
from .data import Dataset, DatasetError, load_dataset
from .evaluation import evaluate
from .training import Trainer, TrainingDiverged
from .zoo import VARIANTS, WEIGHTS, Card, Variant, WeightsError, load, read, save, variant

console = Console(stderr=True)
COLUMNS = (
    *(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()),
    TextColumn("{task.fields[loss]}"),
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all went well, 1 with one sentence on stderr when not, 130 after Ctrl-C."""
    options = parser().parse_args(arguments)
    try:
        options.run(options)
    except (DatasetError, WeightsError, TrainingDiverged, KeyError, OSError) as fault:
        console.print(fault.args[0] if isinstance(fault, KeyError) else str(fault), style="red", markup=False)
        return 1
    except KeyboardInterrupt:
        console.print("Stopped; nothing half-written was left behind.")
        return 130
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m autoencoders", description="Train and check the models.")
    commands = top.add_subparsers(required=True, metavar="list | train | evaluate | report")
    listing = commands.add_parser("list", help="every variant, its network, its training")
    listing.set_defaults(run=list_variants)
    training = commands.add_parser("train", help="train variants and write their weights")
    training.add_argument("names", nargs="+", metavar="NAME", help="a variant's name, judge, or all")
    training.add_argument("--seed", type=seed, default=0)
    training.add_argument("--steps", type=positive, help="fewer or more steps than the recipe's, for a quick look")
    training.set_defaults(run=train_variants)
    evaluation = commands.add_parser("evaluate", help="scores on the whole test set")
    evaluation.add_argument("names", nargs="*", metavar="NAME", help="variants' names; none means all")
    evaluation.add_argument("--json", action="store_true", help="one JSON list on stdout")
    evaluation.set_defaults(run=evaluate_variants)
    reporting = commands.add_parser("report", help="the report's figures, its claims and every number, into a folder")
    reporting.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write")
    reporting.add_argument("--digits", metavar="DATA", help="the data set of the figures' inputs; else that of --data")
    reporting.add_argument("--weights", type=Path, default=WEIGHTS, help="the folder of the weights")
    reporting.set_defaults(run=write_report)
    for command in (training, evaluation, reporting):
        command.add_argument("--data", default="mnist", help="mnist, fashion_mnist, synthetic or a path to an .npz")
    for command in (listing, training, evaluation):
        command.add_argument("--out", type=Path, default=WEIGHTS, help="the folder of the weights")
    return top


def seed(text: str) -> int:
    """An integer from 0 to 2³⁰ − 1, as the generators inside the graph take it."""
    number = int(text)
    if not 0 <= number < 2**30:
        raise argparse.ArgumentTypeError(f"{number} is no seed here; give a whole number from 0 to {2**30 - 1}")
    return number


def positive(text: str) -> int:
    """An integer of at least 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} steps train nothing; give 1 or more")
    return number


def chosen(names: list[str]) -> list[Variant]:
    """The rows of these names; `all`, or no name, means every one."""
    return list(VARIANTS) if not names or "all" in names else [variant(name) for name in names]


def list_variants(options: argparse.Namespace) -> None:
    """A table of the variants, and whether the folder holds their weights."""
    table = Table("name", "title", "parameters", "training", "weights")
    for row in VARIANTS:
        there = (options.out / f"{row.name}.safetensors").is_file()
        table.add_row(
            row.name, row.title, f"{row.parameter_count:,}", row.recipe.summary(), "there" if there else "missing"
        )
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def train_variants(options: argparse.Namespace) -> None:
    """Train each, one after another, and write file after file; then the table of the folder.

    The shipped weights are replaced only by whole trainings on MNIST.
    """
    if options.out == WEIGHTS and (options.steps or options.data != "mnist"):
        raise WeightsError(
            "A quick look, or other data, would replace the shipped weights: name another folder with --out."
        )
    names = [name for name in options.names if name != "judge"]
    rows = chosen(names) if names else []
    dataset = load_dataset(options.data)
    for row in rows:
        train(row, dataset, options)
    if {"judge", "all"} & set(options.names):
        train_judge(dataset, options)
    (options.out / "README.md").write_text(weights_table(options.out), encoding="utf-8")


def train(row: Variant, dataset: Dataset, options: argparse.Namespace) -> None:
    """Train one variant with a progress bar, score it, write it."""
    recipe = replace(row.recipe, steps=options.steps) if options.steps else row.recipe
    began = time.monotonic()
    trainer = Trainer(row.initial(options.seed), dataset.train_images, recipe, options.seed)
    with Progress(*COLUMNS, console=console) as bars:
        bar = bars.add_task(row.name, total=recipe.steps, loss="")
        for progress in trainer.run(recipe.steps):
            losses = " + ".join(f"{name} {values.mean():.1f}" for name, values in progress.losses.items())
            bars.update(bar, completed=progress.step, loss=f"{losses} nats")
    scores = {f"train_{name}": float(values.mean()) for name, values in progress.losses.items()}
    scores |= evaluate(trainer.model, dataset, denoiser=row.noise > 0)
    fields = (
        card_fields(row.name, row.title, recipe, dataset, options.seed, options.steps, began)
        | versions()
        | {"scores": scores}
    )
    save(options.out / f"{row.name}.safetensors", trainer.model, fields, dataset.test_images)
    if row.codes:
        stored = load(row.name, options.out)
        save_codes(codes_path(row.name, options.out), codes_of(stored, dataset, np.random.default_rng(options.seed)))


def train_judge(dataset: Dataset, options: argparse.Namespace) -> None:
    """Train the classifier that judges samples, and write it as the others are written."""
    recipe = replace(judge.RECIPE, steps=options.steps) if options.steps else judge.RECIPE
    began = time.monotonic()
    with Progress(*COLUMNS, console=console) as bars:
        bar = bars.add_task("judge", total=recipe.steps, loss="")
        for progress, latest in judge.training(dataset, recipe, options.seed):
            trained = judge.rounded(latest)
            loss = float(progress.losses["cross_entropy"].mean())
            bars.update(bar, completed=progress.step, loss=f"cross-entropy {loss:.3f} nats")
    accuracy = trained.accuracy(dataset.test_images, dataset.test_labels)
    fields = (
        card_fields("judge", "Judge: a classifier of digits", recipe, dataset, options.seed, options.steps, began)
        | versions()
    )
    fields |= {"parameters": judge.PARAMETER_COUNT, "scores": {"train_cross_entropy": loss, "accuracy": accuracy}}
    judge.save_judge(options.out / judge.JUDGE, trained, fields)
    console.print(f"The judge names {accuracy:.2%} of the test digits as their labels do.")


def versions() -> Card:
    """What a card says of the software at work."""
    libraries = {name: version(name) for name in ("tensorflow", "keras", "numpy")}
    return {"versions": {"autoencoders": __version__, "python": platform.python_version(), **libraries}}


def evaluate_variants(options: argparse.Namespace) -> None:
    """The scores of each variant, as a table or as one JSON list."""
    rows = chosen(options.names)
    dataset = load_dataset(options.data)
    results: list[dict[str, Any]] = []
    for row in rows:
        model, fields = read(options.out / f"{row.name}.safetensors")
        head = {"name": row.name, "parameters": model.parameter_count, "recipe": fields["recipe"]["summary"]}
        results.append(head | evaluate(model, dataset, denoiser=row.noise > 0))
    if options.json:
        print(json.dumps(results, indent=2))
        return
    table = Table("name", "parameters", "BCE/pixel", "PSNR dB", "SSIM", "reconstruction", "KL", "−ELBO", "PSNR, noisy")
    for result in results:
        cells = [
            f"{result[key]:.{digits}f}" if key in result else ""
            for key, digits in (
                ("test_bce_per_pixel", 4),
                ("psnr", 2),
                ("ssim", 4),
                ("reconstruction", 1),
                ("kl", 1),
                ("negative_elbo", 1),
                ("noisy_psnr", 2),
            )
        ]
        table.add_row(result["name"], f"{result['parameters']:,}", *cells)
    Console(width=None if sys.stdout.isatty() else 160).print(table)


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
    with Progress(*COLUMNS, console=console) as bars:
        bar = bars.add_task("measuring", total=None, loss="")
        numbers = report.write(
            options.out,
            dataset,
            digits,
            folder=options.weights,
            advance=lambda done, total: bars.update(bar, completed=done, total=total),
        )
    console.print(f"Wrote {options.out} in {numbers['seconds']:.0f} s.")


if __name__ == "__main__":
    sys.exit(main())
