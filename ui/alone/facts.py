"""What the page's scripts know besides the models: numbers, names and colours, the same that the app's pages use."""

import base64
from typing import Any

import numpy as np

import autoencoders as ae
from autoencoders.codes import load_codes
from autoencoders.digits.kinds import KINDS
from autoencoders.losses import kl_per_dimension
from autoencoders.recording import load_recording
from autoencoders.report.folder import shipped_numbers
from autoencoders.scores.metrics import UNUSED_NATS, mean_image_logits
from autoencoders.variants import swept

from ..browser.maps import COLORS, LAYERS
from ..browser.packs import as_text, floats
from ..browser.sliders import REACH
from ..colors import BLUE, FURTHEST, GREY, VERMILION, color_of
from ..dice import SEEDS
from ..input.noise import DRAWS, SIGMAS, kind_rows
from ..latent_map import views
from ..model_choice import SIDE_BY_SIDE, STARTERS, SYSTEMS, TAUGHT
from ..reconstruct.figures import DAMAGED, symbol_of
from ..reconstruct.words import MOVED
from ..vae.words import REAL, UNCLEAR
from .digits import EACH, FIRST, GIVEN_BACK, mean_image, picks
from .fed import fed_facts
from .longer import longer, square, under
from .map_betas import dial
from .models import SWEEP

SHORT_TAUGHT = tuple(row for row in TAUGHT if row.latent_dim == 10)
"""The denoisers for other damage that are in the page; those with 100 numbers take ten times as much of its 12 MB."""

SYSTEMS_HERE = (*(row for row in SYSTEMS if row.name != "pca-100"), *SHORT_TAUGHT)
"""The systems of the lesson on reconstruction that are in the page: with that one, of 0.2 MB, it would be longer than 12 MB."""

LESSONS = {
    "reconstruct": "Reconstruct",
    "map": "Map",
    "sample": "Sample",
    "blend": "Blend",
    "traverse": "Traverse",
    "fed-back": "Fed back",
    "beta": "β",
}
"""The lessons of the page, by their names in its address, and what their tabs say."""

PRIORS = {"normal": "N(0, I), as the VAE", "gaussian": "a Gaussian fitted to its codes", "mixture": "ten Gaussians"}
"""Where the AE's codes may come from, and the VAE's too where that is asked for."""

MAPS = {"twin-2": ("AE", BLUE), "vae-2": ("VAE", VERMILION)}
PAIR = {"twin-10": ("AE", BLUE), "vae-10": ("VAE", VERMILION)}
"""The models of two and of ten numbers: name, title, colour."""

FIELDS = ("reconstruction", "kl", "negative_elbo", "active_units")
"""What of a card the lesson on β shows."""


def facts() -> dict[str, Any]:
    """All of it, for JSON."""
    codes = {title: load_codes(name).mean for name, (title, _) in MAPS.items()}
    scales = list(dict.fromkeys(scale for scales in views.SCALES.values() for scale in scales))
    return {
        "lessons": list(LESSONS),
        "first": ".".join(map(str, FIRST)),
        "each": EACH,
        "picks": base64.b64encode(picks().tobytes()).decode(),
        "systems": [_system(row) for row in SYSTEMS_HERE],
        "starters": STARTERS,
        "side_by_side": SIDE_BY_SIDE,
        "kinds": _kinds(),
        "damaged": DAMAGED,
        "moved": MOVED,
        "sigmas": SIGMAS,
        "draws": DRAWS,
        "seeds": SEEDS,
        "grey": GREY,
        "mean": as_text(mean_image_logits(mean_image()[None])),
        "layers": LAYERS,
        "scales": {layer: views.SCALES[layer] for layer in LAYERS},
        "close": views.CLOSE,
        "all": views.ALL,
        "fit": views.FIT,
        "views": {scale: views.views(codes, scale) for scale in scales},
        "film": {scale: views.views(_last_codes(), scale) for scale in scales},
        "colors": COLORS,
        "maps": _rows(MAPS),
        "dial": dial(scales),
        "pair": _rows(PAIR),
        "longer": longer(_rows(PAIR)),
        "square": square(),
        "underPlanes": under(PAIR),
        "priors": PRIORS,
        "real": _recognised(),
        "unclear": FURTHEST,
        "unclearWords": UNCLEAR,
        "sliders": _sliders(),
        "sweep": _sweep(),
        "here": ["1", *(f"{beta:g}" for beta in SWEEP)],
        "given": list(GIVEN_BACK),
        "fed": fed_facts(),
    }


def _last_codes() -> dict[str, np.ndarray]:
    """The codes at the end of each recorded training, by the titles of their maps: what a film's square is chosen by."""
    return {title: load_recording(name).codes[-1] for name, (title, _) in MAPS.items()}


def _system(row: ae.Variant) -> dict[str, Any]:
    dash = "6 4" if row.noise or row.recipe.mask else ""
    return {
        "name": row.name,
        "title": row.title,
        "color": color_of(row),
        "dash": dash,
        "symbol": symbol_of(row),
        "open": row.latent_dim != 10,
        "taught": row.noise if row in SHORT_TAUGHT else 0,
        "mask": row.recipe.mask,
    }


def _kinds() -> dict[str, Any]:
    """The kinds of damage, with the places of their sliders and where each begins."""
    return {
        name: row
        | {
            "places": KINDS[name].places,
            "first": KINDS[name].places.index(KINDS[name].first),
            "again": KINDS[name].again,
        }
        for name, row in kind_rows().items()
    }


def _rows(models: dict[str, tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "title": title, "color": color} for name, (title, color) in models.items()]


def _recognised() -> float | None:
    """The share of real digits that the judge recognises; None where the report was not made here."""
    try:
        return float(shipped_numbers()["samples"][REAL]["recognised"]["mean"])
    except (KeyError, TypeError, ValueError):
        return None


def _sliders() -> dict[str, Any]:
    """What a slider's place stands for in the AE, and the KL of each number of the VAE: over the test digits."""
    of_ae, of_vae = (load_codes(name) for name in PAIR)
    assert of_vae.log_var is not None, "the second of the pair is a VAE"
    kl = kl_per_dimension(of_vae.mean, of_vae.log_var).mean(axis=0)
    variance = of_ae.mean.astype(np.float64).var(axis=0)
    return {
        "order": np.argsort(-kl, kind="stable").tolist(),
        "first": len(kl),
        "share": floats(variance / variance.sum()),
        "center": floats(of_ae.mean.mean(axis=0)),
        "scale": floats(of_ae.mean.std(axis=0)),
        "kl": floats(kl),
        "reach": REACH,
        "unused": UNUSED_NATS,
    }


def _sweep() -> list[dict[str, Any]]:
    """The eight VAEs of the sweep with the numbers of their cards; which of them are here, `here` says."""
    found = []
    for beta, name in swept(10).items():
        scores = ae.card(name)["scores"]
        found.append({"beta": beta, "name": name, **{field: float(scores[field]) for field in FIELDS}})
    return found
