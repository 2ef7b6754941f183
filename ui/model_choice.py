"""The widgets for which models are shown: systems, trainings, the visitor's own. What they are set to lives in the link."""

import streamlit as st

import autoencoders as ae
from autoencoders.recipes import EXACT

from . import own_models

SYSTEMS = tuple(
    row
    for row in ae.VARIANTS
    if row.recipe.name in ("converged", EXACT.name) and row.beta in (None, 1.0) and row.latent_dim >= 10
)
"""What can be chosen: each network once, in the training that its title does not name; and PCA, which has no training."""

STARTERS = ["mlp-10", "conv-10", "mlp-denoise-10", "conv-denoise-10", "vae-10"]
"""What is chosen on a fresh page."""

TRAININGS = {"trained further": "", "as in the report": ".assignment"}
"""The trainings, and what each adds to a variant's name."""


def variant_picker() -> list[ae.Variant]:
    """The chosen variants, in the order of `VARIANTS`: every chosen system in every chosen training; then the visitor's own.

    PCA, where it is chosen, is there whichever training is: it has none.
    """
    names = st.pills(
        "Models, and how many numbers their code has",
        [row.name for row in SYSTEMS],
        selection_mode="multi",
        default=STARTERS,
        key="models",
        wrap=True,
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
        "Trained further: 60,000 steps of Adam, its rate falling to 0. twin-10 and vae-20 were not in the report. "
        "PCA is fitted by a formula, so it is shown whichever training is chosen.",
    )
    wanted = {name + TRAININGS[training] for name in names for training in trainings}
    wanted |= {row.name for row in SYSTEMS if row.recipe == EXACT and row.name in names}
    own = own_models.rows()
    mine = st.pills("Your own models", list(own), selection_mode="multi", key="own_picked") if own else []
    return [row for row in ae.VARIANTS if row.name in wanted] + [own[name] for name in mine]
