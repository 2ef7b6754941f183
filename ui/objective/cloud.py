"""The part “Point or cloud”: sixteen draws from the cloud of one digit, and how mean, spread and chance make a code."""

import numpy as np
import streamlit as st

from autoencoders.losses import reparametrize
from autoencoders.scores.readings import wall_look

from .. import looked_at
from ..classroom.asking import Asking
from ..classroom.parts import part
from ..pictures import wall
from ..strips import beside
from ..usual.show import usual_part
from .cloud_chart import cloud_chart, draw_formula
from .tables import cloud_table
from .tasks import CLOUDS
from .throw import Throw, lively, throw, thrown
from .vaes import NAMES, Shown, found
from .words import MEAN_AND_CHANCE, UNCLEAR, counted_unclear, spread_words

COMPARED = ("0", "1", "8")
"""Places of the dial that show what β does to a cloud: a point, a small cloud, a wide one."""

ACROSS = 4
"""Draws in a row of a wall: sixteen make a square."""


def cloud(chosen: Shown, asked: Asking) -> None:
    """Show the part with this VAE."""
    one = throw(chosen)
    if one is None:
        return
    one_bill = one.bill
    asked.judge(one.asked_of)
    if asked.veils(CLOUDS):
        lively(one, {})
        return
    with one.first:
        side_by_side(one)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        st.markdown(MEAN_AND_CHANCE)
        st.html(draw_formula(one_bill))
        if looked_at.judge() is not None:
            st.caption(UNCLEAR)
    with right:
        st.html(cloud_chart(one_bill))
        with st.expander("The same in numbers"):
            st.html(cloud_table(one_bill))
    with part("usual"):
        placed = usual_part(one.given, {one.chosen.name: one.model})
    vaes, _ = found([NAMES[each] for each in COMPARED])
    compared = {name: (each, vaes[name]) for each, name in ((each, NAMES[each]) for each in COMPARED) if name in vaes}
    lively(one, compared, placed)


def side_by_side(one: Throw) -> None:
    """The same digit and the same throws through VAEs of three β: how far apart sixteen draws from its cloud are."""
    vaes, _ = found([NAMES[beta] for beta in COMPARED])
    shown, captions, walls = [], [], []
    for beta in COMPARED:
        model = vaes.get(NAMES[beta])
        if model is None:
            continue
        mean, log_var = model.posterior(one.given.image[None])
        draws = model.decode(reparametrize(mean, log_var, thrown(one.values["epsilon"], model.latent_dim)))
        captions.append(spread_words(float(beta), float(np.exp(log_var / 2).max()), float(draws.std(axis=0).mean())))
        walls.append(draws)
        shown.append(beta)
    looks = [wall_look(looked_at.judge(), draws) for draws in walls]
    st.html(
        beside(
            (
                f"wall {beta}",
                caption + counted_unclear(None if unclear is None else int(unclear.sum())),
                wall(draws, ACROSS, unclear=unclear if unclear is not None and unclear.any() else None),
                f"Sixteen draws from the cloud of {one.given.words} at {caption}{reading}",
            )
            for beta, caption, draws, (reading, unclear) in zip(shown, captions, walls, looks, strict=True)
        )
    )
