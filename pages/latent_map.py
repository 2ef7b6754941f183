"""Lesson: all codes of two numbers as a map, an AE's beside a VAE's; the pointer decodes live. Of longer codes, planes."""

from functools import partial

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.digits.kinds import KINDS
from autoencoders.scores.readings import each_reading
from ui import computed, looked_at, own_codes, own_models
from ui.alone.along import take_along
from ui.browser.maps import HOLES_LAYER, LAYERS, OWN, PICTURES, READ_AS, Dial, Map, latent_maps
from ui.browser.marks import class_words
from ui.browser.scripts import decoder_source
from ui.classroom.asking import arrive, asking
from ui.classroom.make_lesson import make_lesson
from ui.classroom.parts import choose_parts, fold, part
from ui.colors import BLUE, VERMILION
from ui.frame import frame, lesson_of, opening
from ui.input.digit import beside_the_input, digit_input
from ui.input.pick import data_note
from ui.latent_map import task_words, views, words
from ui.latent_map.betas import FIRST, NAMES
from ui.latent_map.betas_part import dial, what_beta_makes
from ui.latent_map.chosen import FLAT, PLANES, SHIPPED, choose, is_flat, is_shipped
from ui.latent_map.damaged import damage_input, landed, moved_words
from ui.latent_map.facts_part import conclusions, facts_part, trusted
from ui.latent_map.film_part import film_part
from ui.latent_map.film_task import FILM, RECORDED
from ui.latent_map.plane_task import SHARES, PlaneScene
from ui.latent_map.plane_words import FLAT_ONLY, ON_A_PLANE
from ui.latent_map.planes_part import on_maps, plane_input, planes, shadows, what_is_kept
from ui.latent_map.rings import rings_of
from ui.latent_map.tasks import BETAS, FACTS, TASKS, Scene, on_the_map
from ui.model_choice import others_note
from ui.tasks.given import answers
from ui.usual.show import usual_part
from ui.words import OTHERS_STAND_IN

COLORS = {"AE": BLUE, "VAE": VERMILION}
# The code under the pointer before anyone has moved it.
START = {"place_x": 1.0, "place_y": 1.0}

# Maps and canvas stand side by side where the maps are not too small then, and are no higher than what the first screen leaves
# them under the title and over their pictures; an open question takes some of that. Each pixel of the right margin makes them
# larger.
STYLE = """<style>
[data-testid=stLayoutWrapper]:has(> .st-key-maps_beside) {max-width: max(31rem, 200vh - 59rem)}
[data-testid=stMain]:has(.st-key-task_show) [data-testid=stLayoutWrapper]:has(> .st-key-maps_beside) {
  max-width: max(33rem, 200vh - 69rem)}
@media (min-width: 641px) {[data-testid=stMainBlockContainer] {padding-right: 2rem}}
</style>"""

# Key of the session: the place on the maps that the visitor has pressed for a question.
PRESSED = "map_pressed"

# How far a code may be typed to lie from 0, and how far a press of an arrow moves it; an AE's codes lie up to 50 away.
EDGE, STEP = 60.0, 0.1


frame(lesson_of("pages/latent_map.py"))

st.html(STYLE)
choose_parts("pages/latent_map.py", list(words.PARTS))
opening("A map of the codes", words.PROMISE, lesson="latent_map")
arrive(TASKS)
question_place, note_place = st.container(), st.container()
# What is touched and what it changes stand side by side, or one above the other on a phone; the rest stands below both.
left, right = beside_the_input("maps_beside")
below, under_the_maps, betas_place = st.container(), st.container(), part("beta")
with below:
    scale_place, plane_place, models_place = part("scale"), part("plane"), part("models")
with models_place:
    names = choose()
kind = FLAT if is_flat(names) else PLANES
with question_place:
    asked = asking(looked_at.of_digits(TASKS), kind)
beta = FIRST
if kind == FLAT:
    with betas_place:
        beta = dial()
    if names["VAE"] == SHIPPED["VAE"]:
        names["VAE"] = NAMES[beta]
with note_place:
    others_note(names, SHIPPED | {"VAE": NAMES[beta]}, OTHERS_STAND_IN if kind == FLAT else ON_A_PLANE)
    looked_at.learned_elsewhere(list(names.values()))
here = looked_at.now()
count = len(here.dataset.test_images)
models, codes = {}, {}
for title, name in names.items():
    try:
        models[title], codes[title] = own_models.model(name), own_codes.places(name)
    except ae.WeightsError as fault:
        st.error(f"The {title} can't be shown. {fault}", icon=":material/error:")
if not models:
    st.stop()

with left, part("layer"):
    layer = st.segmented_control(
        "Show",
        [each for each in LAYERS if (kind == FLAT or each != HOLES_LAYER) and (here.are_digits or each != READ_AS)],
        default=LAYERS[0],
        required=True,
        key="layer",
        bind="query-params",
        label_visibility="collapsed",
    )
with right, part("digit"):
    given = digit_input()
clean = {title: model.encode(given.image[None])[0] for title, model in models.items()}
with plane_place:
    found = {} if kind == FLAT else planes(codes, clean, plane_input([each.latent_dim for each in models.values()]))
seen = shadows(codes, found)
with scale_place:
    # A place that a question asks for is one code on both maps.
    scales = [each for each in views.scales(layer, kind == PLANES) if each != views.FIT or not asked.asks("hole")]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        scale = (
            st.segmented_control(
                "Scale",
                scales,
                default=views.CLOSE if kind == FLAT else views.ALL,
                required=True,
                key="scale" if kind == FLAT else "plane_scale",
                bind="query-params",
                help=words.SCALES_HELP,
            )
            if len(scales) > 1
            else views.CLOSE
        )
        with st.popover("Go to a code" if kind == FLAT else "Go to a place", icon=":material/my_location:"):
            x, y = (
                st.number_input(label, -EDGE, EDGE, START[key], STEP, format="%.2f", key=key, bind="query-params")
                for label, key in zip(words.PLACE[kind == FLAT], START, strict=True)
            )
classes = list(range(max(1, len(here.names))))
if len(classes) > 1:
    with below, part("classes"), fold(f"{here.one.capitalize()}s shown as points", "classes"):
        classes = st.pills(
            "Classes shown as points",
            classes,
            selection_mode="multi",
            default=classes,
            format_func=partial(class_words, here.names),
            key="classes",
            bind="query-params",
            label_visibility="collapsed",
        )
with below, part("damage"), fold("Damage the digit", "damage", *(kind.key for kind in KINDS.values())):
    damage = None if asked.hides(OWN) else damage_input()
    damaged = landed(models, given.image, damage)
    st.markdown(moved_words(on_maps(damaged, found), on_maps(clean, found), seen))
with below:
    if kind == FLAT:
        st.markdown(here.tell(words.under_the_maps(layer, given.words, trusted(), count, is_shipped(names))))
    elif not asked.veils(SHARES):
        st.markdown(here.tell(words.layer_words(layer, trusted(), count)))
        what_is_kept(models, codes, clean, found)
    data_note()

facts = (
    {}
    if kind == PLANES
    else {title: computed.map_facts(each.mean, each.log_var, each.labels, each) for title, each in codes.items()}
)
of_digit = asked.open is not None and OWN in asked.open.hides
on = task_words.setting(names["AE"], names["VAE"], given.words if of_digit else "")
if asked.open is not None and FILM in asked.open.hides:
    on = task_words.recorded(**{title.lower(): name for title, name in RECORDED.items()})
scene = Scene(models, codes, facts, st.session_state.get(PRESSED), given.image, on)
asked.judge(scene if kind == FLAT else PlaneScene(codes, on))

spread = {
    title: np.exp(0.5 * model.posterior(given.image[None])[1][0])
    for title, model in models.items()
    if isinstance(model, ae.VAE)
}
own = given.words + each_reading(looked_at.judge(), [given.image])[0]
squares = views.views(seen, scale)


def press(x: float, y: float) -> None:
    """Remember the code at the place that was pressed: a question asks for it."""
    st.session_state[PRESSED] = on_the_map(x, y)


def keep(x: float, y: float) -> None:
    """Put the code under the pointer into the link."""
    st.session_state.place_x, st.session_state.place_y = round(x, 2), round(y, 2)


def turn(place: str) -> None:
    """The dial over the VAE's map was turned to this place."""
    if place in NAMES:
        st.session_state.map_beta = place


circled = answers().get("ring") if asked.open and asked.open.key == "ring" else None
if circled and asked.open and circled.given and not asked.open.form.fits(circled.given):
    circled = None  # a visit's file may bring any values
with left:
    latent_maps(
        [
            Map(
                names[title],
                title,
                COLORS[title],
                model,
                codes[title].mean,
                codes[title].labels,
                squares[title],
                digit=clean[title],
                spread=spread.get(title),
                own=own,
                rings=rings_of(circled.given, codes[title]) if circled and title == "VAE" and kind == FLAT else (),
                damaged=damaged.get(title),
                plane=found.get(title),
                names=here.names,
                one=here.one,
                elsewhere=here.key if looked_at.is_elsewhere() else "",
            )
            for title, model in models.items()
        ],
        classes,
        layer,
        (x, y),
        key="latent_maps" if len(models) == len(SHIPPED) else "latent_maps_one",
        keep=keep,
        pressed=press if asked.asks("hole") else None,
        hidden=[part for part in (PICTURES, OWN) if asked.hides(part)],
        dial=Dial("β", list(NAMES), beta) if kind == FLAT and names["VAE"] == NAMES[beta] else None,
        turned=turn,
        damage=damage,
    )

if kind == FLAT:
    with under_the_maps, part("facts"):
        facts_part(facts, COLORS, asked)
with part("usual"):
    usual_part(given, {names[title]: model for title, model in models.items()}, asked.veils, OWN)
if kind == FLAT:
    with betas_place:
        if not asked.veils(BETAS):
            what_beta_makes(beta if names["VAE"] == NAMES[beta] else "", COLORS)
    with part("film"):
        film_part(COLORS, asked)
    with part("explanation"), st.expander("What to make of it", icon=":material/lightbulb:"):
        if not asked.veils(FACTS):
            conclusions()
else:
    st.caption(FLAT_ONLY)
with st.container(horizontal=True):
    take_along("map")
    make_lesson(words.PARTS, TASKS)
with part("code"):
    if st.toggle("Show the code that draws under your pointer", key="map_source", bind="query-params"):
        st.code(decoder_source(), language="javascript")
