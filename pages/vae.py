"""Lesson: new digits from random codes, one digit turned into another, single numbers of a code moved, outputs fed back.

Four parts, each a function in a file of its own in ui/vae/; what they share is the pair of an AE and a VAE.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

import autoencoders as ae
from autoencoders.densities import random_codes
from autoencoders.scores.feedback import fed_back
from ui import looked_at
from ui.alone.along import take_along
from ui.classroom.asking import Asking, arrive, asking
from ui.classroom.make_lesson import make_lesson
from ui.classroom.parts import choose_parts, part
from ui.frame import frame, lesson_of, opening
from ui.input.pick import data_note
from ui.vae import words
from ui.vae.blend import show_blend
from ui.vae.fed_back import show_fed_back
from ui.vae.pair import Pair, choose, pair
from ui.vae.sample import show_samples
from ui.vae.tasks import TASKS
from ui.vae.traverse import show_traverse
from ui.vae.ways import blend


@dataclass(frozen=True)
class Part:
    """What shows the part, whose codes it needs, and the function behind its pictures."""

    show: Callable[[Pair, Asking], None]
    needs: tuple[str, ...]
    source: Callable[..., object]


PARTS = {
    words.SAMPLE: Part(show_samples, (), random_codes),
    words.BLEND: Part(show_blend, (), blend),
    words.TRAVERSE: Part(show_traverse, ("AE", "VAE"), ae.Model.decode),
    words.FED_BACK: Part(show_fed_back, (), fed_back),
}

frame(lesson_of("pages/vae.py"))

choose_parts("pages/vae.py", list(words.PARTS))
opening("What lies between the digits?", words.PROMISE, lesson="vae")
arrive(looked_at.of_digits(TASKS))
with part("which"):
    name = st.segmented_control(
        "What to do with a code",
        list(PARTS),
        default=words.SAMPLE,
        required=True,
        key="part",
        bind="query-params",
        width="stretch",
        label_visibility="collapsed",
    )
chosen = PARTS[name]
shown, models_place = st.container(), part("models")
with models_place:
    names = choose()
with shown:
    found = pair(names, chosen.needs)
    if found is None:
        st.stop()
    chosen.show(found, asking(looked_at.of_digits(TASKS), name))

data_note()
with st.container(horizontal=True):
    take_along(words.IN_ONE_FILE[name])
    make_lesson(words.PARTS, TASKS)
with part("code"):
    if st.toggle("Show the code behind the pictures", key="vae_source", bind="query-params"):
        st.code(inspect.getsource(chosen.source), language="python")
