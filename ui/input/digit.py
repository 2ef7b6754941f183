"""Where a digit comes from: drawn, uploaded, photographed or picked, or a drawer of no digits; the same widgets on every page.

What a teacher wants to send (the picked digit) lives in the link. A drawing or a photo does not: it stays with the visitor,
and is still there on the next page and after a return.
"""

from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

import autoencoders as ae
from autoencoders.digits.picture_file import MOST_BYTES

from ..aliens.drawer import drawer
from ..canvas import canvas
from ..dice import roll
from ..pictures import marked
from ..plain import plain
from ..words import ALL_KEPT, LEFT_OUT, UPLOAD_HELP
from .pick import Given, last_picked, picked, sheet_url, test_images

SOURCES = ["Draw", "Upload", "Camera", "Pick", "Aliens"]

PICTURES = ["png", "jpg", "jpeg", "webp", "gif", "bmp"]
"""Kinds of files that can be uploaded; how large they may be stands in autoencoders/digits/picture_file.py."""

MARKED_WIDTH = 200
"""Pixels of a picture over which is shown what was left out of it."""

INPUT_WIDTH = 280
"""Pixels of the column with the canvas, which has as many."""

SOURCES_FIT = """<style>
[class*="st-key-input"] [data-testid=stButtonGroup] button {padding-inline:0.45rem}
</style>"""
"""All sources stand in one row, also in a column as narrow as a canvas."""

BESIDE = "<style>[data-testid=stLayoutWrapper]:has(> .st-key-KEY) {min-width: min(22rem, 100%)}</style>"
"""What a digit changes stands above its input where both would be too narrow side by side."""


class Read(NamedTuple):
    """A picture file that was read, whether all of it was wanted, and the digit in it or why there is none.

    It is kept, so that a move of another slider does not decode the picture again.
    """

    picture: bytes
    wanted: bool
    digit: ae.Digit | str


def beside_the_input(key: str) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Two containers side by side, on a phone one above the other: of this `key` for what a digit changes, and for its input."""
    st.html(BESIDE.replace("KEY", key))
    with st.container(horizontal=True, gap="small"):
        return st.container(width="stretch", key=key), st.container(width=INPUT_WIDTH)


def digit_input(which: str = "") -> Given:
    """The five ways to give a digit. Until one of them has given something, the picked test digit stands in.

    A page that needs a second digit asks for it as `which="_b"`, which ends all its keys.
    """
    st.html(SOURCES_FIT)
    source = st.segmented_control(
        "Where the digit comes from",
        SOURCES,
        default="Pick" if which else "Draw",
        required=True,
        key=f"input{which}",
        bind="query-params",
        label_visibility="collapsed",
    )
    if source == "Pick":
        return picked(which)
    if source == "Aliens":
        return Given(*drawer(which, test_images, roll, sheet_url), alien=True)
    given = {"Draw": drawn, "Upload": uploaded, "Camera": photographed}[source](which)
    return given or last_picked(which)


def drawn(which: str) -> Given | None:
    """The digit on the canvas, with all its ink, or None while there is nothing on it."""
    found = last_picked(which)
    digit = canvas(which, found.image, found.words)
    return None if digit is None else Given(digit.image, "your drawing", digit.steps)


def uploaded(which: str) -> Given | None:
    """The digit in an uploaded picture; it stays when the visitor comes back from another page."""
    key = f"upload{which}"
    file = st.file_uploader(
        "A picture of one digit",
        PICTURES,
        max_upload_size=MOST_BYTES // 2**20,
        key=key,
        on_change=forget,
        args=(key,),
        help=UPLOAD_HELP,
    )
    return kept(key, file, "your picture")


def photographed(which: str) -> Given | None:
    """The digit that was held up to the camera."""
    key = f"camera{which}"
    photo = st.camera_input("A digit on paper, held up to the camera", key=key, on_change=forget, args=(key,))
    return kept(key, photo, "your photo")


def forget(key: str) -> None:
    """The visitor gave another file, or took it away."""
    st.session_state.pop(f"kept_{key}", None)
    st.session_state.pop(f"all_{key}", None)
    st.session_state.pop(f"read_all_{key}", None)


def kept(key: str, file: UploadedFile | None, words: str) -> Given | None:
    """The digit in this file, or in the last one where the widget has come back empty.

    A file is taken once: a visit that is loaded later brings another picture, while the widget still holds this one.
    """
    state = st.session_state
    if file is not None and state.get(f"taken_{key}") != file.file_id:
        state[f"kept_{key}"], state[f"taken_{key}"] = file.getvalue(), file.file_id
    data = state.get(f"kept_{key}")
    return None if data is None else from_picture(data, words, f"all_{key}")


def from_picture(picture: bytes, words: str, key: str) -> Given | None:
    """The digit in a picture, with what of it was left out and a way to keep that; a sentence and None where there is none.

    `key` is where the visitor's wish to keep everything stands.
    """
    state = st.session_state
    wanted = bool(state.get(key))
    read = state.get(f"read_{key}")
    if read is None or (read.picture, read.wanted) != (picture, wanted):
        try:
            read = Read(picture, wanted, ae.digit_from_picture(picture, keep_all=wanted))
        except ae.PictureError as fault:
            read = Read(picture, wanted, str(fault))
        state[f"read_{key}"] = read
    if isinstance(read.digit, str):
        st.error(plain(read.digit), icon=":material/image_not_supported:")
        return None
    digit = read.digit
    if digit.left_out is not None:
        st.image(
            marked(digit.steps[0].image, digit.left_out),
            alt="Your picture; what was left out of it is marked in orange",
            width=MARKED_WIDTH,
            output_format="PNG",
        )
        st.markdown(LEFT_OUT)
        st.button("Keep it", icon=":material/select_all:", on_click=wish, args=(key, True), key=f"keep_{key}")
    elif wanted:
        st.markdown(ALL_KEPT)
        st.button("Leave it out", icon=":material/deselect:", on_click=wish, args=(key, False), key=f"drop_{key}")
    return Given(digit.image, words, digit.steps)


def wish(key: str, value: bool) -> None:
    """Keep everything in the picture from now on, or the digit alone."""
    st.session_state[key] = value
