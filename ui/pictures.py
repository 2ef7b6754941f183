"""Arrays in, pictures out: PNG data for enlarged digits, walls of digits, codes and error maps. No Streamlit here.

Digits are enlarged by repeating pixels, so that a pixel stays a square.
"""

import base64
import io
from functools import lru_cache

import numpy as np
from PIL import Image, ImageColor

from .colors import BLUE, FURTHEST, MISSING, RIGHT, SPARE

STRIP_WIDTH = 200
"""Pixels that the strip of a code is at least as wide as, until its bars are two pixels thin."""

SMALL, MOST_SMALL = 28 * 28 * 3, 256
"""Bytes of a picture that is kept as PNG, and how many are: an answer shows the same digit in several places."""

CORNER = 8
"""Pixels of the sides of the corner that marks what is no clear digit: in there MNIST's digits have no ink."""

GAP_GREY = 96
"""Grey level, of 255, between the digits of a wall."""


def grey(image: np.ndarray) -> np.ndarray:
    """A `(28, 28, 1)` image as uint8 `(28, 28)`; what lies outside [0, 1] is clipped."""
    return np.asarray((np.clip(image[..., 0], 0.0, 1.0) * 255).round().astype(np.uint8))


def error_map(clean: np.ndarray, output: np.ndarray) -> np.ndarray:
    """Output minus clean as RGB `(28, 28, 3)`: white none, blue where ink is missing, red where there is too much."""
    error = np.clip((output - clean)[..., 0], -1.0, 1.0)[..., None]
    missing, right, spare = (np.array(rgb, dtype=np.float64) for rgb in (MISSING, RIGHT, SPARE))
    return np.asarray((right + np.abs(error) * (np.where(error > 0, spare, missing) - right)).round().astype(np.uint8))


def marked(picture: np.ndarray, part: np.ndarray) -> np.ndarray:
    """A picture `(h, w)` or `(h, w, 3 | 4)` uint8 as RGB, where `part` `(h, w)` of it is covered with orange."""
    shown = np.array(Image.fromarray(picture).convert("RGB"))
    shown[part] = ImageColor.getrgb(FURTHEST)
    return shown


def code_strip(code: np.ndarray, color: str = BLUE, height: int = 56) -> np.ndarray:
    """The code as a strip of bars about a middle line, RGBA `(height, width, 4)`; the longest bar fills its half."""
    each = max(2, STRIP_WIDTH // len(code))
    half = height // 2
    strip = np.zeros((height, each * len(code), 4), dtype=np.uint8)
    lengths = np.round(np.abs(code) / max(float(np.abs(code).max()), 1e-6) * (half - 1)).astype(int)
    for i, (value, length) in enumerate(zip(code, lengths, strict=True)):
        columns = slice(i * each, (i + 1) * each - (1 if each > 2 else 0))
        rows = slice(half - length, half) if value > 0 else slice(half, half + length)
        strip[rows, columns] = (*ImageColor.getrgb(color), 255)
    strip[half - 1 : half + 1] = (128, 128, 128, 255)
    return strip


def wall(images: np.ndarray, columns: int, gap: int = 1, unclear: np.ndarray | None = None) -> np.ndarray:
    """`(n, 28, 28, 1)` images as one uint8 picture, row after row, with `gap` grey pixels between them.

    `unclear` `(n,)` of bool says which of them get an orange corner, and makes the picture RGB.
    """
    rows = -(-len(images) // columns)
    picture = np.full((rows * (28 + gap) - gap, columns * (28 + gap) - gap), GAP_GREY, dtype=np.uint8)
    for i, image in enumerate(images):
        top, left = (i // columns) * (28 + gap), (i % columns) * (28 + gap)
        picture[top : top + 28, left : left + 28] = grey(image)
    if unclear is None:
        return picture
    colored = np.repeat(picture[..., None], 3, axis=-1)
    corner = np.add.outer(np.arange(CORNER), np.arange(CORNER)) < CORNER
    for i in np.flatnonzero(unclear).tolist():
        top, left = (i // columns) * (28 + gap), (i % columns) * (28 + gap)
        colored[top : top + CORNER, left : left + CORNER][corner] = ImageColor.getrgb(FURTHEST)
    return colored


def sheet(images: np.ndarray, columns: int) -> np.ndarray:
    """Images `(n, 28, 28, 1)`, uint8 or in [0, 1], as a uint8 picture of so many columns; what is left over is black."""
    levels = images[..., 0] if images.dtype == np.uint8 else np.stack([grey(image) for image in images])
    rows = -(-len(levels) // columns)
    whole = np.zeros((rows * columns, 28, 28), np.uint8)
    whole[: len(levels)] = levels
    return whole.reshape(rows, columns, 28, 28).swapaxes(1, 2).reshape(rows * 28, columns * 28)


def png(image: np.ndarray, scale: int = 1) -> bytes:
    """PNG data of a uint8 image `(h, w)`, `(h, w, 3)` or `(h, w, 4)`, each pixel enlarged to scale × scale."""
    image = image.repeat(scale, axis=0).repeat(scale, axis=1)
    encoded = _of_small if image.nbytes <= SMALL else _encoded
    return encoded(image.tobytes(), image.shape)


def _encoded(data: bytes, shape: tuple[int, ...]) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(np.frombuffer(data, np.uint8).reshape(shape)).save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


_of_small = lru_cache(MOST_SMALL)(_encoded)


def data_url(image: np.ndarray, scale: int = 1) -> str:
    """The same as a `data:` address, for an `img` element."""
    return "data:image/png;base64," + base64.b64encode(png(image, scale)).decode()
