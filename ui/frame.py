"""The frame of every page: its configuration, the lessons in order, and the navigation in the sidebar.

A lesson is a row. Streamlit's own router is not used: beside a `pages/` folder it breaks links that open a page cold.
"""

from base64 import b64encode
from dataclasses import dataclass
from math import isinf
from pathlib import Path

import streamlit as st

from . import faults, looked_at, memory
from .aside.lesson_words import STYLE as WORDS_STYLE
from .aside.lesson_words import lesson_words
from .browser.page import page
from .browser.projector import in_projector_view, projector_button, projector_view
from .crowd import runs, server
from .crowd.ballots import IN_LINK as ROOM
from .sidebar import visit_button
from .tasks.given import answers, look_if_asked
from .visitor import visitor
from .warm import warm
from .words import made_room

STYLE = """<style>
[data-testid=stMain] h1 {padding: 0 0 0.25rem; font-size: clamp(1.5rem, 4.5vw, 1.9rem)}
[data-testid=stFileChip] {flex-wrap: wrap; height: auto; width: auto; max-width: 100%}
[data-testid=stFileChip] [role=alert] {position: static !important; width: auto !important; height: auto !important;
  margin: 0 !important; clip: auto !important; clip-path: none !important; white-space: normal !important; font-size: 0.875rem}
</style>"""
"""A title costs one line, on a phone too: what a lesson is about stands below it and belongs on the first screen.

And why the browser refuses a file (too large, of another kind) is read on the page: Streamlit tells it only to a mouse that rests
there, and to screen readers.
"""


@dataclass(frozen=True)
class Lesson:
    """A page: where its script is, what it is called, what one learns there, and the keys of its questions.

    Those that are asked only where other pictures than digits are looked at, `elsewhere`, are not counted.
    """

    path: str
    title: str
    icon: str
    promise: str
    tasks: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of its script, by which the glossary knows a lesson."""
        return Path(self.path).stem


ICON = "data:image/png;base64," + b64encode(Path(__file__).with_name("icon.png").read_bytes()).decode()
"""The icon in the browser's tab, in the page itself: a named one would be fetched from the web, a file read at every run."""

START = Lesson("app.py", "Start", ":material/home:", "What an autoencoder is, in one picture.")

LESSONS = (
    Lesson(
        "pages/reconstruct.py",
        "Reconstruct a digit",
        ":material/draw:",
        "Draw a digit, add noise, and see what is left of it after it went through a code of 10 to 100 numbers.",
        ("order", "scale", "pays", "no-digit", "fed-back", "taught", "notices"),
        ("clothes",),
    ),
    Lesson(
        "pages/latent_map.py",
        "A map of the codes",
        ":material/map:",
        "Walk through all codes of two numbers, an AE's and a VAE's side by side, and find the places where nothing lives.",
        ("hole", "ring", "classes", "map-beta", "nearest", "rise", "plane"),
    ),
    Lesson(
        "pages/vae.py",
        "Sample, blend, traverse",
        ":material/shuffle:",
        "Make new digits from random codes, turn one digit into another, move single numbers of a code, feed outputs back in.",
        ("samples", "sizes", "middle", "ends", "fifty", "ends-left"),
    ),
    Lesson(
        "pages/objective.py",
        "What a VAE pays for",
        ":material/balance:",
        "Turn the weight β of the KL, and see what the two halves of the loss buy and cost.",
        ("betas", "unused", "throws", "pixels", "half"),
    ),
    Lesson(
        "pages/train.py",
        "Train one live",
        ":material/model_training:",
        "Start, pause and rewind a training, change it while it runs, and compare it with the last one.",
        ("first-loss", "digits-told", "tenfold-rate"),
    ),
    Lesson(
        "pages/assignment.py",
        "The report, checked",
        ":material/fact_check:",
        "The six figures of a student's report, and each of its claims beside what was measured.",
        ("claim-that-falls", "figure-six", "claims-that-hold"),
    ),
    Lesson(
        "pages/dimensions.py",
        "How many numbers?",
        ":material/straighten:",
        "How much of a digit comes back from a code of 2 to 100 numbers, beside the straight lines of PCA, and what β makes "
        "of it.",
        ("components", "numbers-in-use", "best-beta"),
    ),
)

NOTES = Lesson(
    "pages/notes.py",
    "Notes",
    ":material/menu_book:",
    "From a code to −ELBO in ten steps with the numbers of your digit, every word of the lessons, and where it all comes from.",
)

PAGES = (START, *LESSONS, NOTES)
"""Every page, as the sidebar has them."""

QUESTIONS = {task for lesson in LESSONS for task in lesson.tasks}
"""The keys of all questions."""

IN_ORDER = "Lessons build on each other: take them from top to bottom."
"""Under the lessons, before anything is answered."""

NONE_CHOSEN = ("models", "training", "classes")
"""Parameters of which none may be chosen, so that they may be empty in a link."""


def frame(lesson: Lesson) -> None:
    """Configure the page and draw the sidebar; the first call of every page.

    What in a link would break a widget is left out: the page is opened anew without it.
    """
    faults.install()
    runs.install()
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    if breaking := {key for key, values in query.items() if breaks(key, values)}:
        memory.open_anew(lesson.path, {key: query[key] for key in query if key not in breaking})
    st.set_page_config(
        page_title="Latent Lab" if lesson is START else f"{lesson.title} · Latent Lab",
        page_icon=ICON,
        layout="wide",
        menu_items={"About": "**Latent Lab** shows what an autoencoder keeps of a handwritten digit."},
    )
    st.html(STYLE + WORDS_STYLE)
    look_if_asked()
    if room := st.session_state.get(ROOM):  # a reload, of a page without questions too, leaves no class
        st.query_params[ROOM] = room
    remembered = memory.remembered(lesson.path, query)
    if remembered is not None:
        memory.open_anew(lesson.path, remembered)
    if in_projector_view():
        around = [None, *(row.path for row in PAGES), None]
        here = around.index(lesson.path)
        projector_view(around[here - 1], around[here + 1])
    with st.sidebar:
        st.markdown("### :material/blur_on: Latent Lab")
        for row in PAGES:
            st.page_link(row.path, label=row.title, icon=row.icon, width="stretch")
        st.caption(answered(len(answers().keys() & QUESTIONS)) if answers() else IN_ORDER)
        looked_at.choose(lesson.path)
        visit_button({row.title: row.tasks + row.elsewhere for row in LESSONS})
        projector_button()
        page()
        memory.remember(lesson.path)
    if lost := server.shelf().lost(visitor()):
        st.toast(made_room(lost), icon=":material/inventory_2:", duration="infinite")
    memory.say_what_was_lost()
    warm()


def opening(title: str, promise: str, lesson: str = "") -> None:
    """The top of a page: its title, and its promise in a line or two.

    Where it is a `lesson` of the glossary, its words stand folded beside the title.
    """
    with st.container(gap="xsmall", key="opening"):
        st.title(title, anchor=False)
        with st.container(key="promise"):
            st.markdown(promise)
        looked_at.beside_the_promise(lesson)
        if lesson:
            lesson_words(lesson)


def answered(count: int) -> str:
    """Under the lessons, once so many questions are answered."""
    return f"Your answers: {count} of {len(QUESTIONS)} questions. They stay here, with you; “Your visit” saves them."


def breaks(key: str, values: list[str]) -> bool:
    """Whether this parameter of a link would raise in a widget: an infinite number, or nothing where one is always chosen.

    Streamlit makes a whole number of infinity, and takes an empty parameter for no choice, also where one is required.
    """
    return any(map(infinite, values)) or (not any(values) and key not in NONE_CHOSEN)


def infinite(text: str) -> bool:
    """Whether this is a number, and beyond all that a float can hold."""
    try:
        return isinf(float(text))
    except ValueError:
        return False


def lesson_of(path: str) -> Lesson:
    """The row of this script."""
    return next(row for row in LESSONS if row.path == path)
