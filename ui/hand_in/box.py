"""Where a visitor takes the answers as a page to hand in."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from ..plain import plain
from ..stored.answers import Answer
from . import words
from .markdown import as_markdown
from .pdf import as_pdf, printable
from .sheet import LONGEST_NAME, Sheet, one_line, sheet


def hand_in(lessons: Mapping[str, Sequence[str]]) -> None:
    """How many answers there are, a field for a name, and two files; `lessons` gives for each title its tasks in order."""
    answers: dict[str, Answer] = st.session_state.get("answers", {})
    st.markdown(words.WHAT)
    if not answers:
        st.caption(words.NONE_YET)
        return
    name = st.text_input(
        words.NAME, max_chars=LONGEST_NAME, help=words.NAME_HELP, autocomplete="name", key="hand_in_name"
    )
    if missing := lacking(name):
        st.caption(words.not_printed(plain(missing)))
    page, stem = sheet(dict(answers), lessons, name, date.today()), f"latent-lab-answers-{date.today().isoformat()}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Take as PDF",
            partial(as_pdf, page),
            f"{stem}.pdf",
            "application/pdf",
            icon=":material/picture_as_pdf:",
            on_click="ignore",
            key="hand_in_pdf",
        )
        st.download_button(
            "Take as Markdown",
            partial(_markdown, page),
            f"{stem}.md",
            "text/markdown",
            icon=":material/markdown:",
            on_click="ignore",
            key="hand_in_markdown",
        )
        st.caption(words.count(len(answers)), width="content")


def lacking(name: str) -> str:
    """The letters of this name that the PDF's fonts lack, each once."""
    line = one_line(name)
    return "".join(
        dict.fromkeys(letter for letter, there in zip(line, printable(line), strict=True) if letter != there)
    )


def _markdown(page: Sheet) -> bytes:
    return as_markdown(page).encode()
