"""The widgets that lessons share besides the digit: the noise and the models. What they are set to lives in the link."""

import streamlit as st

import autoencoders as ae
from autoencoders.recipes import REPORT_NOISE

from . import own_models
from .dice import roll

SYSTEMS = tuple(
    row for row in ae.VARIANTS if row.recipe.name == "converged" and row.beta in (None, 1.0) and row.latent_dim >= 10
)
STARTERS = ["mlp-10", "conv-10", "mlp-denoise-10", "conv-denoise-10", "vae-10"]
TRAININGS = {"trained further": "", "as in the report": ".assignment"}  # -> what it adds to a name
SIGMAS = sorted([*(round(0.02 * i, 2) for i in range(51)), REPORT_NOISE])


def noise_input() -> tuple[float, bool, int]:
    """σ, whether the noisy picture is clipped to [0, 1], and which draw of noise it is."""
    sigma = st.select_slider(
        "Noise: standard deviation σ, where 1 is the step from black to white",
        SIGMAS,
        value=0.0,
        format_func=lambda s: "20/255" if s == REPORT_NOISE else f"{s:.2f}",
        key="sigma",
        bind="query-params",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button("The report's 20/255", on_click=choose, args=("sigma", REPORT_NOISE), key="report_sigma")
        st.button("Fresh noise", icon=":material/casino:", on_click=roll, args=("draw", 1000), key="roll_noise")
        draw = st.number_input(
            "Noise draw",
            0,
            999,
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


def variant_picker() -> list[ae.Variant]:
    """The chosen variants, in the order of the zoo: every chosen system in every chosen training; then the visitor's own."""
    names = st.pills(
        "Models, and how many numbers their code has",
        [row.name for row in SYSTEMS],
        selection_mode="multi",
        default=STARTERS,
        key="models",
        bind="query-params",
    )
    trainings = st.pills(
        "Training",
        list(TRAININGS),
        selection_mode="multi",
        default=["trained further"],
        key="training",
        bind="query-params",
        help="As in the report: 4,000 steps of Adadelta (VAE: 30,000 of Adam, and twice the KL). "
        "Trained further: 60,000 steps of Adam, its rate falling to 0. twin-10 and vae-20 were not in the report.",
    )
    wanted = {name + TRAININGS[training] for name in names for training in trainings}
    own = own_models.rows()
    mine = st.pills("Your own models", list(own), selection_mode="multi", key="own_picked") if own else []
    return [row for row in ae.VARIANTS if row.name in wanted] + [own[name] for name in mine]
