"""The question which denoiser is best at a strength of noise: measured on the visitor's digit. No Streamlit of its own."""

from typing import Any

import numpy as np

from autoencoders.digits.kinds import KINDS, NOISE, Damage
from autoencoders.scores import metrics

from .. import cached
from ..model_choice import SIDE_BY_SIDE
from ..pictures import png, wall
from ..tasks.forms import Given
from ..tasks.task import Found
from . import task_words as words

ASKED = 0.4
"""The σ that is asked about: one that a denoiser was taught, with one weaker than that and one stronger."""

OF = dict(zip(words.TAUGHT_SIGMAS, SIDE_BY_SIDE, strict=True))
"""The denoisers by the σ that they were taught, from the weakest to the strongest."""

SCALE = 4
"""Pixels of the picture for each pixel of a digit."""


def taught(given: Given, scene: Any) -> Found:
    """The four denoisers by the PSNR of what they make of the digit with noise of `ASKED`."""
    clean = scene.image[None]
    noisy = Damage(KINDS[NOISE], ASKED, scene.draw, scene.clip).of(scene.image)[None]
    made = {key: cached.model(name).reconstruct(noisy) for key, name in OF.items()}
    psnr = {key: float(metrics.psnr(clean, picture)[0]) for key, picture in made.items()}
    best = max(psnr, key=psnr.__getitem__)
    numbers: dict[str, object] = {f"dB_{place}": f"{value:.1f}" for place, value in enumerate(psnr.values())}
    numbers["clipped"] = f"{float(metrics.psnr(clean, np.clip(noisy, 0.0, 1.0))[0]):.1f}"
    numbers["best"] = words.TAUGHT_SIGMAS[best]
    picture = png(wall(np.concatenate([clean, noisy, *made.values()]), 2 + len(made)), SCALE)
    alt = "Your digit, the digit with noise, and what the four denoisers make of it"
    return Found(kind(str(given[0]), best) if given else "", numbers, picture, alt)


def kind(given: str, best: str) -> str:
    """What kind of answer this denoiser is, where that one was measured to be best."""
    if given == best:
        return "right" if best == f"{ASKED:g}" else "odd"
    places = list(OF)
    return "weaker" if places.index(given) < places.index(best) else "stronger"
