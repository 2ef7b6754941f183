"""The questions of the lesson on the map, and how each is judged by the two models and their codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

import autoencoders as ae
from autoencoders.codes import Encoded
from autoencoders.scores.readings import reading
from autoencoders.scores.ring_facts import PLACES, RING, Facts, disc
from autoencoders.scores.samples import CONFIDENT, inside_the_ring, is_recognised

from .. import cached, computed
from ..browser.maps import OWN, PICTURES
from ..pictures import png, wall
from ..tasks.forms import Choose, Given, Place, Scale
from ..tasks.task import Found, Task
from . import task_words as words
from .betas import AE as SHIPPED_AE
from .betas import NAMES
from .chosen import FLAT, asks_for
from .film_task import FILM, rise
from .neighbours import how_many, neighbour, own_kind
from .plane_task import PLANE
from .rings import drawn_radius, holds, prior_radius

AE, VAE = "AE", "VAE"
"""The titles of the two models."""

OUTERMOST = 3
"""The largest of the prior's rings, in standard deviations."""

FARTHEST = 100.0
"""How far from 0 a place may be, in either number: twice as far as the furthest code of the AE."""

NEAR = 0.15
"""How close to what was measured, or to a radius that one may think of, an answer counts as that: three places of the scale."""

PICTURE_SCALE = 4
"""Pixels of the picture for each pixel of a digit: the two stand beside each other at 228 pixels."""


@dataclass(frozen=True, eq=False)
class Scene:
    """What the questions are judged on: the models, codes and facts of the page by title, the place that was pressed, the digit
    `(28, 28, 1)`; models and digit in words."""

    models: Mapping[str, ae.Model]
    codes: Mapping[str, Encoded]
    facts: Mapping[str, Facts]
    place: tuple[float, float] | None
    image: np.ndarray
    on: str


def hole(given: Given, scene: Scene) -> Found:
    """What both decoders draw at one code; where none is given, at the place in the ring where they differ most."""
    both_here(scene)
    judge = cached.judge()
    sure = {title: inside_the_ring(judge, model).max(axis=1) for title, model in scene.models.items()}
    best = disc(RING, PLACES)[int((sure[VAE] - sure[AE]).argmax())]
    place = np.array(given if given else best, np.float32)
    pictures = np.concatenate([scene.models[title].decode(place[None]) for title in (AE, VAE)])
    looks = judge.look(pictures)[1]
    read = dict(zip((AE, VAE), map(reading, looks), strict=True))
    numbers: dict[str, object] = {
        "place": HOLE_FORM.said(tuple(map(float, place))),
        "where": where(float(np.linalg.norm(place))),
        "count": PLACES,
        "sure": percent(CONFIDENT),
        "beyond": f"{100 * np.exp(-(OUTERMOST**2) / 2):.1f} %",
    }
    for title in (AE, VAE):
        low = title.lower()
        numbers |= {low: read[title], f"{low}_share": percent((sure[title] >= CONFIDENT).mean())}
    is_digit = is_recognised(looks)
    kind = {(False, True): "found", (False, False): "neither", (True, True): "both", (True, False): "reverse"}[
        bool(is_digit[0]), bool(is_digit[1])
    ]
    if np.linalg.norm(place) > OUTERMOST:
        kind = "far"
    alt = f"What the AE draws at {numbers['place']}, {read[AE]}; what the VAE draws there, {read[VAE]}"
    return Found(kind if given else "", numbers, png(wall(pictures, 2), PICTURE_SCALE), alt)


def on_the_map(x: float, y: float) -> tuple[float, float] | None:
    """A place that the browser reports, kept within what any map shows; None for what is no place."""
    if not np.isfinite([x, y]).all():
        return None
    return tuple(np.clip([x, y], -FARTHEST, FARTHEST).round(3).tolist())


def where(radius: float) -> str:
    """The smallest of the prior's rings that holds a code this far from 0."""
    ring = int(np.ceil(max(radius, 1)))
    return words.OUTSIDE if ring > OUTERMOST else words.INSIDE.format(ring)


def ring(given: Given, scene: Scene) -> Found:
    """The radius around 0 within which `rings.SHARE` of the codes lie."""
    both_here(scene)
    true, prior = drawn_radius(scene.codes[VAE]), prior_radius()
    numbers: dict[str, object] = {
        "count": f"{len(scene.codes[VAE].mean):,}",
        "drawn": words.RADIUS.format(true),
        "centres": words.RADIUS.format(holds(scene.codes[VAE].mean)),
        "ae": words.RADIUS.format(holds(scene.codes[AE].mean)),
        "prior": words.RADIUS.format(prior),
        "within_one": percent(1 - np.exp(-0.5)),
        "near": NEAR,
        "wider": words.ALIKE if abs(true - prior) <= NEAR else words.WIDER if true > prior else words.NARROWER,
    }
    if not given:
        return Found("", numbers)
    said = float(given[0])
    off = {"near": abs(said - true), "prior": abs(said - prior), "line": abs(said - 1)}
    close = [kind for kind, distance in off.items() if distance <= NEAR + 1e-9]
    return Found(close[0] if close else "low" if said < true else "high", numbers)


def classes(given: Given, scene: Scene) -> Found:
    """How many of the ten classes live inside the 2 σ ring."""
    both_here(scene)
    numbers: dict[str, object] = {"count": f"{len(scene.codes[AE].labels):,}"}
    for title in (AE, VAE):
        facts, low = scene.facts[title], title.lower()
        numbers |= {f"{low}_count": len(facts.classes), f"{low}_inside": percent(facts.inside)}
        numbers[f"{low}_which"] = named(facts.classes)
    if not given:
        return Found("", numbers)
    off = [int(said) - len(scene.facts[title].classes) for said, title in zip(given, (AE, VAE), strict=True)]
    return Found("many" if off[0] > 0 else "few" if off[0] < 0 else "vae" if off[1] else "right", numbers)


def named(digits: tuple[int, ...]) -> str:
    """These classes in words."""
    return words.ALL_TEN if len(digits) == 10 else ", ".join(map(str, digits)) or words.NO_KIND


def neighbours(given: Given, scene: Scene) -> Found:
    """Whether the nearest code of another digit is of the digit's kind, in each model."""
    both_here(scene)
    look = cached.judge().look(scene.image[None])[1][0]
    kind = int(look.argmax())
    numbers: dict[str, object] = {"digit": reading(look), "count": how_many(scene.codes[AE])}
    same = {}
    for title in (AE, VAE):
        codes, low = scene.codes[title], title.lower()
        distance, label = neighbour(scene.models[title].encode(scene.image[None])[0], codes)
        same[title] = label == kind
        numbers |= {
            low: words.a_digit(label),
            f"{low}_gap": f"{distance:.2f}",
            f"{low}_share": percent(own_kind(codes)),
        }
    outcome = words.outcome(same[AE], same[VAE])
    numbers["outcome"] = words.NEIGHBOURS_SAID[outcome]
    if not given:
        return Found("", numbers)
    if look.max() < CONFIDENT:
        return Found("unclear", numbers)
    more = words.SAME_IN[str(given[0])] - words.SAME_IN[outcome]
    return Found("right" if given[0] == outcome else "more" if more > 0 else "fewer" if more else "other", numbers)


def betas(given: Given, scene: Scene) -> Found:
    """At which β of the shipped sweep most places in the ring are digits."""
    both_here(scene)
    shares = {label: computed.ring_digits(name) for label, name in NAMES.items()}
    numbers: dict[str, object] = {
        "count": PLACES,
        "all": ", ".join(f"{percent(share)} at β = {label}" for label, share in shares.items()),
        "sure": percent(CONFIDENT),
        "ae": percent(computed.ring_digits(SHIPPED_AE)),
    }
    best = max(shares, key=shares.__getitem__)
    said = str(given[0]) if given else best
    numbers["said_share"] = percent(shares[said])
    if not given:
        return Found("", numbers)
    if said == best:
        return Found("right", numbers)
    if shares[best] - shares[said] <= EVEN:
        return Found("close", numbers)
    return Found("low" if float(said) < float(best) else "high", numbers)


def rising(given: Given, scene: Scene) -> Found:
    """What the KL did while the VAE was trained; asked where both maps are there, under which the film is."""
    both_here(scene)
    return rise(given)


def percent(share: float) -> str:
    """A share in whole percent."""
    return f"{100 * share:.0f} %"


def both_here(scene: Scene) -> None:
    """A `WeightsError` in one sentence where one of the two models is missing."""
    if not {AE, VAE} <= scene.models.keys() & scene.codes.keys():
        raise ae.WeightsError(words.BOTH_NEEDED)


HOLE_FORM = Place(words.PRESS)

EVEN = 0.03
"""Shares of places that differ by this count as nearly the same: a dozen places of `PLACES`."""

BETAS = "betas"
"""A part of the page that a question may hide: the table over β with what follows from it."""

FACTS = "facts"
"""A part of the page that a question may hide: the table under the maps and what follows from it; the maps have two more."""

ON_FLAT = (FLAT, partial(asks_for, FLAT))
"""Where questions on codes of two numbers are asked, and what they set: both models have such codes."""

TASKS = (
    Task("hole", words.HOLE, HOLE_FORM, hole, (PICTURES, FACTS), *ON_FLAT),
    Task(
        "ring",
        words.RING,
        Scale([round(0.05 * i, 2) for i in range(10, 81)], 0.5, form=words.RADIUS),
        ring,
        (FACTS,),
        *ON_FLAT,
    ),
    Task("classes", words.CLASSES, Scale(list(range(11)), 0, words.MARKS), classes, (FACTS,), *ON_FLAT),
    Task("map-beta", words.BETAS, Choose({label: f"β = {label}" for label in NAMES}), betas, (BETAS,), *ON_FLAT),
    Task("nearest", words.NEAREST, Choose(words.NEIGHBOURS), neighbours, (OWN,), *ON_FLAT),
    Task("rise", words.RISE, Choose(words.RISES), rising, (FILM,), *ON_FLAT),
    PLANE,
)
