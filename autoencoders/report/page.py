"""The report as one Markdown page, made from its numbers alone."""

from collections.abc import Mapping
from typing import Any

from ..networks import PIXELS
from ..recipes import REPORT_NOISE
from ..scores.samples import CONFIDENT
from . import aliens
from .claims import CLAIMS, judged
from .figures import FIGURES
from .rules import UNKNOWN
from .tables import (
    COLUMNS,
    INPUTS,
    OVER_SEEDS,
    SAMPLE_COLUMNS,
    Numbers,
    cell,
    sample_rows,
    spread_cell,
    table,
    variant_rows,
    with_error,
)


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
        *over_seeds(numbers),
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
        "",
        *aliens.section(numbers),
    ]


def over_seeds(numbers: Numbers) -> list[str]:
    """What other seeds make of the same trainings; nothing without other seeds."""
    found = numbers["seeds"]
    if not found:
        return []
    counts = sorted({len(each["seeds"]) for each in found.values()})
    rows = []
    for name, each in found.items():
        cells = [spread_cell(each.get(measure), form) for measure, (_, form) in OVER_SEEDS.items()]
        rows.append([name, str(len(each["seeds"])), *cells])
    return [
        "## Over seeds",
        "",
        f"The same trainings with {' or '.join(map(str, counts))} seeds each, from [the table of trainings](../sweep/README.md): "
        "mean ± standard deviation. All other tables are of seed 0. Each claim is judged with every seed: where seeds disagree "
        "it holds with a caveat, unless it fails with most of them. Two numbers are level where 95 of 100 pairs of trainings "
        "that differ in their seed alone can be so far apart.",
        "",
        *table(["variant", "seeds", *(heading for heading, _ in OVER_SEEDS.values())], rows),
        "",
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
