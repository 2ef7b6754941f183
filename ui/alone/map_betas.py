"""The dial over β on the page's map: of each VAE of two numbers that is not there anyway, a thin decoder and all codes.

Encoders, 0.8 MB each, have no room, and thin ones put a digit half a standard deviation off its place. So a digit that is drawn
is on the map of β = 1 alone; those to pick come with their codes. No Streamlit here.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

import autoencoders as ae
from autoencoders.codes import load_codes
from autoencoders.networks import Parameters
from autoencoders.recording import tried_places
from autoencoders.scores.judge import JUDGE, Judge, read_judge
from autoencoders.scores.ring_facts import facts
from autoencoders.scores.samples import inside_the_ring, is_recognised
from autoencoders.weights import WEIGHTS

from ..colors import BLUE, VERMILION
from ..latent_map import views, words
from ..latent_map.betas import AE, FIRST, NAMES, Worth, worth
from ..latent_map.tables import betas_table
from .digits import as_seen, picks
from .parcels import element, parcel
from .prose import prose
from .rounding import Rounded, evenly
from .thin import Thin, square, thin

OTHERS = {beta: name for beta, name in NAMES.items() if beta != FIRST}
"""The places of the dial whose VAEs are not in the page whole, and these."""

NOT_DRAWN = (
    f"What is drawn, loaded or changed here has its place on the VAE’s map at β = {FIRST} alone: the part that finds it for "
    "another β is not in this file. Turn the dial back, or pick a digit. The app shows it at each β."
)
"""Where the dial is turned and the digit is a drawing."""

CODE_STEP = 0.02
"""Of the codes, in units of the code: a pixel of a map close up."""

PICK_FINENESS = 1_000
"""Steps in the largest number of the codes of the digits to pick, and of their clouds."""

CODES_TRIED = 500
"""Test digits whose codes a thin decoder is made for, and as many places near them; besides, the squares that are shown."""


def thin_decoder(parameters: Parameters, codes: np.ndarray) -> Thin:
    """The decoder of a VAE of two numbers, thin, for its map of these codes `(n, 2)`."""
    hidden = np.concatenate([parameters["decoder.hidden.kernel"], parameters["decoder.hidden.bias"][None]])
    widest = views.views({"AE": load_codes(AE).mean, "VAE": codes}, views.ALL)["VAE"]
    places = [tried_places(codes[:CODES_TRIED], codes, np.random.default_rng(0)), square(widest)]
    return thin(hidden, parameters["decoder.pixels.kernel"], parameters["decoder.pixels.bias"], np.concatenate(places))


def beta_arrays(name: str) -> dict[str, Rounded]:
    """A VAE of two numbers as its map needs it: decoder, codes of the test set, and code and cloud of each digit to pick."""
    model = ae.load(name)
    assert isinstance(model, ae.VAE)
    codes = load_codes(name).mean
    mean, log_var = model.posterior(as_seen(picks().reshape(-1, 28, 28)))
    of_picks = np.concatenate([mean, np.exp(log_var / 2)], axis=1)
    return {
        **thin_decoder(model.parameters, codes).arrays(""),
        "codes": evenly(codes, CODE_STEP),
        "picks": evenly(of_picks, float(np.abs(of_picks).max()) / PICK_FINENESS),
    }


def map_betas() -> list[str]:
    """The script elements of all of them."""
    return [element(name, parcel(beta_arrays(name), {"name": name})) for name in OTHERS.values()]


def dial(scales: Sequence[str]) -> dict[str, Any]:
    """What the dial has to know: where it is at first, what is said of a drawing elsewhere, and of each place the variant and,
    in each of these scales, the squares of both maps."""
    ae_codes = load_codes(AE).mean
    places = []
    for beta, name in NAMES.items():
        codes = {"AE": ae_codes, "VAE": load_codes(name).mean}
        places.append({"beta": beta, "name": name, "views": {scale: views.views(codes, scale) for scale in scales}})
    return {"first": FIRST, "not_drawn": NOT_DRAWN, "places": places}


def beta_words() -> dict[str, str]:
    """The table of what each β makes of the map, and what follows from it, as HTML."""
    judge, _ = read_judge(WEIGHTS / JUDGE)
    worths = {label: _worth(name, judge) for label, name in {"AE": AE, **NAMES}.items()}
    colors = {label: BLUE if each.kl is None else VERMILION for label, each in worths.items()}
    return {"betas_table": betas_table(worths, colors, FIRST), "betas_note": prose(words.betas(worths))}


def _worth(name: str, judge: Judge) -> Worth:
    digits = float(is_recognised(inside_the_ring(judge, ae.load(name))).mean())
    return worth(ae.card(name)["scores"], facts(load_codes(name)), digits)
