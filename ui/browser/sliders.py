"""A slider for each number of a code, all models decoded as they move: what is sent to `sliders.js`, and when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.scores.metrics import UNUSED_NATS

from .mount import mount
from .packs import floats, pack
from .scripts import script, text
from .told import told

REACH = 3
"""Standard deviations that a slider goes to either side: nearly all of N(0, 1) lies there."""

FIRST = 10
"""Sliders that are there at once; of a longer code the others are folded, and only made where somebody unfolds them."""

_SLIDERS = st.components.v2.component(
    "latent_sliders", html="<div class='sliders'></div>", css=text("sliders.css"), js=script("sliders.js")
)


@dataclass(frozen=True, eq=False)
class SliderModel:
    """A model under the sliders. A slider at s stands for `center + scale * s` of its number, all `(d,)`.

    `start` is the code shown first, and `called` stands under its picture. `kl` `(d,)` is the KL of each number in nats, or
    `share` `(d,)` its share of the variance of all codes, in [0, 1]; `color` is CSS.
    """

    name: str
    title: str
    color: str
    model: ae.Model
    start: np.ndarray
    center: np.ndarray
    scale: np.ndarray
    kl: np.ndarray | None = None
    share: np.ndarray | None = None
    called: str = ""


def latent_sliders(
    models: Sequence[SliderModel],
    order: Sequence[int],
    first: int,
    moved: dict[int, float],
    key: str,
    keep: Callable[[dict[int, float]], None],
) -> None:
    """A slider from -REACH to REACH for each number of the codes, in this `order` of rows from 0; all models decode as they move.

    A slider moves its number in every model whose code is so long. The `first` of them are there at once, the others folded.
    Until a slider is touched, each model keeps its own start on that number. Another start resets the sliders. `moved`
    are the sliders that stand elsewhere at first, by their row; `keep` is called with those that stand elsewhere, as a
    callback of Streamlit, when the visitor asks to keep them.
    """
    packs = [pack(row.name, row.model) for row in models]
    rows = [
        {
            "name": row.name,
            "title": row.title,
            "called": row.called or row.title,
            "color": row.color,
            "pack": each.wanted,
            "start": floats(row.start),
            "center": floats(row.center),
            "scale": floats(row.scale),
            "kl": None if row.kl is None else floats(row.kl),
            "share": None if row.share is None else floats(row.share),
        }
        for row, each in zip(models, packs, strict=True)
    ]
    data = {
        "models": rows,
        "order": list(order),
        "first": first,
        "moved": [list(item) for item in moved.items()],
        "reach": REACH,
        "unused": UNUSED_NATS,
    }
    mount(_SLIDERS, key, packs, data, on_moved_change=lambda: _keep_moved(key, keep))


def _keep_moved(key: str, keep: Callable[[dict[int, float]], None]) -> None:
    rows = told(key, "moved")
    if rows is not None:
        keep({int(row): float(value) for row, value in rows})
