"""The models that a visitor has trained or loaded here: in this visitor's session only, a few, under names of their own."""

import streamlit as st

import autoencoders as ae

from . import cached

MOST = 8


def rows() -> dict[str, ae.Variant]:
    """The visitor's own models as rows, by name."""
    return {name: row for name, (row, _) in _kept().items()}


def keep(model: ae.Model, title: str, recipe: ae.Recipe) -> ae.Variant:
    """Put a model among the visitor's own; of more than eight the oldest goes. Gives its row."""
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


def _kept() -> dict[str, tuple[ae.Variant, ae.Model]]:
    kept: dict[str, tuple[ae.Variant, ae.Model]] = st.session_state.get("own_models", {})
    return kept
