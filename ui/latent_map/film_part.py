"""The part of the lesson on how its maps came to be: the recorded trainings of both models, fetched only for who asks."""

from collections.abc import Mapping

import streamlit as st

import autoencoders as ae
from autoencoders.recording import apart, ends_at

from .. import cached, looked_at
from ..browser.film.film import POINTS, SHEET, Track, film
from ..browser.packs import recording_pack
from ..classroom.asking import Asking
from . import views, words
from .film_task import FILM, RECORDED
from .tasks import FACTS

LAST_STEP = 1_000_000
"""The largest step that may be typed or stand in a link; a training has 60,000, and beyond its last the last is shown."""


def film_part(colors: Mapping[str, str], asked: Asking) -> None:
    """The heading, what is to be seen, and the film of the shipped models in the colours of their titles, once it is asked
    for."""
    st.subheader("How these maps came to be")
    if asked.veils(FILM, FACTS):  # its words say how many kinds live inside the ring
        return
    st.markdown(words.FILM)
    if not st.toggle("Show the recorded trainings", key="film", bind="query-params"):
        return
    looked_at.about_mnist()
    try:
        made = {title: cached.recording(name) for title, name in RECORDED.items()}
        packs = {title: recording_pack(name) for title, name in RECORDED.items()}
    except ae.WeightsError as fault:
        st.error(f"The film can't be shown. {fault}", icon=":material/error:")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        layer = st.segmented_control(
            "Show in the film",
            [POINTS, SHEET],
            default=POINTS,
            required=True,
            key="film_layer",
            bind="query-params",
            label_visibility="collapsed",
        )
        scale = st.segmented_control(
            "Scale of the film",
            list(views.SCALES[POINTS]),
            default=views.ALL,
            required=True,
            key="film_scale",
            bind="query-params",
            label_visibility="collapsed",
            help=words.FILM_SCALES,
        )
        with st.popover("Go to a step", icon=":material/movie:"):
            step = st.number_input("Step of the training", 0, LAST_STEP, 0, key="film_step", bind="query-params")
    squares = views.views({title: each.codes[-1] for title, each in made.items()}, scale)
    film(
        [Track(title, colors[title], packs[title], squares[title]) for title in RECORDED],
        layer,
        float(step),
        key="map_film",
        keep=_keep,
    )
    ae_film = made["AE"]
    is_same = all(ends_at(made[title], cached.model(name)) for title, name in RECORDED.items())
    ends = {} if is_same else {title: apart(made[title], cached.codes(name)) for title, name in RECORDED.items()}
    st.markdown(words.under_the_film(len(ae_film.steps), len(ae_film.labels), int(ae_film.steps[-1]), ends))


def _keep(step: int) -> None:
    """Put the step that the film stands at into the link."""
    st.session_state.film_step = min(max(step, 0), LAST_STEP)
