"""The ink of a grey picture apart from its background: `separate_ink`, in NumPy and Pillow alone.

Whether the ink is dark or light is found out, not asked. The background is estimated twice, since no one way is right
both at the edge of a shadow and where a gradient meets the picture's border. Then of what stands out the digit is
chosen: specks, ruled lines and the table under the paper stand out too.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from .picture_file import NothingDrawn, to_bytes

LEAST_CONTRAST = 0.06
"""Of 1 from black to white: ink that stands out from its paper by less is no ink."""

BACKGROUND_SIDE = 96
"""Pixels of the longer side on which the lighting is fitted: it changes slowly, and a small picture is quick."""

POLARITY_SIDE = 48
"""Pixels of the longer side on which dark ink is told from light."""

ONE_COLOUR = (
    "The picture has one colour all over, so there is no digit in it. Give one with ink that stands out from its paper."
)
NO_INK = "No ink stands out from the background. Use a darker pen, more light or a closer picture."
ONLY_SPECKS = "Only specks stand out in this picture, no digit. Give a closer or a clearer one."
"""What is said of a picture in which no digit is found."""

Grey = npt.NDArray[np.floating[Any]]
Mask = npt.NDArray[np.bool_]


def separate_ink(grey: Grey, keep_all: bool = False) -> tuple[Grey, Mask]:
    """The ink alone, `(h, w)` in [0, 1], 1 where it is full, and what else stood out and was left out, `(h, w)`.

    Left out are specks, the edges of tables and what stands apart from the digit; with `keep_all` nothing is.
    """
    if np.ptp(grey) < LEAST_CONTRAST:
        raise NothingDrawn(ONE_COLOUR)
    radius = max(grey.shape) / 150
    paper = _screen_colour(grey)
    small = _resized(grey, min(1.0, BACKGROUND_SIDE / max(grey.shape)))
    if _ink_is_light(small) if paper is None else paper < 0.5 * (grey.min() + grey.max()):
        grey, small, paper = 1 - grey, 1 - small, None if paper is None else 1 - paper
    calm = _blurred(grey, radius)
    background = _background(calm, small) if paper is None else np.full_like(grey, max(paper, 0.02))
    contrast, calm = 1 - grey / background, 1 - calm / background
    # Of a normal distribution, from its darker-than-ink side alone: in a tight crop half of the pixels may be ink.
    low, middle = np.percentile(calm, (5, 30))
    noise = float(middle - low) / 1.12
    level = float(middle) + 0.52 * noise
    peak = float(np.sort(calm, axis=None)[-max(4, calm.size // 400) :].mean())
    if peak - level < max(LEAST_CONTRAST, 6 * noise):
        raise NothingDrawn(NO_INK)
    stands_out = calm > level + 0.42 * (peak - level)
    mask = stands_out if keep_all else _digit(stands_out, calm)
    full = float(np.percentile(contrast[mask], 75))
    if full <= 0:  # what is calm stands out, and its pixels do not: noise on a picture of a few pixels
        raise NothingDrawn(NO_INK)
    floor = min(level + 2 * noise, 0.3 * full)
    reach = 2 * round(1 + radius) + 1
    near = np.asarray(Image.fromarray(mask).convert("L").filter(ImageFilter.MaxFilter(reach))) > 0
    ink = np.where(near, np.clip((contrast - floor) / (full - floor), 0, 1), 0).astype(np.float32)
    return ink, stands_out & ~mask


def _screen_colour(grey: Grey) -> float | None:
    """The background of a picture drawn on a screen, which shows in its two pure colours; None for any other."""
    low, high = float(grey.min()), float(grey.max())
    dark, light = grey <= low + 0.04 * (high - low), grey >= high - 0.04 * (high - low)
    if dark.mean() + light.mean() < 0.7:
        return None
    rim = np.ones(grey.shape, bool)
    rim[1:-1, 1:-1] = False
    return low if dark.mean() + dark[rim].mean() > light.mean() + light[rim].mean() else high


def _background(grey: Grey, small: Grey) -> Grey:
    """The paper without its ink, dark ink on light paper: what two estimates agree on.

    A closing keeps the edges of shadows, yet is too bright where a gradient meets the picture's border. Of a picture
    divided by a smooth surface it is right there, yet too bright where that surface smooths the edge of a shadow.
    """
    surface = Image.fromarray(_surface(small)).resize(grey.shape[::-1], Image.Resampling.BILINEAR)
    smooth = np.maximum(np.asarray(surface), 0.02)
    size = round(0.35 * max(grey.shape)) | 1
    background: Grey = np.maximum(np.minimum(_closed(grey, size), smooth * _closed(grey / smooth, size)), 0.02)
    return background


def _ink_is_light(small: Grey) -> bool:
    """Whether what stands out from its surroundings, most of all in the middle, is brighter than they are."""
    tiny = _resized(small, min(1.0, POLARITY_SIDE / max(small.shape)))
    # A median over a third of the picture ignores strokes, and keeps the edge of a shadow where it is.
    median = ImageFilter.MedianFilter(max(tiny.shape) // 6 * 2 + 1)
    around = np.asarray(Image.fromarray(to_bytes(tiny)).filter(median), np.float32) / 255
    y, x = (np.linspace(-1, 1, n, dtype=np.float32) for n in tiny.shape)
    central = np.exp(-(y[:, None] ** 2 + x**2) / 2 / 0.45**2)
    return bool((central * (tiny - around) ** 3).sum() > 0)


def _surface(values: Grey) -> Grey:
    """The quadratic of least absolute deviation: it follows the majority, where least squares bends to the ink."""
    y, x = (axis.ravel() for axis in np.meshgrid(*(np.linspace(-1, 1, n) for n in values.shape), indexing="ij"))
    basis = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)
    wanted = values.ravel().astype(np.float64)
    weights = np.ones_like(wanted)
    for _ in range(15):
        weighted = basis * weights[:, None]
        fit = basis @ np.linalg.solve(weighted.T @ basis + 1e-9 * np.eye(6), weighted.T @ wanted)
        weights = 1 / np.maximum(np.abs(wanted - fit), 0.005)
    surface: Grey = np.clip(fit, values.min(), values.max()).reshape(values.shape).astype(np.float32)
    return surface


def _closed(values: Grey, size: int) -> Grey:
    """Morphological closing by an odd `size` × `size` square: what is dark and narrower is filled, steps stay."""
    return _running(np.minimum, _running(np.maximum, values, size), size)


def _running(pick: np.ufunc, values: Grey, size: int) -> Grey:
    """`pick` over an odd `size` × `size` window, edges repeated; joined in pairs, so the cost grows as log size."""
    for _ in range(2):
        values = np.pad(values, ((size // 2, size // 2), (0, 0)), mode="edge")
        width = 1
        while width < size:
            step = min(width, size - width)
            values = pick(values[step:], values[:-step])
            width += step
        values = values.T
    return values


def _resized(values: Grey, scale: float) -> Grey:
    size = (max(1, round(values.shape[1] * scale)), max(1, round(values.shape[0] * scale)))
    return np.asarray(Image.fromarray(values).resize(size, Image.Resampling.BOX))


def _blurred(values: Grey, radius: float) -> Grey:
    """Gaussian blur, none where the radius is less than half a pixel."""
    if radius < 0.5:
        return values
    return np.asarray(Image.fromarray(to_bytes(values)).filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255


def _digit(mask: Mask, ink: Grey) -> Mask:
    """Of all connected parts the one most in the middle, and those near enough and large enough to be its strokes."""
    labels, count = _components(mask)
    rows, columns = np.nonzero(mask)
    owner = labels[rows, columns]
    weight = ink[rows, columns]
    height, width = mask.shape
    central = np.exp(-(((rows / height - 0.5) ** 2 + (columns / width - 0.5) ** 2) / 2 / 0.25**2))
    amount = np.bincount(owner, weight, count)
    top, left, bottom, right = np.full(count, height), np.full(count, width), np.zeros(count, int), np.zeros(count, int)
    np.minimum.at(top, owner, rows)
    np.minimum.at(left, owner, columns)
    np.maximum.at(bottom, owner, rows + 1)
    np.maximum.at(right, owner, columns + 1)
    extent = np.maximum(bottom - top, right - left)

    on_border = (rows == 0) | (rows == height - 1) | (columns == 0) | (columns == width - 1)
    along = np.bincount(owner, on_border, count)
    across = ((top == 0) & (bottom == height)) | ((left == 0) & (right == width))
    edge = (along > 0.5 * extent) | across
    main = int(np.argmax(np.bincount(owner, weight * central, count) * np.where(edge, 0.05, 1)))
    gap = np.maximum.reduce([top - bottom[main], top[main] - bottom, left - right[main], left[main] - right])
    keep = ~edge & (gap < 0.3 * extent[main]) & (amount > 0.03 * amount[main])
    keep[main] = True
    if extent[main] < max(3, 0.03 * max(mask.shape)) or amount[keep].sum() < 0.3 * amount[keep | ~edge].sum():
        raise NothingDrawn(ONLY_SPECKS)
    digit: Mask = mask & keep[labels]
    return digit


def _components(mask: Mask) -> tuple[npt.NDArray[np.intp], int]:
    """Label 8-connected parts 0..count-1, off the mask 0 too: the runs of each row, joined with those of the next."""
    change = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    row, start = np.nonzero(change == 1)
    stop = np.nonzero(change == -1)[1]
    stride = mask.shape[1] + 2
    first = np.searchsorted(row * stride + stop, (row + 1) * stride + start, "left")
    last = np.searchsorted(row * stride + start, (row + 1) * stride + stop, "right")
    touching = np.maximum(last - first, 0)
    above = np.repeat(np.arange(len(row)), touching)
    below = np.arange(touching.sum()) + np.repeat(first - (np.cumsum(touching) - touching), touching)
    root = np.arange(len(row))
    while (root[above] != root[below]).any():
        least = np.minimum(root[above], root[below])
        np.minimum.at(root, root[above], least)
        np.minimum.at(root, root[below], least)
        root = root[root]
    _, root = np.unique(root, return_inverse=True)
    labels = np.zeros(mask.shape, np.intp)
    labels[mask] = np.repeat(root, stop - start)
    return labels, int(root.max()) + 1
