"""Lesson: the two halves of a VAE's loss, what weighing them by β buys and costs, and every term of it on one digit."""

import inspect
from typing import Any, cast

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders import losses, metrics
from autoencoders.bill import bill
from autoencoders.networks import PIXELS
from autoencoders.zoo import SWEEP
from ui import cached, objective_figures, objective_tables, own_models
from ui.dice import roll, seed_input
from ui.digit_input import data_note, digit_input
from ui.frame import frame, lesson_of
from ui.objective_words import CLOUD, EXPLANATION, GUESS, HALF, METRICS, PARTS, TERMS, TURN
from ui.sampling import sample

NAMES = {f"{beta:g}": "vae-10" if beta == 1 else f"vae-10.beta-{beta:g}" for beta in SWEEP}
RIVALS = {
    "vae-10": "the formula<br>β = 1",
    "vae-10.beta-2": "the formula<br>β = 2",
    "vae-10.assignment": "the report<br>without the ½",
}
EIGHT, NUMBER = (0, 2, 3, 4, 5, 6, 8, 9), 3  # the classes of the digits given back, and which of each class
TWIN = "twin-10"  # the AE with the same networks
MEAN, DRAW = "the mean", "a draw"

frame(lesson_of("pages/objective.py"))

st.title("What does a VAE pay for?")
st.markdown(
    "Training a VAE makes one sum small: the price of a **bad picture** (*reconstruction*), plus **β** times the price of "
    "**saying anything about the digit** (*KL*): how far its cloud of codes is from **N(0, I)**, the cloud with mean 0 and "
    "spread 1 that says nothing. Both are in nats, a unit of information: 0.69 nats are one bit."
)
part = st.segmented_control(
    "What to look at", PARTS, default=TURN, required=True, key="view", bind="query-params", width="stretch"
)
st.info(f"**Guess before you look:** {GUESS[part]}", icon=":material/psychology_alt:")
beta = st.select_slider(
    "β, the weight of the KL. At each place stands a VAE trained with that β, and otherwise alike.",
    list(NAMES),
    value="1",
    key="beta",
    bind="query-params",
)
shown, words, own = NAMES[beta], f"β = {beta}", None
titles = RIVALS if shown in RIVALS else RIVALS | {shown: f"the dial<br>{words}"}
if part != HALF:
    label = "Which VAE: the dial's, or one of yours"
    shown = own_models.stand_in(shown, label, lambda row: row.beta is not None, "objective_own")
    own = own_models.rows().get(shown)
    own_models.note(own is not None)
    if own:
        beta, words = f"{own.beta:g}", f"{shown}, β = {own.beta:g}"

vaes: dict[str, ae.VAE] = {}
scores: dict[str, dict[str, Any]] = {}
wanted = list(titles) if part == HALF else [shown, "vae-10"]
for name in dict.fromkeys([*wanted, *NAMES.values(), TWIN] if part == TURN else wanted):
    try:
        scores[name] = own_models.scores(name)
        if name in wanted:
            vaes[name] = cast("ae.VAE", own_models.model(name))
    except ae.WeightsError as fault:
        st.warning(str(fault), icon=":material/error:")


def examples() -> np.ndarray:
    """The eight test digits that every model here gives back."""
    rows = cached.rows_of_class()
    picked = [rows[digit][NUMBER % len(rows[digit])] for digit in EIGHT]
    return cached.dataset().test_images[picked].astype(np.float32) / 255


def show_pictures(titles: dict[str, str]) -> None:
    """What these models give back of the same eight digits, and draw from the same sixteen codes of N(0, I)."""
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("##### The same eight digits, given back")
        digits = examples()
        rows = [("eight test digits", digits, "Eight test digits, as they go in")]
        for name, title in titles.items():
            rows.append((title, vaes[name].reconstruct(digits), f"The same eight digits given back, {title}"))
        st.html(objective_tables.strips(rows))
    with right:
        st.markdown("##### Sixteen codes from N(0, I), drawn")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            seed = seed_input("Other codes")
        st.html(
            objective_tables.strips(
                (
                    title,
                    vaes[name].decode(sample(None, 16, vaes[name].latent_dim, 1.0, seed)),
                    f"Sixteen pictures drawn from random codes, {title}",
                )
                for name, title in titles.items()
            )
        )


if wanted[0] not in vaes:
    st.info("Without these weights there is nothing to show here.", icon=":material/touch_app:")

elif part == TURN:
    score, one = scores[shown], scores.get("vae-10", {})
    st.caption(f"What the VAE ({words}) pays for a digit that it never saw, in nats, on average over the test digits:")
    of = {"active_units": f" of {vaes[shown].latent_dim}"}
    with st.container(horizontal=True):
        for label, key, form, meaning in METRICS:
            compared = shown != "vae-10" and key in score and key in one
            st.metric(
                label,
                f"{score[key]:{form}}{of.get(key, '')}" if key in score else None,
                f"{score[key] - one[key]:{form}}" if compared else None,
                delta_color="off",
                delta_description="against vae-10" if compared and own else "against β = 1" if compared else None,
                width=170,
                help=meaning,
            )
    show_pictures({name: words if name == shown else f"{'vae-10, ' if own else ''}β = 1, to compare" for name in vaes})
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("##### What more nats in the code buy")
        points = [
            objective_figures.Point(float(at), scores[name]["reconstruction"], scores[name]["kl"])
            for at, name in NAMES.items()
            if name in scores
        ]
        here = objective_figures.Point(float(beta), score["reconstruction"], score["kl"], shown if own else "")
        shipped = points or [here]  # of the sweep nothing may be there
        st.plotly_chart(
            objective_figures.trade_figure(
                shipped, here, PIXELS * scores[TWIN]["test_bce_per_pixel"] if TWIN in scores else None
            ),
            key="trade",
            alt="Reconstruction and KL on the test set, in nats. " + objective_figures.in_words([*points, here]),
        )
        best = min(shipped, key=lambda point: point.reconstruction + point.kl)
        st.caption(
            "A point a model, named by its β; averages over the test digits. Along a dotted line the sum, −ELBO, is the same. "
            f"Its smallest is {best.reconstruction + best.kl:.1f}, at β = {best.beta:g}."
        )
    with right:
        st.markdown("##### What each number of the code costs")
        if costs := score.get("kl_per_dimension"):
            st.plotly_chart(
                objective_figures.dimension_figure(
                    costs, words, None if shown == "vae-10" else one.get("kl_per_dimension")
                ),
                key="dimensions",
                alt=f"KL of each of the numbers of {words}, from {max(costs):.2f} down to {min(costs):.2f} nats",
            )
            st.caption(
                "A number that costs nothing says nothing: its cloud is N(0, 1) whatever the digit. **In use** are those whose "
                "mean has a variance of over 0.01 over the test digits."
            )
        else:
            st.caption("The card of this model does not say what each number costs; `train` writes it there.")

elif part == HALF:
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("The formula has a ½ in front (μ is the mean, σ² the variance, Σ the matrix of all σ²):")
        st.latex(objective_tables.KL_FORMULA)
    with right:
        st.markdown("The report's code leaves it out, which doubles every term:")
        st.latex(objective_tables.REPORT_FORMULA)
    st.html(objective_tables.half_table([(titles[name], scores[name]) for name in vaes]))
    if vaes.keys() >= RIVALS.keys():
        right_way, control, report = (scores[name]["reconstruction"] for name in RIVALS)
        st.markdown(
            f"The report's VAE gives a digit back for **{report - right_way:.1f} nats** more than the first. "
            f"**{control - right_way:.1f}** of them come from β = 2, as the second column shows, and the other "
            f"**{report - control:.1f}** from its shorter training."
        )
    show_pictures({name: titles[name].replace("<br>", ", ") for name in vaes})

else:
    model, score = vaes[shown], scores[shown]
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.markdown("##### 1. Give a digit")
        given = digit_input()
    with right:
        st.markdown("##### 2. Take a code from its cloud")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            decoded = st.segmented_control(
                "The decoder gets",
                [MEAN, DRAW],
                default=DRAW,
                required=True,
                key="decoded",
                bind="query-params",
            )
            st.button("Throw ε", icon=":material/casino:", on_click=roll, args=("epsilon", 1000), key="roll_epsilon")
            throw = st.number_input("Throw", 0, 999, 1, key="epsilon", bind="query-params", width=120)
    epsilons = np.random.default_rng(int(throw)).standard_normal((16, model.latent_dim), dtype=np.float32)
    found = bill(model, given.image, np.zeros(model.latent_dim) if decoded == MEAN else epsilons[0])
    with right:
        words = "its mean" if decoded == MEAN else "this draw"
        pair = np.stack([given.image, found.picture])
        st.html(
            objective_tables.strips(
                [(f"the digit, and {words} decoded", pair, f"{given.words}, and {words} decoded")], 2, 16
            )
        )
        if part == CLOUD:
            draws = model.decode(losses.reparametrize(found.mean, found.log_var, epsilons))
            st.html(
                objective_tables.strips(
                    [("sixteen throws of ε, decoded", draws, "Sixteen draws from its cloud, decoded")]
                )
            )
            st.markdown(
                "For each number of the code the encoder gives a **mean** and a **log-variance**. The decoder gets *z*: the "
                "mean plus the spread times chance, ε. For the number that says most about this digit:"
            )
            st.latex(objective_tables.draw_formula(found))
            st.plotly_chart(
                objective_figures.cloud_figure(found),
                key="cloud",
                alt=f"The {model.latent_dim} numbers of the code: mean, two spreads to either side, z, and the band of N(0, 1). "
                f"The spreads go from {np.exp(found.log_var / 2).min():.2g} to {np.exp(found.log_var / 2).max():.2g}.",
            )
            with st.expander("The same in numbers"):
                st.html(objective_tables.cloud_table(found))
        else:
            st.latex(objective_tables.BERNOULLI_FORMULA)
            st.plotly_chart(
                objective_figures.pixel_figure(found),
                key="pixels",
                alt=f"What each pixel costs: the stroke {found.ink:.1f} nats in all, the paper "
                f"{found.reconstruction - found.ink:.1f}; the edges of the stroke cost most.",
            )
            st.caption(
                "Each of the 784 pixels and what it costs: x is the digit's, y the decoder's. Point at one to read it."
            )
    if part == TERMS:
        left, right = st.columns(2, gap="large")
        with left:
            st.latex(objective_tables.KL_FORMULA)
            st.html(objective_tables.kl_table(found))
        with right:
            st.latex(objective_tables.LOSS_FORMULA)
            floor = float(metrics.entropy_floor(given.image[None])[0])
            st.html(objective_tables.bill_table(found, float(beta), floor, score))

data_note()
with st.expander("What to make of it", icon=":material/lightbulb:"):
    st.markdown(EXPLANATION[part])
if st.toggle("Show the code behind the numbers", key="objective_source", bind="query-params"):
    for function in (losses.kl_per_dimension, losses.bernoulli_log_likelihood, losses.reparametrize):
        st.code(inspect.getsource(function), language="python")
