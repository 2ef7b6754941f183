"""A digit, a throw of ε and its bill: what the parts “Point or cloud” and “Term by term” both begin with."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.scores.digit_bill import Bill, bill

from ..dice import roll
from ..digit_input import Given, digit_input
from ..strips import strips
from .vaes import Shown, found, shown

MEAN, DRAW = "the mean", "a draw"
"""What the decoder gets."""

THROWS = 1000
"""Different throws of ε, numbered from 0."""

DRAWS = 16
"""Draws from a digit's cloud in a throw; the first is the one whose bill is made."""

PAIR_WIDTH = 16
"""Widest that digit and output are shown, in rem."""


@dataclass(frozen=True)
class Throw:
    """A visitor's digit in a VAE, `epsilons` `(DRAWS, d)`, the bill at the first or at the mean, and the column `beside` it."""

    chosen: Shown
    model: ae.VAE
    score: dict[str, Any]
    given: Given
    epsilons: np.ndarray
    bill: Bill
    beside: Any


def throw(beta: str) -> Throw | None:
    """Ask for digit and throw, and show what the decoder makes of them; None where the VAE at this place is missing."""
    chosen = shown(beta)
    vaes, scores = found([chosen.name, "vae-10"])
    if chosen.name not in vaes:
        return None
    model = vaes[chosen.name]
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.markdown("##### 1. Give a digit")
        given = digit_input()
    with right:
        st.markdown("##### 2. Take a code from its cloud")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            decoded = st.segmented_control(
                "The decoder gets",
                [MEAN, DRAW],
                default=DRAW,
                required=True,
                key="decoded",
                bind="query-params",
            )
            st.button("Throw ε", icon=":material/casino:", on_click=roll, args=("epsilon", THROWS), key="roll_epsilon")
            number = st.number_input("Throw", 0, THROWS - 1, 1, key="epsilon", bind="query-params", width=120)
    epsilons = np.random.default_rng(int(number)).standard_normal((DRAWS, model.latent_dim), dtype=np.float32)
    found_bill = bill(model, given.image, np.zeros(model.latent_dim) if decoded == MEAN else epsilons[0])
    with right:
        words = "its mean" if decoded == MEAN else "this draw"
        pair = np.stack([given.image, found_bill.picture])
        st.html(
            strips([(f"the digit, and {words} decoded", pair, f"{given.words}, and {words} decoded")], 2, PAIR_WIDTH)
        )
    return Throw(chosen, model, scores[chosen.name], given, epsilons, found_bill, right)
