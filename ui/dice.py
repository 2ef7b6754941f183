"""A dice for every number that chance decides: the digit, the noise, the codes."""

import numpy as np
import streamlit as st

SEEDS = 1000
"""Different seeds of random codes, numbered from 0."""


def roll(key: str, end: int) -> None:
    """Throw the dice for a number below `end` and put it under this key."""
    before = st.session_state.get(key)
    faces = [face for face in range(end) if face != before]
    st.session_state[key] = int(np.random.default_rng().choice(faces))


def seed_input(label: str) -> int:
    """The seed of random codes, in the link, with a button for another."""
    st.button(label, icon=":material/casino:", on_click=roll, args=("seed", SEEDS), key="roll_seed")
    return int(st.number_input("Seed", 0, SEEDS - 1, 0, key="seed", bind="query-params", width=120))
