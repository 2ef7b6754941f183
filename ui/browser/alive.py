"""Makes a lesson follow the hand: while one draws, drags a slider or throws the dice, its pictures are made in the browser.

What is sent is which models the lesson shows and where the browser finds them; all else stands in the page (`state.py`). It
changes with the chosen models alone, so that it crosses the wire once.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

import autoencoders as ae

from .mount import mount
from .packs import pack
from .scripts import script

LESSONS = ("reconstruct", "blend", "objective")
"""The files of live/ that hold what a lesson computes; each needs the three that all share."""

_ALIVE = {
    lesson: st.components.v2.component(
        f"alive_{lesson}", js=script("live/shown.js", "live/controls.js", "live/live.js", f"live/{lesson}.js")
    )
    for lesson in LESSONS
}


def alive(
    lesson: str,
    models: Sequence[tuple[str, str, str, ae.Model]],
    places: Mapping[str, Sequence[object]],
    **data: object,
) -> None:
    """Let this lesson follow the hand, with these models: of each its name, its title, its colour in CSS, and itself.

    `places` are the places of its sliders that have a list of them, by their keys; `data` is what else the lesson needs.
    """
    packs = [pack(name, model) for name, _, _, model in models]
    rows = [
        {"name": name, "title": title, "color": color, "pack": each.wanted}
        for (name, title, color, _), each in zip(models, packs, strict=True)
    ]
    given = {"models": rows, "places": {key: list(values) for key, values in places.items()}, **data}
    mount(_ALIVE[lesson], f"alive_{lesson}", packs, given, height="content")
