"""What a visitor takes away from the lesson on reconstruction: a contact sheet to print and a table to calculate with.

No Streamlit here.
"""

import csv
import io
from collections.abc import Mapping

import numpy as np
from PIL import Image, ImageDraw, ImageFont

import autoencoders as ae
from autoencoders.networks import PIXELS
from autoencoders.scores.digit_scores import Reconstruction

from ..colors import SMALL_PRINT
from ..pictures import error_map, grey

# In pixels of the contact sheet.
SCALE = 3
"""For each pixel of a digit."""
GAP = 12
"""Between digits, and around them."""
TEXT_WIDTH = 330
"""Of the column of words."""
FONT_SIZE = 14
"""Of the words."""


def scores_csv(rows: list[ae.Variant], results: dict[str, Reconstruction], setting: Mapping[str, object]) -> str:
    """A line a model: its scores, beside the setting (σ, draw, floor, ...) that all lines share."""
    lines = [
        {"model": row.name, "parameters": row.parameter_count}
        | dict(setting)
        | {
            "cross_entropy_nats_per_image": results[row.name].cross_entropy,
            "cross_entropy_nats_per_pixel": results[row.name].cross_entropy / PIXELS,
            "mse": results[row.name].mse,
            "psnr_db": results[row.name].psnr,
            "ssim": results[row.name].ssim,
        }
        for row in rows
    ]
    table = io.StringIO()
    writer = csv.DictWriter(table, list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
    return table.getvalue()


def contact_sheet(clean: np.ndarray, given: np.ndarray, rows: list[tuple[str, np.ndarray, str]]) -> bytes:
    """A PNG to take away: the clean digit and what the models were given, then a line a model with its error map.

    `rows` hold a title, the output `(28, 28, 1)` and one line of scores.
    """
    side, gap = 28 * SCALE, GAP
    sheet = Image.new("RGB", (3 * gap + 2 * side + TEXT_WIDTH, (len(rows) + 1) * (side + gap) + gap), "white")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(FONT_SIZE)

    def paste(image: np.ndarray, column: int, line: int) -> None:
        tile = Image.fromarray(image).convert("RGB").resize((side, side), Image.Resampling.NEAREST)
        sheet.paste(tile, (gap + column * (side + gap), gap + line * (side + gap)))

    def write(title: str, detail: str, line: int) -> None:
        left, top = 3 * gap + 2 * side, gap + line * (side + gap) + side // 2 - 20
        draw.text((left, top), title, fill="black", font=font)
        draw.text((left, top + 20), detail, fill=SMALL_PRINT, font=font)

    paste(grey(clean), 0, 0)
    paste(grey(given), 1, 0)
    write("the clean digit, and what the models were given", "below: the output, and output - clean", 0)
    for line, (title, output, detail) in enumerate(rows, start=1):
        paste(grey(output), 0, line)
        paste(error_map(clean, output), 1, line)
        write(title, detail, line)
    buffer = io.BytesIO()
    sheet.save(buffer, "PNG")
    return buffer.getvalue()
