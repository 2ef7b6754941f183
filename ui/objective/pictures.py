"""What several VAEs make of the same eight digits and of the same sixteen random codes, side by side."""

import numpy as np
import streamlit as st

from autoencoders.densities import random_codes

from .. import cached
from ..dice import seed_input
from ..strips import strips
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
        drawn(vaes, titles)


def given_back(vaes: Models, titles: dict[str, str]) -> None:
    """The same eight digits, and what each of these models gives back."""
    digits = examples()
    rows = [("eight test digits", digits, "Eight test digits, as they go in")]
    for name, title in titles.items():
        rows.append(
            (f"given back, {title}", vaes[name].reconstruct(digits), f"The same eight digits given back, {title}")
        )
    st.html(strips(rows))


def drawn(vaes: Models, titles: dict[str, str]) -> None:
    """What each of these models draws from the same sixteen random codes."""
    st.markdown("##### Sixteen codes from N(0, I), drawn")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seed = seed_input("Other codes")
    st.html(
        strips(
            (
                title,
                vaes[name].decode(random_codes(None, SAMPLES, vaes[name].latent_dim, 1.0, seed)),
                f"Sixteen pictures drawn from random codes, {title}",
            )
            for name, title in titles.items()
        )
    )


def examples() -> np.ndarray:
    """The eight test digits that every model here gives back."""
    rows = cached.rows_of_class()
    picked = [rows[digit][NUMBER % len(rows[digit])] for digit in EIGHT]
    return cached.dataset().test_images[picked].astype(np.float32) / 255
