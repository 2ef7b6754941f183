"""The codes of all test digits, and the densities fitted to codes, of a shipped model or of one of the visitor's own.

Of the shipped ones that lessons begin with they lie beside the weights. Of the other ones and of one's own they are made when a
lesson first needs them, densities beside the page, since at d = 128 these take many seconds; one's own lie on the shelf.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.codes import DENSITIES, Codes, Encoded, codes_of
from autoencoders.densities import Mixture, fit

from . import cached, computed, looked_at, own_models
from .crowd import server
from .crowd.errand import Errand, Kind
from .stored.shelf import Gone, Kept
from .visitor import visitor
from .words import needs_mnist

T = TypeVar("T")

ENCODED = 10_000
"""Training codes that densities are fitted to here, an own model's and a shipped one's, so that nobody waits for long."""

QUICK = 1.0
"""Seconds that a page waits for the codes of an own model: those of up to ten numbers are there by then, mostly."""

LOOK = 0.5
"""Seconds between two looks at codes that are still being made: at d = 128 it takes 12 seconds of one core."""

FITTING = Kind(
    left="The codes of the model were not made to the end, since the page was closed meanwhile. Choose it once more.",
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
        return shared[key] if key in shared else _fitted(key, partial(_shared_codes_of, key, _fewer(data)))
    encoded: dict[tuple[str, str], Kept[Codes]] = st.session_state.setdefault("own_codes", {})
    try:
        if key in encoded:
            return encoded[key].take()
    except Gone:
        pass  # they are made anew
    found = _fitted(key, partial(_codes_of, own_models.model(name), _fewer(data)))
    mine = {old: each for old, each in encoded.items() if old[0] in own_models.all_kept() or old[1] == here.key}
    st.session_state["own_codes"] = {**mine, key: server.shelf().put(visitor(), found, told=False)}
    return found


def _fitted(key: tuple[str, str], work: Callable[[Callable[[float], None]], T]) -> T:
    """What this work makes, once it is there: until then the page shows how far it is, and ends here."""
    state = st.session_state
    errand: Errand[T]
    asked, errand = state.get("own_errand", (None, None))
    if asked != key:
        if errand is not None:
            errand.stop()
        errand = Errand(work, FITTING)
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


def _shared_codes_of(key: tuple[str, str], data: ae.Dataset, progress: Callable[[float], None]) -> Codes:
    """Codes of a shipped model of a set that all share; who stood in line behind another visitor's fit finds them there."""
    shared = computed.codes_elsewhere()
    if key not in shared:
        shared[key] = _codes_of(cached.model(key[0]), data, progress)
    return shared[key]


@st.fragment(run_every=LOOK)
def _watch(errand: Errand[Any]) -> None:
    """How far it is, looked at again and again until it is over; then the page goes on."""
    if errand.look():
        st.rerun()
    said = "Fitting densities to the codes of this model; you may go on meanwhile"
    st.progress(errand.share, "In line: the model of another visitor is fitted first" if errand.in_line else said)


def places(name: str) -> Encoded:
    """The codes of the test images looked at of this model, where no density is wanted: of a shipped one without a file of them
    they are made, once a server. A `WeightsError` where these would be MNIST's, and MNIST is not here."""
    if name in own_models.all_kept():
        return codes(name)
    if looked_at.is_elsewhere():
        return computed.encoded(name)
    return cached.codes(name) if ae.variant(name).codes else computed.encoded(_on_mnist(name))


def density(name: str, kind: str) -> Mixture:
    """The density of this kind, of `codes.DENSITIES`, over the codes of this model; as `places`, where there is no file of it."""
    if _is_kept(name) or looked_at.is_elsewhere():
        found: Mixture = getattr(codes(name), kind)
        return found
    if DENSITIES[kind] == 1:
        return computed.gaussian(_on_mnist(name))
    if name not in server.mixtures():
        data = _fewer(cached.dataset())
        _fitted((_on_mnist(name), data.name), partial(_mixture_of, name, data))
    return server.mixtures()[name]


def _mixture_of(name: str, data: ae.Dataset, progress: Callable[[float], None]) -> Mixture:
    """Ten Gaussians over the codes of a shipped model; who stood in line behind another visitor's fit finds them there."""
    if name not in server.mixtures():
        coded = cached.model(name).encode(data.train_images)
        server.mixtures()[name] = fit(coded, DENSITIES["mixture"], np.random.default_rng(0), progress=progress)
    return server.mixtures()[name]


def _fewer(data: ae.Dataset) -> ae.Dataset:
    return replace(data, train_images=data.train_images[:ENCODED])


def _is_kept(name: str) -> bool:
    """Whether it is an own model, or a shipped one whose codes lie beside its weights."""
    return name in own_models.all_kept() or ae.variant(name).codes


def _on_mnist(name: str) -> str:
    if cached.dataset().name != "mnist":
        raise ae.WeightsError(needs_mnist(name))
    return name
