"""What a visitor takes away from a lesson: a contact sheet to print and a table to calculate with. No Streamlit here."""

import csv
import io
from collections.abc import Mapping

import numpy as np
from PIL import Image, ImageDraw, ImageFont

import autoencoders as ae
from autoencoders.comparison import Reconstruction
from autoencoders.networks import PIXELS

from .figures import error_map, grey, png


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
    scale, gap, text = 3, 12, 330
    side = 28 * scale
    sheet = Image.new("RGB", (3 * gap + 2 * side + text, (len(rows) + 1) * (side + gap) + gap), "white")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(14)

    def paste(image: np.ndarray, column: int, line: int) -> None:
        tile = Image.fromarray(image).convert("RGB").resize((side, side), Image.Resampling.NEAREST)
        sheet.paste(tile, (gap + column * (side + gap), gap + line * (side + gap)))

    def write(title: str, detail: str, line: int) -> None:
        left, top = 3 * gap + 2 * side, gap + line * (side + gap) + side // 2 - 20
        draw.text((left, top), title, fill="black", font=font)
        draw.text((left, top + 20), detail, fill="#555555", font=font)

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


def strip(ways: list[np.ndarray], scale: int = 3) -> bytes:
    """A PNG with a row for each way `(n, 28, 28, 1)`, frame beside frame."""
    rows = [np.concatenate([grey(frame) for frame in frames], axis=1) for frames in ways]
    return png(np.concatenate(rows, axis=0), scale)


def animation(ways: list[np.ndarray], scale: int = 4, milliseconds: int = 200) -> bytes:
    """A GIF that loops, the ways side by side: as many frames as each way has, all `(n, 28, 28, 1)`."""
    frames = [np.concatenate([grey(way[i]) for way in ways], axis=1) for i in range(len(ways[0]))]
    # A corner pixel that alternates: Pillow would otherwise merge neighbours that look the same.
    pictures = []
    for i, frame in enumerate(frames):
        large = frame.repeat(scale, axis=0).repeat(scale, axis=1)
        large[0, 0] = i % 2
        pictures.append(Image.fromarray(large))
    buffer = io.BytesIO()
    pictures[0].save(
        buffer, "GIF", save_all=True, append_images=pictures[1:], duration=milliseconds, loop=0, optimize=False
    )
    return buffer.getvalue()
