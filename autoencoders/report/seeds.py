"""What other seeds would have measured, from the table of the sweep: each claim is judged with each of them, and two numbers are
level where another seed could have made the difference.

A report's own numbers are those of the shipped models, which have seed 0. A seed decides first parameters, batches, noise and ε.
"""

from collections.abc import Iterable, Mapping
from statistics import stdev
from typing import Any

from ..networks import PIXELS
from ..recipes import REPORT_NOISE
from ..scores.samples import COPIES, PRIOR, THRESHOLDS, recognised_at
from ..sweep.spread import level
from ..sweep.table import Row

SYSTEMS = (
    *(f"{kind}{task}-{d}" for task in ("", "-denoise") for kind in ("mlp", "conv") for d in (10, 100)),
    *("vae-10", "twin-10"),
)
"""The systems that the claims are about, by the names of their trainings to convergence."""

NAMES = (*SYSTEMS, *(f"{name}.assignment" for name in SYSTEMS))

MEASURES = (
    "train_bce_per_pixel",
    *("test_bce_per_pixel", "mse", "psnr", "ssim", "edges"),
    *("negative_elbo", "reconstruction", "kl"),
    *("noisy_psnr", "noisy_ssim"),
    *(f"{kind}_{recognised_at(threshold)}" for kind in ("samples", "mixture", "copies") for threshold in THRESHOLDS),
)
"""What is taken from the table, as its columns have it; the first per pixel, which the table has per image."""

Numbers = Mapping[str, Any]


def of_seeds(rows: Iterable[Row], digest: str) -> dict[str, Any]:
    """Of each of `NAMES` that was trained with several seeds on the data of this digest, and scored on its test images: its
    `seeds`, ascending, and each measure in their order.
    """
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: int(row["seed"])):
        if row["variant"] in NAMES and (row["digest"], row["split"]) == (digest, "test") and row["diverged_at"] is None:
            found.setdefault(row["variant"], []).append(row)
    return {name: by_measure(found[name]) for name in NAMES if len(found.get(name, [])) > 1}


def by_measure(trainings: list[Row]) -> dict[str, list[Any]]:
    """The measures that all of these trainings have, in the order of their seeds, and these."""
    columns: dict[str, list[Any]] = {"seeds": [row["seed"] for row in trainings]}
    for measure in MEASURES:
        values = [measured(row, measure) for row in trainings]
        if None not in values:
            columns[measure] = values
    return columns


def measured(row: Row, measure: str) -> float | None:
    """A measure of a row, where it has it."""
    if measure != "train_bce_per_pixel":
        return row[measure]  # type: ignore[no-any-return]
    return None if row["train_reconstruction"] is None else row["train_reconstruction"] / PIXELS


def views(numbers: Numbers) -> list[Numbers]:
    """The numbers once for each seed: what was measured with it in the place of what was measured of the shipped model.

    Only of seeds that all systems were trained with: no view mixes seeds, and none leaves a system as it is.
    """
    found = numbers.get("seeds", {})
    seeds = [set(found.get(name, {}).get("seeds", ())) for name in NAMES if name in numbers["variants"]]
    return [view(numbers, seed) for seed in sorted(set.intersection(*seeds))] if seeds else []


def view(numbers: Numbers, seed: int) -> Numbers:
    """The numbers with those of this seed."""
    at = list(numbers["sigmas"]).index(REPORT_NOISE)
    rows, noise, samples = dict(numbers["variants"]), dict(numbers["noise"]), dict(numbers["samples"])
    for name, found in numbers["seeds"].items():
        place = found["seeds"].index(seed)
        of_seed = {measure: found[measure][place] for measure in MEASURES if measure in found}
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


def level_of(numbers: Numbers, measure: str, *names: str) -> float:
    """From which difference on two variants are not level in this measure, as `spread.level` has it.

    One name alone stands beside what has no seed, as a noisy input has none; of two of which one was trained with several seeds,
    that one stands for both. A KeyError where none was.
    """
    known = [values for name in names if (values := numbers["seeds"].get(name, {}).get(measure))]
    if not known:
        raise KeyError(f"seeds of {names[0]}")
    return level(*known * (len(names) // len(known)))


def deviation(numbers: Numbers, name: str, measure: str) -> float | None:
    """The standard deviation of a variant's measure over its seeds, or None where there are not several."""
    values = numbers.get("seeds", {}).get(name, {}).get(measure)
    return None if values is None else stdev(values)


def with_spread(numbers: Numbers, name: str, measure: str, form: str = ".4f") -> str:
    """The shipped variant's measure in words, with the standard deviation over seeds where there are several."""
    value = format(numbers["variants"][name][measure], form)
    spread = deviation(numbers, name, measure)
    return value if spread is None else f"{value} ± {spread:{form}}"
