"""The drawer of aliens: a kind, thumbnails of it or a number, and a dice; kind and number live in the link."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.digits.aliens import KIND, KINDS, Kind, alien

from ..browser.thumbnails import Choice, thumbnails
from .words import HELP, LABEL, named

NUMBERS = 800
"""Pictures of a kind to choose from, as many as there are digits of a class."""

MOST_PAGES = 100
"""Pages of letters and doodles that are kept, of some 19 kilobytes each: all that there are."""


def drawer(
    which: str,
    images: Callable[[str], np.ndarray],
    roll: Callable[[str, int], None],
    sheet: Callable[[np.ndarray, int], str],
) -> tuple[np.ndarray, str]:
    """Ask for an alien: its pixels `(28, 28, 1)` in [0, 1], and what it is in words.

    `which` ends all keys. `images` gives the test images of a data set by its name, where this machine has it, or raises a
    `DatasetError`; `roll` throws the dice for the widget of a key; `sheet` makes one picture, a `data:` address, of images in so
    many columns.
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
    grid = st.container(gap=None)
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
    with grid:
        thumbnails(
            f"alien_thumbnails{which}",
            Choice(f"{LABEL}: {kind.title}", kind.title.lower(), NUMBERS, number),
            lambda numbers, columns: sheet(page_of(kind, numbers, images), columns),
            f"alien_number{which}",
        )
    picture, shape = alien(kind, number, lambda: images(kind.source))
    return picture, named(kind.title, shape, number)


def page_of(kind: Kind, numbers: range, images: Callable[[str], np.ndarray]) -> np.ndarray:
    """Some pictures of a kind, `(n, 28, 28, 1)` uint8; those of our own strokes take a third of a second, so they are kept."""
    if kind.shapes:
        return _drawn(kind.name, numbers)
    return _page(kind, numbers, lambda: images(kind.source))


@lru_cache(MOST_PAGES)
def _drawn(name: str, numbers: range) -> np.ndarray:
    return _page(KIND[name], numbers, lambda: np.empty(0))


def _page(kind: Kind, numbers: range, sources: Callable[[], np.ndarray]) -> np.ndarray:
    made = np.stack([alien(kind, number, sources)[0] for number in numbers])
    return np.asarray(np.rint(255 * made), np.uint8)


def is_here(images: Callable[[str], np.ndarray], source: str) -> bool:
    """Whether this machine has that data set."""
    try:
        images(source)
    except ae.DatasetError:
        return False
    return True
