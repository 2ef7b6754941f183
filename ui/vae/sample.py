"""The part “Sample”: the same random codes through an AE and a VAE, and densities that give the AE a prior."""

import streamlit as st

import autoencoders as ae
from autoencoders.codes import Codes
from autoencoders.densities import random_codes

from .. import cached
from ..dice import seed_input
from ..pictures import png, wall
from .pair import SHIPPED, Pair
from .words import judged, sampling

PRIORS = {
    "N(0, I), as the VAE": None,
    "a Gaussian fitted to its codes": "gaussian",
    "ten Gaussians fitted to its codes": "mixture",
}
"""Where the AE's codes may come from, and the density of `Codes` that has them."""

SAMPLES, COLUMNS = 36, 6
"""Pictures of a wall, and how many stand in a row of it."""

COLDEST, HOTTEST, TENTH = 0.1, 2.0, 0.1
"""Ends of the slider for the temperature, and its steps."""

ENLARGED = 3
"""Pixels of a picture for each pixel of a digit."""


def show_samples(pair: Pair) -> None:
    """Show the part with these two models."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
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
    prior = st.segmented_control(
        "Give the AE a prior: its codes come from",
        list(PRIORS),
        default=next(iter(PRIORS)),
        required=True,
        key="prior",
        bind="query-params",
        wrap=True,
    )
    name = PRIORS[prior]
    fitted = None if name is None else getattr(pair.codes["AE"], name)
    left, right = st.columns(2, gap="large")
    for column, title, color, model, density in (
        (left, "AE", "blue", pair.autoencoder, fitted),
        (right, "VAE", "orange", pair.vae, None),
    ):
        origin = "N(0, I)" if density is None else prior
        pictures = model.decode(random_codes(density, SAMPLES, model.latent_dim, temperature, seed))
        with column:
            st.markdown(f"#### :{color}[{title}]: codes from {origin}")
            st.image(
                png(wall(pictures, COLUMNS), ENLARGED),
                alt=f"{SAMPLES} pictures that the {title} draws from codes of {origin}, temperature {temperature:.1f}",
                width="stretch",
                output_format="PNG",
            )
    explanation(pair.codes["AE"])


def explanation(own: Codes) -> None:
    """What to make of it: about the shipped AE's codes, or where these are missing about `own`."""
    with st.expander("What to make of it", icon=":material/lightbulb:"):
        try:
            spread = cached.codes(SHIPPED["AE"]).mean.std(axis=0)
        except ae.WeightsError:
            spread = own.mean.std(axis=0)
        try:
            recognised = judged(cached.measured()["samples"])
        except (KeyError, TypeError, ValueError):
            recognised = ""  # the report was not made here
        st.markdown(sampling(spread, recognised))
