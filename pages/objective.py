"""Lesson: the two halves of a VAE's loss, what weighing them by β buys and costs, and every term of it on one digit.

Four parts, each a function in a file of its own in ui/objective/; what they share is the dial over β.
"""

import streamlit as st

from autoencoders import VAE, losses
from autoencoders.export import keras_networks
from autoencoders.keras_training import keras_vae_step
from autoencoders.networks import NETWORKS
from ui.alone.along import take_along
from ui.aside.source import show_source, with_its_parts
from ui.digit_input import data_note
from ui.frame import frame, lesson_of, opening
from ui.objective import words
from ui.objective.cloud import cloud
from ui.objective.half import half
from ui.objective.terms import terms
from ui.objective.turn import turn
from ui.objective.vaes import dial
from ui.words import GUESS

# What to look at, and the function that shows it at a place of the dial; in this order.
PARTS = {words.TURN: turn, words.CLOUD: cloud, words.TERMS: terms, words.HALF: half}

frame(lesson_of("pages/objective.py"))

opening("What does a VAE pay for?", words.PROMISE, lesson="objective")
part = st.segmented_control(
    "What to look at",
    list(PARTS),
    default=words.TURN,
    required=True,
    key="view",
    bind="query-params",
    width="stretch",
    label_visibility="collapsed",
)
st.markdown(f":material/psychology_alt: {GUESS}{words.GUESSES[part]}")

PARTS[part](dial())

data_note()
with st.expander("What to make of it", icon=":material/lightbulb:"):
    st.markdown(words.EXPLANATION[part])
take_along("beta")
vae = NETWORKS["vae"]
show_source(
    "Show the code behind the numbers",
    "objective_source",
    lambda: {
        "the losses": with_its_parts(losses.kl_per_dimension, losses.bernoulli_log_likelihood, losses.reparametrize),
        "their sum": [VAE.terms, VAE.objective],
        "encoder": with_its_parts(vae.encode),
        "decoder": with_its_parts(vae.decode),
        "as Keras layers": [keras_networks],
        "a step in Keras": [keras_vae_step],
    },
)
