"""The three ways from one digit to another: pixel by pixel, and along the codes of an AE and of a VAE. No Streamlit here."""

from dataclasses import dataclass

import numpy as np

import autoencoders as ae
from autoencoders.geometry import arc, line

from ..colors import BLUE, GREY, VERMILION

PATHS = {"straight": line, "spherical": arc}
"""How the codes may go."""


@dataclass(frozen=True, eq=False)
class Blend:
    """One way from digit to digit: its title and colour, and its frames `(n, 28, 28, 1)` in [0, 1]."""

    title: str
    color: str
    frames: np.ndarray


def blend(start: np.ndarray, end: np.ndarray, path: str, steps: int, twin: ae.Model, vae: ae.Model) -> list[Blend]:
    """The three ways from `start` to `end`, both `(28, 28, 1)`: pixels mixed, and codes mixed and decoded.

    Pixels always go straight; `path` ("straight" or "spherical") is how the codes go.
    """
    pair = np.stack([start, end])
    mixed = line(pair[0].ravel(), pair[1].ravel(), steps).reshape(-1, 28, 28, 1)
    ways = [Blend("Pixels, mixed", GREY, mixed)]
    for title, color, model in (
        ("AE: codes mixed, then decoded", BLUE, twin),
        ("VAE: codes mixed, then decoded", VERMILION, vae),
    ):
        codes = model.encode(pair)
        ways.append(Blend(title, color, model.decode(PATHS[path](codes[0], codes[1], steps))))
    return ways
