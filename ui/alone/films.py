"""The recorded trainings in the page: the codes on the way, the losses, and the decoders, thinner than the app's.

The last decoder is that of the map, which is in the page already. No Streamlit here.
"""

import numpy as np

import autoencoders as ae
from autoencoders.codes import load_codes
from autoencoders.recording import Recording, apart, ends_at, load_recording, tried_places

from ..latent_map import views, words
from .parcels import element, parcel
from .prose import prose
from .rounding import Rounded, plainly
from .thin import Thin, square, thin

FILMS = {"AE": "twin-2", "VAE": "vae-2"}
"""The trainings whose recordings are in the page, by the titles of their maps."""

FINENESS = 1_000
"""Steps of a code from 0 to the largest of all: half a pixel of the widest map."""

TRIED = 3
"""One of so many of the places at which a recorded decoder was tried serves to make it thin."""


def sheets(made: Recording) -> list[Thin]:
    """The decoders that are in the page, all but the last one."""
    rng = np.random.default_rng(0)
    found = []
    for decoder, codes in zip(made.decoders[:-1], made.codes[:-1], strict=True):
        pixels = (decoder.left * decoder.scales) @ decoder.right.astype(np.float32)
        places = tried_places(codes, made.codes[-1], rng)[::TRIED]
        seen = np.concatenate([places, square(views.fitted(made.codes[-1]))])
        found.append(thin(decoder.hidden, pixels, decoder.bias, seen))
    return found


def film_parcel(name: str) -> bytes:
    """The recording of this variant as it is in the page."""
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
    for i, decoder in enumerate(sheets(made)):
        arrays |= decoder.arrays(f"{i}.")
    return parcel(arrays, {"name": name})


def films() -> list[str]:
    """The script elements of both."""
    return [element(f"film-{name}", film_parcel(name)) for name in FILMS.values()]


def film_words() -> dict[str, str]:
    """What stands above and under the film, as HTML."""
    made = {title: load_recording(name) for title, name in FILMS.items()}
    is_same = all(ends_at(each, ae.load(FILMS[title])) for title, each in made.items())
    far = {} if is_same else {title: apart(each, load_codes(FILMS[title])) for title, each in made.items()}
    one = made["VAE"]
    note = words.under_the_film(len(one.steps), len(one.labels), int(one.steps[-1]), far)
    return {"film_promise": prose(words.FILM), "film_note": prose(note)}
