"""Where the visitor's digit lands once it is damaged: the widgets for that, and how far it moves, in words."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.digits.kinds import Damage

from .. import looked_at
from ..input.noise import noise_input


def damage_input() -> Damage | None:
    """What is to be done to the digit, set as in the lesson on reconstruction; None where that is nothing."""
    kinds, slider, buttons, seldom = st.container(), st.container(), st.container(horizontal=True), st.container()
    with slider:
        damage = noise_input(buttons, seldom, kinds)
    return damage if damage.strength else None


def landed(models: Mapping[str, ae.Model], digit: np.ndarray, damage: Damage | None) -> dict[str, np.ndarray]:
    """The codes `(2,)` that these models give the damaged digit `(28, 28, 1)`; none without damage."""
    if damage is None:
        return {}
    seen = damage.of(digit)[None]
    return {title: model.encode(seen)[0] for title, model in models.items()}


def moved_words(
    places: Mapping[str, np.ndarray], digits: Mapping[str, np.ndarray], codes: Mapping[str, np.ndarray]
) -> str:
    """How far each digit `(2,)` has moved, beside how far two of the `codes` `(n, 2)` are apart: maps differ in scale."""
    told = []
    for title, place in places.items():
        apart = float(np.sqrt(2 * codes[title].var(axis=0).sum()))  # root mean square of all distances
        away = float(np.linalg.norm(place - digits[title]))
        share = f", {100 * away / apart:.0f} % of what lies between two test digits" if apart > 0 else ""
        told.append(f"on the {title}'s map by **{away:.1f}**{share}")
    said = f"Damaged so, your digit moves (the hollow diamond): {'; '.join(told)}." if told else ""
    return looked_at.now().tell(said)
