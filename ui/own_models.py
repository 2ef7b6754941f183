"""The models that a visitor has trained or loaded here: in this visitor's session only, a few, under names of their own.

They lie on the shelf, and so do their codes: one that had to make room there is not among them any more.

Every function that takes a name takes that of a shipped variant too, so that a lesson need not ask whose model it shows.
"""

from typing import Any

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.scores.digit_scores import damage_curves as curves_of
from autoencoders.scores.percentiles import Percentiles, key
from autoencoders.scores.percentiles import percentiles as percentiles_of
from autoencoders.scores.strangeness import ERROR
from autoencoders.weights import Card, fingerprint

from . import cached, computed, looked_at
from .crowd import server
from .stored.shelf import Gone, Kept
from .visitor import visitor
from .words import OWN_MODEL_STANDS_IN, TRIED_ON_SYNTHETIC

MOST = 8
"""Models of one visitor that are kept; the largest that is trained here has 4 MB, a loaded one at most 8."""


def rows() -> dict[str, ae.Variant]:
    """The visitor's own models as rows, by name."""
    return {name: row for name, (row, _) in all_kept().items()}


def keep(model: ae.Model, title: str, recipe: ae.Recipe, private: bool = False, learned_from: str = "") -> ae.Variant:
    """Put a model among the visitor's own; of more than `MOST` the oldest goes. Gives its row.

    `learned_from` is the key of the set that it learned from, as `looked_at` has it, where that is known.

    A `WeightsError` where no lesson could show it: its losses or codes are no numbers or absurd, or its code is too long. A
    `private` one has learned from pictures of the visitor's own.
    """
    check(model)
    number = st.session_state["own_count"] = st.session_state.get("own_count", 0) + 1
    beta = model.beta if isinstance(model, ae.VAE) else None
    row = ae.Variant(f"yours-{number}", f"Yours, no. {number}: {title}", model.family, model.latent_dim, recipe, beta)
    kept = {**all_kept(), row.name: (row, server.shelf().put(visitor(), model))}
    kept = dict(list(kept.items())[-MOST:])
    st.session_state["own_models"] = kept
    if private:
        st.session_state["own_private"] = st.session_state.get("own_private", set()) | {row.name}
    looked_at.learned(row.name, learned_from, kept)
    picked = [*st.session_state.get("own_picked", []), row.name]
    st.session_state["own_picked"] = [name for name in picked if name in kept]
    return row


def private() -> set[str]:
    """The names of the own models that have learned from pictures which nobody else may see."""
    names: set[str] = st.session_state.get("own_private", set())
    return names


def title_of(row: ae.Variant) -> str:
    """What its visitor called a model, without the number that it has in this visit."""
    return row.title.partition(": ")[2]


def origins() -> dict[str, Card]:
    """Of each own model what its card says of what it learned from: whether that is private, and which set it was."""
    found = {}
    for name in rows():
        data, _, digest = looked_at.learned_by(name).partition(" ")
        found[name] = {"private": name in private()} | ({"data": {"name": data, "digest": digest}} if data else {})
    return found


def check(model: ae.Model) -> None:
    """A `WeightsError` in one sentence for a model that no lesson could show. Of a model that many keep, one waits for it."""
    if fault := computed.fault_of(fingerprint(model), cached.dataset().name, model):
        raise ae.WeightsError(fault)


def row(name: str) -> ae.Variant | None:
    """The row of this name, own or shipped; None where there is none."""
    return rows().get(name) or next((row for row in ae.VARIANTS if row.name == name), None)


def model(name: str) -> ae.Model:
    """The model of this name, own or shipped; a `WeightsError` where a shipped file is missing or damaged."""
    kept = all_kept().get(name)
    return taken(kept[1]) if kept else cached.model(name)


def kept(names: list[str]) -> list[tuple[ae.Variant, Kept[ae.Model]]]:
    """The rows of these own models, and where they are kept."""
    return [own for name, own in all_kept().items() if name in names]


def size(name: str) -> int:
    """Bytes that this own model takes on disk."""
    return all_kept()[name][1].bytes


def scores(name: str) -> dict[str, Any]:
    """What this model scores: a shipped one by its card, on MNIST, one's own on the test images looked at.

    A `WeightsError` where that is no number, or a shipped card is amiss.
    """
    kept = all_kept().get(name)
    if not kept:
        scores: dict[str, Any] | None = cached.card(name).get("scores")
        if scores is None:
            raise ae.WeightsError(f"The card of {name} has no scores: train it again.")
        return scores
    beyond = f"The scores of {name} on all test images are beyond all numbers: choose another model."
    try:
        found = computed.own_scores(name, looked_at.now().key, taken(kept[1]))
    except ValueError:  # its own codes are no codes that it takes
        raise ae.WeightsError(beyond) from None
    if not all(np.isfinite(value).all() for value in found.values()):
        raise ae.WeightsError(beyond)
    return found


def errors(name: str) -> np.ndarray:
    """The mean squared errors of the test images looked at that this model gives back, in ascending order: `(n,)`."""
    kept = all_kept().get(name)
    return computed.own_errors(name, looked_at.now().key, taken(kept[1])) if kept else computed.errors(name)


def percentiles(measure: str, name: str) -> Percentiles:
    """How this measure of strangeness, of `strangeness.ERROR` and `NEGATIVE_ELBO`, is spread over the test images looked at.

    For a shipped model and MNIST as it was measured, else measured now. A `WeightsError` where the model is gone.
    """
    shipped = {} if name in all_kept() or looked_at.is_elsewhere() else shipped_percentiles()
    if found := shipped.get(key(measure, name)):
        return found
    if measure == ERROR:
        return percentiles_of(errors(name))
    vae = model(name)
    assert isinstance(vae, ae.VAE), f"{name} is no VAE"
    return percentiles_of(computed.negative_elbos(name, looked_at.now().key, vae))


def shipped_percentiles() -> dict[str, Percentiles]:
    """Those of the shipped models, by their keys; none where the file is missing."""
    try:
        return cached.percentiles()
    except ae.WeightsError:
        return {}


def damage_curves(
    models: dict[str, ae.Model], clean: np.ndarray, seen: np.ndarray, clipped: bool
) -> dict[str, np.ndarray]:
    """How much damage these models take, with one digit, as `digit_scores.damage_curves` says; of shipped ones it is kept."""
    shipped = tuple(name for name in models if name not in all_kept())
    own = {name: model for name, model in models.items() if name not in shipped}
    curves = computed.damage_curves(shipped, clean, seen, clipped)
    return {**curves, **curves_of(own, clean, seen, clipped)} if own else curves


def note(stands_in: bool) -> None:
    """Say what to bear in mind where a visitor's own model stands in for a shipped one."""
    if stands_in:
        st.caption(OWN_MODEL_STANDS_IN + ("" if cached.dataset().name == "mnist" else TRIED_ON_SYNTHETIC))


def taken(kept: Kept[ae.Model]) -> ae.Model:
    """The model; a `WeightsError` where it had to make room."""
    try:
        return kept.take()
    except Gone as fault:
        raise ae.WeightsError(str(fault)) from None


def all_kept() -> dict[str, tuple[ae.Variant, Kept[ae.Model]]]:
    """This visitor's models by name, those on the shelf alone."""
    kept: dict[str, tuple[ae.Variant, Kept[ae.Model]]] = st.session_state.get("own_models", {})
    return {name: own for name, own in kept.items() if not own[1].gone}
