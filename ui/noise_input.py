"""The widgets for noise: σ, which draw of it, clipped or not. What they are set to lives in the link."""

import streamlit as st

from autoencoders.recipes import REPORT_NOISE

from .dice import roll

SIGMAS = sorted([*(round(0.02 * i, 2) for i in range(51)), REPORT_NOISE])
"""Places of the slider and of the chart over σ: standard deviations of full scale, and among them the report's."""

FIRST_SIGMA = 0.0
"""Where the slider stands on a fresh page: a clean digit."""

DRAWS = 1000
"""Different draws of noise, numbered from 0."""


def noise_input() -> tuple[float, bool, int]:
    """σ, whether the noisy picture is clipped to [0, 1], and which draw of noise it is."""
    sigma = st.select_slider(
        "Noise: standard deviation σ, where 1 is the step from black to white",
        SIGMAS,
        value=FIRST_SIGMA,
        format_func=lambda s: "20/255" if s == REPORT_NOISE else f"{s:.2f}",
        key="sigma",
        bind="query-params",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button("The report's 20/255", on_click=choose, args=("sigma", REPORT_NOISE), key="report_sigma")
        st.button("Fresh noise", icon=":material/casino:", on_click=roll, args=("draw", DRAWS), key="roll_noise")
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


def choose(key: str, value: object) -> None:
    """Set a widget to a value."""
    st.session_state[key] = value
