"""Lesson: all codes of two numbers as a map, an AE's beside a VAE's; the pointer decodes live."""

import numpy as np
import streamlit as st

import autoencoders as ae
from ui import cached, figures, map_facts
from ui.digit_input import data_note, digit_input
from ui.frame import frame, lesson_of
from ui.latent_pad import LAYERS, Map, decoder_source, latent_pad
from ui.map_table import facts_table

MAPS = {"twin-2": ("AE", figures.BLUE), "vae-2": ("VAE", figures.VERMILION)}
START = {"place_x": 1.0, "place_y": 1.0}

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
try:
    models = {name: cached.model(name) for name in MAPS}
    codes = {name: cached.codes(name) for name in MAPS}
    facts = {title: cached.map_facts(name) for name, (title, _) in MAPS.items()}
except ae.WeightsError as fault:
    st.error(str(fault), icon=":material/error:")
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

vae = models["vae-2"]
assert isinstance(vae, ae.VAE)
spread = {"vae-2": np.exp(0.5 * vae.posterior(given.image[None])[1][0])}
views = map_facts.views({name: each.mean for name, each in codes.items()}, scale)


def keep(x: float, y: float) -> None:
    """Put the code under the pointer into the link."""
    st.session_state.place_x, st.session_state.place_y = round(x, 2), round(y, 2)


with maps:
    latent_pad(
        [
            Map(
                name,
                title,
                color,
                models[name],
                codes[name].mean,
                codes[name].labels,
                views[name],
                digit=models[name].encode(given.image[None])[0],
                spread=spread.get(name),
            )
            for name, (title, color) in MAPS.items()
        ],
        classes,
        layer,
        (x, y),
        key="latent_pad",
        keep=keep,
    )
    st.caption(
        "The rings are 1, 2 and 3 standard deviations (σ) of **N(0, I)**, the *prior*: the cloud of random numbers around 0 that "
        f"a VAE is trained to match. The AE never heard of it. “Your digit” is {given.words}: to the AE one point, to the VAE a "
        "little cloud, drawn as the ellipses of one and two standard deviations."
    )

st.subheader("Where do all the codes lie?")
st.html(facts_table(facts, dict(MAPS.values())))
one = facts["VAE"]
st.caption(
    "The prior asks for mean 0 and standard deviation 1. A VAE's code is a cloud, so all its codes together, the *aggregate "
    "posterior*, vary by how much the clouds' centres vary plus the average variance of one cloud: for the first number "
    f"{one.deviation[0] ** 2:.3f} + {one.cloud[0]:.3f} = {one.deviation[0] ** 2 + one.cloud[0]:.3f}."
)

with st.expander("What to make of it", icon=":material/lightbulb:"):
    near, far = facts["VAE"], facts["AE"]
    st.markdown(
        "- **The dart finds digits more often on the VAE's map.** Look at the decoded digits close up: inside the 2 σ ring the "
        "AE has mostly 3s, 5s and blurs of several digits, the VAE a bit of everything.\n"
        "- **The AE puts its codes wherever reconstruction is easiest,** here far out and off centre; choose *same, all codes* "
        f"to see it. Only {far.inside:.0%} of them are inside the 2 σ ring, and hardly any of the digits "
        f"{', '.join(str(d) for d in range(10) if d not in far.classes)}.\n"
        "- **The VAE keeps its codes together around 0.** The KL in its loss charges for codes that leave the prior, and so "
        f"{near.inside:.0%} of them are inside the ring, all ten digits among them. A place inside the ring is "
        f"{near.gap:.2f} away from a real code on average; in the AE it is {far.gap:.2f}. That is what lets one *make* "
        "digits with a VAE: draw a random code from N(0, I), and decode it.\n"
        "- **It is no magic.** You will find smears in the VAE too, where two digits meet: with two numbers, neighbours must "
        "touch somewhere. And far outside all rings its pictures are as broken as the AE's: nothing was trained there.\n"
        "- **The match with the prior is rough.** Two numbers are so few that the VAE would rather pay some KL than "
        "lose digits: it spreads a little wider than 1.\n"
        "- **An AE is not unable to make digits.** It lacks a map of where its codes are. Give it one, and it draws digits too: "
        "the next lesson does."
    )
if st.toggle("Show the code that draws under your pointer", key="map_source", bind="query-params"):
    st.code(decoder_source(), language="javascript")
