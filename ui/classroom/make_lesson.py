"""“Make a lesson of this page”: what learners shall see, what they are asked, the page as it stands, as a link and a QR code."""

from collections.abc import Mapping, Sequence

import streamlit as st

from .. import own_models
from ..aside.dialogs import close, dialog_button
from ..browser.projector import IN_LINK as VIEW
from ..crowd.ballots import IN_LINK as ROOM
from ..link import address, is_coarser, link_box, with_parameters
from ..memory import CANVASES
from ..tasks.given import ASK, IN_LINK, LOOK
from ..tasks.task import Task
from ..votes.room import held, room_button
from ..words import COARSER_IN_LINK
from .parts import SHOW, written

LONGEST = 90
"""Characters of a question in the list to choose from."""

SEE = "**Learners shall see** (what is not ticked stays as it is set now, out of sight; “Show everything” is always there):"
ASKED = "Questions, in this order"
COUNTED = "Count the class's guesses, without names: who opens the link is in your room, and you see the counts"
FULL = "This server has no room left for another class: the link works without one."
LIKE_THIS = "The link opens the page as it stands now: digit or drawing, and everything that is set."
NOT_HELD = "It does not hold {}, which {} with you: learners find {} instead."
"""Behind that, where something is in use that only its visitor has: what, stay or stays, what others get."""

PICTURE = ("your picture", "a test digit")
PHOTO = ("your photo", "a test digit")
MODELS = ("your own models", "shipped ones")
DATA = ("your own data set", "a field for theirs")
RUN = ("your run", "an untrained model")
"""What a link does not hold, and what is there for who opens it."""


def make_lesson(parts: Mapping[str, str], tasks: Sequence[Task], run: bool = False) -> None:
    """The button, and that for a class's room; `parts` are the parts of the page by their names, with their labels.

    `run` says whether the page shows a training that has made steps.
    """
    if dialog_button("make_lesson", "Make a lesson of this page", icon=":material/school:"):
        _dialog(dict(parts), {task.key: task.words.question for task in tasks}, run)
    room_button()


# Closing it runs the page, which shows the counts to who has just opened a room.
@st.dialog("Make a lesson of this page", width="large", on_dismiss=close)
def _dialog(parts: dict[str, str], questions: dict[str, str], run: bool) -> None:
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
    st.caption(f"{LIKE_THIS} {not_held(run)}")
    if is_coarser():
        st.caption(COARSER_IN_LINK)
    changed = {}
    if len(shown) < len(parts):
        changed[SHOW] = written(shown)
    if asked != list(questions):
        changed[ASK] = written(asked)
    changed[IN_LINK] = asked[0] if asked else LOOK
    if st.toggle(COUNTED, key="lesson_room"):
        if room := held():
            changed[ROOM] = room
        else:
            st.warning(FULL, icon=":material/groups:")
    link_box(with_parameters(address(), changed, without=(SHOW, ASK, ROOM, VIEW)), "copy_lesson")


def not_held(run: bool) -> str:
    """What is in use on this page and not in its link, a `run` too, in one sentence; nothing where there is no such thing."""
    state, found = st.session_state, []
    for way, words in (("Upload", PICTURE), ("Camera", PHOTO)):
        if any(state.get(f"input{which}") == way and f"kept_{way.lower()}{which}" in state for which in CANVASES):
            found.append(words)
    lists = [value if isinstance(value, list) else [value] for value in state.values()]
    if {name for names in lists for name in names if isinstance(name, str)} & set(own_models.rows()):
        found.append(MODELS)
    if state.get("train_data") == "your own":
        found.append(DATA)
    if run:
        found.append(RUN)
    if not found:
        return ""
    held = [what for what, _ in found]
    is_one = len(found) == 1 and found[0] is not MODELS
    instead = dict.fromkeys(other for _, other in found)
    return NOT_HELD.format(" and ".join(held), "stays" if is_one else "stay", " and ".join(instead))


def shortened(question: str) -> str:
    """The question in one line of a list."""
    return question if len(question) <= LONGEST else question[: LONGEST - 1].rsplit(" ", 1)[0] + " …"
