"""The data to train on, as the visitor chose it: a shared data set, or a file of the visitor's own."""

from dataclasses import dataclass

import streamlit as st

import autoencoders as ae
from autoencoders.digits.own_set import MOST_BYTES, MOST_PICTURES, UploadedSet, UploadError, read_upload
from autoencoders.scores.probe import Probe
from autoencoders.workers.block import Material

from .. import cached
from ..words import plain

NAMES = {"Fashion-MNIST": "fashion_mnist", "synthetic": "synthetic"}


@dataclass(frozen=True, eq=False)
class TrainingData:
    """A data set with what to watch a training on it with, and whether its classes are known."""

    material: Material
    labelled: bool = True

    @property
    def dataset(self) -> ae.Dataset:
        return self.material.dataset


def chosen(choice: str) -> TrainingData | None:
    """The data of this name; a sentence on the page and None where they are not there (yet)."""
    if choice == "your own":
        return uploaded()
    name = NAMES.get(choice, cached.dataset().name)
    try:
        return TrainingData(cached.material(name))
    except ae.DatasetError as fault:
        st.warning(str(fault), icon=":material/database_off:")
        if st.button("Download it now", icon=":material/download:", key="train_download"):
            with st.spinner("Downloading"):
                try:
                    ae.load_dataset(name)
                except ae.DatasetError as again:
                    st.error(str(again), icon=":material/error:")
                else:
                    st.rerun()
        return None


def uploaded() -> TrainingData | None:
    """The visitor's own data: kept for the visit, seen by nobody else."""
    state = st.session_state
    file = st.file_uploader(
        "A zip of pictures, or an .npz",
        ["zip", "npz"],
        max_upload_size=MOST_BYTES // 2**20,
        key="train_upload",
        help=f"A zip with 20 to {MOST_PICTURES:,} pictures, one digit each; folders named 0 to 9 become labels. Or an .npz with "
        "an array `images`, (n, 28, 28), uint8 or floats in [0, 1], and `labels` if you have them. It stays in your session.",
    )
    if file is not None and state.get("train_upload_id") != file.file_id:
        state.train_upload_id = file.file_id
        bar = st.progress(0.0, "Reading your data")
        try:
            read = read_upload(file.getvalue(), lambda share: bar.progress(share, "Reading your data"))
        except UploadError as fault:
            state.train_upload_fault = str(fault)
        else:
            state.train_upload_fault = ""
            state.train_own = (read, _material(read))
        bar.empty()
    if state.get("train_upload_fault"):
        st.error(plain(state.train_upload_fault), icon=":material/folder_off:")
    if "train_own" not in state:
        st.caption("Give a file to train on.")
        return None
    read, material = state.train_own
    st.caption(f"Your data: {plain(read.words)}")
    return TrainingData(material, read.labelled)


def _material(read: UploadedSet) -> Material:
    dataset = read.dataset
    return Material(dataset, Probe(dataset.train_images, dataset.test_images, dataset.test_labels))
