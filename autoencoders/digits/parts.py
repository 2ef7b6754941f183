"""Of all that stands out in a picture, the digit: `digit_of`.

A digit may be of several strokes, and beside it may lie other digits, specks, ruled lines and the table under the paper.
Strokes of one digit lie close together or are much smaller than it; another digit is about as high, and apart.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy

from .picture_file import NothingDrawn

LEAST_HEIGHT = 0.5
"""Of a digit's height: what is lower beside it is no other digit but a stroke or a speck."""
APART = 0.15
"""Of the higher one's height: two parts of a digit's size further apart are two digits. Of MNIST's 70,000 digits
117 have such parts further apart, many of them 5s that broke, and digits in a row often stand closer than 0.3."""
STROKES_APART = 0.4
"""Of the digit's longer side: what is small and further away is a blot. What reaches the picture's border has to be as near
as a digit's halves: the end of a shadow may lie there."""
MOST_DIGITS = 12
"""Digits that may lie around the one in the middle: with more it is a page of writing, and none is meant."""

ONLY_SPECKS = "Only specks stand out in this picture, no digit. Give a closer or a clearer one."
TOO_MANY = (
    f"More than {MOST_DIGITS} things as large as a digit stand out in this picture. "
    "Give a picture of one digit: come closer, or cut it out."
)
"""What is said of a picture in which nothing is the digit."""

Grey = npt.NDArray[np.floating[Any]]
Mask = npt.NDArray[np.bool_]


def digit_of(stands_out: Mask, ink: Grey) -> Mask:
    """Of what stands out, `(h, w)`, the strokes of the digit nearest to the middle; `ink` `(h, w)` says how much."""
    labels, count = scipy.ndimage.label(stands_out, np.ones((3, 3)))
    numbers = np.arange(1, count + 1)
    sides = np.array([(y.start, x.start, y.stop, x.stop) for y, x in scipy.ndimage.find_objects(labels)])
    height, width = (sides[:, 2:] - sides[:, :2]).T
    extent = np.maximum(height, width)
    amount = scipy.ndimage.sum_labels(ink, labels, numbers)
    rim = np.concatenate([labels[0], labels[-1], labels[1:-1, 0], labels[1:-1, -1]])
    along = np.bincount(rim, minlength=count + 1)[1:]
    across = ((sides[:, :2] == 0) & (sides[:, 2:] == labels.shape)).any(axis=1)
    edge = (along > 0.5 * extent) | across  # of a table, or a ruled line

    main = _main(labels, sides, ink, amount, edge)
    inked = labels[sides[:, 0].min() : sides[:, 2].max(), sides[:, 1].min() : sides[:, 3].max()]
    reach = scipy.ndimage.distance_transform_edt(inked != main + 1)
    gap = _least(reach, inked, count) - 1  # between pixels that touch there is none
    large = ~edge & (height >= LEAST_HEIGHT * height[main]) & (amount > 0.1 * amount[main])
    others = large & (gap > APART * np.maximum(height, height[main]))
    if others.sum() > MOST_DIGITS:
        raise NothingDrawn(TOO_MANY)
    own = ~edge & ~others & ~_nearer_to_others(inked, others, large & ~others | (numbers == main + 1))
    near = gap < np.where(along > 0, APART, STROKES_APART) * extent[main]
    keep = own & near & (amount > 0.03 * amount[main])
    keep[main] = own[main] = True
    if extent[main] < max(3, 0.03 * max(labels.shape)) or amount[keep].sum() < 0.3 * amount[own].sum():
        raise NothingDrawn(ONLY_SPECKS)
    digit: Mask = np.concatenate([[False], keep])[labels]
    return digit


def _main(
    labels: npt.NDArray[np.intp], sides: npt.NDArray[np.intp], ink: Grey, amount: npt.NDArray[np.float64], edge: Mask
) -> int:
    """The part nearest to the middle of those that are about as high as the one with most ink around the middle."""
    y, x = (np.linspace(-0.5, 0.5, length, dtype=np.float32) for length in labels.shape)
    central = ink * np.exp(-(y[:, None] ** 2 + x**2) / 2 / 0.25**2)
    weight = scipy.ndimage.sum_labels(central, labels, np.arange(1, len(sides) + 1)) * np.where(edge, 0.05, 1)
    heaviest = int(weight.argmax())
    height = sides[:, 2] - sides[:, 0]
    like = ~edge & (height >= LEAST_HEIGHT * height[heaviest]) & (amount > 0.1 * amount[heaviest])
    like[heaviest] = True
    away = np.hypot(*((sides[:, :2] + sides[:, 2:]) / 2 - np.array(labels.shape) / 2).T)
    return int(np.where(like, away, np.inf).argmin())


def _nearer_to_others(labels: npt.NDArray[np.intp], others: Mask, digit: Mask) -> Mask:
    """Which parts `(count,)` lie nearer to one of the `others` than to the digit."""
    if not others.any():
        return others
    to_others, to_digit = (
        scipy.ndimage.distance_transform_edt(~np.concatenate([[False], parts])[labels]) for parts in (others, digit)
    )
    nearer: Mask = _least(to_others, labels, len(others)) < _least(to_digit, labels, len(others))
    return nearer


def _least(values: npt.NDArray[np.float64], labels: npt.NDArray[np.intp], count: int) -> npt.NDArray[np.float64]:
    """The least value `(count,)` of each part: what `scipy.ndimage.minimum` gives, which sorts the whole picture for it."""
    parts, least = labels > 0, np.full(count + 1, np.inf)
    np.minimum.at(least, labels[parts], values[parts])
    return least[1:]
