"""Test images to pick: by class and thumbnail, or by number; both live in the link, and what was picked last is remembered.

A picture of a data set is told by its class and its number within the class, on every page.
"""

from dataclasses import dataclass

import numpy as np
import streamlit as st

import autoencoders as ae

from .. import cached, computed, looked_at
from ..browser.thumbnails import Choice, thumbnails
from ..dice import roll
from ..pictures import data_url, sheet
from ..words import MNIST_IS_MISSING

FIRST = {"": (8, 785), "_b": (3, 0)}
"""Class and number of the digit before anyone has picked one; of MNIST's eights it is the one models do closest to average on."""

NUMBERS = 800
"""Digits of a class to pick from: every class of MNIST's test set has as many."""

OTHERS = "Other pictures than these are chosen in the sidebar, under “Pictures looked at”."


@dataclass(frozen=True, eq=False)
class Given:
    """The digit that a lesson works on: `image` (28, 28, 1) in [0, 1], what it is in words, and how it came about.

    An `alien` is known to be no digit; of a drawing, and of any picture with steps, nobody knows.
    """

    image: np.ndarray
    words: str
    steps: tuple[ae.Step, ...] = ()
    alien: bool = False


def picked(which: str) -> Given:
    """A test digit, by its class and its number within the class; both live in the link."""
    first, here = FIRST[which], looked_at.now()
    there = classes()
    digit = there[0]
    if len(there) > 1:
        digit = st.pills(
            "Digit" if here.one == "digit" else "Class",
            there,
            default=there[first[0] % len(there)],
            required=True,
            format_func=here.names.__getitem__,
            key=f"digit{which}",
            bind="query-params",
            wrap=True,
            help=OTHERS if len(looked_at.offered()) > 1 else None,
        )
    rows = computed.rows_of_class()[int(digit)]
    count = min(NUMBERS, len(rows))
    if (key := f"number{which}") in st.session_state:  # of another set there may be fewer
        st.session_state[key] %= count
    grid = st.container(gap=None)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.number_input(
            "Which of them",
            0,
            NUMBERS - 1,
            first[1] % count,
            key=f"number{which}",
            bind="query-params",
            help="The number within its class.",
        )
        st.button(
            "Another",
            icon=":material/casino:",
            on_click=roll,
            args=(f"number{which}", count),
            key=f"roll_digit{which}",
        )
    st.session_state[f"picked{which}"] = (int(digit), int(number))
    name = f"{here.one} {here.names[int(digit)]}" if here.names else here.one
    with grid:
        thumbnails(
            f"thumbnails{which}",
            Choice(f"Test {here.one}s: {name}", name, count, int(number) % count),
            lambda numbers, columns: sheet_url(here.dataset.test_images[rows[list(numbers)]], columns),
            f"number{which}",
            here.key,
        )
    return last_picked(which)


def sheet_url(images: np.ndarray, columns: int) -> str:
    """Images `(n, 28, 28, 1)` in so many columns as one picture, a `data:` address."""
    return data_url(sheet(images, columns))


def test_images(name: str) -> np.ndarray:
    """The test images of a data set, of the digits by the name “digits”; a `DatasetError` where it is not on this machine."""
    return (looked_at.now().dataset if name == "digits" else cached.training_set(name)).test_images


def last_picked(which: str = "") -> Given:
    """The test digit that was picked last, here or on another page."""
    label, number = st.session_state.get(f"picked{which}", FIRST[which])
    here, there = looked_at.now(), classes()
    label = label if label in there else there[label % len(there)]
    rows = computed.rows_of_class()[label]
    number %= len(rows)
    image = here.dataset.test_images[int(rows[number])].astype(np.float32) / 255
    return Given(image, here.named(label, number))


def classes() -> list[int]:
    """The classes of what is looked at of which there are test images; without classes the only one, 0."""
    return [label for label, rows in enumerate(computed.rows_of_class()) if len(rows)] or [0]


def data_note() -> None:
    """Say where the digits come from, where that is meant to be MNIST and is not."""
    if not looked_at.is_elsewhere() and cached.dataset().name != "mnist":
        st.caption(MNIST_IS_MISSING)


def roll_picked() -> None:
    """Another test digit, of any class."""
    there = classes()
    label = there[int(np.random.default_rng().integers(len(there)))]
    roll("number", min(NUMBERS, len(computed.rows_of_class()[label])))
    if len(there) > 1:
        st.session_state.digit = label
    st.session_state.picked = (label, st.session_state.number)
