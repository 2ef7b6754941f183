"""Puts the places of a picture into a page: the sentence that follows from them, and the strips."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.scores import nearest_digit
from autoencoders.scores.percentiles import Percentiles
from autoencoders.scores.percentiles import percentiles as percentiles_of
from autoencoders.scores.strangeness import DISTANCE, ERROR, NEGATIVE_ELBO

from .. import cached, computed, looked_at, own_models
from ..input.pick import Given
from .places import Place, places
from .strips import strips
from .words import FEWER, NO_DISTANCE, OWN, READ, TITLE, blind, verdict

NEAREST = "usual_nearest"
"""Key of the session: the picture that was measured last, and its distance to the nearest training digit."""


def places_of(
    image: np.ndarray,
    models: Mapping[str, ae.Model],
    rows: Sequence[ae.Variant],
    measures: Sequence[str] = (ERROR, NEGATIVE_ELBO),
) -> list[Place]:
    """The places of this picture by these models, and by its distance to the nearest training digit where that is known."""
    return places(image, models, rows, own_models.percentiles, nearest(image), measures)


def nearest(image: np.ndarray) -> tuple[float, Percentiles] | None:
    """How far this picture is from the nearest training image looked at, with the percentiles of that.

    None where these are MNIST's and not here; of other sets they are measured now.
    """
    here = looked_at.now()
    shipped = own_models.shipped_percentiles().get(DISTANCE) if here.key == looked_at.MNIST else None
    if shipped is None and not looked_at.is_elsewhere():
        return None
    known = st.session_state.get(NEAREST)
    if known is None or known[0] != here.key or not np.array_equal(known[1], image):
        found = nearest_digit.nearest(image, here.dataset.train_images, *computed.lengths_and_outlines())
        st.session_state[NEAREST] = known = here.key, image, found
    return known[2], shipped or percentiles_of(computed.some_distances())


def sentence(found: Sequence[Place], given: Given) -> str:
    """What follows from the places of what was given."""
    return looked_at.now().tell(verdict(found, given.alien, bool(given.steps)))


def show_strips(found: Sequence[Place]) -> None:
    """The strips with how to read them."""
    tell = looked_at.now().tell
    st.html(tell(strips(found)))
    counts = [place.among.count for place in found]
    said = READ.format(count=f"{max(counts, default=0):,}") + (
        (FEWER if looked_at.is_elsewhere() else OWN) if min(counts, default=0) < max(counts, default=0) else ""
    )
    st.caption(tell(said if any(place.measure == DISTANCE for place in found) else f"{said} {NO_DISTANCE}"))


def strips_part(found: Sequence[Place], veils: Callable[[str], bool], hidden: str) -> None:
    """The part of a lesson that holds the strips, behind the open question where that hides it by this name."""
    st.subheader(TITLE)
    if not veils(hidden):
        show_strips(found)


def usual_part(
    given: Given, models: Mapping[str, ae.Model], veils: Callable[[str], bool] = lambda _: False, hidden: str = ""
) -> list[Place]:
    """The same with the sentence above the strips, by these models by their names, own or shipped; gives what is shown."""
    found: list[Place] = []
    st.subheader(TITLE)
    if not veils(hidden):
        rows = [row for row in map(own_models.row, models) if row is not None]
        found = places_of(given.image, models, rows)
        st.markdown(sentence(found, given))
        show_strips(found)
    return found


def usual_folded(digits: Mapping[str, Given], models: Mapping[str, ae.Model]) -> None:
    """The same for several digits, folded, each behind the word that it has in `digits`, such as “From”."""
    with st.expander(TITLE, icon=":material/straighten:"):
        rows = [row for row in map(own_models.row, models) if row is not None]
        for word, given in digits.items():
            found = places_of(given.image, models, rows)
            st.markdown(f"{word} {given.words}: {sentence(found, given)}")
            show_strips(found)


def blind_words() -> str:
    """What to make of the measures, from the shipped report; nothing where that has not measured them."""
    try:
        return blind(cached.measured().get("aliens", {}))
    except ValueError:
        return ""
