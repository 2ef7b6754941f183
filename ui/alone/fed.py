"""The lesson on what is fed back in the one-file page: its models, its places, and its words. No Streamlit here."""

from typing import Any

from autoencoders.scores.feedback import PASSES

from ..vae import fed_words
from ..vae.rounds import COLORS, FIRST_SIGMA, SIGMAS, shipped
from ..vae.words import FED_BACK, GUESSES
from ..words import GUESS
from .prose import prose

SIZES_HERE = ("2", "10")
"""Numbers of the codes: with a hundred there is no VAE, and denoisers with a hundred are not in the page."""

FIRST_SIZE = "10"

*_BEFORE, _LAST = map(str, fed_words.SHOWN)
STRIPS_NOTE = f"Each row shows passes {', '.join(_BEFORE)} and {_LAST}; press a picture to have it shown large."

DASHES = {"AE": "", "denoising AE": "8 5", "VAE": "2 4"}
"""How each line of the chart is dashed."""


def fed_facts() -> dict[str, Any]:
    """What the scripts know: of each size, by title and noise, which model stands in that place."""
    models: dict[str, dict[str, dict[str, str]]] = {size: {} for size in SIZES_HERE}
    for size in SIZES_HERE:
        for sigma in SIGMAS:
            for title, name in shipped(size, sigma).items():
                models[size][f"{title} {sigma}"] = {"name": name, "color": COLORS[title], "dash": DASHES[title]}
    return {
        "titles": list(COLORS),
        "colors": COLORS,
        "models": models,
        "sizes": list(SIZES_HERE),
        "sigmas": list(SIGMAS),
        "first": [FIRST_SIZE, FIRST_SIGMA],
        "passes": PASSES,
        "shown": list(fed_words.SHOWN),
        "missing": {size: words for size, words in fed_words.ONE_MISSING.items() if size in SIZES_HERE},
    }


def fed_words_here() -> dict[str, str]:
    """The texts of the lesson, by their places in page.html."""
    return {
        "fed_promise": prose(GUESS + GUESSES[FED_BACK]),
        "fed_strips": STRIPS_NOTE,
        "fed_maps": prose(fed_words.MAPS_NOTE),
        "fed_note": prose(fed_words.CHART_NOTE),
        "fed_explanation": prose(fed_words.WITHOUT_NUMBERS),
    }
