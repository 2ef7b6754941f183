"""The part “Blend”: one digit turned into another, three ways at once, with files to take away."""

import numpy as np
import streamlit as st

from .. import cached
from ..digit_input import digit_input
from ..pictures import grey, png
from . import takeaway
from .figures import blend_rows
from .pair import Pair
from .ways import PATHS, Blend, blend
from .words import BLEND, EXPLANATION, FRAMES, WAYS_HELP

FEWEST_FRAMES, MOST_FRAMES, FIRST_FRAMES = 5, 21, 9
"""Frames of a way: at least as many as show how it bends, at most as many as fit beside each other."""

PERCENT = 5
"""Percent of the way from one place of the slider to the next."""

END_WIDTH, FRAME_WIDTH = 330, 104
"""Pixels of an end's column, and of the frame that is shown large."""

ENLARGED = 4
"""Pixels of a picture for each pixel of a digit."""


def show_blend(pair: Pair) -> None:
    """Show the part with these two models."""
    with st.container(horizontal=True, gap="large"):
        start, end = (one_end(word, which) for word, which in (("From", ""), ("To", "_b")))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        path = st.segmented_control(
            "The way through the codes",
            list(PATHS),
            default="straight",
            required=True,
            key="way",
            bind="query-params",
            help=WAYS_HELP,
        )
        steps = st.slider(
            "Frames", FEWEST_FRAMES, MOST_FRAMES, FIRST_FRAMES, key="frames", bind="query-params", width=240
        )
        percent = st.slider(
            "How far along", 0, 100, 50, PERCENT, key="along", bind="query-params", format="%d %%", width=240
        )
    ways = blend(start, end, path, steps, pair.autoencoder, pair.vae)
    now = round(percent / 100 * (steps - 1))
    far = np.split(cached.distances(np.concatenate([way.frames for way in ways])), len(ways))
    st.html(blend_rows(ways, far, now))
    with st.container(horizontal=True):
        for way in ways:
            caption = f"{way.title.split(':')[0]}, frame {now + 1}"
            st.image(
                png(grey(way.frames[now]), ENLARGED),
                caption=caption,
                alt=f"{caption} of {steps}, enlarged",
                width=FRAME_WIDTH,
                output_format="PNG",
            )
    st.caption(FRAMES)
    files(ways)
    with st.expander("What to make of it", icon=":material/lightbulb:"):
        st.markdown(EXPLANATION[BLEND])


def one_end(word: str, which: str) -> np.ndarray:
    """A digit that the way begins or ends with, shown, and above it the way to change it: `(28, 28, 1)`."""
    with st.container(width=END_WIDTH):
        slot = st.container()
        with st.expander(f"{word}: change the digit", icon=":material/draw:"):
            given = digit_input(which)
        slot.image(
            png(grey(given.image), ENLARGED),
            caption=f"{word}: {given.words}",
            alt=f"The digit that the blend goes {word.lower()}: {given.words}",
            output_format="PNG",
        )
    return given.image


def files(ways: list[Blend]) -> None:
    """The buttons for what one takes away."""
    frames = [way.frames for way in ways]
    with st.container(horizontal=True):
        st.download_button(
            "Animation (GIF)",
            lambda: takeaway.animation(frames),
            "blend.gif",
            "image/gif",
            icon=":material/gif_box:",
            on_click="ignore",
        )
        st.download_button(
            "Strip (PNG)",
            lambda: takeaway.strip(frames),
            "blend.png",
            "image/png",
            icon=":material/image:",
            on_click="ignore",
        )
