"""The start page: a digit on its way through an autoencoder and a VAE, and the lessons in order.

Run it with `streamlit run app.py`. Everything it shows is computed from the shipped weights in NumPy, so the page is there
before anybody could have imported TensorFlow.
"""

from functools import partial

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.scores.readings import each_reading
from ui import cached, looked_at
from ui.frame import LESSONS, NOTES, START, frame
from ui.input.pick import data_note, last_picked, roll_picked
from ui.start import words
from ui.start.figures import pathway

frame(START)

st.title("What does an autoencoder keep of a digit?")
st.markdown(words.PROMISE)

given = last_picked()
try:
    autoencoder, vae = cached.model("twin-10"), cached.vae("vae-10")
except ae.WeightsError as fault:
    st.error(str(fault), icon=":material/error:")
else:
    mean, log_var = vae.posterior(given.image[None])
    read = partial(each_reading, looked_at.judge())
    st.html(pathway(given.image, given.words, autoencoder, mean[0], np.exp(0.5 * log_var[0]), vae, read))
with st.container(horizontal=True, vertical_alignment="center"):
    st.button("Another digit", icon=":material/casino:", on_click=roll_picked, key="roll_start")
    st.page_link(LESSONS[0].path, label="Draw your own", icon=":material/draw:")
data_note()

st.subheader("The lessons, in order")
st.markdown(words.REPORT)
for number, lesson in enumerate(LESSONS, start=1):
    with st.container(border=True):
        st.page_link(lesson.path, label=f"**{number}. {lesson.title}**", icon=lesson.icon)
        st.markdown(lesson.promise)
with st.container(border=True):
    st.page_link(NOTES.path, label=f"**{NOTES.title}**", icon=NOTES.icon)
    st.markdown(NOTES.promise)
