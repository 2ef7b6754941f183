"""What is computed of the models and the data, and kept: scores, distances, curves, facts; each is bounded.

Nothing here imports TensorFlow: trainings are the workers' business.
"""

import threading
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, TypeVar

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.codes import Codes, Encoded
from autoencoders.codes import encoded as encode_all
from autoencoders.densities import Mixture, fit, random_codes
from autoencoders.scores import nearest_digit, strangeness, trial
from autoencoders.scores.digit_scores import damage_curves as curves_of
from autoencoders.scores.digit_scores import errors as test_errors
from autoencoders.scores.ends import Ends, each_class
from autoencoders.scores.ends import ends as ends_of
from autoencoders.scores.feedback import Walk, fed_back
from autoencoders.scores.metrics import mean_image_logits
from autoencoders.scores.model_scores import evaluate
from autoencoders.scores.ring_facts import Facts, facts
from autoencoders.scores.samples import inside_the_ring, is_recognised

from . import cached, looked_at
from .looked_at import LookedAt

T = TypeVar("T")

MOST_OWN, MOST_TRIED, MOST_MAPS, MOST_CURVES, MOST_BLENDS = 8, 1_000, 50, 2_000, 200
"""How many are kept: scores of one visitor's own models, as many as there may be of these; and over all visitors whether a model
can be shown, a line each; facts of maps; curves of digits over damage, some three kilobytes each; distances of blends, and
shares of random codes that become digits."""

MOST_SHARED, MOST_OF_VISIT = 200, 30
"""How many things made of a set that all visitors share are kept, and of one visitor's own: errors of 10,000 images (40 kB), and
once a set the outlines of its training images, 24 MB for 60,000."""

MOST_ENCODED = 12
"""Codes of shipped models that have no file of them, or of another shared set, of which these are kept: at most 4 MB each."""

MEASURING = "Measuring the models on these pictures: once for all visitors, or for you where they are yours"
"""What is said meanwhile: five models and 10,000 pictures take some six seconds of one core."""

one_trial = threading.Lock()
"""A class that keeps thirty models at once has them tried one after another: each takes most of a second of one core."""

ENCODED = 10_000
"""Training digits whose codes a Gaussian is fitted to, for the comparison of codes of several sizes: a third of a second."""

REAL_DIGITS = 500
"""Test digits whose distances make that scale, or whose −ELBO that of an own VAE: a second of work."""


@st.cache_resource(show_spinner=False)
def gaussian(name: str) -> Mixture:
    """The Gaussian fitted to the codes that this variant has of the first `ENCODED` training digits."""
    return fit(cached.model(name).encode(cached.dataset().train_images[:ENCODED]), 1, np.random.default_rng(0))


@st.cache_data(show_spinner=False, max_entries=MOST_BLENDS)
def recognised(name: str, fitted: bool, count: int, temperature: float, seed: int) -> float:
    """The share of so many random codes, of `gaussian` or N(0, I), of which this variant makes what is taken for a digit."""
    drawing = cached.model(name)
    codes = random_codes(gaussian(name) if fitted else None, count, drawing.latent_dim, temperature, seed)
    return float(is_recognised(cached.judge().look(drawing.decode(codes))[1]).mean())


@st.cache_resource(show_spinner=False, max_entries=MOST_SHARED)
def _of_all(what: str, data: str, _make: Callable[[], Any]) -> Any:
    return _make()


@st.cache_resource(show_spinner=False, scope="session", max_entries=MOST_OF_VISIT)
def _of_visit(what: str, data: str, _make: Callable[[], Any]) -> Any:
    return _make()


def _of(what: str, here: LookedAt, make: Callable[[], T]) -> T:
    """What was made of this set, kept under the name `what`: for all visitors, or for one alone where the set is private."""
    sizes = f"{len(here.dataset.train_images)} {len(here.dataset.test_images)}"
    found: T = (_of_visit if here.private else _of_all)(what, f"{here.key} {sizes}", make)
    return found


@st.cache_data(show_spinner="Trying your model on all test digits", max_entries=MOST_TRIED)
def fault_of(model: str, data: str, _model: ae.Model) -> str:
    """Why no lesson could show the model of this fingerprint, in a sentence; empty where there is no reason."""
    with one_trial:
        try:
            trial.check(_model, cached.dataset().test_images)
        except ae.WeightsError as fault:
            return str(fault)
    return ""


@st.cache_resource(show_spinner="Scoring your model on all test digits", scope="session", max_entries=MOST_OWN)
def own_scores(name: str, data: str, _model: ae.Model) -> dict[str, Any]:
    """What a card would say of a model of this visitor."""
    return evaluate(_model, looked_at.now().dataset, denoiser=False)


@st.cache_resource(show_spinner="Scoring this step on all test digits", scope="session", max_entries=MOST_OWN)
def run_scores(run: int, step: int, _model: ae.Model, _dataset: ae.Dataset) -> dict[str, Any]:
    """The same for a step of a run of this visitor, on the data that it is trained on."""
    return evaluate(_model, _dataset, denoiser=False)


def errors(name: str) -> np.ndarray:
    """The mean squared errors of the test images looked at that this variant gives back, in ascending order."""
    here = looked_at.now()
    waiting = st.spinner(MEASURING) if looked_at.is_elsewhere() else nullcontext()
    with waiting:
        return _of(f"errors {name}", here, lambda: test_errors(cached.model(name), here.dataset.test_images))


@st.cache_resource(show_spinner=False, scope="session", max_entries=MOST_OWN)
def own_errors(name: str, data: str, _model: ae.Model) -> np.ndarray:
    """The same for a model of this visitor."""
    return test_errors(_model, looked_at.now().dataset.test_images)


@st.cache_resource(show_spinner=False, scope="session", max_entries=MOST_OWN)
def negative_elbos(name: str, data: str, _model: ae.VAE) -> np.ndarray:
    """The −ELBO of some test digits under a VAE that the shipped percentiles lack: `(n,)`, half a second of work."""
    return strangeness.negative_elbo(_model, looked_at.now().dataset.test_images[:REAL_DIGITS])


@st.cache_resource(show_spinner=False)
def codes_elsewhere() -> dict[tuple[str, str], Codes]:
    """The codes that shipped models have of other shared sets than MNIST, once somebody wanted them; by model and set."""
    return {}


def encoded(name: str) -> Encoded:
    """The codes of the test images looked at of this variant, made now: a second of work."""
    here = looked_at.now()
    if here.private:
        return _of(f"codes {name}", here, lambda: encode_all(cached.model(name), here.dataset))
    return shared_codes(name, here.key, here)


@st.cache_resource(show_spinner="Encoding all test digits", max_entries=MOST_ENCODED)
def shared_codes(name: str, data: str, _here: LookedAt) -> Encoded:
    """The same of a set that all visitors share."""
    return encode_all(cached.model(name), _here.dataset)


@st.cache_resource(show_spinner="Sending a hundred test digits round and round")
def ends(name: str) -> Ends:
    """Where a hundred of MNIST's test digits end, ten of each class, that this variant is fed with fifty times over."""
    data = cached.dataset()
    rows = each_class(data.test_labels)
    images = data.test_images[rows].astype(np.float32) / 255
    return ends_of(cached.model(name), images, data.test_labels[rows], cached.judge())


@st.cache_resource(show_spinner=False, max_entries=MOST_BLENDS)
def walk(name: str, image: np.ndarray) -> Walk:
    """The way of a digit `(28, 28, 1)` that this variant is fed with fifty times over: no move of a slider changes that."""
    return fed_back(cached.model(name), image[None])


def mean_image() -> np.ndarray:
    """The mean of the training images, `(28, 28, 1)` logits: the answer to everything of who learned nothing else."""
    here = looked_at.now()
    return _of("mean", here, lambda: mean_image_logits(here.dataset.train_images))


@st.cache_resource(show_spinner=False, max_entries=MOST_MAPS)
def map_facts(mean: np.ndarray, log_var: np.ndarray | None, labels: np.ndarray, _codes: Encoded) -> Facts:
    """What the map of these codes shows in numbers; `mean`, `log_var` and `labels` are those in them, by which they are known."""
    return facts(_codes)


@st.cache_resource(show_spinner=False)
def ring_digits(name: str) -> float:
    """The share of places in the prior's 2 σ ring at which this variant of two numbers draws what is taken for a digit."""
    return float(is_recognised(inside_the_ring(cached.judge(), cached.model(name))).mean())


@st.cache_data(show_spinner=False, max_entries=MOST_CURVES)
def damage_curves(names: tuple[str, ...], clean: np.ndarray, seen: np.ndarray, clipped: bool) -> dict[str, np.ndarray]:
    """How much damage the shipped models of these names take, with one digit: no move of a slider changes that."""
    return curves_of({name: cached.model(name) for name in names}, clean, seen, clipped)


def distances(frames: np.ndarray) -> np.ndarray:
    """How far each of these pictures is from the nearest training image looked at."""
    here = looked_at.now()
    return _measured(frames, here) if here.private else _distances(frames, here.key, here)


@st.cache_data(show_spinner=False, max_entries=MOST_BLENDS)
def _distances(frames: np.ndarray, data: str, _here: LookedAt) -> np.ndarray:
    return _measured(frames, _here)


def _measured(frames: np.ndarray, here: LookedAt) -> np.ndarray:
    return nearest_digit.distances(frames, here.dataset.train_images, lengths_and_outlines()[0])


def real_distances() -> tuple[float, float]:
    """What half and 95 % of real test images stay below as `distances` measures it: a scale for pictures that were made."""
    found = some_distances()
    return float(np.percentile(found, 50)), float(np.percentile(found, 95))


def some_distances() -> np.ndarray:
    """How far some of the test images looked at are from the nearest training image: `(n,)`."""
    here = looked_at.now()
    some = here.dataset.test_images[:REAL_DIGITS].astype(np.float32) / 255
    return _of("distances", here, lambda: _measured(some, here))


def lengths_and_outlines() -> tuple[np.ndarray, np.ndarray]:
    """The squared lengths of the training images and their coarse shapes, by which the nearest of them is found."""
    here = looked_at.now()
    return _own_outlines(here.key, here) if here.private else _of("outlines", here, lambda: _outlines(here))


@st.cache_resource(show_spinner=False, scope="session", max_entries=1)
def _own_outlines(data: str, _here: LookedAt) -> tuple[np.ndarray, np.ndarray]:
    return _outlines(_here)  # of the set that is looked at alone: they are half as large as its images


def _outlines(here: LookedAt) -> tuple[np.ndarray, np.ndarray]:
    images = here.dataset.train_images
    return nearest_digit.squared_lengths(images), nearest_digit.outline(images)


def rows_of_class() -> tuple[np.ndarray, ...]:
    """For each class of what is looked at, the rows of its test images; without classes all of them are one."""
    here, labels = looked_at.now(), looked_at.now().dataset.test_labels
    if not here.names:
        return (np.arange(len(labels)),)
    return _of("rows", here, lambda: tuple(np.flatnonzero(labels == label) for label in range(len(here.names))))
