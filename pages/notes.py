"""The notes: from a code to −ELBO with the numbers of one's own digit, every word of the lessons, and the sources."""

from collections.abc import Callable

import streamlit as st

from autoencoders import losses
from autoencoders.scores import bound, digit_bill
from ui.aside.glossary import terms
from ui.aside.source import show_source, with_its_parts
from ui.frame import LESSONS, NOTES, frame, opening
from ui.notes import words
from ui.notes.sources import SOURCES
from ui.notes.steps import steps
from ui.notes.tables import glossary_list, source_list


def glossary() -> None:
    """Every word of the lessons."""
    st.markdown(words.WORDS_PROMISE)
    titles = {row.name: row.title for row in LESSONS}
    st.html(glossary_list(terms(), titles))


def sources() -> None:
    """Where the ideas come from."""
    st.markdown(words.SOURCES_PROMISE)
    st.markdown(source_list(SOURCES))


# What to look at, and the function that shows it; in this order.
PARTS: dict[str, Callable[[], None]] = {words.STEPS: steps, words.WORDS: glossary, words.SOURCES: sources}

frame(NOTES)

opening("From a code to −ELBO", words.PROMISE)
part = st.segmented_control(
    "What to read",
    list(PARTS),
    default=words.STEPS,
    required=True,
    key="notes",
    bind="query-params",
    label_visibility="collapsed",
)
PARTS[part]()
if part == words.STEPS:
    show_source(
        "Show the code behind the numbers",
        "notes_source",
        lambda: {
            "the bill": [digit_bill.bill],
            "the losses": with_its_parts(losses.bernoulli_term, losses.kl_per_dimension, losses.reparametrize),
            "what they leave out": [losses.continuous_bernoulli_log_normaliser],
            "the bound": [bound.log_weights, bound.importance_bound],
        },
    )
