"""The part “Traverse”: single numbers of a code moved by sliders, and both models decoding as they move."""

import numpy as np
import streamlit as st

from autoencoders.densities import random_codes
from autoencoders.losses import kl_per_dimension
from autoencoders.scores.metrics import UNUSED_NATS

from .. import looked_at
from ..browser.sliders import REACH, SliderModel, latent_sliders
from ..classroom.asking import Asking
from ..classroom.parts import part
from ..colors import BLUE, VERMILION
from ..dice import seed_input
from ..input.digit import digit_input
from ..strips import strips
from ..usual.show import usual_part
from .moved_numbers import moved_numbers, moved_words
from .pair import Pair
from .tasks import SLIDERS, Moved
from .words import EXPLANATION, TRAVERSE, from_seed, left_out, sliders

PAIR_WIDTH = 11
"""Widest that the two starts are shown alone, in rem."""

D = 10
"""Numbers of the code: a slider for each, and both models must have as many."""


def show_traverse(pair: Pair, asked: Asking) -> None:
    """Show the part with these two models, both of d = 10."""
    with part("start"):
        origin = st.segmented_control(
            "Start from",
            ["a digit", "a random code"],
            default="a digit",
            required=True,
            key="origin",
            bind="query-params",
            label_visibility="collapsed",
        )
    models = (pair.autoencoder, pair.vae)
    of_ae, of_vae = pair.codes["AE"], pair.codes["VAE"]
    kl = kl_per_dimension(of_vae.mean, of_vae.log_var).mean(axis=0)
    center, scale = of_ae.mean.mean(axis=0), of_ae.mean.std(axis=0)
    if origin == "a digit":
        with part("digits"), st.expander("The digit", icon=":material/draw:"):
            start = digit_input()
        starts = [model.encode(start.image[None])[0] for model in models]
        on = start.words
    else:
        with part("codes"), st.container(horizontal=True, vertical_alignment="bottom"):
            seed = seed_input("Another code")
        z = random_codes(None, 1, D, 1.0, seed)[0]
        starts = [center + scale * z, z]
        on = from_seed(seed)
    starts_of, centers, scales = (
        dict(zip(("AE", "VAE"), each, strict=True)) for each in (starts, (center, np.zeros(D)), (scale, np.ones(D)))
    )
    scene = Moved(pair, starts_of, centers, scales, kl, on + pair.aside)
    asked.judge(scene)
    if asked.hides(SLIDERS):
        made = np.stack([model.decode(code[None])[0] for model, code in zip(models, starts, strict=True)])
        st.html(strips([("the start: AE, VAE", made, f"What AE and VAE draw from their codes of {on}")], 2, PAIR_WIDTH))
        asked.veil()
    else:
        show_sliders(scene)
        if origin == "a digit":
            with part("usual"):
                usual_part(start, {pair.names["AE"]: pair.autoencoder, pair.names["VAE"]: pair.vae})
    with part("explanation"), st.expander("What to make of it", icon=":material/lightbulb:"):
        if not asked.veils(SLIDERS):
            st.markdown(EXPLANATION[TRAVERSE])


def show_sliders(scene: Moved) -> None:
    """The sliders of both models, and what they are."""
    pair = scene.pair
    above = st.container()
    st.markdown(looked_at.now().tell(sliders(REACH, int((scene.kl < UNUSED_NATS).sum()))))
    places = moved()
    with above:
        latent_sliders(
            [
                SliderModel(
                    pair.names[title],
                    title,
                    color,
                    model,
                    scene.starts[title],
                    scene.centers[title],
                    scene.scales[title],
                    kl,
                )
                for title, color, model, kl in (
                    ("AE", BLUE, pair.autoencoder, None),
                    ("VAE", VERMILION, pair.vae, scene.kl),
                )
            ],
            places,
            key="traverse",
            keep=keep,
        )


def moved() -> dict[int, float]:
    """The numbers that the link moves, by their row; a sentence for what in it is none."""
    with st.expander("Set numbers by typing"):
        words = st.text_input(
            "The number and its place, for each that is moved",
            key="moved",
            bind="query-params",
            placeholder="for example 3:1.5 7:-2",
            help="3:1.5 puts the third number at 1.5. “Keep these in the link” writes the sliders' places here.",
            width=420,
        )
    found, wrong = moved_numbers(words, D, REACH)
    if wrong:
        st.warning(left_out(wrong, D, REACH))
    return found


def keep(rows: dict[int, float]) -> None:
    """Put the moved numbers into the link."""
    st.session_state.moved = moved_words(rows)
