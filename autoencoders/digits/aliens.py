"""What is no digit: letters and doodles of our own strokes, digits that were turned, torn or moved, clothes, noise.

A model of digits gives something back whatever it is given, and so does each measure of how usual a picture is. These are there
to see what the measures notice. Strokes are drawn as synthetic digits are, in the form and the thickness of MNIST's; what is made
of a digit is made of the pixels of one. A kind is a row of `KINDS`; picture `number` of a kind is always the same.

Kinds differ in how alien they are: a 0 or an 8 upside down is a digit still, and so is a 1 in a mirror. Measured shares say so
honestly, and no digit is left out for it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .synthetic import draw_strokes, pass_over

SIDE = 28
"""Pixels of a side of a picture."""

LETTERS: dict[str, tuple[str, ...]] = {
    "A": ("50,0 10,100", "50,0 90,100", "26,62 74,62"),
    "B": ("20,0 20,100", "20,0 62,4 70,24 58,44 20,48", "20,48 70,54 80,76 64,97 20,100"),
    "E": ("24,0 24,100", "24,0 80,0", "24,48 70,48", "24,100 82,100"),
    "F": ("24,0 24,100", "24,0 82,0", "24,46 70,46"),
    "H": ("18,0 18,100", "82,0 82,100", "18,50 82,50"),
    "K": ("22,0 22,100", "80,0 22,56", "40,42 84,100"),
    "M": ("10,100 18,0", "18,0 50,66", "50,66 82,0", "82,0 90,100"),
    "N": ("18,100 18,0", "18,0 82,100", "82,100 82,0"),
    "R": ("22,0 22,100", "22,0 66,4 76,26 62,48 22,52", "44,52 82,100"),
    "T": ("10,0 90,0", "50,0 50,100"),
    "W": ("6,0 28,100", "28,100 50,30", "50,30 72,100", "72,100 94,0"),
    "X": ("16,0 84,100", "84,0 16,100"),
}
"""Capitals that look like no digit: no I, O, S or Z. Strokes as `synthetic.SKELETONS` has them."""

DOODLES: dict[str, tuple[str, ...]] = {
    "star": ("50,0 79,92", "79,92 2,35", "2,35 98,35", "98,35 21,92", "21,92 50,0"),
    "house": (
        "14,46 14,100",
        "14,100 86,100",
        "86,100 86,46",
        "4,52 50,4",
        "50,4 96,52",
        "42,100 42,70",
        "42,70 60,70",
    ),
    "spiral": ("50,50 58,44 64,54 54,66 36,58 36,36 58,24 80,42 78,74 48,90 16,72 14,34 44,8 78,10",),
    "heart": ("50,26 36,4 12,8 8,36 26,66 50,98", "50,98 74,66 92,36 88,8 64,4 50,26"),
    "smiley": (
        "50,0 14,15 0,50 14,85 50,100 86,85 100,50 86,15 50,0",
        "34,32 34,40",
        "66,32 66,40",
        "28,64 50,78 72,64",
    ),
    "arrow": ("4,50 96,50", "66,18 96,50", "96,50 66,82"),
    "flower": ("50,40 34,20 50,2 66,20 50,40 72,32 84,50 62,56 50,40 38,56 16,50 28,32 50,40", "50,46 50,100"),
    "cup": ("14,20 20,96", "20,96 66,96", "66,96 72,20", "14,20 72,20", "72,36 94,40 90,64 68,70"),
}
"""Doodles, as strokes."""

DRAWINGS = LETTERS | DOODLES
"""All shapes by their names."""

LINE = ("0,50 100,50",)
"""A line from left to right: one from top to bottom would be a 1."""

Floats = np.ndarray
Make = Callable[[Floats, np.random.Generator], Floats]


@dataclass(frozen=True)
class Kind:
    """A kind of picture that is no digit.

    `make` gets source images `(n, 28, 28, 1)` float32 in [0, 1], of test digits or of the data set `source`, and gives as many
    pictures of the kind; one that draws by itself only counts them. `shapes` are the names of its shapes, in the order in which
    they take turns, or none where there is one alone.
    """

    name: str
    title: str
    make: Make
    shapes: tuple[str, ...] = ()
    source: str = "digits"


def strokes_of(drawings: dict[str, tuple[str, ...]]) -> Make:
    """What draws these shapes in turn, each time in another handwriting."""

    def make(sources: Floats, rng: np.random.Generator) -> Floats:
        made = np.zeros(sources.shape, np.float32)
        for turn, strokes in enumerate(drawings.values()):
            rows = made[turn :: len(drawings)]
            rows[:] = draw_strokes(strokes, len(rows), rng).astype(np.float32) / 255
        return made

    return make


def discs(smallest: float, largest: float) -> Make:
    """What draws a dot of a radius between these, in pixels, in the middle."""

    def make(sources: Floats, rng: np.random.Generator) -> Floats:
        radius = rng.uniform(smallest, largest, (len(sources), 1, 1, 1))
        down, right = np.indices((SIDE, SIDE))[..., None] - (SIDE - 1) / 2
        return np.asarray(np.clip(radius - np.hypot(down, right) + 0.5, 0, 1), np.float32)

    return make


def turned(
    angle: Callable[[np.random.Generator, int], Floats], size: float = 1.0, shift: tuple[int, int] = (0, 0)
) -> Make:
    """What turns each image by an angle in degrees, makes it `size` times as large and moves it, around its middle.

    Grey levels between pixels are interpolated bilinearly; what comes from outside is black. `shift` are the least and the most
    pixels by which it is moved, in a direction that `rng` draws.
    """

    def make(sources: Floats, rng: np.random.Generator) -> Floats:
        count, middle = len(sources), (SIDE - 1) / 2
        turn = np.deg2rad(angle(rng, count))[:, None, None]
        far = rng.uniform(*shift, count)[:, None, None] if shift[1] else np.zeros((count, 1, 1))
        way = rng.uniform(0, 2 * np.pi, count)[:, None, None]
        down, right = np.indices((SIDE, SIDE)) - middle
        y, x = down - far * np.sin(way), right - far * np.cos(way)
        from_y = (np.cos(turn) * y + np.sin(turn) * x) / size + middle
        from_x = (np.cos(turn) * x - np.sin(turn) * y) / size + middle
        return sampled(sources[..., 0], from_y, from_x)[..., None]

    return make


def sampled(images: Floats, down: Floats, right: Floats) -> Floats:
    """The grey levels of images `(n, 28, 28)` at places between their pixels, each `(n, 28, 28)`, bilinearly; black outside."""
    count = len(images)
    wide = np.zeros((count, SIDE + 2, SIDE + 2), np.float32)
    wide[:, 1:-1, 1:-1] = images
    # Further outside than a pixel all is black, as the border is.
    y, x = np.clip(down + 1, 0, SIDE + 1 - 1e-6), np.clip(right + 1, 0, SIDE + 1 - 1e-6)
    top, left = y.astype(int), x.astype(int)
    row = np.arange(count)[:, None, None]
    part_y, part_x = (y - top).astype(np.float32), (x - left).astype(np.float32)
    upper = wide[row, top, left] * (1 - part_x) + wide[row, top, left + 1] * part_x
    lower = wide[row, top + 1, left] * (1 - part_x) + wide[row, top + 1, left + 1] * part_x
    return np.asarray(upper * (1 - part_y) + lower * part_y, np.float32)


def noise(sources: Floats, rng: np.random.Generator) -> Floats:
    """Every pixel a grey level of its own, all as likely."""
    return rng.random(sources.shape, np.float32)


def salt(sources: Floats, rng: np.random.Generator) -> Floats:
    """White pixels on black, one in eight: about the ink of a digit, strewn."""
    return (rng.random(sources.shape) < SALT).astype(np.float32)


SALT = 0.125
"""The share of white pixels in `salt`; the mean grey of MNIST is 0.13."""

KINDS = (
    Kind("letter", "Letter", strokes_of(LETTERS), tuple(LETTERS), ""),
    Kind("doodle", "Doodle", strokes_of(DOODLES), tuple(DOODLES), ""),
    Kind("line", "Line", strokes_of({"line": LINE}), source=""),
    Kind("dot", "Small dot", discs(1.2, 2.4), source=""),
    Kind("disc", "Large dot", discs(8.5, 10.0), source=""),
    Kind("empty", "Empty paper", lambda sources, rng: np.zeros(sources.shape, np.float32), source=""),
    Kind("upside-down", "Upside down", lambda sources, rng: sources[:, ::-1, ::-1].copy()),
    Kind("mirrored", "Mirrored", lambda sources, rng: sources[:, :, ::-1].copy()),
    Kind("inverted", "Black on white", lambda sources, rng: 1 - sources),
    Kind("shifted", "Shifted", turned(lambda rng, n: np.zeros(n), shift=(5, 8))),
    Kind("rotated", "Rotated", turned(lambda rng, n: rng.choice([-1, 1], n) * rng.uniform(60, 120, n))),
    Kind("shrunk", "Half as large", turned(lambda rng, n: np.zeros(n), size=0.5)),
    Kind("enlarged", "Too large", turned(lambda rng, n: np.zeros(n), size=1.4)),
    Kind("clothes", "Clothes", lambda sources, rng: sources.copy(), source="fashion_mnist"),
    Kind("noise", "Grey noise", noise, source=""),
    Kind("salt", "White specks", salt, source=""),
)
"""Every kind, in the order in which a drawer has them."""

KIND = {kind.name: kind for kind in KINDS}


def aliens(kind: Kind, sources: Floats, seed: int = 0) -> Floats:
    """A picture of this kind for each of the source images `(n, 28, 28, 1)` in [0, 1]: as many, float32 in [0, 1]."""
    return np.clip(kind.make(sources, np.random.default_rng([seed, KINDS.index(kind)])), 0, 1)


def alien(kind: Kind, number: int, sources: Callable[[], Floats]) -> tuple[Floats, str]:
    """Picture `number` of a kind, `(28, 28, 1)`, and what it shows in a word: its shape, or of which digit it was made.

    `sources` gives the images `(m, 28, 28, 1)`, uint8 or in [0, 1], that it may be made of; it is asked only where it must be.
    """
    if kind.source:
        images = sources()
        source = images[number % len(images)][None]
        source = source.astype(np.float32) / 255 if source.dtype == np.uint8 else source.astype(np.float32)
        return aliens(kind, source, number)[0], ""
    if kind.shapes:
        name = kind.shapes[number % len(kind.shapes)]
        rng = np.random.default_rng([number, KINDS.index(kind)])
        # It is the picture that `aliens` draws in that turn; of those before it only the chance is used up.
        for before in kind.shapes[: number % len(kind.shapes)]:
            pass_over(DRAWINGS[before], 1, rng)
        return draw_strokes(DRAWINGS[name], 1, rng)[0].astype(np.float32) / 255, name
    return aliens(kind, np.zeros((1, SIDE, SIDE, 1), np.float32), number)[0], ""
