"""The part “Term by term”: what each of the 784 pixels and each number of the code costs, and the whole bill."""

import streamlit as st

from autoencoders.scores.metrics import entropy_floor

from .. import cached, looked_at
from ..aside.formulas import BERNOULLI_FORMULA, KL_FORMULA, LOSS_FORMULA, NORMALISER_FORMULA
from ..classroom.asking import Asking
from ..classroom.parts import part
from ..usual.show import usual_part
from .cost_map import cost_map
from .tables import OF_MNIST, bill_table, kl_table, normalised_table
from .tasks import COSTS
from .throw import Throw, lively, throw
from .vaes import Shown
from .words import EACH_PIXEL, LEFT_OUT, NOT_NORMALISED, WHAT_IS_LEFT_OUT, WHY_IT_IS_LEFT_OUT


def terms(chosen: Shown, asked: Asking) -> None:
    """Show the part with this VAE."""
    one = throw(chosen)
    if one is None:
        return
    found = one.bill
    asked.judge(one.asked_of)
    if asked.veils(COSTS):
        lively(one, {})
        return
    with one.beside:
        st.html(cost_map(found))
    st.markdown(EACH_PIXEL)
    st.latex(BERNOULLI_FORMULA)
    left, right = st.columns(2, gap="large")
    with left:
        st.latex(KL_FORMULA)
        st.html(kl_table(found))
    with right:
        st.latex(LOSS_FORMULA)
        floor = float(entropy_floor(one.given.image[None])[0])
        st.html(bill_table(found, one.chosen.beta, floor, one.score, averaged(one)))
    with part("usual"):
        placed = usual_part(one.given, {one.chosen.name: one.model})
    not_normalised(one)
    lively(one, {}, placed)


def averaged(one: Throw) -> str:
    """Of what the averages beside a digit are: of an own model's, which is measured here, or of MNIST's."""
    here = looked_at.now()
    if one.chosen.own:
        return f"{len(here.dataset.test_images):,}"
    return f"MNIST's {OF_MNIST}" if looked_at.is_elsewhere() else OF_MNIST


def not_normalised(one: Throw) -> None:
    """What the Bernoulli term leaves out, folded: the factor, its number for this digit and over the test set, and why."""
    with part("left_out"), st.expander(NOT_NORMALISED, icon=":material/balance:"):
        st.markdown(WHAT_IS_LEFT_OUT)
        st.latex(NORMALISER_FORMULA)
        st.markdown(LEFT_OUT)
        st.html(normalised_table(one.bill, one.score, measured_left_out(one.chosen.name)))
        st.markdown(WHY_IT_IS_LEFT_OUT)


def measured_left_out(name: str) -> float | None:
    """The log-normaliser of this variant over the test set; None where the shipped report has none, as for the visitor's own."""
    try:
        found = cached.measured()["variants"][name]["log_normaliser"]
    except (KeyError, ValueError):
        return None
    return float(found)
