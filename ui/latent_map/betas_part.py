"""The part on β: the dial over it, and what each of its places makes of a map, in a table with what follows."""

from collections.abc import Mapping

import streamlit as st

import autoencoders as ae

from .. import cached, computed, looked_at
from . import words
from .betas import AE, FIRST, NAMES, Worth, worth
from .tables import betas_table


def dial() -> str:
    """The slider over β; gives the place where it stands."""
    st.subheader("What does β make of the map?")
    return st.select_slider(
        "β of the VAE, the weight of the KL in its loss",
        list(NAMES),
        value=FIRST,
        key="map_beta",
        bind="query-params",
        help=words.DIAL_HELP,
        width=420,
    )


def what_beta_makes(now: str, colors: Mapping[str, str]) -> None:
    """The table of the AE and of every β, the row of `now` marked, and what follows; `colors` are the AE's and the VAE's."""
    worths = {label: each for label, name in {"AE": AE, **NAMES}.items() if (each := _worth(name))}
    ground = {label: colors["AE" if each.kl is None else "VAE"] for label, each in worths.items()}
    looked_at.about_mnist()
    st.html(betas_table(worths, ground, now))
    st.markdown(words.betas(worths))


def _worth(name: str) -> Worth | None:
    """What the map of this variant is in numbers; None where it, its codes or the judge is missing."""
    try:
        codes, scores = cached.codes(name), cached.card(name)["scores"]
        return worth(
            scores, computed.map_facts(codes.mean, codes.log_var, codes.labels, codes), computed.ring_digits(name)
        )
    except (ae.WeightsError, KeyError):
        return None
