"""A digit, a throw of ε and its bill: what the parts “Point or cloud” and “Term by term” both begin with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
from PIL import ImageColor

import autoencoders as ae
from autoencoders.chance import normals
from autoencoders.scores.digit_bill import Bill, bill
from autoencoders.scores.metrics import UNUSED_NATS
from autoencoders.scores.readings import brief, brief_beside, each_reading

from .. import looked_at
from ..browser.alive import alive
from ..classroom.parts import part
from ..colors import FURTHEST, VERMILION
from ..dice import follow
from ..input.digit import beside_the_input, digit_input
from ..input.pick import Given
from ..strips import strips
from ..usual.places import Place
from ..usual.strips import live
from .cost_map import STOPS
from .tasks import Thrown
from .vaes import Shown, found
from .words import BEYOND, throw_words

MEAN, DRAW = "the mean", "a draw"
"""What the decoder gets."""

THROWS = 1000
"""Different throws of ε, numbered from 0."""

DRAWS = 16
"""Draws from a digit's cloud in a throw; the first is the one whose bill is made."""

PAIR_WIDTH = 11
"""Widest that digit and output are shown, in rem."""


@dataclass(frozen=True, eq=False)
class Throw:
    """A visitor's digit in a VAE, `epsilons` `(DRAWS, d)`, the bill at the first or at the mean, and what was chosen for it.

    What belongs above the decoded digit goes into the container `first`, what belongs beside it into `beside`.
    """

    chosen: Shown
    model: ae.VAE
    score: dict[str, Any]
    given: Given
    epsilons: np.ndarray
    bill: Bill
    values: dict[str, Any]
    first: Any
    beside: Any

    @property
    def asked_of(self) -> Thrown:
        """The same, as the lesson's questions take it."""
        number = int(self.values["epsilon"])
        return Thrown(self.bill, self.epsilons, number, throw_words(self.given.words, self.chosen.words, number))


def throw(chosen: Shown) -> Throw | None:
    """Ask for digit and throw, and show what the decoder of this VAE makes of them; None where it is missing."""
    vaes, scores = found([chosen.name, "vae-10"])
    if chosen.name not in vaes:
        return None
    model = vaes[chosen.name]
    shown_left, asked_right = beside_the_input("throw_beside")
    with asked_right, part("digit"):
        given = digit_input()
    with shown_left, part("throw"), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        decoded = st.segmented_control(
            "The decoder gets",
            [MEAN, DRAW],
            default=DRAW,
            required=True,
            key="decoded",
            bind="query-params",
        )
        st.button("Throw ε", on_click=follow, args=("epsilon", THROWS), key="roll_epsilon")
        number = st.number_input("Throw", 0, THROWS - 1, 1, key="epsilon", bind="query-params", width=88)
    with shown_left:
        first = st.container()
        left, right = st.columns([2, 3], gap="medium")
    epsilons = thrown(int(number), model.latent_dim)
    try:
        found_bill = bill(model, given.image, np.zeros(model.latent_dim) if decoded == MEAN else epsilons[0])
    except ValueError:  # its code is no code that the decoder takes
        st.warning(BEYOND, icon=":material/error:")
        return None
    with left:
        words = "its mean" if decoded == MEAN else "this draw"
        pair = np.stack([given.image, found_bill.picture])
        one, other = each_reading(looked_at.judge(), pair)
        alt = f"{given.words}{one}, and {words} decoded{other}"
        below = [[brief(one), brief_beside(other, one)]] if one else ()
        st.html(strips([(f"the digit, and {words} decoded", pair, alt)], 2, PAIR_WIDTH, "pair", below))
    values = {"epsilon": int(number), "drawn": decoded == DRAW}
    return Throw(chosen, model, scores[chosen.name], given, epsilons, found_bill, values, first, right)


def lively(one: Throw, compared: dict[str, tuple[str, ae.VAE]], usual: Sequence[Place] = ()) -> None:
    """Let pictures and numbers follow pen and dice, once they stand in the page.

    `compared` are VAEs by name, each with its β as text; `usual` are the digit's places, where they are shown.
    """
    models = {**{one.chosen.name: ("", one.model)}, **compared}
    alive(
        "objective",
        one.given.image,
        one.values,
        [(name, title, VERMILION, model) for name, (title, model) in models.items()],
        chosen=one.chosen.name,
        beta=one.chosen.beta,
        unused=UNUSED_NATS,
        colors=STOPS,
        unclear=[*ImageColor.getrgb(FURTHEST)],
        usual=live(usual, looked_at.now().one),
    )


def thrown(number: int, d: int) -> np.ndarray:
    """The draws of ε of this throw, for a code of d numbers: `(DRAWS, d)`."""
    return normals(number, DRAWS * d).reshape(DRAWS, d).astype(np.float32)
