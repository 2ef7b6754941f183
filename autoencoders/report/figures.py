"""The report's six figures: which models, what goes in, what comes out, and each as one sheet to save.

As in the report the inputs lie above and the outputs below; for the denoisers the noisy inputs lie between them. The report
shows its own trainings only; here each figure has them beside the same networks trained further.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ..digits.datasets import Dataset
from ..digits.noise import add_noise
from ..models import Model
from ..recipes import REPORT_NOISE
from ..variants import variant

TRAININGS = {"as in the report": ".assignment", "trained further": ""}
"""The two trainings of every figure, and what each adds to a variant's name."""

SAMPLES = 30
"""Pictures in the report's Figure 6."""

SEED = 0
"""Of the noise and of the random codes, so that a figure is the same in every run."""

# In pixels of a sheet to save.
SIDE = 56
"""Of one digit: each of its 28 pixels doubled."""
LABEL_WIDTH = 230
"""Of the column of words at the left."""
HEADING = 34
"""Height of the line that names a training."""

HEADING_COLOR, SMALL_PRINT = "#0072B2", "#555555"


@dataclass(frozen=True)
class Figure:
    """A figure of the report: its number, its title, the systems in it, and the noise on their inputs.

    `inputs` is False for the figure whose pictures come from random codes.
    """

    number: int
    title: str
    systems: tuple[str, ...]
    noise: float = 0.0
    inputs: bool = True


FIGURES = (
    Figure(1, "Reconstructions of the two AEs, d = 10", ("mlp-10", "conv-10")),
    Figure(2, "Reconstructions of the two AEs, d = 100", ("mlp-100", "conv-100")),
    Figure(
        3, "What the denoising AEs make of noisy digits, d = 10", ("mlp-denoise-10", "conv-denoise-10"), REPORT_NOISE
    ),
    Figure(
        4, "What the denoising AEs make of noisy digits, d = 100", ("mlp-denoise-100", "conv-denoise-100"), REPORT_NOISE
    ),
    Figure(5, "Reconstructions of the VAE, d = 10", ("vae-10",)),
    Figure(6, "Images that the VAE draws from Gaussian noise", ("vae-10",), inputs=False),
)


@dataclass(frozen=True, eq=False)
class Row:
    """A row of a figure: what it shows, and its images `(n, 28, 28, 1)` in [0, 1] (noisy ones may leave it)."""

    label: str
    images: np.ndarray


def first_of_each_class(dataset: Dataset) -> np.ndarray:
    """Ten test digits, 0 to 9, `(10, 28, 28, 1)` in [0, 1]: of each class the first."""
    rows = [int(np.argmax(dataset.test_labels == digit)) for digit in range(10)]
    return dataset.test_images[rows].astype(np.float32) / np.float32(255)


def rows_of(figure: Figure, suffix: str, model: Callable[[str], Model], digits: np.ndarray) -> list[Row]:
    """The rows of one figure in one training (`suffix` as in `TRAININGS`); `model` loads a variant by its name."""
    if not figure.inputs:
        codes = np.random.default_rng(SEED).standard_normal((SAMPLES, 10)).astype(np.float32)
        return [Row("decoded from N(0, I)", model(name + suffix).decode(codes)) for name in figure.systems]
    rows, given = [Row("inputs", digits)], digits
    if figure.noise:
        given = add_noise(digits, figure.noise, np.random.default_rng(SEED))
        rows.append(Row("with noise of 20/255", given))
    outputs = [Row(variant(name).title, model(name + suffix).reconstruct(given)) for name in figure.systems]
    return rows + outputs


def sheet(figure: Figure, trainings: dict[str, list[Row]], note: str = "") -> Image.Image:
    """One figure as a picture to save: for each training its rows, with a heading; `note` stands under the title."""
    side, line = SIDE, HEADING
    strips = [(training, row) for training, rows in trainings.items() for row in rows]
    lines = sum(-(-len(row.images) // 10) for _, row in strips)
    height = 60 + len(trainings) * line + lines * (side + 6) + 10
    page = Image.new("RGB", (LABEL_WIDTH + 10 * (side + 4) + 10, height), "white")
    draw = ImageDraw.Draw(page)
    draw.text((10, 8), f"Figure {figure.number}. {figure.title}", fill="black", font=ImageFont.load_default(18))
    draw.text((10, 34), note, fill=SMALL_PRINT, font=ImageFont.load_default(13))
    top, last = 60, ""
    for training, row in strips:
        if training != last:
            draw.text((10, top + 8), training, fill=HEADING_COLOR, font=ImageFont.load_default(15))
            top, last = top + line, training
        draw.text((10, top + side // 2 - 8), row.label, fill="black", font=ImageFont.load_default(14))
        for i, image in enumerate(row.images):
            grey = (np.clip(image[..., 0], 0.0, 1.0) * 255).round().astype(np.uint8)
            tile = Image.fromarray(grey).resize((side, side), Image.Resampling.NEAREST)
            page.paste(tile, (LABEL_WIDTH + i % 10 * (side + 4), top + i // 10 * (side + 6)))
        top += -(-len(row.images) // 10) * (side + 6)
    return page
