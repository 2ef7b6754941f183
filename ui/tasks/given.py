"""What a visit has answered, which question a link opens, and whether its visitor came only to look."""

import streamlit as st

from ..stored.answers import Answer

LOOK = "none"
"""In the place of a question's key: no question, nothing is hidden."""

IN_LINK = "task"
"""The parameter of a link that says which question is open. No widget is bound to it: Streamlit puts labels into links, and
that of a question changes once it is answered."""

ASK = "tasks"
"""The parameter of a lesson's link with the keys of the questions that it asks, in order; `LOOK` for none."""

ANSWERS, LOOKING = "answers", "task_look"
"""Keys of the session: the answers by question, and whether the visitor only looks."""


def look_if_asked() -> None:
    """A link that asks nothing begins a visit that is asked nothing on other pages either; later it speaks of its page alone."""
    st.session_state.setdefault(LOOKING, st.query_params.get(IN_LINK) == LOOK)


def answers() -> dict[str, Answer]:
    """This visit's answers, by question."""
    found: dict[str, Answer] = st.session_state.setdefault(ANSWERS, {})
    return found
