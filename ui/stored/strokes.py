"""The strokes of a drawing as a line of text, short enough for a link, and as a picture. No Streamlit here.

A stroke becomes a polyline that stays within a pixel of what was drawn; its points are whole pixels, written as the way from
one to the next, a byte or two each. The picture is what the canvas shows, but for the greys along the edges.
"""

import base64
import binascii
import io
import itertools
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

Stroke = dict[str, Any]

NEAR = 0.7
"""Pixels of the canvas by which a simplified stroke may miss what was drawn."""

LONGEST = 12_000
"""Characters of a text that is read; ten strokes have some 600."""

MOST_BYTES = 32_000
"""Bytes of strokes that such a text may unfold to."""

MOST_STROKES, MOST_POINTS = 300, 8_000
"""Strokes and points of a drawing that is read."""

FAR = 600
"""Pixels from the canvas's corner at which a point may lie: a stroke may leave the canvas."""

WIDEST = 100
"""Pixels of the widest pen that is read."""

FINE = 4
"""Times as many pixels a side as the canvas has, on which a picture is drawn, so that edges get their greys."""


def to_text(strokes: Sequence[Stroke]) -> str:
    """The strokes that the canvas reported, as text of letters, digits, - and _."""
    numbers = [len(strokes)]
    for stroke in strokes:
        points = points_of(stroke["path"])
        if any(
            command == "Q" for command, *_ in stroke["path"]
        ):  # a polyline was simplified before, and would lose more
            points = points[simplified(points)]
        points = whole(points)
        numbers += [round(float(stroke.get("strokeWidth", 20))), len(points)]
        steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
        numbers += [2 * int(step) if step >= 0 else -2 * int(step) - 1 for step in steps.ravel()]
    return base64.urlsafe_b64encode(zlib.compress(b"".join(map(_varint, numbers)), 9)).decode().rstrip("=")


def from_text(text: str, ink: str) -> list[Stroke]:
    """The strokes in this text as the canvas takes them, drawn in the colour `ink`; a `ValueError` where it has none."""
    try:
        if len(text) > LONGEST:
            raise ValueError
        unfolding = zlib.decompressobj()
        data = unfolding.decompress(base64.b64decode(text + "=" * (-len(text) % 4), "-_", validate=True), MOST_BYTES)
        if not unfolding.eof:
            raise ValueError
        numbers = iter(_numbers(data))
        strokes = [_stroke(numbers, ink) for _ in range(_within(next(numbers), 0, MOST_STROKES))]
        if sum(len(stroke["path"]) for stroke in strokes) > MOST_POINTS or next(numbers, None) is not None:
            raise ValueError
    except (ValueError, binascii.Error, zlib.error, StopIteration, UnicodeError):
        raise ValueError(
            "The drawing in this link can't be read: it was cut short or changed. Ask for the link again, or draw."
        ) from None
    return strokes


def picture(strokes: Sequence[Stroke], side: int) -> bytes:
    """PNG data of these strokes, `(side, side)`, white with the ink as its alpha, as the canvas reports it."""
    fine = Image.new("L", (FINE * side, FINE * side))
    draw = ImageDraw.Draw(fine)
    for stroke in strokes:
        points = [(FINE * float(x), FINE * float(y)) for x, y in points_of(stroke["path"])]
        radius = FINE * float(stroke["strokeWidth"]) / 2
        draw.line(points, 255, round(2 * radius))
        for x, y in points:
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), 255)
    ink = fine.resize((side, side), Image.Resampling.BOX)
    data = io.BytesIO()
    Image.merge("RGBA", [Image.new("L", ink.size, 255)] * 3 + [ink]).save(data, "png")
    return data.getvalue()


def points_of(path: Sequence[Sequence[Any]]) -> np.ndarray:
    """Points `(n, 2)` along a path of moves, lines and quadratic curves: each end, and the middle of each curve."""
    points: list[np.ndarray] = []
    for _, *numbers in path:
        ends = np.array(numbers, dtype=np.float64).reshape(-1, 2)
        if len(ends) == 2 and points:
            points.append((points[-1] + 2 * ends[0] + ends[1]) / 4)
        points.append(ends[-1])
    return np.array(points)


def whole(points: np.ndarray) -> np.ndarray:
    """These points in whole pixels, each once."""
    found = np.rint(points).astype(np.int64)
    moved = np.append(True, np.any(found[1:] != found[:-1], axis=1))
    return np.asarray(found[moved])


def simplified(points: np.ndarray) -> np.ndarray:
    """Which of these points are enough to stay `NEAR` all of them: bools `(n,)` (Douglas & Peucker 1973)."""
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    open_parts = [(0, len(points) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        if last - first < 2:
            continue
        way, between = points[last] - points[first], points[first + 1 : last] - points[first]
        along = np.clip(between @ way / max(way @ way, 1e-9), 0, 1)
        away = np.linalg.norm(between - along[:, None] * way, axis=1)
        furthest = int(np.argmax(away))
        if away[furthest] > NEAR:
            keep[first + 1 + furthest] = True
            open_parts += [(first, first + 1 + furthest), (first + 1 + furthest, last)]
    return keep


def _stroke(numbers: Any, ink: str) -> Stroke:
    width = _within(next(numbers), 1, WIDEST)
    count = _within(next(numbers), 1, MOST_POINTS)
    steps = [(number >> 1) ^ -(number & 1) for number in itertools.islice(numbers, 2 * count)]
    if len(steps) < 2 * count or any(abs(step) > 2 * FAR for step in steps):
        raise ValueError
    points = np.cumsum(np.array(steps).reshape(-1, 2), axis=0)
    if np.abs(points).max() > FAR:
        raise ValueError
    (x, y), *others = points.tolist()
    # A line to where it begins would not be drawn: a dot is a line that is too short to be seen.
    path = [["M", x, y], *(["L", *point] for point in others or [(x + 0.01, y)])]
    look = {"fill": None, "stroke": ink, "strokeWidth": width, "strokeLineCap": "round", "strokeLineJoin": "round"}
    return {"type": "path", "path": path, **look}


def _within(number: int, least: int, most: int) -> int:
    if not least <= number <= most:
        raise ValueError
    return number


def _varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says that more follow."""
    data = bytearray()
    while number > 127:
        data.append(number & 127 | 128)
        number >>= 7
    return bytes([*data, number])


def _numbers(data: bytes) -> list[int]:
    found, number, shift = [], 0, 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            found.append(number)
            number, shift = 0, 0
        elif shift > 28:
            raise ValueError
    if shift:
        raise ValueError
    return found
