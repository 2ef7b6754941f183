"""A dice for every number that chance decides: the digit, the noise, the codes.

Only the digit is thrown by real chance. What the browser can draw by itself goes on in an order that it knows too, so that the
next picture need not wait for the server.
"""

import numpy as np
import streamlit as st

from autoencoders.chance import following

SEEDS = 1000
"""Different seeds of random codes, numbered from 0."""


def roll(key: str, end: int) -> None:
    """Throw the dice for a number below `end` and put it under this key."""
    before = st.session_state.get(key)
    faces = [face for face in range(end) if face != before]
    st.session_state[key] = int(np.random.default_rng().choice(faces))


def follow(key: str, end: int) -> None:
    """Put the number that follows under this key; all numbers below `end` have their turn before one comes again."""
    st.session_state[key] = following(int(st.session_state.get(key, 0)), end)


def seed_input(label: str) -> int:
    """The seed of random codes, in the link, with a button for another."""
    st.button(label, icon=":material/casino:", on_click=follow, args=("seed", SEEDS), key="roll_seed")
    return int(st.number_input("Seed", 0, SEEDS - 1, 0, key="seed", bind="query-params", width=120))
