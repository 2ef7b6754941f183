"""Every cache of the app: the models, the data, and the thread that fills both before anyone asks.

One model serves all visitors, which is safe because a model never changes. Nothing here imports TensorFlow, except that
the warming thread does so, through Keras, where MNIST has to be downloaded first.
"""

import threading

import numpy as np
import streamlit as st

import autoencoders as ae


@st.cache_resource(show_spinner=False)
def model(name: str) -> ae.Model:
    """The trained model; a `WeightsError` where its file is missing or damaged."""
    return ae.load(name)


@st.cache_resource(show_spinner=False)
def dataset() -> ae.Dataset:
    """MNIST where this machine has it, else the synthetic digits, which need nothing."""
    try:
        return ae.load_dataset("mnist", download=False)
    except ae.DatasetError:
        return ae.load_dataset("synthetic")


@st.cache_resource(show_spinner=False)
def rows_of_class() -> tuple[np.ndarray, ...]:
    """For each of the ten classes, the rows of its test digits."""
    labels = dataset().test_labels
    return tuple(np.flatnonzero(labels == digit) for digit in range(10))


@st.cache_resource(show_spinner=False)
def warm() -> threading.Thread:
    """Start, once a server, the thread that loads all models and fetches MNIST if it is not here yet."""

    def work() -> None:
        for row in ae.VARIANTS:
            try:
                model(row.name)
            except ae.WeightsError:
                continue  # the page that needs it says so
        if dataset().name == "mnist":
            return
        try:
            ae.load_dataset("mnist")
        except ae.DatasetError:
            return  # the pages go on with synthetic digits, and say so
        dataset.clear()
        rows_of_class.clear()

    thread = threading.Thread(target=work, name="warm", daemon=True)
    thread.start()
    return thread
