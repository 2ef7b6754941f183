"""Lesson: the two halves of a VAE's loss, what weighing them by β buys and costs, and every term of it on one digit.

Four parts, each a function in a file of its own in ui/objective/; what they share is the dial over β.
"""

import streamlit as st

from autoencoders import VAE, losses
from autoencoders.export import keras_networks
from autoencoders.keras_training import keras_vae_step
from autoencoders.networks import NETWORKS
from ui import looked_at
from ui.alone.along import take_along
from ui.aside.source import show_source, with_its_parts
from ui.classroom.asking import arrive, asking
from ui.classroom.make_lesson import make_lesson
from ui.classroom.parts import choose_parts, part
from ui.frame import frame, lesson_of, opening
from ui.input.pick import data_note
from ui.objective import words
from ui.objective.cloud import cloud
from ui.objective.half import half
from ui.objective.tasks import HIDDEN, TASKS
from ui.objective.terms import terms
from ui.objective.turn import turn
from ui.objective.vaes import choose, dial, note, on_dial

# What to look at, and the function that shows it of a VAE; in this order.
PARTS = {words.TURN: turn, words.CLOUD: cloud, words.TERMS: terms, words.HALF: half}

frame(lesson_of("pages/objective.py"))

choose_parts("pages/objective.py", list(words.PARTS))
opening("What does a VAE pay for?", words.PROMISE, lesson="objective")
arrive(looked_at.of_digits(TASKS))
if (named := st.query_params.get("view")) in PARTS:  # as links had it before a projector's view was called so
    st.session_state.setdefault("topic", st.query_params.pop("view"))
with part("which"):
    name = st.segmented_control(
        "What to look at",
        list(PARTS),
        default=words.TURN,
        required=True,
        key="topic",
        bind="query-params",
        width="stretch",
        label_visibility="collapsed",
    )
asked = asking(looked_at.of_digits(TASKS), name)

with part("dial"):
    beta = dial()
shown, models_place = st.container(), part("models")
chosen = on_dial(beta)
if name != words.HALF:  # which is about three on the dial
    with models_place:
        chosen = choose(beta)
with shown:
    note(chosen, beta)
    PARTS[name](chosen, asked)

data_note()
with part("explanation"), st.expander("What to make of it", icon=":material/lightbulb:"):
    if not asked.veils(*HIDDEN):
        st.markdown(words.EXPLANATION[name])
with st.container(horizontal=True):
    take_along("beta")
    make_lesson(words.PARTS, TASKS)
vae = NETWORKS["vae"]
with part("code"):
    show_source(
        "Show the code behind the numbers",
        "objective_source",
        lambda: {
            "the losses": with_its_parts(losses.kl_per_dimension, losses.bernoulli_term, losses.reparametrize),
            "what they leave out": [losses.continuous_bernoulli_log_normaliser],
            "their sum": [VAE.terms, VAE.objective],
            "encoder": with_its_parts(vae.encode),
            "decoder": with_its_parts(vae.decode),
            "as Keras layers": [keras_networks],
            "a step in Keras": [keras_vae_step],
        },
    )
