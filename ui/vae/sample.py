"""The part “Sample”: the same random codes through an AE and a VAE, and densities that give each another prior."""

from contextlib import suppress

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.densities import Mixture, random_codes
from autoencoders.scores.readings import wall_reading
from autoencoders.scores.samples import is_recognised

from .. import cached, looked_at, own_codes
from ..classroom.asking import Asking
from ..classroom.parts import part
from ..colors import BLUE, VERMILION
from ..dice import seed_input
from ..pictures import wall
from .figures import walls
from .pair import SHIPPED, Pair
from .tasks import COUNT, WALLS, Sampled
from .words import REAL, THE_VAE_TOO, UNCLEAR, judged, recognised, sampling, setting, two_sizes

NORMAL = "N(0, I), as the VAE"
PRIORS = {
    NORMAL: None,
    "a Gaussian fitted to its codes": "gaussian",
    "ten Gaussians fitted to its codes": "mixture",
}
"""Where codes may come from, the AE's and, where that is asked for, the VAE's; and the density of `Codes` that has them."""

COLUMNS = 6
"""Pictures of a wall that stand in a row of it."""

SPREAD_DIGITS = 1_000
"""Test digits whose codes' spread is told, where it is not known from a file."""

COLDEST, HOTTEST, TENTH = 0.1, 2.0, 0.1
"""Ends of the slider for the temperature, and its steps."""


def show_samples(pair: Pair, asked: Asking) -> None:
    """Show the part with these two models."""
    with part("codes"), st.container(horizontal=True, vertical_alignment="bottom"):
        seed = seed_input("Other codes")
        temperature = st.slider(
            "Temperature",
            COLDEST,
            HOTTEST,
            1.0,
            TENTH,
            key="temperature",
            bind="query-params",
            help="What the spread of the codes is multiplied by. Below 1: more typical digits, more alike. Above 1: rarer ones.",
            width=320,
        )
    with part("prior"), st.container(horizontal=True, vertical_alignment="bottom"):
        prior = st.segmented_control(
            "Give the AE a prior: its codes come from",
            list(PRIORS),
            default=NORMAL,
            required=True,
            key="prior",
            bind="query-params",
            wrap=True,
        )
        both = st.toggle(
            "The VAE too", key="prior_vae", bind="query-params", disabled=prior == NORMAL, help=THE_VAE_TOO
        )
    judge(asked, pair, seed, temperature)
    if not asked.veils(WALLS):
        show_walls(pair, seed, temperature, {"AE": prior, "VAE": prior if both else NORMAL})
    with part("explanation"), st.expander("What to make of it", icon=":material/lightbulb:"):
        if not asked.veils(WALLS):
            explanation(pair.autoencoder)


def judge(asked: Asking, pair: Pair, seed: int, temperature: float) -> None:
    """Ask, or judge what was answered."""

    def mixture(title: str) -> Mixture:
        return own_codes.density(pair.names[title], "mixture")

    if asked.measures("samples"):
        with suppress(ae.WeightsError):  # that is said where it is judged
            for (
                title
            ) in pair.names:  # those without a file take a while: the page may end here, and begin anew with them
                mixture(title)
    asked.judge(Sampled(pair, seed, temperature, mixture, setting(seed, temperature) + pair.aside))


def show_walls(pair: Pair, seed: int, temperature: float, priors: dict[str, str]) -> None:
    """Both walls, each from codes of its model's prior, by the model's title."""
    try:
        # Those without a file are only made where somebody wants them: they take a while.
        fitted = {
            title: None if (name := PRIORS[prior]) is None else own_codes.density(pair.names[title], name)
            for title, prior in priors.items()
        }
    except ae.WeightsError as fault:
        st.error(str(fault), icon=":material/error:")
        return
    shown = []
    for title, color, model in (("AE", BLUE, pair.autoencoder), ("VAE", VERMILION, pair.vae)):
        density = fitted[title]
        origin = "N(0, I)" if density is None else priors[title]
        pictures = model.decode(random_codes(density, COUNT, model.latent_dim, temperature, seed))
        worth, read, unclear = score(pictures)
        alt = f"{COUNT} pictures that the {title} draws from codes of {origin}, temperature {temperature:.1f}{read}"
        shown.append(
            (pair.called(title), f"codes from {origin}", worth, color, wall(pictures, COLUMNS, unclear=unclear), alt)
        )
    st.html(walls(shown))
    if pair.autoencoder.latent_dim != pair.vae.latent_dim:
        st.caption(two_sizes(pair.autoencoder.latent_dim, pair.vae.latent_dim))


def score(pictures: np.ndarray) -> tuple[str, str, np.ndarray | None]:
    """How many of these pictures the judge takes for digits, beside real ones; for which; and which of them `(n,)` it does not.

    Nothing where there is no judge.
    """
    judge = looked_at.judge()
    if judge is None:
        return "", "", None
    probabilities = judge.look(pictures)[1]
    known = is_recognised(probabilities)
    sure = probabilities[known].argmax(axis=1)
    try:
        real = float(cached.measured()["samples"][REAL]["recognised"]["mean"])
    except (KeyError, TypeError, ValueError):
        real = None  # the report was not made here
    worth = recognised(len(sure), len(pictures), len(set(sure.tolist())), real)
    return worth + ("" if known.all() else UNCLEAR), f"; {wall_reading(probabilities)}", ~known


def explanation(autoencoder: ae.Model) -> None:
    """What to make of it: about the shipped AE's codes, or where these are missing about those of this one."""
    try:
        spread = cached.codes(SHIPPED["AE"]).mean.std(axis=0)
    except ae.WeightsError:
        spread = autoencoder.encode(cached.dataset().test_images[:SPREAD_DIGITS]).std(axis=0)
    try:
        numbers = cached.measured()
        found = judged(numbers["samples"], numbers["other_fits"])
    except (KeyError, TypeError, ValueError):
        found = ""  # the report was not made here
    st.markdown(sampling(spread, found))
