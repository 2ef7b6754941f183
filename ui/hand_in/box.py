"""Where a visitor takes the answers as a page to hand in."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from ..plain import plain
from ..stored.answers import Answer
from . import words
from .markdown import as_markdown
from .pdf import as_pdf, printable
from .sheet import LONGEST_NAME, Sheet, one_line, sheet

PAGE = "page"
"""Under which the page stands, as the visitor has it by now: a file is made of that, also by a button that was drawn before."""

NAME_COMES = 0.4
"""Seconds that a file waits before it is made: a field tells its text as it is left, and that by the same press."""


def hand_in(lessons: Mapping[str, Sequence[str]]) -> None:
    """How many answers there are, a field for a name, and two files; `lessons` gives for each title its tasks in order."""
    answers: dict[str, Answer] = st.session_state.get("answers", {})
    if not answers:
        st.markdown(words.NONE_YET)
        return
    st.markdown(words.WHAT)
    name = st.text_input(
        words.NAME, max_chars=LONGEST_NAME, help=words.NAME_HELP, autocomplete="name", key="hand_in_name"
    )
    if missing := lacking(name):
        st.caption(words.not_printed(plain(missing)))
    latest: dict[str, Sheet] = st.session_state.setdefault("hand_in_page", {})
    latest[PAGE] = sheet(dict(answers), lessons, name, date.today())
    stem = f"latent-lab-answers-{date.today().isoformat()}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Take as PDF",
            partial(made, latest, as_pdf),
            f"{stem}.pdf",
            "application/pdf",
            icon=":material/picture_as_pdf:",
            on_click="ignore",
            key="hand_in_pdf",
        )
        st.download_button(
            "Take as Markdown",
            partial(made, latest, _markdown),
            f"{stem}.md",
            "text/markdown",
            icon=":material/markdown:",
            on_click="ignore",
            key="hand_in_markdown",
        )
        st.caption(words.count(len(answers)), width="content")


def made(latest: Mapping[str, Sheet], make: Callable[[Sheet], bytes]) -> bytes:
    """The file, once a name that was typed just before the button was pressed has come."""
    time.sleep(NAME_COMES)
    return make(latest[PAGE])


def lacking(name: str) -> str:
    """The letters of this name that the PDF's fonts lack, each once."""
    line = one_line(name)
    return "".join(
        dict.fromkeys(letter for letter, there in zip(line, printable(line), strict=True) if letter != there)
    )


def _markdown(page: Sheet) -> bytes:
    return as_markdown(page).encode()
