"""The part “Blend”: one digit turned into another, three ways at once, with files to take away."""

import numpy as np
import streamlit as st

from autoencoders.scores.readings import each_reading

from .. import computed, looked_at
from ..browser.alive import alive
from ..classroom.asking import Asking
from ..classroom.parts import part
from ..input.digit import digit_input
from ..input.pick import Given
from ..strips import strips
from ..usual.show import usual_folded
from . import takeaway
from .figures import blend_rows, large_frames
from .pair import Pair
from .tasks import WAYS, Blended
from .ways import PATHS, Blend, blend
from .words import BLEND, EXPLANATION, WAYS_HELP, frames

FEWEST_FRAMES, MOST_FRAMES, FIRST_FRAMES = 5, 21, 9
"""Frames of a way: at least as many as show how it bends, at most as many as fit beside each other."""

PAIR_WIDTH = 11
"""Widest that the two digits are shown alone, in rem."""

PERCENT = 5
"""Percent of the way from one place of the slider to the next."""


def show_blend(pair: Pair, asked: Asking) -> None:
    """Show the part with these two models."""
    with part("digits"), st.expander("Change the two digits", icon=":material/draw:"):
        ends = []
        for column, word, which in zip(st.columns(2, gap="large"), ("From", "To"), ("", "_b"), strict=True):
            with column:
                st.markdown(f"**{word}**")
                ends.append(digit_input(which))
    start, end = ends
    with part("way"), st.container(horizontal=True, vertical_alignment="bottom"):
        path = st.segmented_control(
            "The way through the codes",
            list(PATHS),
            default="straight",
            required=True,
            key="way",
            bind="query-params",
            help=WAYS_HELP,
        )
        percent = st.slider(
            "How far along", 0, 100, 50, PERCENT, key="along", bind="query-params", format="%d %%", width=240
        )
    asked.judge(Blended(pair, start.image, end.image, path, f"{start.words} and {end.words}, {path}{pair.aside}"))
    if asked.hides(WAYS):
        both = np.stack([start.image, end.image])
        st.html(strips([("from and to", both, f"Your two digits: {start.words} and {end.words}")], 2, PAIR_WIDTH))
        asked.veil()
    else:
        show_ways(pair, start, end, path, percent)
        with part("usual"):
            usual_folded({"From": start, "To": end}, {pair.names["AE"]: pair.autoencoder, pair.names["VAE"]: pair.vae})
    with part("explanation"), st.expander("What to make of it", icon=":material/lightbulb:"):
        if not asked.veils(WAYS):
            st.markdown(EXPLANATION[BLEND])


def show_ways(pair: Pair, start: Given, end: Given, path: str, percent: int) -> None:
    """The three rows, the frames at the slider's place enlarged, and the files."""
    rows, large = st.container(), st.container()
    with part("frames"):
        steps = st.slider(
            "Frames", FEWEST_FRAMES, MOST_FRAMES, FIRST_FRAMES, key="frames", bind="query-params", width=240
        )
    ways = blend(start.image, end.image, path, steps, pair.autoencoder, pair.vae)
    now = round(percent / 100 * (steps - 1))
    every = np.concatenate([way.frames for way in ways])
    here = looked_at.now()
    far = np.split(computed.distances(every), len(ways))
    reading = each_reading(looked_at.judge(), every)
    read = [reading[i : i + steps] for i in range(0, len(reading), steps)]
    with rows:
        st.html(here.tell(blend_rows(ways, far, now, read)))
        st.markdown(f"From **{start.words}** to **{end.words}**.")
    with large:
        st.html(large_frames(ways, now, read))
        alive("blend", None, {"along": percent, "frames": steps})
    st.markdown(here.tell(frames(computed.real_distances(), any(reading))))
    files(ways)


def files(ways: list[Blend]) -> None:
    """The buttons for what one takes away."""
    all_frames = [way.frames for way in ways]
    with st.container(horizontal=True):
        st.download_button(
            "Animation (GIF)",
            lambda: takeaway.animation(all_frames),
            "blend.gif",
            "image/gif",
            icon=":material/gif_box:",
            on_click="ignore",
        )
        st.download_button(
            "Strip (PNG)",
            lambda: takeaway.strip(all_frames),
            "blend.png",
            "image/png",
            icon=":material/image:",
            on_click="ignore",
        )
