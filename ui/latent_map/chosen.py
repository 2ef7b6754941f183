"""Which models the maps show, and by that which kind of maps: of two numbers, or planes through longer codes."""

from collections.abc import Mapping
from typing import Any

import autoencoders as ae

from .. import own_models
from ..classroom.others import other_models
from .betas import NAMES

SHIPPED = {"AE": "twin-2", "VAE": "vae-2"}
"""What the maps show on a fresh page. In the VAE's place the dial over β says which of its kind it is."""

LONGER = {"AE": "twin-10", "VAE": "vae-10"}
"""A pair with the same networks and longer codes, for the question on planes."""

FLAT, PLANES = "two numbers", "planes"
"""The kinds of maps: both models have codes of two numbers; at least one has longer ones."""


def key_of(title: str) -> str:
    """The widget for the model in this place."""
    return f"map_{title}"


def choose() -> dict[str, str]:
    """Ask which models; gives their names by their titles."""
    return other_models(SHIPPED, {title: key_of(title) for title in SHIPPED}, fits)


def fits(title: str, row: ae.Variant) -> bool:
    """Whether a model can stand in the AE's or the VAE's place: a map needs two numbers at least. The dial has the other β."""
    is_on_dial = row.name in NAMES.values() and row.name != SHIPPED["VAE"]
    return row.latent_dim >= 2 and (row.beta is not None) == (title == "VAE") and not is_on_dial


def is_flat(names: Mapping[str, str]) -> bool:
    """Whether both of these models have codes of two numbers."""
    return all(row is not None and row.latent_dim == 2 for row in map(own_models.row, names.values()))


def is_shipped(names: Mapping[str, str]) -> bool:
    """Whether these are the lesson's own models, with any β of the dial."""
    return names["AE"] == SHIPPED["AE"] and names["VAE"] in NAMES.values()


def asks_for(wanted: str, state: Mapping[str, Any]) -> dict[str, object]:
    """The models to set for a question on that kind of maps, by their widgets; none where it is there."""
    names = {title: str(state.get(key_of(title), name)) for title, name in SHIPPED.items()}
    if is_flat(names) == (wanted == FLAT):
        return {}
    return {key_of(title): name for title, name in (SHIPPED if wanted == FLAT else LONGER).items()}
