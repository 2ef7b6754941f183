"""The models that a visitor has trained or loaded here: in this visitor's session only, a few, under names of their own.

Every function that takes a name takes that of a shipped variant too, so that a lesson need not ask whose model it shows.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.codes import Codes

from . import cached
from .words import OWN_MODEL_STANDS_IN, TRIED_ON_SYNTHETIC

MOST = 8
"""Models of one visitor that are kept; the largest that is trained here has 4 MB, a loaded one at most 8."""


def rows() -> dict[str, ae.Variant]:
    """The visitor's own models as rows, by name."""
    return {name: row for name, (row, _) in _kept().items()}


def keep(model: ae.Model, title: str, recipe: ae.Recipe) -> ae.Variant:
    """Put a model among the visitor's own; of more than `MOST` the oldest goes. Gives its row."""
    number = st.session_state["own_count"] = st.session_state.get("own_count", 0) + 1
    beta = model.beta if isinstance(model, ae.VAE) else None
    row = ae.Variant(f"yours-{number}", f"Yours, no. {number}: {title}", model.family, model.latent_dim, recipe, beta)
    kept = {**_kept(), row.name: (row, model)}
    kept = dict(list(kept.items())[-MOST:])
    st.session_state["own_models"] = kept
    picked = [*st.session_state.get("own_picked", []), row.name]
    st.session_state["own_picked"] = [name for name in picked if name in kept]
    return row


def row(name: str) -> ae.Variant | None:
    """The row of this name, own or shipped; None where there is none."""
    return rows().get(name) or next((row for row in ae.VARIANTS if row.name == name), None)


def model(name: str) -> ae.Model:
    """The model of this name, own or shipped; a `WeightsError` where a shipped file is missing or damaged."""
    kept = _kept().get(name)
    return kept[1] if kept else cached.model(name)


def codes(name: str) -> Codes:
    """The codes of the test set of this model; a `WeightsError` where those of a shipped one are missing or damaged."""
    kept = _kept().get(name)
    return cached.own_codes(name, cached.dataset().name, kept[1]) if kept else cached.codes(name)


def scores(name: str) -> dict[str, Any]:
    """What this model scores on the test set; a `WeightsError` where a shipped card is missing or damaged."""
    kept = _kept().get(name)
    return cached.own_scores(name, cached.dataset().name, kept[1]) if kept else cached.card(name)["scores"]


def errors(name: str) -> np.ndarray:
    """The mean squared errors of the test digits that this model gives back, in ascending order: `(n,)`."""
    kept = _kept().get(name)
    return cached.own_errors(name, cached.dataset().name, kept[1]) if kept else cached.errors(name)


def stand_in(shipped: str, label: str, fits: Callable[[ae.Variant], bool], key: str) -> str:
    """The name of the model to show: the shipped one, or one of the visitor's own that fit, where there are some."""
    own = {name: row.title for name, row in rows().items() if fits(row)}
    if not own:
        return shipped
    chosen = st.selectbox(
        label,
        ["", *own],
        format_func=lambda name: own.get(name, f"{shipped}, as shipped"),
        key=key,
        persist_state="session",
        width=420,
    )
    return chosen if chosen in own else shipped  # what was chosen may be gone, or not fit any more


def note(stands_in: bool) -> None:
    """Say what to bear in mind where a visitor's own model stands in for a shipped one."""
    if stands_in:
        st.caption(OWN_MODEL_STANDS_IN + ("" if cached.dataset().name == "mnist" else TRIED_ON_SYNTHETIC))


def _kept() -> dict[str, tuple[ae.Variant, ae.Model]]:
    kept: dict[str, tuple[ae.Variant, ae.Model]] = st.session_state.get("own_models", {})
    return kept
