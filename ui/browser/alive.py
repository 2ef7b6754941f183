"""Makes a lesson follow the hand: while one draws, drags a slider or throws the dice, its pictures are made in the browser.

What is sent is which models the lesson shows and where the browser finds them, and what its pictures were made of (`state.py`).
"""

from collections.abc import Mapping, Sequence

import numpy as np
import streamlit as st

import autoencoders as ae

from .mount import mount
from .packs import pack
from .scripts import script
from .state import live_state

LESSONS = ("reconstruct", "blend", "objective", "fed")
"""The files of live/ that hold what a lesson computes; each needs the four that all share."""

_ALIVE = {
    lesson: st.components.v2.component(
        f"alive_{lesson}",
        js=script("live/shown.js", "live/usual.js", "live/controls.js", "live/live.js", f"live/{lesson}.js"),
    )
    for lesson in LESSONS
}


def alive(
    lesson: str,
    digit: np.ndarray | None,
    values: Mapping[str, object],
    models: Sequence[tuple[str, str, str, ae.Model]] = (),
    places: Mapping[str, Sequence[object]] | None = None,
    **data: object,
) -> None:
    """Let this lesson follow the hand; called when all is written that was made of `digit` and `values`.

    Of each model are given its name, its title, its colour in CSS, and itself. `places` are the places of the sliders that have a
    list of them, by their keys; `data` is what else the lesson needs.
    """
    packs = [pack(name, model) for name, _, _, model in models]
    rows = [
        {"name": name, "title": title, "color": color, "pack": each.wanted}
        for (name, title, color, _), each in zip(models, packs, strict=True)
    ]
    given = {"models": rows, "places": {key: list(of_it) for key, of_it in (places or {}).items()}, **data}
    with st.container(gap=None):
        st.html(live_state(lesson, digit, values))
        mount(_ALIVE[lesson], f"alive_{lesson}", packs, given, height="content")
