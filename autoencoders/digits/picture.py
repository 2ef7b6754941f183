"""Any picture of a digit -> the 28 × 28 image that a model trained on MNIST expects, with every step on the way kept.

MNIST is white ink on black, fitted into 20 × 20 and centred by its mass; a model that is given anything else answers
badly, which people then blame on the model. A 28 × 28 image that already has this form keeps every pixel of its ink.
A drawing is not a photo: it has no shadows and no specks, so of a drawing all ink is the picture.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from .ink import LEAST_CONTRAST, separate_ink
from .parts import Grey
from .picture_file import (
    LUMINANCE,
    MOST_PIXELS,
    DamagedPicture,
    NotAPicture,
    NothingDrawn,
    PictureError,
    PictureTooLarge,
    PictureTooSmall,
    open_picture,
    to_bytes,
)

__all__ = [
    "DamagedPicture",
    "Digit",
    "NotAPicture",
    "NothingDrawn",
    "PictureError",
    "PictureTooLarge",
    "PictureTooSmall",
    "Step",
    "digit_from_drawing",
    "digit_from_picture",
]

FINE = 8
"""Pixels of the drawing board for each pixel of the 20 × 20 box: strokes are thickened there."""
LEAST_STROKE = 2.2
"""In pixels of the 20 × 20 box: a quarter of MNIST's digits have thinner strokes, half thinner than 2.5."""


@dataclass(frozen=True, eq=False)
class Step:
    """One stage of the way, to be shown: `image` is `(h, w)`, `(h, w, 3)` or `(h, w, 4)` uint8."""

    title: str
    image: npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Digit:
    """`image` `(28, 28, 1)` float32 in [0, 1], white ink on black, and the steps that led to it, in order.

    `left_out` `(h, w)` marks what stood out in a photo and was not taken for the digit; None where that is nothing.
    """

    image: npt.NDArray[np.float32]
    steps: tuple[Step, ...]
    left_out: npt.NDArray[np.bool_] | None = None


def digit_from_drawing(drawing: npt.ArrayLike) -> Digit:
    """Bring a drawing into MNIST's form; nothing of it is left out, however many strokes lie wherever.

    `drawing` is the ink, `(h, w)`: uint8, or floats from 0, paper, to 1. Raises NotAPicture for another shape, kind or
    range, and NothingDrawn where there is no ink.
    """
    ink = np.asarray(drawing)
    if ink.ndim != 2 or (ink.dtype != np.uint8 and not np.issubdtype(ink.dtype, np.floating)):
        raise NotAPicture(
            f"A drawing is an array (h, w) of uint8 or of floats, not {ink.dtype} {ink.shape}. Give its ink alone."
        )
    ink = ink.astype(np.float32) / 255 if ink.dtype == np.uint8 else ink.astype(np.float32)
    if not (ink.size and np.isfinite(ink).all() and ink.min() >= 0 and ink.max() <= 1):
        raise NotAPicture("The ink of a drawing has values outside [0, 1] or none at all. Give it from 0, paper, to 1.")
    if ink.max() < LEAST_CONTRAST:
        raise NothingDrawn("Nothing is drawn yet. Draw a digit, or give a picture of one.")
    return _in_form(ink, (Step("as drawn", to_bytes(ink)),))


def digit_from_picture(picture: object, keep_all: bool = False, most_pixels: int = MOST_PIXELS) -> Digit:
    """Find the digit in a picture and bring it into MNIST's form.

    `picture` is a Pillow image; an array `(h, w)` or `(h, w, 1 | 3 | 4)` of uint8, uint16, bool or floats in [0, 1];
    the bytes of a PNG, JPEG, WebP, GIF or BMP file; a path; or a binary file object. Of an animation the first frame is
    taken, of several digits the one nearest to the middle, of a sheet on a desk or a framed drawing what is on it. Raises
    PictureError: NotAPicture, DamagedPicture, PictureTooLarge, PictureTooSmall or NothingDrawn. With `keep_all` all that
    stands out is taken; a picture of more than `most_pixels` is refused.
    """
    given = open_picture(picture, most_pixels)
    grey = _grey(given)
    ink, left_out = separate_ink(grey, keep_all)
    steps = (
        Step("as given", np.asarray(given)),
        Step("grey", to_bytes(grey)),
        Step("background removed", to_bytes(ink)),
    )
    return _in_form(ink, steps, left_out if left_out.any() else None)


def _in_form(ink: Grey, steps: tuple[Step, ...], left_out: npt.NDArray[np.bool_] | None = None) -> Digit:
    """The digit of this ink, with the steps that led to it and those that follow."""
    digit = _cropped(ink)
    if _has_the_form(ink):
        fitted, image = digit, ink
    else:
        fitted = _fitted(digit)
        image = _centred(fitted)
    steps += (
        Step("cropped to the ink", to_bytes(digit)),
        Step("fitted into 20×20", to_bytes(fitted)),
        Step("centred by mass", to_bytes(image)),
    )
    return Digit(image[:, :, None].astype(np.float32), steps, left_out)


def _grey(given: Image.Image) -> Grey:
    """`(h, w)` in [0, 1], transparency resolved. Ink that differs from its paper in hue only is seen in one channel."""
    array: Grey = np.asarray(given, np.float32) / 255
    if array.ndim == 2:
        return array
    channels: list[Grey] = [
        array[..., :3] @ LUMINANCE,
        *np.moveaxis(array[..., :3], -1, 0),
    ]
    alpha = array[..., 3] if array.shape[2] == 4 else np.ones_like(channels[0])
    if alpha.max() < LEAST_CONTRAST:
        raise NothingDrawn("The picture is transparent all over, so there is no digit in it. Give one with ink on it.")
    solid = alpha >= alpha.max() / 2
    spreads = [float(np.std(channel[solid])) for channel in channels]
    widest = int(np.argmax(spreads))
    grey = channels[widest if spreads[widest] > 2 * spreads[0] else 0]
    if np.ptp(alpha) < LEAST_CONTRAST:
        return grey
    low, high = np.percentile(grey[solid], (0.5, 99.5))
    if high - low < 0.25:
        return np.asarray(1 - alpha)
    middle = float(np.median(grey[solid]))
    paper = middle if solid.mean() > 0.5 else float(middle < 0.5)
    return np.asarray(alpha * grey + (1 - alpha) * paper)


def _has_the_form(ink: Grey) -> bool:
    """Whether this is an image as MNIST's: 28 × 28, in a box of about 20, its mass within a pixel of the middle."""
    if ink.shape != (28, 28) or not 16 <= max(_cropped(ink).shape) <= 22:
        return False
    return all(abs(_centre(ink, axis) - 14) <= 1.2 for axis in (0, 1))


def _cropped(ink: Grey) -> Grey:
    rows, columns = np.flatnonzero((ink > 0.05).any(axis=1)), np.flatnonzero((ink > 0.05).any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _fitted(digit: Grey) -> Grey:
    """Into at most 20 × 20, aspect kept. Strokes thinner than MNIST's are thickened, or they would fade to grey."""
    longest = max(digit.shape)
    grow = max(0.0, LEAST_STROKE - 20 / longest * _stroke_width(digit)) / 2
    scale = (20 - 2 * grow) / longest
    height, width = (max(1, min(20, round(side * scale + 2 * grow))) for side in digit.shape)
    size = [max(1, round((side - 2 * grow) * FINE)) for side in (width, height)]
    fine = np.asarray(Image.fromarray(digit).resize((size[0], size[1]), Image.Resampling.BOX))
    rest = (height * FINE - fine.shape[0], width * FINE - fine.shape[1])
    fine = _thickened(np.pad(fine, [(side // 2, side - side // 2) for side in rest]), grow * FINE)
    fitted = fine.reshape(height, FINE, width, FINE).mean(axis=(1, 3))
    full = min(1.0, float(np.percentile(fitted[fitted > 0.25 * fitted.max()], 80)))
    return np.asarray(np.clip(fitted / full, 0, 1))


def _stroke_width(digit: Grey) -> float:
    """Twice the area over the perimeter; the perimeter is Cauchy's: π/4 times the crossings along rows and columns."""
    mask = np.pad(digit > 0.5, 1)
    crossings = (mask[1:] != mask[:-1]).sum() + (mask[:, 1:] != mask[:, :-1]).sum()
    return float(2 * mask.sum() / (np.pi / 4 * crossings))


def _thickened(values: Grey, radius: float) -> Grey:
    """Grey dilation by a disc with a soft rim, so that a fraction of a pixel counts."""
    if radius <= 0:
        return values
    reach = int(np.ceil(radius))
    padded = np.pad(values, reach)
    height, width = values.shape
    result = values
    for dy in range(-reach, reach + 1):
        for dx in range(-reach, reach + 1):
            cover = min(1.0, radius + 0.5 - float(np.hypot(dy, dx)))
            if cover > 0:
                moved = padded[reach + dy : reach + dy + height, reach + dx : reach + dx + width]
                result = np.maximum(result, cover * moved)
    return result


def _centred(fitted: Grey) -> Grey:
    """Into 28 × 28 with the centre of mass nearest to pixel 14, moved by whole pixels as MNIST's makers did."""
    image = np.zeros((28, 28), np.float32)
    place = []
    for axis, side in enumerate(fitted.shape):
        place.append(int(np.clip(np.rint(14 - _centre(fitted, axis)), 0, 28 - side)))
    image[place[0] : place[0] + fitted.shape[0], place[1] : place[1] + fitted.shape[1]] = fitted
    return image


def _centre(image: Grey, axis: int) -> float:
    """The centre of mass along one axis; a pixel's middle is its index."""
    profile = image.sum(axis=1 - axis)
    return float(profile @ np.arange(len(profile)) / profile.sum())
