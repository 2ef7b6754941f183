"""“Make a lesson of this page”: what learners shall see, what they are asked, the page as it stands, as a link and a QR code."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ..link import address, link_box, with_parameters
from ..tasks.given import ASK, IN_LINK, LOOK
from ..tasks.task import Task
from .parts import SHOW, written

LONGEST = 90
"""Characters of a question in the list to choose from."""

SEE = "**Learners shall see** (what is not ticked stays as it is set now, out of sight; “Show everything” is always there):"
ASKED = "Questions, in this order"
LIKE_THIS = "The link opens the page as it stands now: digit or drawing, and everything that is set."


def make_lesson(parts: Mapping[str, str], tasks: Sequence[Task]) -> None:
    """The button; `parts` are the parts of the page by their names, with their labels."""
    if st.button("Make a lesson of this page", icon=":material/school:", key="make_lesson"):
        _dialog(dict(parts), {task.key: task.words.question for task in tasks})


@st.dialog("Make a lesson of this page", width="large")
def _dialog(parts: dict[str, str], questions: dict[str, str]) -> None:
    st.markdown(SEE)
    with st.container(horizontal=True, gap="small"):
        shown = [name for name, label in parts.items() if st.checkbox(label, True, key=f"lesson_{name}")]
    asked = st.multiselect(
        ASKED,
        list(questions),
        list(questions),
        format_func=lambda key: shortened(questions[key]),
        key="lesson_tasks",
        placeholder="No question",
    )
    st.caption(LIKE_THIS)
    changed = {}
    if len(shown) < len(parts):
        changed[SHOW] = written(shown)
    if asked != list(questions):
        changed[ASK] = written(asked)
    changed[IN_LINK] = asked[0] if asked else LOOK
    link_box(with_parameters(address(), changed, without=(SHOW, ASK)), "copy_lesson")


def shortened(question: str) -> str:
    """The question in one line of a list."""
    return question if len(question) <= LONGEST else question[: LONGEST - 1].rsplit(" ", 1)[0] + " …"
