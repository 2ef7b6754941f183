"""`python -m autoencoders list | train | evaluate`: what trains the shipped weights and what checks them.

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

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from . import __version__
from .data import Dataset, DatasetError, load_dataset
from .evaluation import evaluate
from .training import Trainer, TrainingDiverged
from .zoo import VARIANTS, WEIGHTS, Card, Variant, WeightsError, card, read, recipe_fields, save, variant

console = Console(stderr=True)


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
    commands = top.add_subparsers(required=True, metavar="list | train | evaluate")
    listing = commands.add_parser("list", help="every variant, its network, its training")
    listing.set_defaults(run=list_variants)
    training = commands.add_parser("train", help="train variants and write their weights")
    training.add_argument("names", nargs="+", metavar="NAME", help="a variant's name, or all")
    training.add_argument("--seed", type=seed, default=0)
    training.add_argument("--steps", type=positive, help="fewer or more steps than the recipe's, for a quick look")
    training.set_defaults(run=train_variants)
    evaluation = commands.add_parser("evaluate", help="scores on the whole test set")
    evaluation.add_argument("names", nargs="*", metavar="NAME", help="variants' names; none means all")
    evaluation.add_argument("--json", action="store_true", help="one JSON list on stdout")
    evaluation.set_defaults(run=evaluate_variants)
    for command in (training, evaluation):
        command.add_argument("--data", default="mnist", help="mnist, fashion_mnist, synthetic or a path to an .npz")
    for command in (listing, training, evaluation):
        command.add_argument("--out", type=Path, default=WEIGHTS, help="the folder of the weights")
    return top


def seed(text: str) -> int:
    """An integer from 0 to 2³⁰, as the generators inside the graph take it."""
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
    """A table of the variants, with the score on the card where there are weights."""
    table = Table("name", "title", "parameters", "training", "weights")
    for row in VARIANTS:
        there = (options.out / f"{row.name}.safetensors").is_file()
        table.add_row(
            row.name, row.title, f"{row.parameter_count:,}", row.recipe.summary(), "shipped" if there else "not trained"
        )
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def train_variants(options: argparse.Namespace) -> None:
    """Train each, one after another, and write file after file; then the table of the folder."""
    rows = chosen(options.names)
    dataset = load_dataset(options.data)
    for row in rows:
        train(row, dataset, options)
    (options.out / "README.md").write_text(weights_table(options.out), encoding="utf-8")


def train(row: Variant, dataset: Dataset, options: argparse.Namespace) -> None:
    """Train one variant with a progress bar, score it, write it."""
    recipe = replace(row.recipe, steps=options.steps) if options.steps else row.recipe
    began = time.monotonic()
    trainer = Trainer(row.initial(options.seed), dataset.train_images, recipe, options.seed)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, TextColumn("{task.fields[loss]}"), console=console) as bars:
        bar = bars.add_task(row.name, total=recipe.steps, loss="")
        for progress in trainer.run(recipe.steps):
            losses = " + ".join(f"{name} {values.mean():.1f}" for name, values in progress.losses.items())
            bars.update(bar, completed=progress.step, loss=f"{losses} nats")
    final = {f"train_{name}": float(values.mean()) for name, values in progress.losses.items()}
    result = evaluate(trainer.model, dataset, denoiser=row.noise > 0)
    command = f"python -m autoencoders train {row.name} --data {dataset.name} --seed {options.seed}"
    fields: Card = {
        "name": row.name,
        "title": row.title,
        "recipe": recipe_fields(recipe),
        "seed": options.seed,
        "data": {"name": dataset.name, "digest": dataset.digest, "train": len(dataset.train_images)},
        "command": command + (f" --steps {options.steps}" if options.steps else ""),
        "seconds": round(time.monotonic() - began, 1),
        "versions": {
            "autoencoders": __version__,
            "python": platform.python_version(),
            **{name: version(name) for name in ("tensorflow", "keras", "numpy")},
        },
        "scores": final | result,
    }
    save(options.out / f"{row.name}.safetensors", trainer.model, fields, dataset.test_images)


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


def weights_table(folder: Path) -> str:
    """`weights/README.md`: what each file is and what it scores, from the cards."""
    lines = [
        "# Weights",
        "",
        "Written by `python -m autoencoders train`, from the cards inside the files; do not edit by hand.",
        "Scores are on the whole test set: cross-entropy in nats per pixel, PSNR in dB, and for a VAE −ELBO in nats per",
        "image (for `beta = 2` that is what it scores, not what it was trained on).",
        "",
        "| file | parameters | training | data | seed | at rest | cross-entropy | PSNR | SSIM | −ELBO |",
        "|---|--:|---|---|--:|---|--:|--:|--:|--:|",
    ]
    for row in VARIANTS:
        path = folder / f"{row.name}.safetensors"
        if not path.is_file():
            continue
        fields = card(path)
        scores = fields["scores"]
        elbo = (
            f"{scores['negative_elbo']:.1f} = {scores['reconstruction']:.1f} + {scores['kl']:.1f}"
            if "kl" in scores
            else ""
        )
        beta = "" if fields["beta"] is None else f", beta = {fields['beta']:g}"
        lines.append(
            f"| {path.name} | {fields['parameters']:,} | {fields['recipe']['summary']}{beta} | {fields['data']['name']} "
            f"`{fields['data']['digest'][:8]}` | {fields['seed']} | {fields['dtype']} "
            f"| {scores['test_bce_per_pixel']:.4f} | {scores['psnr']:.2f} | {scores['ssim']:.4f} | {elbo} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
