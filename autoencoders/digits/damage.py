"""What can befall a digit, as functions of its pixels: noise, a mask, salt and pepper, blur, a shift, a rotation.

Every number that chance decides is a function of a seed alone (`chance.py`), so that a visitor's browser makes the same picture
(`ui/browser/engine/damage.js`), and that a curve over the strength shows the strength alone.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from ..chance import uniforms
from .noise import standard_noise

SIDE = 28
"""Pixels of an image's side."""

Image = npt.NDArray[np.float32]


def noise(image: Image, sigma: float, seed: int) -> Image:
    """Gaussian noise of this deviation, of full scale; pixels may leave [0, 1]."""
    return np.asarray(image + np.float32(sigma) * standard_noise(seed))


def mask(image: Image, side: float, seed: int) -> Image:
    """A square of so many pixels a side set to 0, which is paper; of the places inside the image the seed chooses one."""
    left, top = (int(place * (SIDE + 1 - side)) for place in uniforms(seed, 2))
    found = image.copy()
    found[top : top + int(side), left : left + int(side)] = 0
    return found


def salt_and_pepper(image: Image, percent: float, seed: int) -> Image:
    """So many of a hundred pixels lost: each becomes 0 or 1, by a coin of its own."""
    chances, coins = uniforms(seed, 2 * SIDE * SIDE).reshape(2, SIDE, SIDE, 1)
    return np.asarray(np.where(chances < percent / 100, coins < 0.5, image), np.float32)


def blur(image: Image, pixels: float, seed: int) -> Image:
    """A Gaussian of this deviation, in pixels, over the picture; around it is paper."""
    if not pixels:
        return image
    apart = np.arange(SIDE)[:, None] - np.arange(SIDE)
    weights = np.exp(-0.5 * (apart / pixels) ** 2)
    reach = np.arange(-SIDE, SIDE + 1)
    weights /= np.exp(-0.5 * (reach / pixels) ** 2).sum()
    return np.asarray((weights @ image[..., 0] @ weights.T)[..., None], np.float32)


def shift(image: Image, pixels: float, seed: int) -> Image:
    """So many pixels in a direction that comes from the seed, to the nearest whole ones; what leaves the picture is lost."""
    angle = 2 * np.pi * uniforms(seed, 1)[0]
    dx, dy = (np.floor(pixels * way + 0.5) for way in (np.cos(angle), np.sin(angle)))
    return _sampled(image, lambda x, y: (x - dx, y - dy))


def rotation(image: Image, degrees: float, seed: int) -> Image:
    """Turned about the middle by this angle, as a clock goes, or against it below 0; between pixels it is interpolated."""
    angle = np.deg2rad(degrees)
    cos, sin, middle = np.cos(angle), np.sin(angle), (SIDE - 1) / 2

    def back(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], ...]:
        x, y = x - middle, y - middle
        return cos * x + sin * y + middle, cos * y - sin * x + middle

    return _sampled(image, back)


def _sampled(image: Image, place: Callable[..., tuple[npt.NDArray[np.float64], ...]]) -> Image:
    """The picture whose pixel x, y is what the image has at `place(x, y)`, bilinearly; outside of it is paper."""
    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float64)
    u, v = place(x, y)
    left, top = np.floor(u).astype(int), np.floor(v).astype(int)
    padded = np.pad(image[..., 0].astype(np.float64), 1)
    found = np.zeros((SIDE, SIDE))
    for dx in (0, 1):
        for dy in (0, 1):
            weight = np.abs(1 - dx - (u - left)) * np.abs(1 - dy - (v - top))
            column, row = (np.clip(at + 1, 0, SIDE + 1) for at in (left + dx, top + dy))
            found += weight * padded[row, column]
    return np.asarray(found[..., None], np.float32)
