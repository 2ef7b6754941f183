"""The part “Turn β”: what a VAE pays at each β, what it gives back and draws, the curve over β, the cost of each number."""

from typing import Any

import streamlit as st

import autoencoders as ae
from autoencoders.networks import PIXELS

from .. import looked_at
from ..charts import chart
from ..classroom.asking import Asking
from ..classroom.parts import part
from .figures import Point, dimension_figure, in_words, trade_figure
from .pictures import codes_asked, drawn, given_back
from .tasks import PICTURES, PRICES, Dialled
from .vaes import NAMES, TWIN, Scores, Shown, found
from .words import IN_NATS, METRICS, NO_COSTS, NUMBERS_IN_USE, curve_words, seed_words

METRIC_WIDTH = 170
"""Pixels of a number with its heading: four of them beside each other."""


def turn(chosen: Shown, asked: Asking) -> None:
    """Show the part with this VAE."""
    vaes, scores = found([chosen.name, "vae-10"], compared=[*NAMES.values(), TWIN])
    if chosen.name not in vaes:
        return
    score, one = scores[chosen.name], scores.get("vae-10", {})
    compared = f"{'vae-10, ' if chosen.other else ''}β = 1, to compare"
    titles = {name: chosen.words if name == chosen.name else compared for name in vaes}
    above = st.container()
    seed = codes_asked()
    asked.judge(Dialled(seed, seed_words(seed)))
    if asked.veils(PICTURES):
        return
    with above:
        left, right = st.columns(2, gap="medium")
    with left:
        given_back(vaes, titles)
    with right:
        curve(chosen, score, scores)
    drawn(vaes, titles, seed)
    if asked.veils(PRICES):
        return
    with part("numbers"):
        prices(chosen, vaes[chosen.name], score, one)
        costs(chosen, score, one)


def prices(chosen: Shown, model: ae.VAE, score: dict[str, Any], one: dict[str, Any]) -> None:
    """The terms of the loss as numbers, each beside that of β = 1."""
    here = looked_at.now()
    over = f"all test {here.one}s of {here.title}" if chosen.own else "all test digits of MNIST"
    st.markdown(f"##### What the VAE ({chosen.words}) pays on average over {over}, which it never saw\n\n{IN_NATS}")
    of = {"active_units": f" of {model.latent_dim}"}
    with st.container(horizontal=True):
        for label, key, form, meaning in METRICS:
            compared = chosen.name != "vae-10" and key in score and key in one and not elsewhere(chosen)
            st.metric(
                label,
                f"{score[key]:{form}}{of.get(key, '')}" if key in score else None,
                f"{score[key] - one[key]:{form}}" if compared else None,
                delta_color="off",
                delta_description="against vae-10"
                if compared and chosen.other
                else "against β = 1"
                if compared
                else None,
                width=METRIC_WIDTH,
                help=meaning,
            )


def elsewhere(chosen: Shown) -> bool:
    """Whether this one is measured on other pictures than the shipped VAEs: then no difference says anything."""
    return chosen.own and looked_at.is_elsewhere()


def curve(chosen: Shown, score: dict[str, Any], scores: Scores) -> None:
    """Reconstruction against KL, a point for each β."""
    points = [
        Point(float(at), scores[name]["reconstruction"], scores[name]["kl"])
        for at, name in NAMES.items()
        if name in scores
    ]
    here = Point(chosen.beta, score["reconstruction"], score["kl"], chosen.name if chosen.other else "")
    shipped = points or [here]  # of the sweep nothing may be there
    autoencoder = PIXELS * scores[TWIN]["test_bce_per_pixel"] if TWIN in scores else None
    chart(
        trade_figure(shipped, here, autoencoder),
        key="trade",
        alt="Reconstruction and KL on the test set, in nats. " + in_words([*points, here]),
    )
    best = min(shipped, key=lambda point: point.reconstruction + point.kl)
    over = f" {chosen.name} is measured on {looked_at.now().title}." if elsewhere(chosen) else ""
    st.markdown(curve_words(best.reconstruction + best.kl, best.beta) + over)


def costs(chosen: Shown, score: dict[str, Any], one: dict[str, Any]) -> None:
    """The KL of each number of the code, the dearest first."""
    st.markdown("##### What each number of the code costs")
    if each := score.get("kl_per_dimension"):
        others = None if chosen.name == "vae-10" or elsewhere(chosen) else one.get("kl_per_dimension")
        chart(
            dimension_figure(each, chosen.words, others),
            key="dimensions",
            alt=f"KL of each of the numbers of {chosen.words}, from {max(each):.2f} down to {min(each):.2f} nats",
        )
        st.markdown(NUMBERS_IN_USE)
    else:
        st.markdown(NO_COSTS)
