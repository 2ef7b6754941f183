"""The part on where codes of two numbers lie: the table under the maps, and what to make of the two shipped ones."""

from collections.abc import Mapping

import streamlit as st

import autoencoders as ae
from autoencoders.scores.ring_facts import Facts

from .. import cached, computed, looked_at
from ..classroom.asking import Asking
from . import words
from .chosen import SHIPPED
from .tables import facts_table
from .tasks import FACTS


def facts_part(facts: Mapping[str, Facts], colors: Mapping[str, str], asked: Asking) -> None:
    """The table with its heading and what follows from it; `facts` and `colors` are the models' by their titles."""
    st.subheader("Where do all the codes lie?")
    if not asked.veils(FACTS):
        st.html(looked_at.now().tell(facts_table(facts, colors, looked_at.now().names)))
        if one := facts.get("VAE"):
            st.markdown(words.under_the_table(one))


def conclusions() -> None:
    """What to make of the two shipped maps."""
    try:
        found = map(cached.codes, SHIPPED.values())
        far, near = (computed.map_facts(each.mean, each.log_var, each.labels, each) for each in found)
    except ae.WeightsError:
        st.info("The comparison needs both models.")
    else:
        st.markdown(words.conclusions(far, near))


def trusted() -> float | None:
    """The share of real test digits of which the judge is sure; None where the report was not made here."""
    try:
        return float(cached.measured()["samples"][words.REAL]["recognised"]["mean"])
    except (KeyError, TypeError, ValueError):
        return None
