"""What the app reads once and keeps: the models, the data, and what is shipped beside them; computed.py keeps what follows.

One model serves all visitors, which is safe because a model never changes. Nothing here imports TensorFlow: trainings are the
workers' business. What else there is once a server is in crowd/server.py.
"""

import streamlit as st

import autoencoders as ae
from autoencoders.codes import Codes, load_codes
from autoencoders.recording import Recording, load_recording
from autoencoders.report.folder import shipped_numbers
from autoencoders.report.measurements import Numbers
from autoencoders.scores.judge import JUDGE, Judge, read_judge
from autoencoders.scores.percentiles import PERCENTILES, Percentiles, read_percentiles
from autoencoders.scores.probe import Probe
from autoencoders.sweep import spread, table
from autoencoders.weights import WEIGHTS, Card
from autoencoders.workers.block import Material


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
def percentiles() -> dict[str, Percentiles]:
    """The shipped percentiles of MNIST's test digits, of every measure and variant; a `WeightsError` where there are none."""
    return read_percentiles(WEIGHTS / PERCENTILES)[0]


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
