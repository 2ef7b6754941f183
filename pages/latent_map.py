"""Lesson: all codes of two numbers as a map, an AE's beside a VAE's; the pointer decodes live."""

from functools import partial

import numpy as np
import streamlit as st

import autoencoders as ae
from ui import cached, figures, map_facts, own_models
from ui.digit_input import data_note, digit_input
from ui.frame import frame, lesson_of
from ui.latent_pad import LAYERS, Map, decoder_source, latent_pad
from ui.map_table import facts_table
from ui.map_words import conclusions

SHIPPED = {"AE": "twin-2", "VAE": "vae-2"}
COLORS = {"AE": figures.BLUE, "VAE": figures.VERMILION}
START = {"place_x": 1.0, "place_y": 1.0}


def fits(title: str, row: ae.Variant) -> bool:
    """Whether a visitor's model can stand in for the AE or the VAE."""
    return row.latent_dim == 2 and (row.beta is not None) == (title == "VAE")


frame(lesson_of("pages/latent_map.py"))

st.title("A map of the codes")
st.markdown(
    "These two models have a code of only **two numbers**. So every code is a place on a map: each digit has its place "
    "there, and the decoder has a picture for every place, also where no digit lives. The AE (left) and the VAE (right) "
    "have the same decoder network and learned from the same digits for equally long."
)
st.info(
    "**Guess before you look:** you throw a dart at the middle of each map, blindfolded. On which map will the picture under "
    "the dart more often be a proper digit?",
    icon=":material/psychology_alt:",
)
data_note()
with st.container(horizontal=True):
    names = {
        title: own_models.stand_in(name, f"The {title}", partial(fits, title), f"map_{title}")
        for title, name in SHIPPED.items()
    }
own_models.note(names != SHIPPED)
models, codes = {}, {}
for title, name in names.items():
    try:
        models[title], codes[title] = own_models.model(name), own_models.codes(name)
    except ae.WeightsError as fault:
        st.error(f"The {title} can't be shown. {fault}", icon=":material/error:")
if not models:
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom"):
    layer = st.segmented_control(
        "Show",
        LAYERS,
        default=LAYERS[0],
        required=True,
        key="layer",
        bind="query-params",
        help="Points: the codes of 10,000 test digits. Decoded digits: what the decoder draws at 20 × 20 places. Holes: how "
        "far each place is from the nearest code.",
    )
    scale = st.segmented_control(
        "Scale",
        map_facts.SCALES,
        default=map_facts.CLOSE,
        required=True,
        key="scale",
        bind="query-params",
        help="The same square on both maps, close up around 0 or so wide that all codes are in it; or for each map the "
        "square that fits its own codes.",
    )
    with st.popover("Go to a code", icon=":material/my_location:"):
        x, y = (
            st.number_input(label, -60.0, 60.0, START[key], 0.1, format="%.2f", key=key, bind="query-params")
            for label, key in (("First number", "place_x"), ("Second number", "place_y"))
        )
maps = st.container()
classes = st.pills(
    "Digits shown as points",
    list(range(10)),
    selection_mode="multi",
    default=list(range(10)),
    key="classes",
    bind="query-params",
)
st.info(
    "**Now search:** find a place inside the 2 σ ring where the AE's picture is no digit. Then try the same in the VAE. "
    "Which of the ten digits do you meet inside the ring on each map?",
    icon=":material/travel_explore:",
)
with st.expander("Your digit on both maps: draw, upload or pick it here", icon=":material/draw:"):
    given = digit_input()

spread = {
    title: np.exp(0.5 * model.posterior(given.image[None])[1][0])
    for title, model in models.items()
    if isinstance(model, ae.VAE)
}
views = map_facts.views({title: each.mean for title, each in codes.items()}, scale)


def keep(x: float, y: float) -> None:
    """Put the code under the pointer into the link."""
    st.session_state.place_x, st.session_state.place_y = round(x, 2), round(y, 2)


with maps:
    latent_pad(
        [
            Map(
                names[title],
                title,
                COLORS[title],
                model,
                codes[title].mean,
                codes[title].labels,
                views[title],
                digit=model.encode(given.image[None])[0],
                spread=spread.get(title),
            )
            for title, model in models.items()
        ],
        classes,
        layer,
        (x, y),
        key="latent_pad" if len(models) == len(SHIPPED) else "latent_pad_one",
        keep=keep,
    )
    st.caption(
        "The rings are 1, 2 and 3 standard deviations (σ) of **N(0, I)**, the *prior*: the cloud of random numbers around 0 that "
        f"a VAE is trained to match. The AE never heard of it. “Your digit” is {given.words}: to the AE one point, to the VAE a "
        "little cloud, drawn as the ellipses of one and two standard deviations."
    )

st.subheader("Where do all the codes lie?")
facts = {title: cached.map_facts(each.mean, each) for title, each in codes.items()}
st.html(facts_table(facts, COLORS))
if one := facts.get("VAE"):
    st.caption(
        "The prior asks for mean 0 and standard deviation 1. A VAE's code is a cloud, so all its codes together, the *aggregate "
        "posterior*, vary by how much the clouds' centres vary plus the average variance of one cloud: for the first number "
        f"{one.deviation[0] ** 2:.3f} + {one.cloud[0]:.3f} = {one.deviation[0] ** 2 + one.cloud[0]:.3f}. The columns on the ring "
        "count the centres alone."
    )

with st.expander("What to make of it", icon=":material/lightbulb:"):
    try:
        far, near = (cached.map_facts(each.mean, each) for each in map(cached.codes, SHIPPED.values()))
    except ae.WeightsError:
        st.info("The comparison needs both models.")
    else:
        st.markdown(conclusions(far, near))
if st.toggle("Show the code that draws under your pointer", key="map_source", bind="query-params"):
    st.code(decoder_source(), language="javascript")
