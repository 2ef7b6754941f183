"""Photographs and scans of digits, each from a seed: on a desk, in a frame, beside other digits, on all kinds of paper.

A digit is its ink, `(h, w)` from 0, paper, to 1; a case makes of it, or of several, the picture that somebody would send.
"""

import io

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 400, 300


def cut(image, height):
    """The ink of a 28 × 28 uint8 digit, `height` pixels high, with a crisp edge."""
    digit = Image.fromarray(image)
    digit = digit.crop(digit.getbbox())
    digit = digit.resize((max(3, round(digit.width * height / digit.height)), height), Image.Resampling.BICUBIC)
    return np.clip((np.asarray(digit.filter(ImageFilter.GaussianBlur(height / 40))) / 255 - 0.35) / 0.3, 0, 1)


def laid(*digits):
    """A picture's ink: each of `(ink, x, y)`, the place of its middle."""
    canvas = np.zeros((HEIGHT, WIDTH))
    for ink, x, y in digits:
        top, left = round(y - ink.shape[0] / 2), round(x - ink.shape[1] / 2)
        place = canvas[max(top, 0) : top + ink.shape[0], max(left, 0) : left + ink.shape[1]]
        np.maximum(place, ink[max(-top, 0) :, max(-left, 0) :][: place.shape[0], : place.shape[1]], out=place)
    return canvas


def alone(image, rng):
    """One digit near the middle."""
    ink = cut(image, int(rng.integers(90, 140)))
    return laid((ink, WIDTH / 2 + rng.integers(-25, 26), HEIGHT / 2 + rng.integers(-25, 26)))


def row(images, rng, gaps, height):
    """Digits side by side, the middle one in the middle, `gaps` pixels from one's ink to the next's."""
    inks = [cut(image, int(height * rng.uniform(0.92, 1.08))) for image in images]
    lefts = np.cumsum([0] + [ink.shape[1] + int(rng.integers(*gaps)) for ink in inks[:-1]])
    middles = [left + ink.shape[1] / 2 for left, ink in zip(lefts, inks, strict=True)]
    shift = WIDTH / 2 - middles[len(inks) // 2]
    return laid(*((ink, x + shift, HEIGHT / 2) for ink, x in zip(inks, middles, strict=True)))


def slope(rng):
    """A direction across the picture, from about -0.5 to 0.5."""
    y, x = np.mgrid[-0.5 : 0.5 : HEIGHT * 1j, -0.5 : 0.5 : WIDTH * 1j]
    angle = rng.uniform(0, 2 * np.pi)
    return np.cos(angle) * x + np.sin(angle) * y


def photo(values, rng, light=None):
    """A JPEG in a light that falls off to one side, with noise; `values` `(h, w)` or `(h, w, 3)` in [0, 1]."""
    light = 0.85 + 0.25 * slope(rng) if light is None else light
    values = values * (light if values.ndim == 2 else light[..., None])
    return file(values + rng.normal(0, 0.015, values.shape), "JPEG", quality=90)


def file(values, kind="PNG", **options):
    buffer = io.BytesIO()
    Image.fromarray(np.rint(255 * np.clip(values, 0, 1)).astype(np.uint8)).save(buffer, kind, **options)
    return buffer.getvalue()


def shade(rng):
    """The straight edge of a shadow."""
    lit = np.where(slope(rng) > rng.uniform(-0.2, 0.2), 140, 255).astype(np.uint8)
    return np.asarray(Image.fromarray(lit).filter(ImageFilter.GaussianBlur(4))) / 255


def on_desk(image, rng, share, tilt):
    """A sheet that fills this share of the picture, on dark wood, turned by up to `tilt` degrees and seen from aside."""
    width = np.sqrt(rng.uniform(*share) * WIDTH * HEIGHT * rng.uniform(0.9, 1.35))
    height = min(rng.uniform(*share) * WIDTH * HEIGHT / width, 0.93 * HEIGHT)
    angle = np.deg2rad(rng.uniform(-tilt, tilt))
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * (width / 2, height / 2) * rng.uniform(0.95, 1.05, (4, 2))
    turned = corners @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    outline = Image.new("L", (WIDTH, HEIGHT))
    ImageDraw.Draw(outline).polygon([(x + WIDTH / 2, y + HEIGHT / 2) for x, y in turned], fill=255)
    sheet = np.asarray(outline.filter(ImageFilter.GaussianBlur(1))) / 255
    ink = laid((cut(image, int(rng.uniform(0.35, 0.6) * height)), WIDTH / 2, HEIGHT / 2 + rng.integers(-12, 13)))
    wood = rng.uniform(0.08, 0.3) + 0.03 * np.sin(np.arange(HEIGHT) / rng.uniform(2, 6))[:, None]
    return sheet * 0.88 * (1 - 0.8 * ink) + (1 - sheet) * wood


def frame(width, inset=0):
    ring = np.zeros((HEIGHT, WIDTH))
    ring[inset : HEIGHT - inset, inset : WIDTH - inset] = 1
    ring[inset + width : HEIGHT - inset - width, inset + width : WIDTH - inset - width] = 0
    return ring


def ruled(rng, across):
    paper, apart = np.ones((HEIGHT, WIDTH)), int(rng.integers(14, 30))
    paper[::apart] = rng.uniform(0.75, 0.9)
    if across:
        paper[:, ::apart] = paper[0, 0]
    return paper


def thin(image, rng):
    pen = ImageFilter.MinFilter(3 if rng.random() < 0.7 else 5)
    ink = Image.fromarray((alone(image, rng) > 0.5).astype(np.uint8) * 255).filter(pen)
    return np.asarray(ink.filter(ImageFilter.GaussianBlur(0.7))) / 255


def coloured(image, rng):
    ink, paper = alone(image, rng)[..., None], rng.uniform(0.45, 1, 3)
    return paper * (1 - ink) + paper * rng.uniform(0.1, 0.4, 3) * ink


def desk_at_one_side(image, rng):
    desk, wide = np.zeros((HEIGHT, WIDTH)), int(rng.integers(20, 90))
    side = (desk[:wide], desk[-wide:], desk[:, :wide], desk[:, -wide:])[rng.integers(4)]
    side[:] = 1
    return (1 - desk) * 0.9 * (1 - 0.8 * alone(image, rng)) + 0.2 * desk


def written(ink, paper=1.0):
    return 0.9 * paper * (1 - 0.8 * ink)


SHEETS = {
    "half of the photo": lambda image, rng: photo(on_desk(image, rng, (0.4, 0.6), 12), rng),
    "a fifth of the photo": lambda image, rng: photo(on_desk(image, rng, (0.2, 0.3), 12), rng),
    "most of the photo": lambda image, rng: photo(on_desk(image, rng, (0.65, 0.75), 4), rng),
    "turned": lambda image, rng: photo(on_desk(image, rng, (0.3, 0.4), 45), rng),
    "half in the shade": lambda image, rng: photo(on_desk(image, rng, (0.4, 0.6), 12), rng, shade(rng)),
    "ruled, on a desk": lambda image, rng: photo(on_desk(image, rng, (0.4, 0.6), 12) * ruled(rng, False), rng),
}
FRAMES = {
    "black": lambda image, rng: file(1 - np.maximum(alone(image, rng), frame(int(rng.integers(4, 40))))),
    "a line": lambda image, rng: file(1 - np.maximum(alone(image, rng), frame(int(rng.integers(1, 4))))),
    "inset": lambda image, rng: file(1 - np.maximum(alone(image, rng), frame(5, int(rng.integers(5, 30))))),
    "of a scan": lambda image, rng: photo(
        0.93 - 0.85 * np.maximum(alone(image, rng), frame(int(rng.integers(4, 40)))), rng
    ),
    "white around black": lambda image, rng: file(np.maximum(alone(image, rng), frame(int(rng.integers(4, 40))))),
}
PAPERS = {
    "plain": lambda image, rng: photo(written(alone(image, rng)), rng),
    "ruled": lambda image, rng: photo(written(alone(image, rng), ruled(rng, False)), rng),
    "squared": lambda image, rng: photo(written(alone(image, rng), ruled(rng, True)), rng),
    "a thin pen": lambda image, rng: photo(written(thin(image, rng)), rng),
    "a shadow": lambda image, rng: photo(written(alone(image, rng)), rng, shade(rng)),
    "coloured": lambda image, rng: photo(coloured(image, rng), rng),
    "a desk at one side": lambda image, rng: photo(desk_at_one_side(image, rng), rng),
    "on a screen": lambda image, rng: file(alone(image, rng)),
}
ROWS = {
    "two": lambda images, rng: photo(written(row(images[:2], rng, (15, 29), 100)), rng),
    "three": lambda images, rng: photo(written(row(images[:3], rng, (15, 40), 95)), rng),
    "five": lambda images, rng: photo(written(row(images[:5], rng, (12, 30), 60)), rng),
}
"""Of a row the digit in the middle is meant; of two that is the right one."""
