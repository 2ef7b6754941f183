"""What several VAEs make of the same eight digits and of the same sixteen random codes, side by side."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from autoencoders.densities import random_codes
from autoencoders.scores.readings import readings, row_marks, wall_look

from .. import computed, looked_at
from ..dice import seed_input
from ..strips import counted, strips
from ..words import READ_BELOW
from .vaes import Models

EIGHT = (0, 2, 3, 4, 5, 6, 8, 9)
"""The classes of the digits given back; a row has room for eight."""

NUMBER = 3
"""Which digit of each class: the fourth of the test set."""

SAMPLES = 16
"""Random codes that are drawn."""


def show_pictures(vaes: Models, titles: dict[str, str]) -> None:
    """What these models give back of the same digits, and draw from the same codes of N(0, I); `titles` are by name."""
    left, right = st.columns(2, gap="large")
    with left:
        given_back(vaes, titles)
    with right:
        drawn(vaes, titles, codes_asked())


def given_back(vaes: Models, titles: dict[str, str]) -> None:
    """The same eight digits, and what each of these models gives back."""
    digits = examples()
    tell, one = looked_at.now().tell, looked_at.now().one
    captions = [(tell("eight test digits"), tell("Eight test digits, as they go in"))]
    captions += [(f"given back, {title}", f"The same eight {one}s given back, {title}") for title in titles.values()]
    rows = [digits, *(vaes[name].reconstruct(digits) for name in titles)]
    read = readings(looked_at.judge(), rows)
    show(captions, rows, read, [[], *(row_marks(words, read[0]) for words in read[1:])])


def codes_asked() -> int:
    """The heading above sixteen random codes, and which they are: their seed."""
    st.markdown("##### Sixteen codes from N(0, I), drawn")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        return seed_input("Other codes")


def drawn(vaes: Models, titles: dict[str, str], seed: int) -> None:
    """What each of these models draws from the same sixteen random codes."""
    walls = [vaes[name].decode(random_codes(None, SAMPLES, vaes[name].latent_dim, 1.0, seed)) for name in titles]
    captions = [(title, f"Sixteen pictures drawn from random codes, {title}") for title in titles.values()]
    read, marked = zip(*(wall_look(looked_at.judge(), each) for each in walls), strict=True)
    show(captions, walls, read, [counted(words) for words in read], marked)
    if any(read):
        st.caption(READ_BELOW)  # of the rows above as well, which have no room for it on a phone


def show(
    captions: list[tuple[str, str]],
    rows: list[np.ndarray],
    read: Sequence[str],
    below: Sequence[Sequence[str]],
    marked: Sequence[np.ndarray | None] = (),
) -> None:
    """Rows of pictures, each with its caption, its words for who cannot see it, what it is read as, that below it, and which of
    its pictures are marked as no clear digit."""
    told = [(each, row, alt + words) for (each, alt), row, words in zip(captions, rows, read, strict=True)]
    st.html(strips(told, read=below, unclear=marked))


def examples() -> np.ndarray:
    """The eight test digits that every model here gives back."""
    rows = [each for each in computed.rows_of_class() if len(each)]
    turns = EIGHT if len(rows) > max(EIGHT) else range(len(EIGHT))
    picked = [rows[i % len(rows)][(NUMBER + i // len(rows)) % len(rows[i % len(rows)])] for i in turns]
    return looked_at.now().dataset.test_images[picked].astype(np.float32) / 255
