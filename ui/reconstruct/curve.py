"""How much damage each model takes: the chart over the strength of the chosen kind, and the sentence under it."""

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.digits.kinds import Damage
from autoencoders.recipes import REPORT_NOISE
from autoencoders.scores.digit_scores import score

from .. import own_models
from ..charts import chart
from ..input.noise import charted, written
from . import words
from .figures import noise_figure


def damage_curve(
    damage: Damage,
    clean: np.ndarray,
    rows: list[ae.Variant],
    models: dict[str, ae.Model],
    psnr: dict[str, float],
) -> None:
    """The chart, and who does better than what went in, clipped where that helps; at the chosen strength both have `psnr`, in dB.

    `clean` is the digit `(28, 28, 1)`.
    """
    places = charted(damage)
    clips = damage.is_noise and not damage.clip
    ever_more = np.stack([damage.at(strength).of(clean) for strength in places])
    curves = own_models.damage_curves(models, clean, ever_more, clips)
    at = psnr
    # Without damage nobody can beat the input, so then the report's noise is spoken of, or what a kind begins with.
    spoken = damage if damage.strength else damage.at(REPORT_NOISE if damage.is_noise else damage.kind.first)
    if not damage.strength:
        at = {name: float(curve[places.index(spoken.strength)]) for name, curve in curves.items()}
    elif clips:
        at = psnr | {"clipped": score(clean, np.clip(damage.of(clean), 0.0, 1.0), np.nan).psnr}
    winners = [row.title for row in rows if at[row.name] > at.get("clipped", at["input"])]
    if damage.is_noise:
        said = written(spoken.strength), at["input"], at.get("clipped")
        alt, under = words.chart_words(*said, winners), words.winners_words(*said, winners, len(rows))
    else:
        alt = words.damage_chart_words(spoken, at["input"], winners)
        under = words.damage_winners_words(spoken, at["input"], winners, len(rows))
    figure = noise_figure(curves, np.array(places), rows, damage.strength, damage.kind)
    chart(figure, key="noise_figure", alt=alt)
    st.markdown(under)
