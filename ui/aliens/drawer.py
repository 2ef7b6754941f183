"""The drawer of aliens: a kind, a number within it, and a dice; both live in the link."""

from collections.abc import Callable

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.digits.aliens import KIND, KINDS, alien

from .words import HELP, LABEL, named

NUMBERS = 800
"""Pictures of a kind to choose from, as many as there are digits of a class."""


def drawer(which: str, images: Callable[[str], np.ndarray], roll: Callable[[str, int], None]) -> tuple[np.ndarray, str]:
    """Ask for an alien: its pixels `(28, 28, 1)` in [0, 1], and what it is in words.

    `which` ends all keys. `images` gives the test images of a data set by its name, where this machine has it, or raises a
    `DatasetError`; `roll` throws the dice for the widget of a key.
    """
    there = [kind.name for kind in KINDS if kind.source in ("", "digits") or is_here(images, kind.source)]
    name = st.pills(
        LABEL,
        there,
        default=there[0],
        required=True,
        format_func=lambda name: KIND[name].title,
        key=f"alien{which}",
        bind="query-params",
        help=HELP,
        wrap=True,
    )
    kind = KIND[name]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = int(
            st.number_input(
                "Which of them",
                0,
                NUMBERS - 1,
                0,
                key=f"alien_number{which}",
                bind="query-params",
                help="The same number of a kind is always the same picture.",
            )
        )
        st.button(
            "Another",
            icon=":material/casino:",
            on_click=roll,
            args=(f"alien_number{which}", NUMBERS),
            key=f"roll_alien{which}",
        )
    picture, shape = alien(kind, number, lambda: images(kind.source))
    return picture, named(kind.title, shape, number)


def is_here(images: Callable[[str], np.ndarray], source: str) -> bool:
    """Whether this machine has that data set."""
    try:
        images(source)
    except ae.DatasetError:
        return False
    return True
