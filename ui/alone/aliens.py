"""What is no digit in the one-file page: drawn aliens as text, and where a digit stands among MNIST's test digits, as strips.

No Streamlit here.
"""

import base64
from typing import Any

import numpy as np

import autoencoders as ae
from autoencoders.digits.aliens import KINDS, alien
from autoencoders.scores.percentiles import PERCENTILES, key, read_percentiles
from autoencoders.weights import WEIGHTS

from ..usual.places import Place, places
from ..usual.strips import live, strips

BINS = 32
"""Columns of a strip's hill: fewer than in the app, for the length of the page."""


def drawer() -> list[dict[str, str]]:
    """Every shape that is drawn without a digit, with its name and its pixels as `scripts/state.js` reads them.

    Empty paper is none of them: the page takes it for no drawing at all.
    """
    found = []
    for kind in KINDS:
        if kind.source or kind.name == "empty":
            continue
        for number, shape in enumerate(kind.shapes or ("",)):
            pixels, _ = alien(kind, number, lambda: np.zeros((0, 28, 28, 1)))
            name = f"{kind.title} {shape}".strip() if len(shape) < 2 else shape.capitalize()
            found.append({"name": name, "ink": ink(pixels)})
    return found


def ink(pixels: np.ndarray) -> str:
    """Pixels `(28, 28, 1)` in [0, 1] as text: their bytes, those of 0 as a 0 and their count, in the letters of an address."""
    made = bytearray()
    run = 0
    for value in [*np.rint(255 * pixels.ravel()).astype(int).tolist(), -1]:
        if value == 0 and run < 255:
            run += 1
            continue
        if run:
            made += bytes((0, run))
        run = int(value == 0)
        if value > 0:
            made.append(value)
    return base64.urlsafe_b64encode(bytes(made)).decode().rstrip("=")


def usual(image: np.ndarray, rows: tuple[ae.Variant, ...]) -> tuple[str, list[dict[str, Any]]]:
    """The strips of a picture as HTML, and what scripts move them by."""
    found = _places(image, rows)
    return strips(found, BINS), live(found)


def _places(image: np.ndarray, rows: tuple[ae.Variant, ...]) -> list[Place]:
    among = read_percentiles(WEIGHTS / PERCENTILES)[0]
    models = {row.name: ae.load(row.name) for row in rows}
    return places(image, models, rows, lambda measure, name: among[key(measure, name)], None)
