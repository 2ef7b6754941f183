"""What there is once a server, for all visitors: workers, seats, the shelf, what is shown to others.

None of it is made before somebody needs it.
"""

import os
from typing import Any
from weakref import WeakValueDictionary

import streamlit as st

import autoencoders as ae
from autoencoders.densities import Mixture
from autoencoders.workers.pool import Pool

from ..stored.shelf import Shelf
from .ballots import Ballots
from .room import Room
from .seats import Seats
from .shares import Shares

MOST_EXPORTS = 8
"""Files for Keras that are kept, over all visitors, so that who presses again and again keeps no worker busy: 4 MB each."""


@st.cache_resource(show_spinner=False)
def pool() -> Pool:
    """The workers that train: those of the Dask scheduler named by AUTOENCODERS_SCHEDULER, else of this machine."""
    return Pool(os.environ.get("AUTOENCODERS_SCHEDULER") or None)


@st.cache_resource(show_spinner=False)
def seats() -> Seats:
    """The seats for trainings: one for each worker."""
    return Seats(lambda: pool().seats)


@st.cache_resource(show_spinner=False)
def shares() -> Shares[Any]:
    """The runs that visitors let others watch."""
    return Shares()


@st.cache_resource(show_spinner=False)
def ballots() -> Ballots:
    """The rooms in which guesses are counted."""
    return Ballots()


@st.cache_resource(show_spinner=False)
def held() -> WeakValueDictionary[str, Any]:
    """The desk of each visit, for as long as some session has it: a page that is loaded anew takes up its own."""
    return WeakValueDictionary()


@st.cache_resource(show_spinner=False)
def room() -> Room:
    """The memory for visitors' own data sets."""
    return Room()


@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """What visitors made and keep, on disk."""
    return Shelf()


@st.cache_resource(show_spinner=False)
def mixtures() -> dict[str, Mixture]:
    """The ten Gaussians over the codes of shipped models that have no file of them, each once it was wanted: 0.8 MB at most."""
    return {}


@st.cache_data(show_spinner=False, max_entries=MOST_EXPORTS)
def keras_file(run: int, step: int, _model: ae.Model) -> bytes:
    """The `.keras` file of the model of this step of a run; a `PoolLost` where no worker can make it."""
    return pool().keras_file(_model)
