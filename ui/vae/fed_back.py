"""The part “Fed back”: outputs as inputs again, fifty times over, for the visitor's digit and for a hundred test digits."""

import streamlit as st

import autoencoders as ae
from autoencoders.scores.ends import Ends
from autoencoders.scores.feedback import PASSES
from autoencoders.scores.readings import each_reading

from .. import computed, looked_at, own_codes
from ..browser.alive import alive
from ..browser.marks import legend, marks
from ..charts import chart
from ..classroom.asking import Asking
from ..classroom.parts import part
from ..colors import FAMILIES
from ..input.digit import digit_input
from ..input.pick import Given
from ..own_models import model
from ..strips import strips
from . import fed_words as words
from .fed_figures import ends_pictures, ends_table, large_pictures, steps_chart, walk_rows
from .fed_map import way_map
from .fed_tasks import HUNDRED, ROUNDS, Circled
from .pair import SHIPPED, Pair
from .rounds import COLORS, DENOISER, FIRST_SIGMA, SHIPPED_AT, SIGMAS, SIZES, Round, rounds, shipped

DIGIT_WIDTH = 6
"""Widest that the digit is shown alone, in rem."""


def show_fed_back(pair: Pair, asked: Asking) -> None:
    """Show the part; a model that the visitor put in a place of the pair stays there, whatever the size that is chosen."""
    with part("digits"), st.expander("The digit", icon=":material/draw:"):
        given = digit_input()
    size, sigma, now = widgets()
    names = shipped(size, sigma)
    chosen = {**names, **{title: name for title, name in pair.names.items() if name != SHIPPED[title]}}
    order = [title for title in COLORS if title in chosen]
    try:
        found = rounds({title: (chosen[title], model(chosen[title])) for title in order}, given.image, computed.walk)
        asked.judge(Circled(found, given.image, names, f"{given.words}, {setting(size, sigma)}{pair.aside}"))
    except ae.WeightsError as fault:
        st.error(str(fault), icon=":material/error:")
        return
    if asked.hides(HUNDRED):  # before what it hides, which lies far below: so question and frame are on one screen
        asked.veil()
    if asked.hides(ROUNDS):
        st.html(strips([("what you gave", given.image[None], f"Your digit: {given.words}")], 1, DIGIT_WIDTH))
        asked.veil()
    else:
        show_rounds(found, given, now)
        alive(
            "fed",
            given.image,
            {"passes": now},
            [(each.name, each.title, COLORS[each.title], each.model) for each in found],
            shown=list(words.SHOWN),
            times=PASSES,
        )
        missing(size, sigma, list(chosen))
        show_maps([each for each in found if each.model.latent_dim == 2], now)
    names |= {"PCA": SHIPPED_AT[size]["PCA"]}
    with part("hundred"):
        ends = show_hundred(names, asked)
    with part("explanation"), st.expander("What to make of it", icon=":material/lightbulb:", expanded=bool(ends)):
        if not asked.hides(HUNDRED) and not asked.veils(ROUNDS):
            st.markdown(words.conclusions(names, ends) if ends else words.ONE_PROVES_NOTHING)


def setting(size: str, sigma: str) -> str:
    """The choices of models in words."""
    return f"d = {size}" if size == "2" else f"d = {size}, σ = {sigma}"


def widgets() -> tuple[str, str, int]:
    """The size of the codes, the noise that the denoiser was taught, and the pass that is shown large."""
    with part("passes"), st.container(horizontal=True, vertical_alignment="bottom"):
        size = st.segmented_control(
            "Numbers in the code", list(SIZES), default="10", required=True, key="fed_size", bind="query-params"
        )
        sigma = st.segmented_control(
            "Noise σ that the denoiser learned to take away",
            list(SIGMAS),
            default=FIRST_SIGMA,
            required=True,
            key="fed_sigma",
            bind="query-params",
            disabled=size == "2",
            help=words.SIGMA_HELP,
        )
        now = st.slider("Shown after so many passes", 0, PASSES, PASSES, key="passes", bind="query-params", width=320)
    return size, sigma, now


def show_rounds(found: list[Round], given: Given, now: int) -> None:
    """The pictures of the slider's pass, a strip for each model, and the chart of steps."""
    judge = looked_at.judge()
    large = [given.image, *(each.pictures[now] for each in found)]
    shown = [picture for each in found for picture in each.pictures[list(words.SHOWN)]]
    read = each_reading(judge, [*large, *shown])
    of_strips, count = read[len(large) :], len(words.SHOWN)
    st.html(large_pictures(given.image, found, read[: len(large)], now))
    st.html(walk_rows(found, [of_strips[i : i + count] for i in range(0, len(of_strips), count)], now))
    st.markdown(words.STRIPS + (words.CORNERS if judge else ""))
    chart(steps_chart(found, now), "fed_steps", words.chart_words(found))
    st.markdown(words.CHART_NOTE)


def missing(size: str, sigma: str, titles: list[str]) -> None:
    """Which column is not there, and why; what the middle one is where it was taught no noise."""
    if size == "10" and sigma == "0":
        st.caption(words.NO_NOISE)
    if size == "100" and sigma == "0":
        st.caption(words.IS_THE_AE)
    if (DENOISER if size == "2" else "VAE") not in titles:
        st.caption(words.ONE_MISSING[size])


def show_maps(found: list[Round], now: int) -> None:
    """The ways on the maps of codes, where these have two numbers."""
    if not found:
        return
    here = looked_at.now()
    for column, each in zip(st.columns(len(found)), found, strict=True):
        with column:
            st.markdown(f"**{each.title}: the way on its map**")
            try:
                codes = own_codes.places(each.name)
            except ae.WeightsError as fault:
                st.error(str(fault), icon=":material/error:")
                continue
            figure = way_map(each, codes.mean, codes.labels, now, marks(here.names))
            chart(figure, f"fed_map_{each.title}", words.path_words(each))
    st.markdown(here.tell(words.MAPS_NOTE) + legend(here.names))


def show_hundred(names: dict[str, str], asked: Asking) -> dict[str, Ends]:
    """Where a hundred test digits end, in the models of these names; once that is asked for, else it is empty."""
    wanted = st.toggle("A hundred test digits too", key="hundred", bind="query-params", help=words.HUNDRED_HELP)
    if asked.hides(HUNDRED) or not wanted:
        return {}
    looked_at.about_mnist()
    try:
        found = {title: computed.ends(name) for title, name in names.items()}
    except ae.WeightsError as fault:
        st.error(str(fault), icon=":material/error:")
        return {}
    st.html(ends_table(names, found))
    st.html(ends_pictures(found, {**COLORS, "PCA": FAMILIES["pca"]}))
    st.markdown(words.ENDS_NOTE)
    return found
