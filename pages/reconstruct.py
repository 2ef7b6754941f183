"""Lesson: a digit goes through every model, and one sees what each keeps of it."""

import inspect

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders import comparison, metrics, recipes
from ui import controls, figures, own_models, takeaway
from ui.digit_input import data_note, digit_input
from ui.frame import frame, lesson_of
from ui.model_rows import model_rows

frame(lesson_of("pages/reconstruct.py"))

st.title("What is left of a digit?")
st.markdown(
    "Each model below squeezes a picture of 784 pixels into a **code** of 10 to 100 numbers and draws the digit again "
    "from that code alone. What the code has no room for is lost."
)
st.info(
    "**Guess before you look:** draw an 8. Which model will lose one of its loops first? Then add noise until nothing is "
    "left of the digit: which model holds out longest?",
    icon=":material/psychology_alt:",
)

left, right = st.columns([2, 3], gap="large")
with left:
    st.subheader("1. Give a digit")
    given = digit_input()
with right:
    st.subheader("2. Add noise, if you like")
    sigma, clip, draw = controls.noise_input()
    noise = np.random.default_rng(draw).standard_normal((28, 28, 1), dtype=np.float32)
    noisy = given.image + np.float32(sigma) * noise
    if clip:
        noisy = np.clip(noisy, 0.0, 1.0)
    with st.container(horizontal=True):
        for image, caption, alt in (
            (given.image, f"28×28: {given.words}", f"The clean digit as the models see it: {given.words}"),
            (noisy, f"with noise, σ = {sigma:.2f}", f"The same digit with noise of standard deviation {sigma:.2f}"),
        ):
            st.image(figures.png(figures.grey(image), 6), caption=caption, alt=alt, width=168, output_format="PNG")
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
            st.caption("MNIST digits are white on black, fit into 20×20 and have their centre of mass in the middle.")
    data_note()

st.subheader("3. See what each model makes of it")
chosen = controls.variant_picker()
models = {}
for row in chosen:
    try:
        models[row.name] = own_models.model(row.name)
    except ae.WeightsError as fault:
        st.warning(str(fault), icon=":material/error:")
rows = [row for row in chosen if row.name in models]
if not rows:
    st.info(
        "Choose at least one model and one training above. The report had no twin-10 and no vae-20.",
        icon=":material/touch_app:",
    )
    st.stop()

results = comparison.compare(models, given.image, noisy)
floor = float(metrics.entropy_floor(given.image[None])[0])
st.html(model_rows(rows, results, given.image, floor))
st.caption(
    "Every score compares with the clean digit; ↓ means that lower is better, and ★ marks the best of a column. The **floor** "
    "is the cross-entropy of a perfect copy: grey pixels are uncertain by themselves, so it is not 0. The error map is "
    "output − clean: :blue[blue] is ink that is missing and :red[red] is ink that should not be there."
)

st.subheader("How much noise can each of them take?")
sigmas = np.array(controls.SIGMAS)
curves = comparison.psnr_curves(models, given.image, noise, sigmas, clip)
at_report = {name: float(curve[controls.SIGMAS.index(recipes.REPORT_NOISE)]) for name, curve in curves.items()}
winners = [row.title for row in rows if at_report[row.name] > at_report["input"]]
st.plotly_chart(
    figures.noise_figure(curves, sigmas, rows, sigma),
    key="noise_figure",
    alt="PSNR of each model's output against the strength of the noise, with the noisy input's own as a grey line. At σ = "
    f"20/255 the noisy input has {at_report['input']:.1f} dB; "
    + (f"above it: {', '.join(winners)}." if winners else "no chosen model is above it."),
)
st.markdown(
    f"At the report's σ = 20/255 the noisy input itself has **{at_report['input']:.1f} dB** on this digit, and "
    + (
        f"**{', '.join(winners)}** {'does' if len(winners) == 1 else 'do'} better."
        if winners
        else "**no chosen model does better.**"
    )
)

with st.expander("What to make of it", icon=":material/lightbulb:"):
    st.markdown(
        "- **A code is a bottleneck.** With 10 numbers a model keeps what digits have in common (where the strokes run) and "
        "drops what makes yours special. With 100 numbers nearly everything fits.\n"
        "- **The conv AE beats the MLP AE at d = 10 with under a third of its parameters.** Its small filters are shared by all "
        "places of the picture, and a stroke looks alike wherever it is.\n"
        "- **Little noise does less harm than a narrow code.** Where the grey line is above a model's, you would do better "
        "to keep the noisy picture than to send it through that model. Follow the lines to the right: the noisy "
        "input falls steadily, while a model holds its level for a while, since the noise does not fit into its code "
        "either. Denoising pays at larger σ, or with a larger d.\n"
        "- **The VAE looks sharper than both AEs at d = 10, but its networks are far larger** (820,004 parameters against "
        "16,474 and 4,683). That is no fair match: choose twin-10, an AE with the VAE's own layers, and see it give "
        "digits back better still.\n"
        "- **Trained as in the report, the autoencoders are blurrier.** 4,000 steps are about four passes over the data. Switch "
        "both trainings on and compare: more training sharpens them all, and at d = 100 the MLP and the conv AE end level. The "
        "report's VAE had 30,000 steps; what it lacks is another matter, told in the lesson on what a VAE pays for."
    )

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
    st.code(inspect.getsource(comparison.compare), language="python")
