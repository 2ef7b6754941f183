"""Maps of codes of ten numbers in the one-file page: of each model its widest plane, the reach of its codes, some codes as dots.

No Streamlit here.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from autoencoders.codes import load_codes
from autoencoders.scores.planes import through, widest

from ..browser.packs import floats
from ..latent_map import plane_words, views
from .prose import prose
from .rounding import Rounded, plainly

DOTS = 1_000
"""Test digits whose codes are in the page: all of them would take 150 kB of its 12 MB."""

BYTE = 127
"""Steps from 0 to the largest number of a code: a tenth of what a dot is wide."""


def dots(codes: np.ndarray) -> Rounded:
    """The first of these codes `(n, d)`, each number a byte."""
    some = codes[:DOTS]
    return plainly(some, (np.abs(some).max(axis=0) / BYTE).astype(np.float32))


def longer(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """These rows of models, with the mean of their codes, their widest axes, and how far codes reach along numbers and axes."""
    return [row | _plane(load_codes(row["name"]).mean) for row in rows]


def _plane(codes: np.ndarray) -> dict[str, Any]:
    axes = widest(codes)
    places = np.concatenate([codes, codes @ np.stack(axes, axis=1)], axis=1)
    low, high = np.percentile(places, [views.OUTERMOST, 100 - views.OUTERMOST], axis=0)
    names = ("center", "u", "v", "low", "high")
    return dict(zip(names, map(floats, (codes.mean(axis=0), *axes, low, high)), strict=True))


def square() -> dict[str, float]:
    """What the app's squares are made by: the least half width, the close-up's, how much wider than what they hold."""
    return {"rings": views.RINGS, "reach": views.REACH, "margin": views.MARGIN}


def under(names: Iterable[str]) -> str:
    """What stands under such maps, as HTML."""
    kept = []
    for name in names:
        codes = load_codes(name).mean
        kept.append(f"{100 * through(codes.mean(axis=0), *widest(codes)).share(codes):.0f} %")
    return prose(
        f"Of how the ten numbers vary over the test digits, the plane where codes vary most keeps {kept[0]} in the AE and "
        f"{kept[1]} in the VAE. {plane_words.DOTS} {plane_words.rings(10)} The dots are the codes of {DOTS:,} test digits."
    )
