"""The VAEs of the lesson on what a VAE pays for: the dial over β, and one of the visitor's own in its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

import streamlit as st

import autoencoders as ae
from autoencoders.variants import swept

from .. import looked_at, own_models
from .words import DIAL_HELP, NOTHING_TO_SHOW

NAMES = swept(10)
"""The places of the dial, and the variant at each."""

TWIN = "twin-10"
"""The AE with the same networks."""

Models = dict[str, ae.VAE]
Scores = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Shown:
    """The VAE that a part shows: its name, its β as it was trained and in words, and its row where it is the visitor's own."""

    name: str
    beta: float
    words: str
    own: ae.Variant | None = None


def dial() -> str:
    """The slider over β; gives the place where it stands."""
    return st.select_slider(
        "β, the weight of the KL",
        list(NAMES),
        value="1",
        key="beta",
        bind="query-params",
        help=DIAL_HELP,
    )


def shown(beta: str) -> Shown:
    """The VAE at this place of the dial, or one of the visitor's own that is chosen to stand in for it."""
    label = "Which VAE: the dial's, or one of yours"
    name = own_models.stand_in(NAMES[beta], label, lambda row: row.beta is not None, "objective_own")
    own = own_models.rows().get(name)
    own_models.note(own is not None)
    looked_at.learned_elsewhere([name])
    if own is None or own.beta is None:
        return Shown(name, float(beta), f"β = {beta}")
    return Shown(name, own.beta, f"{name}, β = {own.beta:g}", own)


def found(wanted: list[str], compared: Iterable[str] = ()) -> tuple[Models, Scores]:
    """The models of the `wanted` VAEs, and the scores of these and of the `compared`; a sentence for each that is missing.

    Where the first of the wanted is missing there is nothing to show, and the page says so.
    """
    models: Models = {}
    scores: Scores = {}
    for name in dict.fromkeys([*wanted, *compared]):
        try:
            scores[name] = own_models.scores(name)
            if name in wanted:
                models[name] = cast("ae.VAE", own_models.model(name))
        except ae.WeightsError as fault:
            st.warning(str(fault), icon=":material/error:")
    if wanted[0] not in models:
        st.info(NOTHING_TO_SHOW, icon=":material/touch_app:")
    return models, scores
