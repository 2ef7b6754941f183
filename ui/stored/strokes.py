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

COARSER = (NEAR, 1.5, 3.0, 6.0, 12.0, 24.0, 48.0, 96.0, 192.0, 1e9)
"""The same, one after another, until a text is short enough; the last leaves little more than where a stroke begins and ends."""

LONGEST = 12_000
"""Characters of a text; ten strokes have some 600, and those of `MOST_STROKES` fit at the coarsest."""

MOST_BYTES = 32_000
"""Bytes of strokes that such a text may unfold to."""

MOST_STROKES, MOST_POINTS = 600, 8_000
"""Strokes of a drawing, and points of one that is read from a text."""

MOST_DRAWN = 20_000
"""Points of a drawing as its canvas reports it: five minutes without a pause at sixty a second. They take 4 MB."""

PIECE = 1_000
"""Points of a stroke that are simplified at once: the time grows with the square of it where no point can be spared."""

FAR = 600
"""Pixels from the canvas's corner at which a point may lie: a stroke may leave the canvas, and what is further lies there."""

WIDTH, WIDEST = 20, 100
"""Pixels of a pen that says nothing of itself, and of the widest that is read."""

FINE = 4
"""Times as many pixels a side as the canvas has, on which a picture is drawn, so that edges get their greys."""


def to_text(strokes: Sequence[Stroke]) -> str:
    """The strokes as text of letters, digits, - and _, as precise as its length allows."""
    return text_of(strokes)[0]


def text_of(strokes: Sequence[Stroke]) -> tuple[str, bool]:
    """The strokes that the canvas reported as text, and whether they had to be made coarser than `NEAR` for it.

    Whatever the strokes are, `from_text` reads it: no more than `MOST_STROKES`, none beyond `FAR`, no point that is no number.
    """
    strokes = strokes[:MOST_STROKES]
    every = max(1, -(-sum(len(stroke["path"]) for stroke in strokes) // MOST_POINTS))
    ways = [(pen_of(stroke), *way) for stroke in strokes if len((way := _way(stroke["path"], every))[0])]
    for near in COARSER:
        rows = [(pen, whole(points[worth > near])) for pen, points, worth in ways]
        data = b"".join(map(_varint, _written(rows)))
        text = base64.urlsafe_b64encode(zlib.compress(data, 9)).decode().rstrip("=")
        count = sum(max(2, len(points)) for _, points in rows)
        if len(text) <= LONGEST and len(data) < MOST_BYTES and count <= MOST_POINTS:
            break
    return text, near > NEAR or every > 1


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


def worth_of(points: np.ndarray) -> np.ndarray:
    """By how many pixels one may miss these points before each is needed: `(n,)`; 0 where that is less than `NEAR`.

    Those worth more than a distance stay that near all of them (Douglas & Peucker 1973, for all distances at once).
    """
    worth = np.zeros(len(points))
    anchors = [*range(0, len(points) - 1, PIECE), len(points) - 1]
    worth[anchors] = np.inf
    open_parts = [(first, last, np.inf) for first, last in itertools.pairwise(anchors)]
    while open_parts:
        first, last, most = open_parts.pop()
        if last - first < 2:
            continue
        way, between = points[last] - points[first], points[first + 1 : last] - points[first]
        along = np.clip(between @ way / max(way @ way, 1e-9), 0, 1)
        away = np.linalg.norm(between - along[:, None] * way, axis=1)
        furthest = int(np.argmax(away))
        if (far := min(float(away[furthest]), most)) > NEAR:
            middle = first + 1 + furthest
            worth[middle] = far
            open_parts += [(first, middle, far), (middle, last, far)]
    return worth


def stroke_of(path: list[list[Any]], pen: float, ink: str) -> Stroke:
    """A stroke along this path as the canvas takes it."""
    look = {"fill": None, "stroke": ink, "strokeWidth": pen, "strokeLineCap": "round", "strokeLineJoin": "round"}
    return {"type": "path", "path": path, **look}


def pen_of(stroke: Stroke) -> int:
    """Pixels of the pen of this stroke."""
    width = float(stroke.get("strokeWidth", WIDTH))
    return round(min(max(width, 1), WIDEST)) if np.isfinite(width) else WIDTH


def _way(path: Sequence[Sequence[Any]], every: int) -> tuple[np.ndarray, np.ndarray]:
    """Points along a path, one in so many and its end, and what each is worth."""
    points = points_of(path)
    points = points[np.isfinite(points).all(axis=1)]
    points = np.clip(np.concatenate([points[:-1][::every], points[-1:]]), -FAR, FAR)
    if not len(points):
        return points, np.zeros(0)
    worth = worth_of(points)
    # A polyline was simplified before, and would lose more each time.
    return points, worth if any(command == "Q" for command, *_ in path) else np.maximum(worth, 1.01 * NEAR)


def _written(rows: Sequence[tuple[int, np.ndarray]]) -> list[int]:
    """The numbers of which a text is made, of pens and points: of a step to the left or up the odd ones."""
    numbers = [len(rows)]
    for pen, points in rows:
        steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
        numbers += [pen, len(points), *(2 * int(step) if step >= 0 else -2 * int(step) - 1 for step in steps.ravel())]
    return numbers


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
    return stroke_of([["M", x, y], *(["L", *point] for point in others or [(x + 0.01, y)])], width, ink)


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
