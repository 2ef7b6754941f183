"""What other seeds would have measured, from the table of the sweep: each claim is judged with each of them, and two losses are
level where another seed alone makes such a difference.

A report's own numbers are those of the shipped models, which have seed 0. Everything that a seed decides (first parameters,
batches, noise, ε) is another in a training of the sweep, and nothing else is.
"""

from collections.abc import Iterable, Mapping
from statistics import stdev
from typing import Any

from ..networks import PIXELS
from ..recipes import REPORT_NOISE
from ..scores.samples import COPIES, PRIOR, THRESHOLDS, recognised_at
from ..sweep.spread import level
from ..sweep.table import Row

MEASURES = (
    "train_bce_per_pixel",
    *("test_bce_per_pixel", "mse", "psnr", "ssim", "edges"),
    *("negative_elbo", "reconstruction", "kl"),
    *("noisy_psnr", "noisy_ssim"),
    *(f"{kind}_{recognised_at(threshold)}" for kind in ("samples", "mixture", "copies") for threshold in THRESHOLDS),
)
"""What is taken from the table, as its columns have it; the first per pixel, which the table has per image."""

REPORTS, FURTHER = "assignment", "converged"
"""The two trainings, by the names of their recipes."""

Numbers = Mapping[str, Any]


def of_seeds(rows: Iterable[Row], digest: str) -> dict[str, Any]:
    """Of each variant that was trained with several seeds on the data of this digest, and scored on its test images: each measure
    by seed; and of both trainings the `levels`, by which two of them differ that differ in their seed alone.
    """
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: int(row["seed"])):
        if row["variant"] and (row["digest"], row["split"]) == (digest, "test") and row["diverged_at"] is None:
            found.setdefault(row["variant"], []).append(row)
    variants = {name: by_measure(trainings) for name, trainings in found.items() if len(trainings) > 1}
    levels: dict[str, dict[str, float]] = {}
    for training in (REPORTS, FURTHER):
        of_it = [variants[name] for name, rows in found.items() if name in variants and rows[0]["recipe"] == training]
        levels[training] = {
            measure: level(each[measure] for each in of_it if measure in each)
            for measure in MEASURES
            if any(measure in each for each in of_it)
        }
    return {"variants": variants, "levels": levels}


def by_measure(trainings: list[Row]) -> dict[str, list[Any]]:
    """The measures that all of these trainings have, in the order of their seeds, and these."""
    columns: dict[str, list[Any]] = {"seeds": [row["seed"] for row in trainings]}
    for measure in MEASURES:
        values = [
            None
            if row["train_reconstruction"] is None
            else row["train_reconstruction"] / PIXELS
            if measure == "train_bce_per_pixel"
            else row[measure]
            for row in trainings
        ]
        if None not in values:
            columns[measure] = values
    return columns


def views(numbers: Numbers) -> list[Numbers]:
    """The numbers once for each seed: what was measured of a variant trained with that seed in the place of the shipped one's."""
    variants = numbers.get("seeds", {}).get("variants", {})
    count = min((len(found["seeds"]) for found in variants.values()), default=0)
    return [view(numbers, variants, i) for i in range(count)]


def view(numbers: Numbers, variants: Numbers, i: int) -> Numbers:
    """The numbers with those of the i-th seed."""
    at = list(numbers["sigmas"]).index(REPORT_NOISE)
    rows, noise, samples = dict(numbers["variants"]), dict(numbers["noise"]), dict(numbers["samples"])
    for name, found in variants.items():
        of_seed = {measure: found[measure][i] for measure in MEASURES if measure in found}
        if name in rows:
            rows[name] = rows[name] | of_seed
        if name in noise and "noisy_psnr" in of_seed:
            psnr = list(noise[name]["psnr"])
            psnr[at] = of_seed["noisy_psnr"]
            noise[name] = noise[name] | {"psnr": psnr}
        for kind, whose in (("samples", PRIOR), ("copies", COPIES)):
            if f"{name}, {whose}" in samples:
                shares = {
                    recognised_at(each): {"mean": of_seed[f"{kind}_{recognised_at(each)}"], "se": 0.0}
                    for each in THRESHOLDS
                    if f"{kind}_{recognised_at(each)}" in of_seed
                }
                samples[f"{name}, {whose}"] = samples[f"{name}, {whose}"] | shares
    return {**numbers, "variants": rows, "noise": noise, "samples": samples}


def level_of(numbers: Numbers, training: str, measure: str) -> float:
    """By how much this measure differs between two trainings that differ in their seed alone, 95 of 100 such pairs by less.

    A KeyError where no training was done with several seeds.
    """
    return float(numbers["seeds"]["levels"][training][measure])


def deviation(numbers: Numbers, name: str, measure: str) -> float | None:
    """The standard deviation of a variant's measure over its seeds, or None where there are not several."""
    values = numbers.get("seeds", {}).get("variants", {}).get(name, {}).get(measure)
    return None if values is None else stdev(values)


def with_spread(numbers: Numbers, name: str, measure: str, form: str = ".4f") -> str:
    """A variant's measure in words, with its standard deviation over seeds where it has several."""
    value = format(numbers["variants"][name][measure], form)
    spread = deviation(numbers, name, measure)
    return value if spread is None else f"{value} ± {spread:{form}}"
