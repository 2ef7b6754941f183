"""The part “The missing half”: the report's KL without its ½, beside VAEs trained with β = 1 and β = 2 on purpose."""

import streamlit as st

from ..aside.formulas import KL_FORMULA, REPORT_FORMULA
from ..classroom.asking import Asking
from .pictures import show_pictures
from .tables import half_table
from .tasks import TABLE, Dialled
from .vaes import Models, Scores, Shown, found
from .words import EIGHT_DIGITS, FORMULA_HAS_IT, REPORT_LEAVES_IT_OUT, half_words

RIVALS = {
    "vae-10": "the formula<br>β = 1",
    "vae-10.beta-2": "the formula<br>β = 2",
    "vae-10.assignment": "the report<br>without the ½",
}
"""The three columns: what is right, the control, and the report."""


def half(chosen: Shown, asked: Asking) -> None:
    """Show the part; this VAE, the dial's, is one more column, where it is none of the three."""
    titles = RIVALS if chosen.name in RIVALS else RIVALS | {chosen.name: f"the dial<br>{chosen.words}"}
    vaes, scores = found(list(titles))
    if "vae-10" not in vaes:
        return
    asked.judge(Dialled(0, EIGHT_DIGITS))
    if asked.veils(TABLE):
        st.markdown(FORMULA_HAS_IT)
        st.latex(KL_FORMULA)
        return
    compared(vaes, scores, titles)
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(FORMULA_HAS_IT)
        st.latex(KL_FORMULA)
    with right:
        st.markdown(REPORT_LEAVES_IT_OUT)
        st.latex(REPORT_FORMULA)


def compared(vaes: Models, scores: Scores, titles: dict[str, str]) -> None:
    """The columns in numbers and in pictures."""
    st.html(half_table([(titles[name], scores[name]) for name in vaes]))
    if vaes.keys() >= RIVALS.keys():
        st.markdown(half_words(*(scores[name]["reconstruction"] for name in RIVALS)))
    show_pictures(vaes, {name: titles[name].replace("<br>", ", ") for name in vaes})
