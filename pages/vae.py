"""Lesson: new digits from random codes, one digit turned into another, and single numbers of a code moved."""

import inspect
from functools import partial

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.losses import kl_per_dimension
from ui import blend, cached, figures, own_models, takeaway
from ui.dice import seed_input
from ui.digit_input import data_note, digit_input
from ui.frame import frame, lesson_of
from ui.latent_pad import SliderModel, latent_sliders
from ui.sampling import judged, moved_numbers, moved_words, sample
from ui.vae_words import EXPLANATION, GUESS, sampling

PRIORS = {
    "N(0, I), as the VAE": None,
    "a Gaussian fitted to its codes": "gaussian",
    "ten Gaussians fitted to its codes": "mixture",
}
SHIPPED = {"AE": "twin-10", "VAE": "vae-10"}
PARTS = {"Sample": ["AE"], "Blend": [], "Traverse": ["AE", "VAE"]}  # and whose codes each of them needs


def fits(title: str, row: ae.Variant) -> bool:
    """Whether a visitor's model can stand in for the AE or the VAE; the sliders move both, so both need ten numbers."""
    return (row.beta is not None) == (title == "VAE") and (part != "Traverse" or row.latent_dim == 10)


frame(lesson_of("pages/vae.py"))

st.title("What lies between the digits?")
st.markdown(
    "A decoder can draw a picture from **any** code, also from one that no digit ever had. Here are an AE and a VAE with the "
    "same hidden layers and the same decoder. The VAE was trained with noisy codes, and to keep them close to **N(0, I)**: "
    "random numbers with mean 0 and spread 1. The AE was not."
)
part = st.segmented_control(
    "What to do with a code",
    list(PARTS),
    default="Sample",
    required=True,
    key="part",
    bind="query-params",
    width="stretch",
)
with st.container(horizontal=True):
    names = {
        title: own_models.stand_in(name, f"The {title}", partial(fits, title), f"vae_{title}")
        for title, name in SHIPPED.items()
    }
own_models.note(names != SHIPPED)
try:
    twin, vae = (own_models.model(name) for name in names.values())
    codes = {title: own_models.codes(names[title]) for title in PARTS[part]}
except ae.WeightsError as fault:
    st.error(str(fault), icon=":material/error:")
    st.stop()


def keep(rows: dict[int, float]) -> None:
    """Put the moved numbers into the link."""
    st.session_state.moved = moved_words(rows)


st.info(f"**Guess before you look:** {GUESS[part]}", icon=":material/psychology_alt:")

if part == "Sample":
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seed = seed_input("Other codes")
        temperature = st.slider(
            "Temperature",
            0.1,
            2.0,
            1.0,
            0.1,
            key="temperature",
            bind="query-params",
            help="What the spread of the codes is multiplied by. Below 1: more typical digits, more alike. Above 1: rarer ones.",
            width=320,
        )
    prior = st.segmented_control(
        "Give the AE a prior: its codes come from",
        list(PRIORS),
        default=next(iter(PRIORS)),
        required=True,
        key="prior",
        bind="query-params",
        wrap=True,
    )
    name = PRIORS[prior]
    fitted = None if name is None else getattr(codes["AE"], name)
    left, right = st.columns(2, gap="large")
    for column, title, color, model, density in (
        (left, "AE", "blue", twin, fitted),
        (right, "VAE", "orange", vae, None),
    ):
        origin = "N(0, I)" if density is None else prior
        pictures = model.decode(sample(density, 36, model.latent_dim, temperature, seed))
        with column:
            st.markdown(f"#### :{color}[{title}]: codes from {origin}")
            st.image(
                figures.png(figures.wall(pictures, 6), 3),
                alt=f"36 pictures that the {title} draws from codes of {origin}, temperature {temperature:.1f}",
                width="stretch",
                output_format="PNG",
            )
    with st.expander("What to make of it", icon=":material/lightbulb:"):
        try:
            spread = cached.codes(SHIPPED["AE"]).mean.std(axis=0)
        except ae.WeightsError:
            spread = codes["AE"].mean.std(axis=0)
        try:
            recognised = judged(cached.measured()["samples"])
        except (KeyError, TypeError, ValueError):
            recognised = ""  # the report was not made here
        st.markdown(sampling(spread, recognised))
    source = inspect.getsource(sample)

elif part == "Blend":
    with st.container(horizontal=True, gap="large"):
        ends = []
        for word, which in (("From", ""), ("To", "_b")):
            with st.container(width=330):
                slot = st.container()
                with st.expander(f"{word}: change the digit", icon=":material/draw:"):
                    ends.append(digit_input(which))
                slot.image(
                    figures.png(figures.grey(ends[-1].image), 4),
                    caption=f"{word}: {ends[-1].words}",
                    alt=f"The digit that the blend goes {word.lower()}: {ends[-1].words}",
                    output_format="PNG",
                )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        path = st.segmented_control(
            "The way through the codes",
            list(blend.PATHS),
            default="straight",
            required=True,
            key="way",
            bind="query-params",
            help="Spherical keeps the length of the code. Random codes of ten numbers have lengths around 3, and hardly ever 0.",
        )
        steps = st.slider("Frames", 5, 21, 9, key="frames", bind="query-params", width=240)
        percent = st.slider("How far along", 0, 100, 50, 5, key="along", bind="query-params", format="%d %%", width=240)
    ways = blend.blend(ends[0].image, ends[1].image, path, steps, twin, vae)
    now = round(percent / 100 * (steps - 1))
    far = np.split(cached.distances(np.concatenate([way.frames for way in ways])), len(ways))
    st.html(blend.blend_rows(ways, far, now))
    with st.container(horizontal=True):
        for way in ways:
            caption = f"{way.title.split(':')[0]}, frame {now + 1}"
            st.image(
                figures.png(figures.grey(way.frames[now]), 4),
                caption=caption,
                alt=f"{caption} of {steps}, enlarged",
                width=104,
                output_format="PNG",
            )
    st.caption(
        "Dashed: the frame shown large. Framed in orange: where the row is furthest from any digit, measured in pixels: the root "
        "mean square difference from the nearest of the training digits, where 0 is a copy of one of them."
    )
    frames = [way.frames for way in ways]
    with st.container(horizontal=True):
        st.download_button(
            "Animation (GIF)",
            lambda: takeaway.animation(frames),
            "blend.gif",
            "image/gif",
            icon=":material/gif_box:",
            on_click="ignore",
        )
        st.download_button(
            "Strip (PNG)",
            lambda: takeaway.strip(frames),
            "blend.png",
            "image/png",
            icon=":material/image:",
            on_click="ignore",
        )
    with st.expander("What to make of it", icon=":material/lightbulb:"):
        st.markdown(EXPLANATION[part])
    source = inspect.getsource(blend.blend)

else:
    origin = st.segmented_control(
        "Start from", ["a digit", "a random code"], default="a digit", required=True, key="origin", bind="query-params"
    )
    kl = kl_per_dimension(codes["VAE"].mean, codes["VAE"].log_var).mean(axis=0)
    center, scale = codes["AE"].mean.mean(axis=0), codes["AE"].mean.std(axis=0)
    if origin == "a digit":
        with st.expander("The digit", icon=":material/draw:"):
            start = digit_input()
        starts = [model.encode(start.image[None])[0] for model in (twin, vae)]
    else:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            seed = seed_input("Another code")
        z = sample(None, 1, 10, 1.0, seed)[0]
        starts = [center + scale * z, z]
    words = st.text_input(
        "Numbers that are moved",
        key="moved",
        bind="query-params",
        placeholder="none, or for example 3:1.5 7:-2",
        help="Number:place, as the button below writes them into the link.",
        width=420,
    )
    moved, wrong = moved_numbers(words, 10)
    if wrong:
        words = " ".join(wrong)
        st.warning(f"{words!r} was left out: give number:place, with a number from 1 to 10 and a place from −3 to 3.")
    latent_sliders(
        [
            SliderModel(names["AE"], "AE", figures.BLUE, twin, starts[0], center, scale, None),
            SliderModel(names["VAE"], "VAE", figures.VERMILION, vae, starts[1], np.zeros(10), np.ones(10), kl),
        ],
        moved,
        key="traverse",
        keep=keep,
    )
    unused = int((kl < 0.01).sum())
    st.caption(
        "Each slider goes from −3 to 3 spreads of that number: for the VAE the prior's, for the AE those of its own codes. "
        "The bars are the KL of each number in nats, averaged over the test digits: how much the VAE tells the decoder with it. "
        + (f"{unused} of its ten numbers say less than 0.01 nats and are unused." if unused else "All ten are in use.")
    )
    with st.expander("What to make of it", icon=":material/lightbulb:"):
        st.markdown(EXPLANATION[part])
    source = inspect.getsource(ae.Model.decode)

data_note()
if st.toggle("Show the code behind the pictures", key="vae_source", bind="query-params"):
    st.code(source, language="python")
