"""The widgets for noise: σ, which draw of it, clipped or not. What they are set to lives in the link."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from autoencoders.recipes import REPORT_NOISE

from .dice import follow

SIGMAS = sorted([*(round(0.02 * i, 2) for i in range(51)), REPORT_NOISE])
"""Places of the slider: standard deviations of full scale, and among them the report's."""

CHARTED = sorted([*(round(0.04 * i, 2) for i in range(26)), REPORT_NOISE])
"""Places of the chart over σ: half as many. With all of them they were a third of what an answer costs, for the same lines."""

FIRST_SIGMA = 0.0
"""Where the slider stands on a fresh page: a clean digit."""

DRAWS = 1000
"""Different draws of noise, numbered from 0."""


def noise_input(buttons: DeltaGenerator, seldom: DeltaGenerator) -> tuple[float, bool, int]:
    """σ, whether the noisy picture is clipped to [0, 1], and which draw of noise it is.

    The slider stands here, so that what follows it can follow it closely; buttons and what is seldom used go into containers.
    """
    sigma = st.select_slider(
        "Noise σ",
        SIGMAS,
        value=FIRST_SIGMA,
        format_func=written,
        key="sigma",
        bind="query-params",
        help="The standard deviation of the Gaussian noise; 1 is the step from black to white.",
    )
    with buttons:
        st.button("The report's 20/255", on_click=choose, args=("sigma", REPORT_NOISE), key="report_sigma")
        st.button(
            "Fresh noise",
            icon=":material/casino:",
            on_click=follow,
            args=("draw", DRAWS),
            key="roll_noise",
            disabled=not sigma,  # without noise nothing would change
        )
    with seldom.container(horizontal=True, vertical_alignment="bottom"):
        draw = st.number_input(
            "Noise draw",
            0,
            DRAWS - 1,
            0,
            key="draw",
            bind="query-params",
            width=120,
            help="The same number gives the same noise, so that only what you change changes.",
        )
        clip = st.toggle(
            "Clip to [0, 1]",
            key="clip",
            bind="query-params",
            help="The report does not: noisy pixels may leave [0, 1].",
        )
    return float(sigma), bool(clip), int(draw)


def written(sigma: float) -> str:
    """σ as the pages write it: the report's as it has it."""
    return "20/255" if sigma == REPORT_NOISE else f"{sigma:.2f}"


def choose(key: str, value: object) -> None:
    """Set a widget to a value."""
    st.session_state[key] = value
