"""Any picture as a model takes it: grey, whole, 28 × 28. Nothing is looked for in it, as `picture.py` looks for a digit."""

import numpy as np
import numpy.typing as npt
from PIL import Image

from .picture_file import LUMINANCE, MOST_PIXELS, PictureError, open_picture

SIDE = 28
"""Pixels of a side."""

OPAQUE = 250
"""Of 255, from which a pixel counts as not transparent: less is seen, and what lies behind it is not known."""


def fitted(picture: object, most_pixels: int = MOST_PIXELS) -> npt.NDArray[np.float32]:
    """A picture, whole, as `(28, 28, 1)` in [0, 1]: its colours as grey, its middle in the middle, bright what was bright.

    What is not square keeps its proportions, and gets the grey level of its own edge (the median) beside it. `picture` is as
    `picture.digit_from_picture` takes it, at most `most_pixels` large. Raises PictureError, also where it is transparent.
    """
    given = np.asarray(open_picture(picture, most_pixels), np.float32)
    if given.ndim == 3 and given.shape[2] == 4:
        if given[..., 3].min() < OPAQUE:
            raise PictureError(
                "This picture is transparent in places, so what it shows there is not known; save it without transparency."
            )
        given = given[..., :3]
    grey = given if given.ndim == 2 else given @ LUMINANCE
    height, width = grey.shape
    scale = SIDE / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    edge = np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]))
    how = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
    small = grey if (width, height) == size else np.asarray(Image.fromarray(grey).resize(size, how))
    whole = np.full((SIDE, SIDE), edge, np.float32)
    top, left = (SIDE - size[1]) // 2, (SIDE - size[0]) // 2
    whole[top : top + size[1], left : left + size[0]] = small
    return np.asarray(np.clip(whole / 255, 0, 1)[..., None], np.float32)
