"""`python -m autoencoders evaluate`: the scores of variants on a whole test set, as a table or as JSON."""

import argparse
from pathlib import Path
from typing import Any

from rich.table import Table

from ..digits.datasets import load_dataset
from ..scores.model_scores import evaluate
from ..validator import finite_json
from ..weights import read
from .listing import chosen
from .terminal import table_console

SUFFIX = ".safetensors"


def evaluate_variants(options: argparse.Namespace) -> None:
    """The scores of each variant, as a table or as one JSON list."""
    files = [Path(name) for name in options.names if name.endswith(SUFFIX)]
    names = [name for name in options.names if not name.endswith(SUFFIX)]
    rows = chosen(names) if names or not files else []
    dataset = load_dataset(options.data)
    results: list[dict[str, Any]] = []
    for path in [*(options.out / f"{row.name}{SUFFIX}" for row in rows), *files]:
        model, fields = read(path)
        head = {"name": path.stem, "parameters": model.parameter_count, "recipe": fields["recipe"]["summary"]}
        results.append(head | evaluate(model, dataset, denoiser=fields["recipe"].get("noise", 0) > 0))
    if options.json:
        print(finite_json(results, indent=2))  # JSON knows no infinity: it is null
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
