"""Every cache of the app: the models, the data, and what is computed of them; what else there is once a server is in server.py.

One model serves all visitors, which is safe because a model never changes. Nothing here imports TensorFlow: trainings are the
workers' business.
"""

import threading
from typing import Any

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.codes import Codes, load_codes
from autoencoders.densities import Mixture, fit, random_codes
from autoencoders.recording import Recording, load_recording
from autoencoders.report.folder import shipped_numbers
from autoencoders.report.measurements import Numbers
from autoencoders.scores import nearest_digit, strangeness, trial
from autoencoders.scores.digit_scores import damage_curves as curves_of
from autoencoders.scores.digit_scores import errors as test_errors
from autoencoders.scores.ends import Ends, each_class
from autoencoders.scores.ends import ends as ends_of
from autoencoders.scores.feedback import Walk, fed_back
from autoencoders.scores.judge import JUDGE, Judge, read_judge
from autoencoders.scores.metrics import mean_image_logits
from autoencoders.scores.model_scores import evaluate
from autoencoders.scores.percentiles import PERCENTILES, Percentiles, read_percentiles
from autoencoders.scores.probe import Probe
from autoencoders.scores.ring_facts import Facts, facts
from autoencoders.scores.samples import inside_the_ring, is_recognised
from autoencoders.sweep import spread, table
from autoencoders.weights import WEIGHTS, Card
from autoencoders.workers.block import Material

MOST_OWN, MOST_TRIED, MOST_MAPS, MOST_CURVES, MOST_BLENDS = 8, 1_000, 50, 2_000, 200
"""How many are kept: scores of one visitor's own models, as many as there may be of these; and over all visitors whether a model
can be shown, a line each; facts of maps; curves of digits over damage, some three kilobytes each; distances of blends, and
shares of random codes that become digits."""

one_trial = threading.Lock()
"""A class that keeps thirty models at once has them tried one after another: each takes most of a second of one core."""

ENCODED = 10_000
"""Training digits whose codes a Gaussian is fitted to, for the comparison of codes of several sizes: a third of a second."""

REAL_DIGITS = 500
"""Test digits whose distances make that scale, or whose −ELBO that of an own VAE: a second of work."""


@st.cache_resource(show_spinner=False)
def model(name: str) -> ae.Model:
    """The trained model; a `WeightsError` where its file is missing or damaged."""
    return ae.load(name)


@st.cache_resource(show_spinner=False)
def card(name: str) -> Card:
    """The card of this variant: how it was trained and what it scores; a `WeightsError` where its file is missing."""
    return ae.card(name)


def vae(name: str) -> ae.VAE:
    """The same for a variant that is a VAE."""
    found = model(name)
    assert isinstance(found, ae.VAE), f"{name} is no VAE"
    return found


@st.cache_resource(show_spinner=False)
def swept() -> list[table.Row]:
    """The rows of the shipped table of trainings; a `TableError` where it is missing or damaged."""
    return table.shipped()


@st.cache_resource(show_spinner=False)
def curve(family: str, measure: str) -> dict[int, spread.Spread]:
    """A measure of a family against d, of that table."""
    return spread.curve(swept(), family, measure)


@st.cache_resource(show_spinner=False)
def grid(measure: str) -> dict[tuple[int, float], spread.Spread]:
    """A measure of the VAEs by d and β, of that table."""
    return spread.grid(swept(), measure)


@st.cache_resource(show_spinner=False)
def elbo_level() -> float:
    """From which difference on two VAEs with ten numbers are not level in −ELBO, by the seeds of that table; 0 without any."""
    seeds = [row["negative_elbo"] for row in swept() if row["variant"] == "vae-10" and row["split"] == "test"]
    return spread.level(seeds, seeds) if len(seeds) > 1 else 0.0


@st.cache_resource(show_spinner=False)
def codes(name: str) -> Codes:
    """The codes of the test set of this variant; a `WeightsError` where they are missing or damaged."""
    return load_codes(name)


@st.cache_resource(show_spinner=False)
def recording(name: str) -> Recording:
    """The recorded training of this variant; a `WeightsError` where it is missing or damaged."""
    return load_recording(name)


@st.cache_resource(show_spinner=False)
def gaussian(name: str) -> Mixture:
    """The Gaussian fitted to the codes that this variant has of the first `ENCODED` training digits."""
    return fit(model(name).encode(dataset().train_images[:ENCODED]), 1, np.random.default_rng(0))


@st.cache_data(show_spinner=False, max_entries=MOST_BLENDS)
def recognised(name: str, fitted: bool, count: int, temperature: float, seed: int) -> float:
    """The share of so many random codes, of `gaussian` or N(0, I), of which this variant makes what is taken for a digit."""
    drawing = model(name)
    codes = random_codes(gaussian(name) if fitted else None, count, drawing.latent_dim, temperature, seed)
    return float(is_recognised(judge().look(drawing.decode(codes))[1]).mean())


@st.cache_data(show_spinner="Trying your model on all test digits", max_entries=MOST_TRIED)
def fault_of(model: str, data: str, _model: ae.Model) -> str:
    """Why no lesson could show the model of this fingerprint, in a sentence; empty where there is no reason."""
    with one_trial:
        try:
            trial.check(_model, dataset().test_images)
        except ae.WeightsError as fault:
            return str(fault)
    return ""


@st.cache_resource(show_spinner="Scoring your model on all test digits", scope="session", max_entries=MOST_OWN)
def own_scores(name: str, data: str, _model: ae.Model) -> dict[str, Any]:
    """What a card would say of a model of this visitor."""
    return evaluate(_model, dataset(), denoiser=False)


@st.cache_resource(show_spinner="Scoring this step on all test digits", scope="session", max_entries=MOST_OWN)
def run_scores(run: int, step: int, _model: ae.Model, _dataset: ae.Dataset) -> dict[str, Any]:
    """The same for a step of a run of this visitor, on the data that it is trained on."""
    return evaluate(_model, _dataset, denoiser=False)


@st.cache_resource(show_spinner=False)
def errors(name: str) -> np.ndarray:
    """The mean squared errors of the test digits that this variant gives back, in ascending order."""
    return test_errors(model(name), dataset().test_images)


@st.cache_resource(show_spinner=False, scope="session", max_entries=MOST_OWN)
def own_errors(name: str, data: str, _model: ae.Model) -> np.ndarray:
    """The same for a model of this visitor."""
    return test_errors(_model, dataset().test_images)


@st.cache_resource(show_spinner=False)
def percentiles() -> dict[str, Percentiles]:
    """The shipped percentiles of MNIST's test digits, of every measure and variant; a `WeightsError` where there are none."""
    return read_percentiles(WEIGHTS / PERCENTILES)[0]


@st.cache_resource(show_spinner=False, scope="session", max_entries=MOST_OWN)
def negative_elbos(name: str, data: str, _model: ae.VAE) -> np.ndarray:
    """The −ELBO of some test digits under a VAE that the shipped percentiles lack: `(n,)`, half a second of work."""
    return strangeness.negative_elbo(_model, dataset().test_images[:REAL_DIGITS])


@st.cache_resource(show_spinner=False)
def mean_image() -> np.ndarray:
    """The mean of the training digits, `(28, 28, 1)` logits: the answer to everything of who learned nothing else."""
    return mean_image_logits(dataset().train_images)


@st.cache_resource(show_spinner=False, max_entries=MOST_MAPS)
def map_facts(mean: np.ndarray, log_var: np.ndarray | None, _codes: Codes) -> Facts:
    """What the map of these codes shows in numbers; `mean` and `log_var` `(n, 2)` are those in them, by which they are known."""
    return facts(_codes)


@st.cache_resource(show_spinner=False)
def ring_digits(name: str) -> float:
    """The share of places in the prior's 2 σ ring at which this variant of two numbers draws what is taken for a digit."""
    return float(is_recognised(inside_the_ring(judge(), model(name))).mean())


@st.cache_resource(show_spinner=False)
def measured() -> Numbers:
    """The numbers of the shipped report; a `ValueError` where they are missing or damaged."""
    return shipped_numbers()


@st.cache_resource(show_spinner=False)
def dataset() -> ae.Dataset:
    """MNIST where this machine has it, else the synthetic digits, which need nothing."""
    try:
        return ae.load_dataset("mnist", download=False)
    except ae.DatasetError:
        return ae.load_dataset("synthetic")


def training_set(name: str) -> ae.Dataset:
    """The data set of this name; a `DatasetError` where it is not on this machine."""
    return dataset() if dataset().name == name else _training_set(name)


@st.cache_resource(show_spinner=False)
def _training_set(name: str) -> ae.Dataset:
    return ae.load_dataset(name, download=False)


@st.cache_resource(show_spinner=False)
def material(name: str) -> Material:
    """A data set, and what a training on it is watched with, as workers are sent them."""
    found = training_set(name)
    return Material(found, Probe(found.train_images, found.test_images, found.test_labels))


@st.cache_data(show_spinner=False, max_entries=MOST_CURVES)
def damage_curves(names: tuple[str, ...], clean: np.ndarray, seen: np.ndarray, clipped: bool) -> dict[str, np.ndarray]:
    """How much damage the shipped models of these names take, with one digit: no move of a slider changes that."""
    return curves_of({name: model(name) for name in names}, clean, seen, clipped)


@st.cache_data(show_spinner=False, max_entries=MOST_BLENDS)
def distances(frames: np.ndarray) -> np.ndarray:
    """How far each of these pictures is from the nearest training digit."""
    return nearest_digit.distances(frames, dataset().train_images, lengths_and_outlines()[0])


@st.cache_resource(show_spinner=False)
def real_distances() -> tuple[float, float]:
    """What half and 95 % of real test digits stay below as `distances` measures it: a scale for pictures that were made."""
    some = dataset().test_images[:REAL_DIGITS].astype(np.float32) / 255
    found = nearest_digit.distances(some, dataset().train_images, lengths_and_outlines()[0])
    return float(np.percentile(found, 50)), float(np.percentile(found, 95))


@st.cache_resource(show_spinner=False)
def judge() -> Judge:
    """The classifier that says whether a picture is a digit; a `WeightsError` where its file is missing or damaged."""
    return read_judge(WEIGHTS / JUDGE)[0]


def judge_if_here() -> Judge | None:
    """The same, or None: without it pictures are only not read."""
    try:
        return judge()
    except ae.WeightsError:
        return None


@st.cache_resource(show_spinner=False)
def lengths_and_outlines() -> tuple[np.ndarray, np.ndarray]:
    """The squared lengths of the training digits and their coarse shapes, by which the nearest of them is found."""
    images = dataset().train_images
    return nearest_digit.squared_lengths(images), nearest_digit.outline(images)


@st.cache_resource(show_spinner=False)
def rows_of_class() -> tuple[np.ndarray, ...]:
    """For each of the ten classes, the rows of its test digits."""
    labels = dataset().test_labels
    return tuple(np.flatnonzero(labels == digit) for digit in range(10))


@st.cache_resource(show_spinner="Sending a hundred test digits round and round")
def ends(name: str) -> Ends:
    """Where a hundred test digits end, ten of each class, that this variant is fed with fifty times over."""
    data = dataset()
    rows = each_class(data.test_labels)
    return ends_of(model(name), data.test_images[rows].astype(np.float32) / 255, data.test_labels[rows], judge())


@st.cache_resource(show_spinner=False, max_entries=MOST_BLENDS)
def walk(name: str, image: np.ndarray) -> Walk:
    """The way of a digit `(28, 28, 1)` that this variant is fed with fifty times over: no move of a slider changes that."""
    return fed_back(model(name), image[None])
