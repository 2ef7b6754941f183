"""The data to train on, as the visitor chose it: a shared data set, or a file of the visitor's own."""

from dataclasses import dataclass

import streamlit as st

import autoencoders as ae
from autoencoders.digits.own_set import MOST_BYTES, MOST_PICTURES
from autoencoders.digits.uploaded import UploadedSet
from autoencoders.scores.probe import Probe
from autoencoders.workers.block import Material

from .. import cached, looked_at
from ..browser.marks import DIGITS
from ..crowd import server
from ..crowd.errand import Errand
from ..crowd.presses import press_button, taken
from ..crowd.room import Full
from ..plain import plain
from ..visitor import visitor
from .reading import reading

QUICK = 0.5
"""Seconds that the page waits for an upload to be read: most are, and then no bar comes and goes."""

LOOK = 0.5
"""Seconds between two looks at one that is still being read."""

NAMES = {"Fashion-MNIST": "fashion_mnist", "synthetic": "synthetic"}


@dataclass(frozen=True, eq=False)
class TrainingData:
    """A data set with what to watch a training on it with, whether its classes are known, and their names."""

    material: Material
    labelled: bool = True
    names: tuple[str, ...] = DIGITS

    @property
    def dataset(self) -> ae.Dataset:
        return self.material.dataset


def chosen(choice: str) -> TrainingData | None:
    """The data of this name; a sentence on the page and None where they are not there (yet)."""
    if choice == "your own":
        return uploaded()
    name = NAMES.get(choice, cached.dataset().name)
    try:
        return TrainingData(cached.material(name), names=looked_at.CLOTHES if name == looked_at.FASHION else DIGITS)
    except ae.DatasetError as fault:
        st.warning(str(fault), icon=":material/database_off:")
        press_button("Download it now", "train_download", icon=":material/download:")
        if taken("train_download"):
            with st.spinner("Downloading"):
                try:
                    ae.load_dataset(name)
                except ae.DatasetError as again:
                    st.error(str(again), icon=":material/error:")
                else:
                    st.rerun()
        return None


def uploaded() -> TrainingData | None:
    """The visitor's own data: read beside the page, kept for the visit, seen by nobody else."""
    state = st.session_state
    file = st.file_uploader(
        "A zip of pictures, or an .npz",
        ["zip", "npz"],
        max_upload_size=MOST_BYTES // 2**20,
        key="train_upload",
        help=f"A zip with 20 to {MOST_PICTURES:,} pictures of anything, made grey and 28 × 28 here; up to ten folders become "
        "classes. Or an .npz with an array `images`, (n, 28, 28), uint8 or floats in [0, 1], and `labels` from 0 to 9 if you "
        "have them. It stays in your session.",
    )
    how = _how()
    if file is not None and state.get("train_upload_id") != (file.file_id, how):
        _begin(file.getvalue(), *how)
        state.train_upload_id = file.file_id, how
        state.train_reading.wait(QUICK)
    errand: Errand[UploadedSet] | None = state.get("train_reading")
    if errand is not None and errand.look():
        state.train_upload_fault = errand.fault
        read = errand.result
        errand = None
        del state.train_reading
        if read is not None and _keep(read):
            st.rerun()  # the sidebar offers it to be looked at
    if errand is not None:
        _watch(errand)
    if state.get("train_upload_fault"):
        st.error(plain(state.train_upload_fault), icon=":material/folder_off:")
    if "train_own" not in state:
        if errand is None:
            st.caption("Give a file to train on.")
        return None
    read, material = state.train_own
    st.caption(f"Your data: {plain(read.words)}")
    return TrainingData(material, read.labelled, looked_at.harmless(read.names))


def _how() -> tuple[bool, bool]:
    """Whether the digit in each picture is to be found, and whether dark and bright change places."""
    find = st.toggle(
        "They are photos of digits: find the digit in each",
        key="train_find_digits",
        help="As an uploaded photo of a digit is read: its paper is taken away, and it is brought into MNIST's form.",
    )
    invert = st.toggle(
        "Dark on light: change dark and bright",
        key="train_invert",
        disabled=find,
        help="MNIST's digits and Fashion-MNIST's clothes are bright on black. Yours stay as they are unless you ask.",
    )
    return bool(find), bool(invert and not find)


def _keep(read: UploadedSet) -> bool:
    """Keep this set for the visit, where the server has room for it; whether it had."""
    state, arrays = st.session_state, (read.dataset.train_images, read.dataset.test_images)
    try:
        server.room().take(visitor(), read.dataset, sum(array.nbytes for array in arrays))
    except Full as fault:
        state.train_upload_fault = str(fault)
        return False
    state.train_own = (read, _material(read))
    looked_at.hold(read)
    return True


def _begin(data: bytes, find_digits: bool, invert: bool) -> None:
    """Read this file, and no longer the one before it."""
    state = st.session_state
    if "train_reading" in state:
        state.train_reading.stop()
    state.train_upload_fault = ""
    state.train_reading = reading(data, find_digits=find_digits, invert=invert)


@st.fragment(run_every=LOOK)
def _watch(errand: Errand[UploadedSet]) -> None:
    """How far it is, looked at again and again until it is done; then the page has its data."""
    if errand.look():
        st.rerun()
    in_line = "In line: the data of another visitor are read first"
    st.progress(errand.share, in_line if errand.in_line else "Reading your data; you may go on meanwhile")


def _material(read: UploadedSet) -> Material:
    dataset = read.dataset
    return Material(dataset, Probe(dataset.train_images, dataset.test_images, dataset.test_labels))
