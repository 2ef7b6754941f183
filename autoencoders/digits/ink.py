"""The ink of a grey picture apart from its background: `separate_ink`.

Whether the ink is dark or light is found out, not asked. The background is estimated twice, since no one way is right
both at the edge of a shadow and where a gradient meets the picture's border. What else stands out than the digit is for
`parts.py`, and what lies around the paper for `sheet.py`.
"""

import numpy as np
import scipy
from PIL import Image, ImageFilter

from .parts import Grey, Mask, digit_of
from .picture_file import NothingDrawn, to_bytes
from .sheet import sheet_in

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
"""What is said of a picture without ink."""


def separate_ink(grey: Grey, keep_all: bool = False) -> tuple[Grey, Mask]:
    """The ink alone, `(h, w)` in [0, 1], 1 where it is full, and what else stood out and was left out, `(h, w)`.

    Left out are specks, the edges of tables and what stands apart from the digit; with `keep_all` nothing is. Of a sheet
    that lies in the picture only what is on it counts: the desk around it is neither ink nor left out.
    """
    if np.ptp(grey) < LEAST_CONTRAST:
        raise NothingDrawn(ONE_COLOUR)
    if (sheet := sheet_in(grey)) is not None:
        place, paper = sheet
        ink, left_out = np.zeros(grey.shape, np.float32), np.zeros(grey.shape, bool)
        try:
            ink[place], left_out[place] = separate_ink(paper, keep_all)
        except NothingDrawn:  # a thick stroke, or an empty sheet, which is all there is to see
            pass
        else:
            return ink, left_out
    return _on_paper(grey, keep_all)


def _on_paper(grey: Grey, keep_all: bool) -> tuple[Grey, Mask]:
    """The same of a picture in which the paper, with all that lies on it, reaches the borders or nearly so."""
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
    most = max(4, calm.size // 400)
    peak = float(np.sort(np.partition(calm, -min(most, calm.size), axis=None)[-most:]).mean())
    if peak - level < max(LEAST_CONTRAST, 6 * noise):
        raise NothingDrawn(NO_INK)
    stands_out = calm > level + 0.42 * (peak - level)
    mask = stands_out if keep_all else digit_of(stands_out, calm)
    full = float(np.percentile(contrast[mask], 75))
    if full <= 0:  # what is calm stands out, and its pixels do not: noise on a picture of a few pixels
        raise NothingDrawn(NO_INK)
    floor = min(level + 2 * noise, 0.3 * full)
    reach = 2 * round(1 + radius) + 1
    near = scipy.ndimage.maximum_filter(mask, reach, mode="nearest")
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
    """Morphological closing by a `size` × `size` square: what is dark and narrower is filled, steps stay."""
    return np.asarray(scipy.ndimage.grey_closing(values, (size, size), mode="nearest"))


def _resized(values: Grey, scale: float) -> Grey:
    size = (max(1, round(values.shape[1] * scale)), max(1, round(values.shape[0] * scale)))
    return np.asarray(Image.fromarray(values).resize(size, Image.Resampling.BOX))


def _blurred(values: Grey, radius: float) -> Grey:
    """Gaussian blur, none where the radius is less than half a pixel."""
    if radius < 0.5:
        return values
    return np.asarray(Image.fromarray(to_bytes(values)).filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255
