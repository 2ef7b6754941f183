"""The recorded trainings in the page: the codes on the way and the losses. Their decoders, 2 MB, have no room, so no sheet is
decoded there. No Streamlit here."""

import numpy as np

from autoencoders.codes import load_codes
from autoencoders.recording import apart, load_recording

from ..latent_map import words
from .parcels import element, parcel
from .prose import prose
from .rounding import Rounded, plainly

FILMS = {"AE": "twin-2", "VAE": "vae-2"}
"""The trainings whose recordings are in the page, by the titles of their maps."""

FINENESS = 2_000
"""Steps of a code from 0 to the largest of all: less than a pixel of the widest map."""


def film_parcel(name: str) -> bytes:
    """The recording of this variant without its decoders."""
    made = load_recording(name)
    step = np.full(made.codes.shape[-1], np.abs(made.codes).max() / FINENESS, np.float32)
    arrays: dict[str, np.ndarray | Rounded] = {
        "steps": made.steps,
        "labels": made.labels,
        "codes": plainly(made.codes, step),
        "curve.steps": made.curve_steps,
    }
    arrays |= made.losses
    arrays |= {f"curve.{term}": values for term, values in made.curve.items()}
    if made.spread is not None:
        arrays["spread"] = made.spread
    return parcel(arrays, {"name": name})


def films() -> list[str]:
    """The script elements of both."""
    return [element(f"film-{name}", film_parcel(name)) for name in FILMS.values()]


def film_words() -> dict[str, str]:
    """What stands above and under the film, as HTML."""
    made = {title: load_recording(name) for title, name in FILMS.items()}
    far = {title: apart(each, load_codes(FILMS[title])) for title, each in made.items()}
    one = made["VAE"]
    note = words.under_the_film(len(one.steps), len(one.labels), int(one.steps[-1]), far)
    return {"film_promise": prose(words.FILM), "film_note": prose(note)}
