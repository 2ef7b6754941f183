"""The AE and the VAE of the lesson on what lies between the digits: those that have the same networks, or
others in their places, shipped ones or the visitor's own."""

from dataclasses import dataclass

import streamlit as st

import autoencoders as ae
from autoencoders.codes import Encoded

from .. import looked_at, own_codes, own_models
from ..classroom.others import other_models
from ..model_choice import others_note

SHIPPED = {"AE": "twin-10", "VAE": "vae-10"}
"""The same hidden layers and the same decoder, with and without sampling."""


@dataclass(frozen=True, eq=False)
class Pair:
    """Both models with their names, and the codes of the test set for the titles ("AE", "VAE") that a part asked for."""

    names: dict[str, str]
    autoencoder: ae.Model
    vae: ae.Model
    codes: dict[str, Encoded]

    @property
    def aside(self) -> str:
        """What to add to words on the setting: nothing where both models are the shipped ones."""
        return "" if self.names == SHIPPED else f", {self.names['AE']} and {self.names['VAE']}"

    def called(self, title: str) -> str:
        """The title of a model, with its name where that isn't the lesson's own."""
        return title if self.names[title] == SHIPPED[title] else f"{title}, {self.names[title]}"


def choose() -> dict[str, str]:
    """Ask which models; gives their names by their titles."""
    return other_models(SHIPPED, {title: f"vae_{title}" for title in SHIPPED}, fits)


def pair(names: dict[str, str], needs: tuple[str, ...]) -> Pair | None:
    """Load these models with the codes of those that `needs` names; a sentence and None where one is missing."""
    others_note(names, SHIPPED)
    looked_at.learned_elsewhere(list(names.values()))
    try:
        models = {title: own_models.model(name) for title, name in names.items()}
        codes = {title: own_codes.places(names[title]) for title in needs}
    except ae.WeightsError as fault:
        st.error(str(fault), icon=":material/error:")
        return None
    return Pair(names, models["AE"], models["VAE"], codes)


def fits(title: str, row: ae.Variant) -> bool:
    """Whether a model can stand in for the AE or the VAE: every part of the lesson takes codes of any size."""
    return (row.beta is not None) == (title == "VAE")
