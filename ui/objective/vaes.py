"""The VAEs of the lesson on what a VAE pays for: the dial over β, and another one in its place, shipped or the visitor's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

import streamlit as st

import autoencoders as ae
from autoencoders.variants import swept

from .. import looked_at, own_models
from ..classroom.parts import fold
from ..model_choice import in_place_of, others_note
from .words import DIAL_HELP, NOTHING_TO_SHOW

NAMES = swept(10)
"""The places of the dial, and the variant at each."""

OTHER = "objective_own"
"""The key of the widget for another VAE, which links and visits know."""

TWIN = "twin-10"
"""The AE with the same networks."""

Models = dict[str, ae.VAE]
Scores = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Shown:
    """The VAE that a part shows: its name, its β as it was trained and in words; whether it is another one than the dial's, and
    whether that is the visitor's own."""

    name: str
    beta: float
    words: str
    other: bool = False
    own: bool = False


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


def on_dial(beta: str) -> Shown:
    """The VAE at this place of the dial."""
    return Shown(NAMES[beta], float(beta), f"β = {beta}")


def choose(beta: str) -> Shown:
    """The VAE at this place of the dial, or another one that is chosen to stand in for it."""
    mine = any(map(fits, own_models.rows().values()))
    with fold("Other VAEs, codes of any size", OTHER, wanted=mine):
        name = in_place_of(NAMES[beta], "Which VAE: the dial's, or another one", fits, OTHER)
    row = own_models.row(name)
    if name == NAMES[beta] or row is None or row.beta is None:
        return on_dial(beta)
    return Shown(name, row.beta, f"{name}, β = {row.beta:g}", other=True, own=name in own_models.rows())


def fits(row: ae.Variant) -> bool:
    """Whether a model can stand in for the dial's: any VAE that is not on it."""
    return row.beta is not None and row.name not in NAMES.values()


def note(chosen: Shown, beta: str) -> None:
    """What to bear in mind where another one stands in for the one at this place."""
    others_note({"VAE": chosen.name}, {"VAE": NAMES[beta]})
    looked_at.learned_elsewhere([chosen.name])


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
