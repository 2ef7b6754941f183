"""The frame of every page: its configuration, the lessons in order, and the navigation in the sidebar.

A lesson is a row. Streamlit's own router is not used: beside a `pages/` folder it breaks links that open a page cold.
"""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from . import cached


@dataclass(frozen=True)
class Lesson:
    """A page: where its script is, what it is called, what one learns there."""

    path: str
    title: str
    icon: str
    promise: str


START = Lesson("app.py", "Start", ":material/home:", "What an autoencoder is, in one picture.")

LESSONS = (
    Lesson(
        "pages/reconstruct.py",
        "Reconstruct a digit",
        ":material/draw:",
        "Draw a digit, add noise, and see what is left of it after it went through a code of 10 or 100 numbers.",
    ),
)


def frame(lesson: Lesson) -> None:
    """Configure the page and draw the sidebar; the first call of every page."""
    st.set_page_config(
        page_title="Latent Lab" if lesson is START else f"{lesson.title} · Latent Lab",
        page_icon=str(Path(__file__).with_name("icon.png")),  # a named icon would be fetched from the web
        layout="wide",
        menu_items={"About": "**Latent Lab** shows what an autoencoder keeps of a handwritten digit."},
    )
    with st.sidebar:
        st.markdown("### :material/blur_on: Latent Lab")
        for row in (START, *LESSONS):
            st.page_link(row.path, label=row.title, icon=row.icon, width="stretch")
        st.caption("Lessons build on each other: take them from top to bottom.")
    cached.warm()


def lesson_of(path: str) -> Lesson:
    """The row of this script."""
    return next(row for row in LESSONS if row.path == path)
