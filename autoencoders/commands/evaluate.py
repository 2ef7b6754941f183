"""`python -m autoencoders evaluate`: the scores of variants on a whole test set, as a table or as JSON."""

import argparse
import json
from typing import Any

from rich.table import Table

from ..digits.datasets import load_dataset
from ..scores.model_scores import evaluate
from ..weights import read
from .listing import chosen
from .terminal import table_console


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
    table_console().print(table)
