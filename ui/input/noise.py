"""The widgets for damage: its kind, its strength, which draw of it, noise clipped or not. They are all in the link."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from autoencoders.digits.kinds import KINDS, NOISE, Damage, Kind
from autoencoders.recipes import REPORT_NOISE

from ..dice import follow

SIGMAS = list(KINDS[NOISE].places)
"""Places of the slider for noise: standard deviations of full scale, and among them the report's."""

CHARTED = sorted([*(round(0.04 * i, 2) for i in range(26)), REPORT_NOISE])
"""Places of the chart over σ: half as many. With all of them they were a third of what an answer costs, for the same lines."""

FIRST_SIGMA = KINDS[NOISE].first
"""Where the slider stands on a fresh page: a clean digit."""

DRAWS = 1000
"""Different draws of noise, and of what else chance decides, numbered from 0."""

TITLES = {kind.title: kind for kind in KINDS.values()}
"""The kinds by what the page calls them, which is what a link says."""

KEPT = "damage_kept"
"""Where strengths are kept of kinds that are not chosen, which have no slider then."""


def noise_input(buttons: DeltaGenerator, seldom: DeltaGenerator, kinds: DeltaGenerator | None = None) -> Damage:
    """What is done to the digit; with `kinds` any kind of damage can be chosen there, else it is noise.

    The slider stands here, so that what follows it can follow it closely; buttons and what is seldom used go into containers.
    """
    kind = kind_input(kinds) if kinds else KINDS[NOISE]
    kept = st.session_state.setdefault(KEPT, {})
    if kind.name in kept and kind.key not in st.session_state and kind.key not in st.query_params:
        st.session_state[kind.key] = kept[kind.name]
    strength = st.select_slider(
        kind.label,
        list(kind.places),
        value=kind.first,
        format_func=lambda place: written(place, kind),
        key=kind.key,
        bind="query-params",
        help=HELP[kind.name],
    )
    kept[kind.name] = strength
    with buttons:
        if kind.name == NOISE:
            st.button("The report's 20/255", on_click=choose, args=("sigma", REPORT_NOISE), key="report_sigma")
        if kind.again:
            st.button(
                kind.again,
                icon=":material/casino:",
                on_click=follow,
                args=("draw", DRAWS),
                key="roll_noise",
                disabled=not strength,  # without damage nothing would change
            )
    with seldom.container(horizontal=True, vertical_alignment="bottom"):
        draw = st.number_input(
            "Noise draw" if kind.name == NOISE else "Draw",
            0,
            DRAWS - 1,
            0,
            key="draw",
            bind="query-params",
            width=120,
            help="The same number gives the same noise, so that only what you change changes.",
            disabled=not kind.again,
        )
        clip = st.toggle(
            "Clip to [0, 1]",
            key="clip",
            bind="query-params",
            help="The report does not: noisy pixels may leave [0, 1].",
            disabled=kind.name != NOISE,
        )
    return Damage(kind, float(strength), int(draw), bool(clip))


def kind_input(place: DeltaGenerator) -> Kind:
    """Which kind of damage."""
    title = place.segmented_control(
        "Damage",
        list(TITLES),
        default=KINDS[NOISE].title,
        required=True,
        key="damage",
        wrap=True,
        bind="query-params",
        help="All is done to the digit before a model sees it. Scores go on comparing with the digit as it was.",
    )
    return TITLES[str(title)]


HELP = {
    NOISE: "The standard deviation of the Gaussian noise; 1 is the step from black to white.",
    "mask": "A square is set to black, which is paper. Its place is drawn by chance.",
    "salt": "Of a hundred pixels so many are lost: each becomes black or white by the toss of a coin.",
    "blur": "Each pixel becomes a mean of those around it, weighted by a Gaussian of this deviation.",
    "shift": "The digit is moved so far, in a direction drawn by chance.",
    "rotation": "The digit is turned about the middle of the picture: as a clock goes, and against it below 0.",
}
"""What is said of each kind beside its slider."""


def written(strength: float, kind: Kind = KINDS[NOISE]) -> str:
    """A strength as the pages write it: the report's σ as the report has it."""
    return "20/255" if kind.name == NOISE and strength == REPORT_NOISE else kind.words("{}", strength)


def charted(damage: Damage) -> list[float]:
    """Places of the chart over the strength of this damage."""
    return CHARTED if damage.is_noise else damage.kind.charted


def strengths(damage: Damage) -> dict[str, float]:
    """The strength of every kind by its name in links, as the browser follows them: 0 for those that are not chosen."""
    return {kind.key: damage.strength if kind is damage.kind else 0.0 for kind in KINDS.values()}


def kind_rows() -> dict[str, dict[str, object]]:
    """The kinds as the browser needs them: key, decimals and words."""
    fields = ("title", "key", "label", "decimals", "at", "said", "told")
    return {name: {field: getattr(kind, field) for field in fields} for name, kind in KINDS.items()}


def choose(key: str, value: object) -> None:
    """Set a widget to a value."""
    st.session_state[key] = value
