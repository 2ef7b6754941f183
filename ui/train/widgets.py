"""The widgets for all that can be chosen before and during a training. Each has a key, in `KEYS`, that stands in the link."""

from typing import Any

import streamlit as st

import autoencoders as ae
from autoencoders.recipes import REPORT_NOISE
from autoencoders.training import LARGEST_SEED
from autoencoders.validator import LARGEST_CODE

from .. import own_models
from ..classroom.parts import fold
from .choices import KINDS, OPTIMIZERS, SCRATCH, Choices, plain
from .presets import PRESETS

SETS = ("MNIST", "Fashion-MNIST", "synthetic", "your own")
RATES = [float(f"{digit}e{power}") for power in range(-5, 3) for digit in (1, 3, 6)]
"""Places of the slider for the learning rate: 1, 3 and 6 of each power of ten."""
BATCHES = [1, 8, 16, 32, 64, 128, 256, 512]
"""Digits a step."""
BETAS = [0.0, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 20.0]
"""Weights of the KL; at the last one the code falls silent."""
SIGMAS = [0.0, 0.02, 0.05, REPORT_NOISE, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0]
"""Standard deviations of the noise, of full scale; among them the report's."""
MOST_STEPS = 100_000
"""Steps of a run: two minutes of a VAE on two idle cores, and more in a class."""

DIAL_WIDTH = 145
"""Pixels of a dial: two beside each other fit a phone and the column beside the curves."""

KEYS = {name: f"train_{name}" for name in Choices.__dataclass_fields__}


def apply_preset() -> None:
    """Set every widget as the chosen preset says; data and seed stay. It asks for a new run, whatever it changes."""
    name = st.session_state.train_preset
    if name and "train_desk" in st.session_state:
        st.session_state.train_desk.setup = None
    for preset in PRESETS:
        if preset.name == name:
            for field, key in KEYS.items():
                if field not in ("data", "seed"):
                    st.session_state[key] = getattr(preset.choices, field)


def in_link() -> dict[str, list[str]]:
    """The choices as they stand in the link, but for a start from one of the visitor's own models, which nobody else has."""
    query = {key: st.query_params.get_all(key) for key in KEYS.values() if key in st.query_params}
    return {key: values for key, values in query.items() if not set(values) & set(own_models.rows())}


def _linked(field: str) -> dict[str, Any]:
    return {"key": KEYS[field], "bind": "query-params"}


def dials(vae: bool) -> dict[str, float]:
    """Rate, noise, β and the length: what may be turned while it trains, two in a row also on a phone."""
    first = Choices()
    with st.container(horizontal=True, gap="small"):
        rate = st.select_slider(
            "Learning rate",
            RATES,
            first.rate,
            format_func=plain,
            help="How far each step goes.",
            width=DIAL_WIDTH,
            **_linked("rate"),
        )
        beta = st.select_slider(
            "β of the KL",
            BETAS,
            first.beta,
            format_func=lambda value: f"{value:g}",
            disabled=not vae,
            help="What a nat of KL costs beside a nat of reconstruction. Only a VAE has a KL.",
            width=DIAL_WIDTH,
            **_linked("beta"),
        )
        noise = st.select_slider(
            "Noise σ",
            SIGMAS,
            first.noise,
            format_func=lambda value: "20/255" if value == REPORT_NOISE else f"{value:g}",
            help="On what goes in. The clean digit stays the target: above 0 the model learns to remove noise.",
            width=DIAL_WIDTH,
            **_linked("noise"),
        )
        steps = st.number_input(
            "Stop after step",
            1,
            MOST_STEPS,
            first.steps,
            1000,
            help="How long the run is. A run that has stopped goes on when this is raised.",
            width=DIAL_WIDTH,
            **_linked("steps"),
        )
    return {"rate": float(rate), "beta": float(beta), "noise": float(noise), "steps": int(steps)}


def axis() -> None:
    """What the curves run over; `panel.curves` reads it, as they stand above this."""
    st.segmented_control(
        "The curves run over",
        ["steps", "seconds"],
        default="steps",
        required=True,
        key="train_axis",
        bind="query-params",
    )


def network() -> dict[str, object]:
    """The data, where to start, and the network."""
    first = Choices()
    data = st.selectbox("Data", SETS, **_linked("data"))
    known = {**own_models.rows(), **{row.name: row for row in ae.VARIANTS}}
    starts = [SCRATCH, *(name for name, row in known.items() if row.family in KINDS.values())]  # PCA takes no step
    start = st.selectbox(
        "Start from",
        starts,
        help="Untrained, or a model that is already trained: kind and d are then its own.",
        **_linked("start"),
    )
    row = own_models.row(start)
    kind = st.segmented_control(
        "Kind of network",
        list(KINDS),
        default=first.kind,
        required=True,
        disabled=row is not None,
        help="MLP: one layer each way. conv: small convolutions. twin: the VAE's networks without its sampling. VAE.",
        **_linked("kind"),
    )
    d = st.slider("d: numbers in the code", 1, LARGEST_CODE, first.d, disabled=row is not None, **_linked("d"))
    if row is not None:
        kind = next(name for name, family in KINDS.items() if family == row.family)
        d = row.latent_dim
        st.caption(f"Starts as {row.title}.")
    return {"data": data, "start": start, "kind": kind, "d": int(d)}


def rule() -> dict[str, object]:
    """Optimizer, batch, seed."""
    first = Choices()
    optimizer = st.segmented_control(
        "Optimizer", list(OPTIMIZERS), default=first.optimizer, required=True, **_linked("optimizer")
    )
    batch = st.select_slider("Batch: digits a step", BATCHES, first.batch, **_linked("batch"))
    with fold("More of the recipe", *(KEYS[field] for field in ("seed", "cosine", "shared"))):
        seed = st.number_input(
            "Seed", 0, LARGEST_SEED, first.seed, help="The same seed gives the same run.", **_linked("seed")
        )
        cosine = st.toggle("Rate falls to 0 until it stops", help="On half a cosine.", **_linked("cosine"))
        shared = st.toggle(
            "One noise image a batch", help="As in the report; else each digit has its own.", **_linked("shared")
        )
    return {
        "optimizer": optimizer,
        "batch": int(batch),
        "cosine": bool(cosine),
        "shared": bool(shared),
        "seed": int(seed),
    }
