"""Lesson: a digit goes through every model, and one sees what each keeps of it."""

import inspect

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.recipes import REPORT_NOISE
from autoencoders.scores import metrics
from autoencoders.scores.digit_scores import compare, psnr_curves
from ui import own_models
from ui.digit_input import data_note, digit_input
from ui.frame import frame, lesson_of
from ui.model_choice import variant_picker
from ui.noise_input import SIGMAS, noise_input
from ui.pictures import grey, png
from ui.reconstruct import takeaway, words
from ui.reconstruct.figures import noise_figure
from ui.reconstruct.tables import model_rows
from ui.words import GUESS

# Pixels of a picture for each pixel of the digit; a step to it is shown 112 pixels wide.
ENLARGED = 6

frame(lesson_of("pages/reconstruct.py"))

st.title("What is left of a digit?")
st.markdown(words.PROMISE)
st.info(GUESS + words.GUESS, icon=":material/psychology_alt:")

left, right = st.columns([2, 3], gap="large")
with left:
    st.subheader("1. Give a digit")
    given = digit_input()
with right:
    st.subheader("2. Add noise, if you like")
    sigma, clip, draw = noise_input()
    noise = np.random.default_rng(draw).standard_normal((28, 28, 1), dtype=np.float32)
    noisy = given.image + np.float32(sigma) * noise
    if clip:
        noisy = np.clip(noisy, 0.0, 1.0)
    with st.container(horizontal=True):
        for image, caption, alt in (
            (given.image, f"28×28: {given.words}", f"The clean digit as the models see it: {given.words}"),
            (noisy, f"with noise, σ = {sigma:.2f}", f"The same digit with noise of standard deviation {sigma:.2f}"),
        ):
            st.image(png(grey(image), ENLARGED), caption=caption, alt=alt, width=28 * ENLARGED, output_format="PNG")
    if given.steps:
        with st.expander("How your picture became 28×28"):
            with st.container(horizontal=True):
                for step in given.steps:
                    st.image(
                        step.image,
                        caption=step.title,
                        alt=f"Your picture, {step.title}",
                        width=112,
                        output_format="PNG",
                    )
            st.caption(words.MNIST_FORM)
    data_note()

st.subheader("3. See what each model makes of it")
chosen = variant_picker()
models = {}
for row in chosen:
    try:
        models[row.name] = own_models.model(row.name)
    except ae.WeightsError as fault:
        st.warning(str(fault), icon=":material/error:")
rows = [row for row in chosen if row.name in models]
if not rows:
    st.info(words.NOTHING_CHOSEN, icon=":material/touch_app:")
    st.stop()

results = compare(models, given.image, noisy)
floor = float(metrics.entropy_floor(given.image[None])[0])
st.html(model_rows(rows, results, given.image, floor))
st.caption(words.SCORES)

st.subheader("How much noise can each of them take?")
sigmas = np.array(SIGMAS)
curves = psnr_curves(models, given.image, noise, sigmas, clip)
at_report = {name: float(curve[SIGMAS.index(REPORT_NOISE)]) for name, curve in curves.items()}
winners = [row.title for row in rows if at_report[row.name] > at_report["input"]]
st.plotly_chart(
    noise_figure(curves, sigmas, rows, sigma),
    key="noise_figure",
    alt=words.chart_words(at_report["input"], winners),
)
st.markdown(words.winners_words(at_report["input"], winners))

with st.expander("What to make of it", icon=":material/lightbulb:"):
    st.markdown(words.EXPLANATION)

setting = {"sigma": sigma, "clip": clip, "noise_draw": draw, "entropy_floor_nats_per_image": floor}
sheet = [
    (row.title, results[row.name].image, f"PSNR {results[row.name].psnr:.1f} dB, SSIM {results[row.name].ssim:.3f}")
    for row in rows
]
with st.container(horizontal=True):
    st.download_button(
        "Contact sheet (PNG)",
        lambda: takeaway.contact_sheet(given.image, noisy, sheet),
        "latent-lab.png",
        "image/png",
        icon=":material/image:",
        on_click="ignore",
    )
    st.download_button(
        "Scores (CSV)",
        takeaway.scores_csv(rows, results, setting),
        "latent-lab.csv",
        "text/csv",
        icon=":material/table:",
        on_click="ignore",
    )
if st.toggle("Show the code behind the table", key="source", bind="query-params"):
    st.code(inspect.getsource(compare), language="python")
