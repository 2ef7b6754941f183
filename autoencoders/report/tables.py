"""The report's numbers as rows of tables: which measures they show, under which headings, and how a number is written."""

from collections.abc import Mapping
from statistics import mean, stdev
from typing import Any

from ..scores.samples import CONFIDENT, COPIES, MEASURES, THRESHOLDS, recognised_at
from .rules import BCE

Numbers = Mapping[str, Any]
Row = dict[str, str | float | int | None]

INPUTS = {"input": "the noisy input itself", "clipped": "the noisy input, clipped to [0, 1]"}
"""What tables call what the denoisers are given, which `numbers["noise"]` has beside them."""

COLUMNS = {
    "test_bce_per_pixel": ("cross-entropy, nats/pixel", ".4f"),
    "mse": ("MSE", ".4f"),
    "psnr": ("PSNR, dB", ".2f"),
    "ssim": ("SSIM", ".3f"),
    "edges": ("edges kept", ".3f"),
    "negative_elbo": ("−ELBO, nats", ".1f"),
    "reconstruction": ("reconstruction, nats", ".1f"),
    "kl": ("KL, nats", ".1f"),
    "bound_1": ("−bound, k = 1", ".1f"),
    "bound_100": ("−bound, k = 100", ".1f"),
    "bound_1000": ("−bound, k = 1,000", ".1f"),
    "active_units": ("active units", "d"),
    "noisy_psnr": ("PSNR at σ = 20/255", ".2f"),
    "noisy_ssim": ("SSIM at σ = 20/255", ".3f"),
    "recognised": ("samples recognised", ".1%"),
    "class_entropy": ("class entropy, nats", ".3f"),
    "judge_frechet": ("judge Fréchet distance", ".1f"),
}
"""The measures of a variant: key, heading, form."""

OF_COPIES = "of_copies"
SAMPLE_COLUMNS = {
    "recognised": ("recognised", ".1%"),
    OF_COPIES: ("of its own copies", ".2f"),
    **{measure: COLUMNS[measure] for measure in MEASURES if measure != "recognised"},
    **{recognised_at(each): (f"from {each:g} on", ".1%") for each in THRESHOLDS if each != CONFIDENT},
}
"""The measures of samples: key, heading, form."""


OVER_SEEDS = {
    BCE: COLUMNS[BCE],
    "ssim": COLUMNS["ssim"],
    "edges": COLUMNS["edges"],
    "negative_elbo": COLUMNS["negative_elbo"],
    "noisy_psnr": COLUMNS["noisy_psnr"],
    **{
        f"{kind}_{recognised_at(CONFIDENT)}": (f"{whose} recognised", ".1%")
        for kind, whose in (
            ("samples", "samples"),
            ("mixture", "from a fitted mixture of 10"),
            ("copies", "own copies"),
        )
    },
}
"""The measures that are shown over seeds: key, heading, form."""


def variant_rows(numbers: Numbers) -> list[Row]:
    """A row for each variant with all its measures; what does not apply to it is None. Samples are those from N(0, I)."""
    rows: list[Row] = []
    for name, found in numbers["variants"].items():
        row: Row = {"name": name, "title": found["title"], "parameters": found["parameters"]}
        values: dict[str, Any] = dict(found)
        for k, bound in found.get("bound", {}).items():
            values[f"bound_{k}"] = -bound["mean"]
        if name in numbers["noise"]:
            for measure in ("psnr", "ssim"):
                values[f"noisy_{measure}"] = numbers["noise"][name][measure][1]
        sample = numbers["samples"].get(f"{name}, N(0, I)", {})
        values |= {measure: sample[measure]["mean"] for measure in MEASURES if sample}
        rows.append(row | {key: values.get(key) for key in COLUMNS})
    return rows


def sample_rows(numbers: Numbers) -> list[Row]:
    """A row for each way of making digits: the measures, those of `MEASURES` with a standard error, which chance alone has.

    `OF_COPIES` is how often they are recognised as a share of how often the same model's copies of real digits are.
    """
    rows: list[Row] = []
    for name, found in numbers["samples"].items():
        row: Row = {"samples": name}
        for measure in MEASURES:
            row |= {measure: found[measure]["mean"], f"{measure}_se": found[measure]["se"]}
        copies = numbers["samples"].get(f"{name.split(', ')[0]}, {COPIES}")
        row[OF_COPIES] = found["recognised"]["mean"] / copies["recognised"]["mean"] if copies else None
        row |= {measure: found[measure]["mean"] for measure in SAMPLE_COLUMNS if measure not in row}
        rows.append(row)
    return rows


def cell(value: str | float | int | None, form: str) -> str:
    """A number as a table shows it, with a real minus sign; nothing for None."""
    return "" if value is None else format(value, form).replace("-", "−")


def with_error(row: Row, key: str, form: str) -> str:
    """A measure of a row as a table shows it, with its standard error where it has one."""
    error = row.get(f"{key}_se")
    return cell(row[key], form) + ("" if error is None else f" ± {cell(error, form)}")


def table(headings: list[str], rows: list[list[str]]) -> list[str]:
    """A Markdown table; all columns but the first are numbers."""
    rule = ["---", *(["--:"] * (len(headings) - 1))]
    return ["| " + " | ".join(cells) + " |" for cells in (headings, rule, *rows)]


def spread_cell(values: list[float] | None, form: str) -> str:
    """The mean of values with their standard deviation, as a table shows them; nothing for None."""
    return "" if values is None else f"{cell(mean(values), form)} ± {cell(stdev(values), form)}"
