"""The codes of all test digits, and the densities fitted to codes, of a shipped model or of one of the visitor's own.

Of a shipped one they lie beside its weights. Of one's own they are made when a lesson first needs them, beside the page, and
lie on the shelf: at d = 128 that takes many seconds.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.codes import Codes, codes_of

from . import cached, computed, looked_at, own_models
from .crowd import server
from .crowd.errand import Errand, Kind
from .stored.shelf import Gone, Kept
from .visitor import visitor

ENCODED = 10_000
"""Training codes that the densities of a visitor's own model are fitted to, so that nobody waits for long."""

QUICK = 1.0
"""Seconds that a page waits for the codes of an own model: those of up to ten numbers are there by then, mostly."""

LOOK = 0.5
"""Seconds between two looks at codes that are still being made: at d = 128 it takes 12 seconds of one core."""

FITTING = Kind(
    left="The codes of your model were not made to the end, since the page was closed meanwhile. Choose it once more.",
    failed="No density can be fitted to the codes of this model: choose another model.",
    told=(),
    line=threading.Lock(),
)
"""What all visitors' fits have in common."""


def codes(name: str) -> Codes:
    """The codes of the test set of this model; a `WeightsError` where those of a shipped one are missing or damaged."""
    kept, here = own_models.all_kept().get(name), looked_at.now()
    if not kept and not looked_at.is_elsewhere():
        return cached.codes(name)
    data = here.dataset
    key = name, here.key
    if not kept and not here.private:  # the same for all visitors
        shared = computed.codes_elsewhere()
        if key not in shared:
            shared[key] = _fitted(key, cached.model(name), data)
        return shared[key]
    encoded: dict[tuple[str, str], Kept[Codes]] = st.session_state.setdefault("own_codes", {})
    try:
        if key in encoded:
            return encoded[key].take()
    except Gone:
        pass  # they are made anew
    found = _fitted(key, own_models.model(name), data)
    mine = {old: each for old, each in encoded.items() if old[0] in own_models.all_kept() or old[1] == here.key}
    st.session_state["own_codes"] = {**mine, key: server.shelf().put(visitor(), found, told=False)}
    return found


def _fitted(key: tuple[str, str], model: ae.Model, data: ae.Dataset) -> Codes:
    """The codes of this model, once they are there: until then the page shows how far they are, and ends here."""
    state = st.session_state
    errand: Errand[Codes]
    asked, errand = state.get("own_errand", (None, None))
    if asked != key:
        if errand is not None:
            errand.stop()
        fewer = replace(data, train_images=data.train_images[:ENCODED])
        errand = Errand(partial(_codes_of, model, fewer), FITTING)
        state["own_errand"] = key, errand
    if not errand.wait(QUICK):
        _watch(errand)
        st.stop()
    del state["own_errand"]
    if errand.result is None:
        raise ae.WeightsError(errand.fault)
    return errand.result


def _codes_of(model: ae.Model, data: ae.Dataset, progress: Callable[[float], None]) -> Codes:
    with np.errstate(all="ignore"):  # it is told from its numbers
        return codes_of(model, data, np.random.default_rng(0), progress)


@st.fragment(run_every=LOOK)
def _watch(errand: Errand[Codes]) -> None:
    """How far it is, looked at again and again until it is over; then the page goes on."""
    if errand.look():
        st.rerun()
    said = "Fitting densities to the codes of your model; you may go on meanwhile"
    st.progress(errand.share, "In line: the model of another visitor is fitted first" if errand.in_line else said)
