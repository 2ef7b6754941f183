"""`python -m autoencoders percentiles`: how strange each test digit is to each variant, as a file of quantiles."""

import argparse

from threadpoolctl import threadpool_limits

from ..digits.datasets import load_dataset
from ..scores.percentiles import PERCENTILES, measured, percentiles, save_percentiles
from ..variants import VARIANTS
from ..weights import load
from .terminal import console, progress_bar


def write_percentiles(options: argparse.Namespace) -> None:
    """Measure all test digits with every variant whose weights are in the folder, and write the file beside them."""
    dataset = load_dataset(options.data)
    models = {
        row.name: load(row.name, options.out) for row in VARIANTS if (options.out / f"{row.name}.safetensors").is_file()
    }
    tasks = list(measured(models, dataset))
    found = {}
    with progress_bar() as bars, threadpool_limits(2):
        bar = bars.add_task("measuring", total=len(tasks), loss="")
        for name, measure in tasks:
            found[name] = percentiles(measure())
            bars.advance(bar)
    save_percentiles(options.out / PERCENTILES, found, models, dataset)
    console.print(f"Wrote {options.out / PERCENTILES}.")
