"""What a canvas reports, looked at like a stranger's file before anything of it is kept. No Streamlit here.

Whoever speaks Streamlit's protocol can send whatever it likes in the canvas's name, at every stroke. Of a picture nothing is
decoded before its header says that it has the canvas's size; of strokes is kept what is needed to draw them again.
"""

import base64
import io
from typing import Any

import numpy as np
from PIL import Image

from .strokes import MOST_DRAWN, MOST_STROKES, WIDEST, Stroke, stroke_of

MOST_PICTURE = 128 * 1024
"""Bytes of the canvas's PNG: scribbles of the thinnest pen all over it have 41,000 at most, as Chromium packs them."""

BEGINNING = "data:image/png;base64,"
"""What stands before them."""

FARTHEST = 100_000
"""Pixels from the canvas's corner of whatever is drawn: no screen is so wide."""

NUMBERS = {"M": 2, "L": 2, "Q": 4}
"""How many numbers each command of a stroke's path has: moves, lines and quadratic curves are all that a pen makes."""


def drawing_from(report: Any, side: int, color: str) -> tuple[list[Stroke], bytes] | None:
    """The strokes in this report and their picture as PNG data, `(side, side)`; None where it is no canvas's.

    The strokes are as the canvas takes them, drawn in this `color`.
    """
    if not isinstance(report, dict) or not isinstance(raw := report.get("raw"), dict):
        return None
    picture, strokes = _picture(report.get("data")), raw.get("objects")
    if picture is None or ink_in(picture, side) is None:
        return None
    if not isinstance(strokes, list) or len(strokes) > MOST_STROKES or not all(map(is_stroke, strokes)):
        return None
    if sum(len(stroke["path"]) for stroke in strokes) > MOST_DRAWN:
        return None
    return [stroke_of(stroke["path"], stroke["strokeWidth"], color) for stroke in strokes], picture


def is_too_much(report: Any) -> bool:
    """Whether a canvas could report this, and there is only more drawn on it than is kept."""
    raw = report.get("raw") if isinstance(report, dict) else None
    strokes = raw.get("objects") if isinstance(raw, dict) else None
    if not isinstance(strokes, list):
        return False
    if len(strokes) > MOST_STROKES:
        return True
    return all(map(is_stroke, strokes)) and sum(len(stroke["path"]) for stroke in strokes) > MOST_DRAWN


def ink_in(picture: bytes, side: int) -> np.ndarray | None:
    """The ink in a canvas's PNG, its alpha, as `(side, side)` uint8; None where this is no such picture."""
    if len(picture) > MOST_PICTURE:
        return None
    try:
        with Image.open(io.BytesIO(picture), formats=("PNG",)) as image:
            if image.size != (side, side):
                return None
            return np.asarray(image.convert("RGBA"))[..., 3]
    except Exception:  # Pillow's decoders fail in a dozen ways on a damaged file
        return None


def is_stroke(stroke: Any) -> bool:
    """Whether this is a pen's stroke: a path that begins somewhere and of which all is finite, and a width."""
    if not isinstance(stroke, dict) or not isinstance(path := stroke.get("path"), list) or not path:
        return False
    return is_between(1, stroke.get("strokeWidth"), WIDEST) and all(map(is_step, path)) and path[0][0] == "M"


def is_step(step: Any) -> bool:
    """Whether this is a command of a path with its numbers."""
    if not isinstance(step, list) or not step or not isinstance(step[0], str):
        return False
    return len(step) - 1 == NUMBERS.get(step[0]) and all(is_between(-FARTHEST, each, FARTHEST) for each in step[1:])


def is_between(least: float, value: Any, most: float) -> bool:
    """Whether this is a number from the least to the most, and neither true nor false."""
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _picture(url: Any) -> bytes | None:
    if not isinstance(url, str) or not url.startswith(BEGINNING) or len(url) > len(BEGINNING) + 2 * MOST_PICTURE:
        return None
    try:
        return base64.b64decode(url.removeprefix(BEGINNING), validate=True)
    except ValueError:
        return None
