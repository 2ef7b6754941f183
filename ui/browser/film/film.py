"""Recorded trainings played back side by side: what is sent to `film.js`, and when.

What is recorded is fetched or sent only where this is mounted, so that nobody who doesn't ask for a film waits for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from ..maps import COLORS
from ..mount import mount
from ..packs import Pack
from ..scripts import script, text
from ..told import told

POINTS, SHEET = "points", "decoded digits"
"""What a film shows of maps."""

SCRIPTS = ("map/layers.js", "map/words.js", "film/film_words.js", "film/film_curve.js", "film/film.js")
"""What a film is made of, each file before those that call it."""

_FILM = st.components.v2.component(
    "film", html="<div class='film'></div>", css=text("film/film.css"), js=script(*SCRIPTS)
)


@dataclass(frozen=True, eq=False)
class Track:
    """One training of a film, under a title and in a colour of CSS; `view` is the square of its map, the same from first to last:
    centre x, centre y, half width."""

    title: str
    color: str
    pack: Pack
    view: tuple[float, float, float] = (0.0, 0.0, 4.0)


def film(tracks: Sequence[Track], layer: str, at: float, key: str, keep: Callable[[int], None] | None = None) -> None:
    """The film of these trainings under one slider, in which the first track's steps stand.

    It begins at the last snapshot up to step `at`, and goes there when that changes. `keep` is called with a step, as a callback
    of Streamlit, when the visitor asks to keep it; without it nothing asks.
    """
    rows = [
        {"title": each.title, "color": each.color, "view": list(each.view), "pack": each.pack.wanted} for each in tracks
    ]
    data = {"tracks": rows, "layer": layer, "at": at, "colors": COLORS}
    data["keeps"] = keep is not None

    def hear() -> None:
        if (step := told(key, "step")) is not None and keep is not None:
            keep(int(step))

    mount(_FILM, key, [each.pack for each in tracks], data, on_step_change=hear)
