"""The part “Term by term”: what each of the 784 pixels and each number of the code costs, and the whole bill."""

import streamlit as st

from autoencoders.scores.metrics import entropy_floor

from ..aside.formulas import BERNOULLI_FORMULA, KL_FORMULA, LOSS_FORMULA
from ..classroom.asking import Asking
from .cost_map import cost_map
from .tables import bill_table, kl_table
from .tasks import COSTS
from .throw import lively, throw
from .words import EACH_PIXEL


def terms(beta: str, asked: Asking) -> None:
    """Show the part, with the dial at this place."""
    one = throw(beta)
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
        st.html(bill_table(found, one.chosen.beta, floor, one.score))
    lively(one, {})
