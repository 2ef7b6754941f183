"""The widgets for which models are shown: systems, trainings, denoisers, the visitor's own; or one in a lesson's place.

What they say is in the link.
"""

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import autoencoders as ae
from autoencoders.recipes import EXACT
from autoencoders.variants import TAUGHT as SIGMAS_TAUGHT

from . import own_models
from .words import OTHERS_STAND_IN

TAUGHT = tuple(row for row in ae.VARIANTS if row.noise in SIGMAS_TAUGHT or row.recipe.mask)
"""The denoisers that were taught other damage than the report's: a group of their own, so that they drown nobody."""

SYSTEMS = tuple(
    row
    for row in ae.VARIANTS
    if row not in TAUGHT
    and row.recipe.name in ("converged", EXACT.name)
    and row.beta in (None, 1.0)
    and row.latent_dim >= 10
)
"""What can be chosen: each network once, in the training that its title does not name; and PCA, which has no training."""

SIDE_BY_SIDE = ["conv-denoise-10", *(row.name for row in TAUGHT if row.latent_dim == 10 and row.noise)]
"""Denoisers that differ in nothing but the σ that they were taught, from the report's to the largest."""

STARTERS = ["mlp-10", "conv-10", "mlp-denoise-10", "conv-denoise-10", "vae-10"]
"""What is chosen on a fresh page."""

TRAININGS = {"trained further": "", "as in the report": ".assignment"}
"""The trainings, and what each adds to a variant's name."""

NAMES_HELP = (
    "The number is how many numbers the code has. twin: the VAE's networks without sampling; mlp and conv: other networks; pca: "
    "straight lines; denoise: taught to remove noise, of that sigma or masks; beta: the weight of the KL; assignment: trained as "
    "in the report."
)
"""What the names of models say."""


def in_place_of(shipped: str, label: str, fits: Callable[[ae.Variant], bool], key: str) -> str:
    """The name of the model to show: the lesson's own, or another that fits: a visitor's, or a shipped one."""
    own = {name: row.title for name, row in own_models.rows().items() if fits(row)}
    others = [row.name for row in by_kind() if fits(row) and row.name != shipped]
    return st.selectbox(
        label,
        [shipped, *own, *others],
        format_func=lambda name: own.get(name, name),
        key=key,
        bind="query-params",
        width=320,
        help=NAMES_HELP,
    )


def by_kind() -> list[ae.Variant]:
    """All shipped models, those first that differ least from what lessons begin with, denoisers and the report's later."""

    def place(row: ae.Variant) -> tuple[bool, bool, bool, bool]:
        return row.name.endswith(".assignment"), row in TAUGHT, row.noise > 0, row.family != "twin"

    return sorted(ae.VARIANTS, key=place)


def others_note(names: Mapping[str, str], usual: Mapping[str, str], more: str = OTHERS_STAND_IN) -> None:
    """Say what to bear in mind where other models are shown than the `usual` ones, by the titles of their places.

    `more` is said behind the names of shipped ones.
    """
    own = own_models.rows()
    if any(name in own for name in names.values()):
        own_models.note(True)
    elif names != usual:
        shown = " and ".join(called(name) for name in names.values())
        st.caption(f"Shown: {shown}. {more}")


def called(name: str) -> str:
    """A shipped model by name and title."""
    return f"{name} ({ae.variant(name).title})"


def variant_picker(seldom: Callable[[], DeltaGenerator] | None = None) -> list[ae.Variant]:
    """The chosen variants, in the order of `VARIANTS`: every chosen system in every chosen training; then the visitor's own.

    PCA and the denoisers of `TAUGHT`, where they are chosen, are there whichever training is: they have one each. The latter
    go where `seldom` says; without it there are none.
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
    taught = denoiser_picker(seldom) if seldom else []
    wanted = {name + TRAININGS[training] for name in names for training in trainings}
    wanted |= {row.name for row in SYSTEMS if row.recipe == EXACT and row.name in names}
    own = own_models.rows()
    wanted |= set(taught)
    mine = st.pills("Your own models", list(own), selection_mode="multi", key="own_picked") if own else []
    return [row for row in ae.VARIANTS if row.name in wanted] + [own[name] for name in mine]


def denoiser_picker(seldom: Callable[[], DeltaGenerator]) -> list[str]:
    """One press that lays four denoisers side by side; and where `seldom` says, each by what it was taught."""
    side_by_side = sorted(shown()) == sorted(SIDE_BY_SIDE)
    st.button(
        "The first five models" if side_by_side else "Denoisers side by side",
        icon=":material/compare_arrows:",
        on_click=show_models,
        args=(STARTERS if side_by_side else SIDE_BY_SIDE,),
        key="side_by_side",
        help="conv-denoise-10 was taught noise of σ = 20/255; the others are the same network, taught more.",
    )
    chosen = seldom().pills(
        "Denoisers, by what they were taught: noise of that σ, or masks",
        [row.name for row in TAUGHT],
        selection_mode="multi",
        key="denoisers",
        wrap=True,
        bind="query-params",
    )
    return list(chosen)


def shown() -> list[str]:
    """The names that the pills of systems and of denoisers are set to."""
    return [*st.session_state.get("models", []), *st.session_state.get("denoisers", [])]


def show_models(names: list[str]) -> None:
    """Set the pills to these models."""
    taught = [row.name for row in TAUGHT]
    st.session_state["models"] = [name for name in names if name not in taught]
    st.session_state["denoisers"] = [name for name in names if name in taught]
