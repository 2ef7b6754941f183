"""The report's numbers as tables, and as one Markdown page."""

from collections.abc import Mapping
from typing import Any

from ..networks import PIXELS
from ..recipes import REPORT_NOISE
from ..scores.samples import CONFIDENT, COPIES, MEASURES, THRESHOLDS, recognised_at
from .claims import CLAIMS, judged
from .figures import FIGURES
from .rules import UNKNOWN

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


def markdown(numbers: Numbers) -> str:
    """The whole page."""
    lines = [
        "# The report, reproduced",
        "",
        "Written by `python -m autoencoders report`; do not edit by hand. `report.json` holds every number.",
        "",
    ]
    measured = "variants" in numbers
    if not measured:
        lines += [f"**{numbers['unmeasured']}**", ""]
    lines += ["## Claims", ""]
    for claim in CLAIMS:
        finding = judged(claim, numbers)
        lines.append(f"- **{claim.says}** {finding.verdict.capitalize()} ({claim.rule}).")
        lines += [f"  {finding.measured}"] if finding.verdict != UNKNOWN else []
    lines += ["", "## Figures", ""]
    if numbers["figures"] == "synthetic":
        lines += ["The inputs in these figures are digits drawn by a program, not MNIST's.", ""]
    for figure in FIGURES:
        alt = f"Figure {figure.number}: {figure.title}, as in the report and trained further"
        lines += [f"![{alt}](figure-{figure.number}.png)", ""]
    return "\n".join(lines + (measured_tables(numbers) if measured else [])).rstrip() + "\n"


def not_normalised(numbers: Numbers) -> str:
    """What −ELBO and the bounds are of; with the number left out where it was measured."""
    left_out = numbers["variants"].get("vae-10", {}).get("log_normaliser")
    text = (
        "−ELBO and the bounds, ever closer from above, are on minus the log of the averaged Bernoulli score. Papers write "
        "−log p(x), which it is for black and white pixels alone: for grey ones the score is not normalised, so it is no "
        "number of nats in which a digit could be described"
    )
    if left_out is not None:
        text += f". With the continuous Bernoulli, −ELBO of `vae-10` would be {left_out:,.1f} nats lower"
    return text + " (Loaiza-Ganem & Cunningham 2019)."


def measured_tables(numbers: Numbers) -> list[str]:
    """The three tables and what one has to know to read them."""
    size, scale = numbers["size"], numbers["scale"]
    headings = [heading for heading, _ in COLUMNS.values()]
    variants = [
        [str(row["name"]), f"{row['parameters']:,}", *(cell(row[key], form) for key, (_, form) in COLUMNS.items())]
        for row in variant_rows(numbers)
    ]
    made = [
        [str(row["samples"]), *(with_error(row, key, form) for key, (_, form) in SAMPLE_COLUMNS.items())]
        for row in sample_rows(numbers)
    ]
    sigmas = ["20/255" if sigma == REPORT_NOISE else f"{sigma:.1f}" for sigma in numbers["sigmas"]]
    noise = [
        [INPUTS.get(name, name), *(cell(value, ".1f") for value in found["psnr"])]
        for name, found in numbers["noise"].items()
    ]
    return [
        "## Every variant",
        "",
        f"On the {numbers['data']['test_images']:,} test images. A perfect copy has a cross-entropy of "
        f"{scale['floor'] / PIXELS:.4f} nats per pixel ({scale['floor']:.1f} an image), the mean training image as the answer "
        f"to everything {scale['mean_image'] / PIXELS:.4f} ({scale['mean_image']:.1f}). {not_normalised(numbers)} The bounds "
        f"are from the same {size['bound']} evenly spaced test images for every k, so compare them with k = 1 and not with the "
        f"−ELBO of all; those at σ = 20/255 are from {size['sweep']:,}. The lower, the better. The standard errors are "
        "in `report.json`.",
        "",
        *table(["variant", "parameters", *headings], variants),
        "",
        "## Samples",
        "",
        *samples_words(numbers),
        *table(["samples", *(heading for heading, _ in SAMPLE_COLUMNS.values())], made),
        "",
        "## Denoisers: PSNR in dB against σ",
        "",
        "The denoisers are given the noisy input as it is, as in the report. Clipping it to [0, 1] needs no model, and is what "
        "they have to beat.",
        "",
        *table(["denoiser", *sigmas], noise),
    ]


def samples_words(numbers: Numbers) -> list[str]:
    """What one has to know to read the table of samples."""
    size, judge = numbers["size"], numbers["judge"]
    fits = "; ".join(found_from(name, found) for name, found in numbers["other_fits"].items())
    return [
        f"{size['samples']:,} samples, mean ± standard error over {size['seeds']} seeds, judged by a classifier of this "
        f"project. It is right on {judge['accuracy']:.2%} of the test images, and sure ({CONFIDENT:g} or more) of "
        f"{judge['recognised_test_images']:.1%} of them: recognised means that it is sure. The Fréchet distance is that of its "
        "features and **not Inception FID**: compare it only within this table. The real training images are those that "
        "the classifier was trained on. Read the columns together: who draws one and the same digit may have all of "
        "it recognised, with a class entropy near 0; a picture with less ink than any training digit is not recognised.",
        "",
        "A model's *reconstructions* are what it gives back of the test images, its own copies: its samples can hardly be "
        "expected to be recognised more often, and *of its own copies* is the share of that. They have no ±, since no chance is "
        "in them. The last columns ask the classifier for another confidence.",
        "",
        f"Every density is fitted in the same way, to the codes of {numbers['density_codes']:,} training images. Of a VAE these "
        "are the middles of its clouds: the codes that its decoder was trained on are drawn from the clouds, and so spread a "
        "little wider. The ± is that of one fit. Where a fit of ten begins by chance moves its samples more: "
        f"{fits}.",
        "",
    ]


def found_from(name: str, found: Mapping[str, Any]) -> str:
    """How much other starts of a fit move the share of a model's samples that is recognised."""
    return f"{found['fits']} other starts for {name} gave {found['least']:.1%} to {found['most']:.1%} recognised"
