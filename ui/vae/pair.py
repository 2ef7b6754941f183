"""The AE and the VAE of the lesson on what lies between the digits: the shipped ones, or one of the visitor's own in a place."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

import autoencoders as ae
from autoencoders.codes import Codes

from .. import looked_at, own_codes, own_models

SHIPPED = {"AE": "twin-10", "VAE": "vae-10"}
"""The same hidden layers and the same decoder, with and without sampling."""


@dataclass(frozen=True, eq=False)
class Pair:
    """Both models with their names, and the codes of the test set for the titles ("AE", "VAE") that a part asked for."""

    names: dict[str, str]
    autoencoder: ae.Model
    vae: ae.Model
    codes: dict[str, Codes]

    @property
    def aside(self) -> str:
        """What to add to words on the setting: nothing where both models are the shipped ones."""
        return "" if self.names == SHIPPED else f", {self.names['AE']} and {self.names['VAE']}"


def pair(needs: tuple[str, ...], latent_dim: int | None) -> Pair | None:
    """Ask which models, and load them with the codes of those that `needs` names; a sentence and None where one is missing.

    `latent_dim` is the size that both codes must have, or None where any will do.
    """
    with st.container(horizontal=True):
        names = {
            title: own_models.stand_in(shipped, f"The {title}", partial(fits, title, latent_dim), f"vae_{title}")
            for title, shipped in SHIPPED.items()
        }
    own_models.note(names != SHIPPED)
    looked_at.learned_elsewhere(list(names.values()))
    try:
        models = {title: own_models.model(name) for title, name in names.items()}
        codes = {title: own_codes.codes(names[title]) for title in needs}
    except ae.WeightsError as fault:
        st.error(str(fault), icon=":material/error:")
        return None
    return Pair(names, models["AE"], models["VAE"], codes)


def fits(title: str, latent_dim: int | None, row: ae.Variant) -> bool:
    """Whether a visitor's model can stand in for the AE or the VAE."""
    return (row.beta is not None) == (title == "VAE") and latent_dim in (None, row.latent_dim)
