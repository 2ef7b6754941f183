"""The part “Step by step”: the graph of a digit beside its input, and the derivation from a code to −ELBO with its numbers."""

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.scores.readings import each_reading

from .. import cached, looked_at
from ..aside.formulas import KL_FORMULA, LOSS_FORMULA
from ..dice import follow
from ..input.digit import beside_the_input, digit_input
from ..input.pick import data_note
from ..usual.show import usual_folded
from . import formulas, words
from .derivation import Derivation, derive
from .figures import graph
from .tables import beta_table, code_table, pixel_row

AUTOENCODER, VAE = "twin-10", "vae-10"
"""The models of the derivation: an AE and a VAE with the same networks."""

THROWS = 1000
"""Different throws of ε, numbered from 0."""

WIDEST = 820
"""Pixels of a line of text at most: longer ones are hard to read."""


def steps() -> None:
    """Show the part."""
    try:
        autoencoder, vae = cached.model(AUTOENCODER), cached.vae(VAE)
    except ae.WeightsError as fault:
        st.error(str(fault), icon=":material/error:")
        return
    shown, asked = beside_the_input("notes_beside")
    with asked:
        given = digit_input()
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.button(
                "Throw ε", icon=":material/casino:", on_click=follow, args=("epsilon", THROWS), key="roll_epsilon"
            )
            number = st.number_input("Throw", 0, THROWS - 1, 1, key="epsilon", bind="query-params", width=120)
    found = derive(given.image, autoencoder, vae, int(number))
    with shown:
        read = each_reading(looked_at.judge(), [given.image, found.bill.picture])
        st.html(graph(found.bill, given.words, read))
    data_note()
    with st.container(width=WIDEST):
        before_the_cloud(found, given.words)
        with_the_cloud(found)
        the_bound(found)
        usual_folded({"The digit is": given}, {AUTOENCODER: autoencoder, VAE: vae})


def heading(number: int) -> None:
    """The title of this step, counted from 1."""
    st.subheader(f"{number}. {words.TITLES[number - 1]}", anchor=f"step-{number}")


def before_the_cloud(found: Derivation, digit: str) -> None:
    """Steps 1 to 3: picture, code, price of a grey."""
    heading(1)
    st.markdown(words.picture(found, digit))
    st.html(pixel_row(found.image[found.row, :, 0]))
    heading(2)
    st.markdown(words.code(found))
    st.latex(formulas.AUTOENCODER)
    heading(3)
    st.markdown(words.GREY)
    st.latex(formulas.PIXEL)
    st.markdown(words.dearest(found))
    at = found.dearest
    x, y, price = (float(each[at][0]) for each in (found.image, found.bill.picture, found.bill.pixel_terms))
    st.latex(formulas.pixel_price(x, y, price))
    with st.expander("For greys this is no density", icon=":material/warning:"):
        st.markdown(words.no_density(found))
        st.page_link(
            "pages/objective.py",
            label=words.WHY_LEFT_OUT,
            icon=":material/balance:",
            query_params={"topic": "Term by term"},
        )


def with_the_cloud(found: Derivation) -> None:
    """Steps 4 to 6: the cloud, a draw from it, the prior and the KL."""
    bill, i = found.bill, found.loudest
    mean, log_var, epsilon, z, price = (
        float(each[i]) for each in (bill.mean, bill.log_var, bill.epsilon, bill.z, bill.kl_terms)
    )
    heading(4)
    st.markdown(words.cloud(found))
    st.latex(formulas.POSTERIOR)
    heading(5)
    st.markdown(words.draw(found))
    st.latex(formulas.DRAW)
    st.latex(formulas.draw(mean, log_var, float(np.exp(log_var / 2)), epsilon, z, i + 1))
    heading(6)
    st.markdown(words.PRIOR)
    st.latex(formulas.PRIOR)
    st.latex(KL_FORMULA)
    st.latex(formulas.kl_term(mean, log_var, price, i + 1))
    st.markdown(words.prices(found))
    st.html(code_table(bill))


def the_bound(found: Derivation) -> None:
    """Steps 7 to 10: the ELBO, the digit's, how loose it is, β."""
    heading(7)
    st.markdown(words.JENSEN)
    st.latex(formulas.JENSEN)
    st.markdown(words.two_draws(found))
    st.markdown(words.ELBO)
    heading(8)
    st.markdown(words.SUM)
    st.latex(formulas.total(found.bill.reconstruction, found.bill.kl))
    st.markdown(words.averaged(found))
    heading(9)
    st.markdown(words.loose(found))
    st.latex(formulas.GAP)
    st.latex(formulas.BOUND)
    heading(10)
    st.markdown(words.weighted(found))
    st.latex(LOSS_FORMULA)
    st.html(beta_table(found.bill))
