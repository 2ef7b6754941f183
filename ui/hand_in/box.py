"""Where a visitor takes the answers as a page to hand in."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from ..plain import plain
from ..tasks.given import answers
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
    given = answers()
    if not given:
        st.markdown(words.NONE_YET)
        return
    st.markdown(words.WHAT)
    name = st.text_input(
        words.NAME, max_chars=LONGEST_NAME, help=words.NAME_HELP, autocomplete="name", key="hand_in_name"
    )
    if missing := lacking(name):
        st.caption(words.not_printed(plain(missing)))
    latest: dict[str, Sheet] = st.session_state.setdefault("hand_in_page", {})
    latest[PAGE] = sheet(dict(given), lessons, name, date.today())
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, make, end, kind, icon in FILES:
            st.download_button(
                label,
                partial(made, latest, make),
                f"latent-lab-answers-{date.today().isoformat()}.{end}",
                kind,
                icon=f":material/{icon}:",
                on_click="ignore",
                key=f"hand_in_{label.rpartition(' ')[2].lower()}",
            )
        st.caption(words.count(len(given)), width="content")


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


FILES = (
    ("Take as PDF", as_pdf, "pdf", "application/pdf", "picture_as_pdf"),
    ("Take as Markdown", _markdown, "md", "text/markdown", "markdown"),
)
"""The files that there are: label, how it is made, what its name ends in, its kind, its button's icon."""
