"""What the lessons of the one-file page say, from the app's own words and from what was measured of the models in it."""

import autoencoders as ae
from autoencoders.codes import load_codes
from autoencoders.report.folder import shipped_numbers
from autoencoders.scores.metrics import UNUSED_NATS
from autoencoders.scores.ring_facts import facts as ring_facts

from ..browser import sliders
from ..colors import BLUE, VERMILION
from ..latent_map import words as map_words
from ..latent_map.betas import FIRST
from ..latent_map.tables import facts_table
from ..objective import words as beta_words
from ..reconstruct import words as reconstruct_words
from ..vae import words as vae_words
from ..words import GUESS
from .facts import MAPS, PAIR
from .fed import fed_words_here
from .films import film_words
from .map_betas import beta_words as betas_on_the_map
from .prose import line, prose

FRAMES_NOTE = (
    "Nine frames a way, both ends included; the large pictures show the place of the slider. How far a frame is from any real "
    "digit, the app measures against the training digits, which are not in this file."
)
"""Under the strips of a blend."""

VAE_ROW = f"VAE, β = {FIRST}"
"""In the table on codes, which is that of a fresh page: what other β make of the map has a table of its own."""


def texts(kl: list[float]) -> dict[str, str]:
    """What the lessons say, from the app's own words; `kl` are the nats of the VAE's ten numbers."""
    found = {title: load_codes(name) for name, (title, _) in MAPS.items()}
    of = {title: ring_facts(each) for title, each in found.items()}
    spread = load_codes(next(iter(PAIR))).mean.std(axis=0)
    unused = sum(each < UNUSED_NATS for each in kl)
    guess = {part: prose(GUESS + vae_words.GUESSES[part]) for part in vae_words.GUESSES}
    return {
        "reconstruct_promise": prose(reconstruct_words.PROMISE) + prose(GUESS + reconstruct_words.GUESS),
        "scores_note": prose(reconstruct_words.SCORES) + prose(reconstruct_words.LINEAR),
        "reconstruct_explanation": prose(
            "\n".join((reconstruct_words.EXPLANATION, reconstruct_words.DAMAGE, _linear()))
        ),
        "map_promise": prose(map_words.PROMISE) + prose(GUESS + map_words.GUESS),
        "map_search": line(map_words.SEARCH),
        "facts": facts_table({"AE": of["AE"], VAE_ROW: of["VAE"]}, {"AE": BLUE, VAE_ROW: VERMILION}),
        "facts_note": prose(map_words.under_the_table(of["VAE"])),
        **film_words(),
        **betas_on_the_map(),
        "map_conclusions": prose(map_words.conclusions(of["AE"], of["VAE"])),
        "vae_promise": prose(vae_words.PROMISE),
        "sample_guess": guess[vae_words.SAMPLE],
        "blend_guess": guess[vae_words.BLEND],
        "traverse_guess": guess[vae_words.TRAVERSE],
        "sample_explanation": prose(vae_words.sampling(spread, _measured())),
        "blend_explanation": prose(vae_words.EXPLANATION[vae_words.BLEND]),
        "blend_note": prose(FRAMES_NOTE),
        "traverse_explanation": prose(vae_words.EXPLANATION[vae_words.TRAVERSE]),
        "sliders_note": prose(vae_words.sliders(sliders.REACH, unused, len(kl), len(kl))),
        **fed_words_here(),
        "beta_promise": prose(beta_words.PROMISE),
        "beta_guess": prose(GUESS + beta_words.GUESSES[beta_words.TURN]),
        "beta_note": prose(beta_words.IN_NATS),
        "beta_explanation": prose(beta_words.EXPLANATION[beta_words.TURN]),
    }


def _linear() -> str:
    """What to make of PCA, from the cards of the models that it is held against."""
    names = [name for rivals in reconstruct_words.RIVALS.values() for name in rivals]
    return reconstruct_words.linear_words({name: float(ae.card(name)["scores"]["psnr"]) for name in names})


def _measured() -> str:
    """What the report measured of samples; nothing where it was not made here."""
    try:
        numbers = shipped_numbers()
        return vae_words.judged(numbers["samples"], numbers["other_fits"])
    except (KeyError, TypeError, ValueError):
        return ""
