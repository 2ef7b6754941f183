"""The part “Traverse”: single numbers of a code moved by sliders, and both models decoding as they move."""

import numpy as np
import streamlit as st

from autoencoders.densities import random_codes
from autoencoders.scores.metrics import UNUSED_NATS

from .. import looked_at
from ..browser.sliders import FIRST, REACH, SliderModel, latent_sliders
from ..classroom.asking import Asking
from ..classroom.parts import part
from ..colors import BLUE, VERMILION
from ..dice import seed_input
from ..input.digit import digit_input
from ..strips import strips
from ..usual.show import usual_part
from .moved_numbers import moved_numbers, moved_words
from .pair import Pair
from .ranks import in_order, told
from .tasks import SLIDERS, Moved
from .words import BY_KL, BY_SPREAD, EXPLANATION, TRAVERSE, from_seed, left_out, sliders

PAIR_WIDTH = 11
"""Widest that the two starts are shown alone, in rem."""

COLORS = {"AE": BLUE, "VAE": VERMILION}


def show_traverse(pair: Pair, asked: Asking) -> None:
    """Show the part with these two models, whose codes may have any sizes."""
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
    models = {"AE": pair.autoencoder, "VAE": pair.vae}
    of_ae, d = pair.codes["AE"].mean, pair.vae.latent_dim
    spread = of_ae.std(axis=0)
    centers = {"AE": of_ae.mean(axis=0), "VAE": np.zeros(d)}
    scales = {
        "AE": np.where(spread > 0, spread, 1),
        "VAE": np.ones(d),
    }  # a number that never changes may be moved all the same
    if origin == "a digit":
        with part("digits"), st.expander("The digit", icon=":material/draw:"):
            start = digit_input()
        starts = {title: model.encode(start.image[None])[0] for title, model in models.items()}
        on = start.words
    else:
        with part("codes"), st.container(horizontal=True, vertical_alignment="bottom"):
            seed = seed_input("Another code")
        starts = {
            title: centers[title] + scales[title] * random_codes(None, 1, model.latent_dim, 1.0, seed)[0]
            for title, model in models.items()
        }
        on = from_seed(seed)
    scene = Moved(
        pair, starts, centers, scales, {title: told(each) for title, each in pair.codes.items()}, on + pair.aside
    )
    asked.judge(scene)
    if asked.hides(SLIDERS):
        made = np.stack([model.decode(starts[title][None])[0] for title, model in models.items()])
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
    above = st.container()
    with part("order"):
        by = st.segmented_control(
            "The largest first, by",
            [BY_KL, BY_SPREAD],
            default=BY_KL,
            required=True,
            key="largest",
            bind="query-params",
        )
    of_ae, of_vae = scene.told["AE"], scene.told["VAE"]
    unused = int((of_vae < UNUSED_NATS).sum())
    st.markdown(looked_at.now().tell(sliders(REACH, unused, len(of_ae), len(of_vae))))
    places = moved(max(len(of_ae), len(of_vae)))
    with above:
        latent_sliders(
            [
                SliderModel(
                    scene.pair.names[title],
                    title,
                    color,
                    model,
                    scene.starts[title],
                    scene.centers[title],
                    scene.scales[title],
                    called=scene.pair.called(title),
                    kl=of_vae if title == "VAE" else None,
                    share=of_ae / max(of_ae.sum(), 1e-12) if title == "AE" else None,
                )
                for (title, color), model in zip(COLORS.items(), (scene.pair.autoencoder, scene.pair.vae), strict=True)
            ],
            in_order(of_vae, of_ae) if by == BY_KL else in_order(of_ae, of_vae),
            FIRST,
            places,
            key="traverse",
            keep=keep,
        )


def moved(d: int) -> dict[int, float]:
    """Which of `d` numbers the link moves, by their row; a sentence for what in it is none."""
    with st.expander("Set numbers by typing"):
        words = st.text_input(
            "The number and its place, for each that is moved",
            key="moved",
            bind="query-params",
            placeholder="for example 3:1.5 7:-2",
            help="3:1.5 puts the third number at 1.5. “Keep these in the link” writes the sliders' places here.",
            width=420,
        )
    found, wrong = moved_numbers(words, d, REACH)
    if wrong:
        st.warning(left_out(wrong, d, REACH))
    return found


def keep(rows: dict[int, float]) -> None:
    """Put the moved numbers into the link."""
    st.session_state.moved = moved_words(rows)
