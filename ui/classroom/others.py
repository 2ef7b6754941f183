"""The fold in which other models take the places of those that a lesson begins with: shipped ones, or the visitor's own."""

from collections.abc import Callable, Mapping

import streamlit as st

import autoencoders as ae

from .. import own_models
from ..model_choice import in_place_of
from .parts import fold

LABEL = "Other models, codes of any size"
"""What stands on the fold."""


def other_models(
    usual: Mapping[str, str], keys: Mapping[str, str], fits: Callable[[str, ae.Variant], bool]
) -> dict[str, str]:
    """Ask which model stands in each place; gives their names by the places' titles.

    `usual` are the lesson's own by title, `keys` those of the widgets; `fits` says of a title and a row whether it can stand
    there. Where one of the visitor's own can, the fold stands open, since a closed one hides it.
    """

    def asked(title: str) -> str:
        return in_place_of(usual[title], f"The {title}", lambda row: fits(title, row), keys[title])

    mine = any(fits(title, row) for row in own_models.rows().values() for title in usual)
    with fold(LABEL, *keys.values(), wanted=mine), st.container(horizontal=True):
        return {title: asked(title) for title in usual}
