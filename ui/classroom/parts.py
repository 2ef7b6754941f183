"""The parts of a page by name, and which of them a lesson's link shows.

A part that is not shown is there all the same, out of sight: its widgets keep what the link says, checked as ever.
"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ..tasks.given import ASK, LOOK

SHOW = "show"
"""The parameter of a lesson's link with the names of the parts that learners see."""

HIDDEN = "<style>{} {{display: none}}</style>"
WHERE = "[data-testid=stLayoutWrapper]:has(> .st-key-part_{})"
"""What is out of sight for eyes and screen readers alike."""

SOME_SHOWN = "Whoever sent you this link chose what to show."


def part(name: str) -> DeltaGenerator:
    """The part of this name; what is written into it is shown where a lesson's link shows it."""
    return st.container(key=f"part_{name}")


def fold(label: str, *keys: str, wanted: bool = False) -> DeltaGenerator:
    """What is seldom used, behind its label; it stands open at first where the link sets one of the widgets with these keys, or
    where it is `wanted`."""
    first = st.session_state.setdefault(f"fold_{keys[0]}", any(key in st.query_params for key in keys))
    return st.expander(label, expanded=first or wanted, type="compact")


def choose_parts(path: str, names: list[str]) -> None:
    """Hide what the lesson's link of this page doesn't show of its parts `names`; at the top of a page, with a way to see all.

    A visitor who comes back to the page finds it as the link had it.
    """
    links: dict[str, dict[str, str]] = st.session_state.setdefault("lesson_links", {})
    given = {key: st.query_params[key] for key in (SHOW, ASK) if key in st.query_params}
    if given:
        links[path] = given
    elif path in links:
        for key, value in links[path].items():
            st.query_params[key] = value
    if SHOW not in st.query_params:
        return
    shown = named(st.query_params[SHOW], names)
    unseen = [WHERE.format(name) for name in names if name not in shown]
    if not unseen:
        return
    st.html(HIDDEN.format(", ".join(unseen)))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(SOME_SHOWN, width="content")
        st.button("Show everything", type="tertiary", on_click=show_everything, args=(path,), key="show_everything")


def named(text: str, names: list[str]) -> list[str]:
    """Which of these names stand in the text of a link, in its order and each once; others are left out."""
    found = [name for name in text.split(",") if name in names]
    return list(dict.fromkeys(found))


def written(names: list[str]) -> str:
    """These names as the text of a link."""
    return ",".join(names) or LOOK


def show_everything(path: str) -> None:
    """Let this page be as it is without a lesson's link."""
    st.session_state.get("lesson_links", {}).pop(path, None)
    for key in (SHOW, ASK):
        st.query_params.pop(key, None)
