"""Lesson: a digit goes through every model, and one sees what each keeps of it."""

from collections.abc import Mapping
from contextlib import suppress

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import autoencoders as ae
from autoencoders.digits.kinds import KINDS, Damage
from autoencoders.export import keras_networks
from autoencoders.losses import sigmoid
from autoencoders.networks import NETWORKS
from autoencoders.scores import metrics
from autoencoders.scores.digit_scores import Reconstruction, compare, score
from autoencoders.scores.readings import brief, brief_beside, each_reading
from ui import cached, computed, looked_at, memory, own_models
from ui.alone.along import take_along
from ui.aside.source import show_source, with_its_parts
from ui.browser.alive import alive
from ui.browser.packs import as_text
from ui.classroom.asking import Asking, asking
from ui.classroom.make_lesson import make_lesson
from ui.classroom.parts import choose_parts, fold, part
from ui.colors import GREY, color_of
from ui.crowd.turns import turn
from ui.frame import frame, lesson_of, opening
from ui.input.digit import digit_input
from ui.input.noise import kind_rows, noise_input, strengths
from ui.input.pick import Given, data_note
from ui.model_choice import variant_picker
from ui.reconstruct import takeaway, words
from ui.reconstruct.curve import damage_curve
from ui.reconstruct.elsewhere import ELSEWHERE
from ui.reconstruct.glance import glance, outputs
from ui.reconstruct.tables import model_rows
from ui.reconstruct.tasks import CURVE, HIDDEN, OUTPUTS, TABLE, TASKS, USUAL, Scene
from ui.usual.show import blind_words, places_of, sentence, strips_part
from ui.usual.strips import live

frame(lesson_of("pages/reconstruct.py"))

choose_parts("pages/reconstruct.py", list(words.PARTS))
opening("What is left of a digit?", words.PROMISE, lesson="reconstruct")


@st.fragment
def lesson() -> None:
    """What a move of the slider or another digit asks for anew: all but the page around it. One visitor after another."""
    with turn():
        parts()


def parts() -> None:
    """The question above, controls on the left and above, and the answer."""
    asked = asking(looked_at.of_digits(TASKS, ELSEWHERE))
    left, right = st.columns([2, 3], gap="medium")
    with left, part("digit"):
        given = digit_input()
    with right:
        slider, at_a_glance, more = part("noise"), st.container(), part("more_noise")
        with more:
            kinds, buttons = st.container(), st.container(horizontal=True, gap="small")
            seldom = fold("More about the noise", "draw", "clip")
        with slider:
            damage = noise_input(buttons, seldom, kinds)
    if given.steps:
        with right, st.expander("How your picture became 28×28"):
            with st.container(horizontal=True):
                for step in given.steps:
                    # An image a step, in pixels: wide enough to see what became of a stroke.
                    st.image(
                        step.image,
                        caption=step.title,
                        alt=f"Your picture, {step.title}",
                        width=112,
                        output_format="PNG",
                    )
            st.caption(words.MNIST_FORM)
    with right:
        with part("models"):
            chosen = variant_picker(lambda: fold("More denoisers", "denoisers"))
            looked_at.learned_elsewhere([row.name for row in chosen])
        data_note()
    asked.judge(Scene(given.image, bool(given.steps) or given.alien, damage.seed, damage.clip, given.words))
    answer(asked, given, damage, chosen, at_a_glance)
    with part("explanation"), st.expander("What to make of it", icon=":material/lightbulb:"):
        if not asked.veils(*HIDDEN):
            st.markdown(f"{words.EXPLANATION}\n{words.DAMAGE}{linear()}{blind_words()}")
    memory.remember("pages/reconstruct.py", "_lesson")


def linear() -> str:
    """What to make of PCA, from the cards; nothing where one of them is missing."""
    names = [name for rivals in words.RIVALS.values() for name in rivals]
    with suppress(ae.WeightsError, KeyError, TypeError):
        return "\n" + words.linear_words({name: cached.card(name)["scores"]["psnr"] for name in names})
    return ""


def answer(
    asked: Asking,
    given: Given,
    damage: Damage,
    chosen: list[ae.Variant],
    at_a_glance: DeltaGenerator,
) -> None:
    """What the models make of the digit, what that is worth, and how much damage they take."""
    noisy = damage.of(given.image)
    models = {}
    for row in chosen:
        try:
            models[row.name] = own_models.model(row.name)
        except ae.WeightsError as fault:
            st.warning(str(fault), icon=":material/error:")
    rows = [row for row in chosen if row.name in models]
    results = compare(models, given.image, noisy)
    placed = places_of(given.image, models, rows)
    mean = computed.mean_image()
    seen = {"clean": given.image, words.INPUT: noisy, words.MEAN: sigmoid(mean)}
    seen |= {name: result.image for name, result in results.items()}
    read = dict(zip(seen, each_reading(looked_at.judge(), list(seen.values())), strict=True))
    with at_a_glance:
        pictures = [
            (
                "clean",
                f"28×28: {given.words}",
                f"The clean digit as the models see it: {given.words}{read['clean']}",
                GREY,
                given.image,
                brief(read["clean"]),
            ),
            (
                "noisy",
                damage.said,
                f"The same digit {damage.told}{read[words.INPUT]}",
                GREY,
                noisy,
                brief_beside(read[words.INPUT], read["clean"]),
            ),
        ]
        if asked.hides(OUTPUTS):
            st.html(glance(pictures))
            asked.veil()
        else:
            st.html(glance(pictures + outputs(rows, results, read, read["clean"])))
            if not asked.hides(USUAL):
                st.markdown(sentence(placed, given))
    if not rows:
        st.info(words.NOTHING_CHOSEN, icon=":material/touch_app:")
        return

    floor = float(metrics.entropy_floor(given.image[None])[0])
    yardsticks = {
        words.INPUT: score(given.image, noisy, np.nan if damage.strength else floor),
        words.MEAN: score(given.image, sigmoid(mean), float(metrics.cross_entropy(given.image[None], mean[None])[0])),
    }
    with part("usual"):
        strips_part(placed, asked.veils, USUAL)
    tell = looked_at.now().tell
    with part("table"):
        st.subheader("What is it worth?")
        if not asked.veils(TABLE):
            worse = {}
            for row in rows:
                errors = own_models.errors(row.name)
                worse[row.name] = tell(words.worse(int((errors > results[row.name].mse).sum()), len(errors)))
            st.html(model_rows(rows, results, yardsticks, worse, given.image, floor, read))
            st.markdown(tell(words.SCORES))
            st.markdown(words.LINEAR)
    alive(
        "reconstruct",
        given.image,
        strengths(damage) | {"damage": damage.kind.name, "clip": damage.clip, "draw": damage.seed},
        [(row.name, row.title, color_of(row), models[row.name]) for row in rows],
        {kind.key: kind.places for kind in KINDS.values()},
        kinds=kind_rows(),
        mean=as_text(mean),
        quiet=asked.hides(OUTPUTS),
        usual=live(placed, looked_at.now().one),
    )
    with part("curve"):
        st.subheader(words.curve_title(damage))
        if not asked.veils(CURVE):
            psnr = {name: each.psnr for name, each in results.items()}
            damage_curve(damage, given.image, rows, models, {"input": yardsticks[words.INPUT].psnr} | psnr)
    if not (asked.hides(OUTPUTS) or asked.hides(TABLE)):
        how = {"sigma": damage.strength, "clip": damage.clip} if damage.is_noise else {"damage": damage.said}
        setting = how | {"noise_draw": damage.seed, "entropy_floor_nats_per_image": floor}
        files(given.image, noisy, rows, results, setting)


def files(
    clean: np.ndarray,
    noisy: np.ndarray,
    rows: list[ae.Variant],
    results: dict[str, Reconstruction],
    setting: Mapping[str, object],
) -> None:
    """What the models made of the digit, as one picture, and their scores."""
    sheet = [
        (row.title, results[row.name].image, f"PSNR {results[row.name].psnr:.1f} dB, SSIM {results[row.name].ssim:.3f}")
        for row in rows
    ]
    with part("files"), st.container(horizontal=True):
        st.download_button(
            "Contact sheet (PNG)",
            lambda: takeaway.contact_sheet(clean, noisy, sheet),
            "latent-lab.png",
            "image/png",
            icon=":material/image:",
            on_click="ignore",
        )
        st.download_button(
            "Scores (CSV)",
            lambda: takeaway.scores_csv(rows, results, setting),
            "latent-lab.csv",
            "text/csv",
            icon=":material/table:",
            on_click="ignore",
        )


lesson()

with st.container(horizontal=True):
    take_along("reconstruct")
    make_lesson(words.PARTS, TASKS)
with part("code"):
    show_source(
        "Show the code behind the table",
        "source",
        lambda: (
            {"the scores": [compare]}
            | {family: with_its_parts(network.encode, network.decode) for family, network in NETWORKS.items()}
            | {"as Keras layers": [keras_networks]}
        ),
    )
