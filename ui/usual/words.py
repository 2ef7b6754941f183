"""What is said of a picture's places among the test digits: each in words, and what follows from them. No Streamlit here."""

from collections.abc import Mapping, Sequence

from autoencoders.report.aliens import BLIND
from autoencoders.report.aliens import listed as kinds_listed
from autoencoders.scores.percentiles import key
from autoencoders.scores.strangeness import DISTANCE, ERROR, NEGATIVE_ELBO

from .places import Place

TITLE = "How usual is this?"

MEASURES = {
    ERROR: ("Reconstruction error", "mean squared error of what the model gives back"),
    NEGATIVE_ELBO: ("−ELBO", "what the VAE says it costs, in nats: reconstruction + KL"),
    DISTANCE: ("Distance to the nearest training digit", "root mean square over the pixels, whatever the model"),
}
"""What each measure is called, and what it is in a line."""

UNITS = {ERROR: ".4f", NEGATIVE_ELBO: ".0f", DISTANCE: ".3f"}
"""How a value of it is written."""

READ = (
    "Each strip shows how {count} test digits lie, from the most usual on the left to the strangest; the line in it is the 99 % "
    "mark, and ▼ is what you gave, without noise."
)

NO_DISTANCE = "The distance to the nearest training digit needs MNIST, which is not on this machine."

OWN = " Of a model of your own −ELBO is compared with fewer digits."


FEWER = " −ELBO and distance are compared with fewer of them."


def in_words(place: Place) -> str:
    """The place in a few words, such as “more than 93.2 % of test digits”."""
    if place.below >= 1:
        return "more than any test digit"
    if place.below <= 0:
        return "less than any test digit"
    return f"more than {percent(place.below)} of test digits"


def percent(share: float) -> str:
    """A share as the pages write it; what is not quite all or nothing does not become it by rounding."""
    value = min(max(100 * share, 0.1), 99.9) if 0 < share < 1 else 100 * share
    return f"{value:.1f} %"


def written(place: Place) -> str:
    """The value with its place, as a strip has it."""
    return f"{place.value:{UNITS[place.measure]}}: {in_words(place)}"


def spoken(place: Place) -> str:
    """The strip for who can't see it."""
    whose = f" of {place.title}" if place.title else ""
    note = ". Beyond the 99 % mark" if place.beyond else ""
    return f"{MEASURES[place.measure][0]}{whose}: {written(place)}{note}."


def by(place: Place) -> str:
    """By what a picture was noticed, in a few words."""
    name = MEASURES[place.measure][0]
    name = name if place.measure == NEGATIVE_ELBO else name[0].lower() + name[1:]
    return f"{name} of {place.title}" if place.title else name


def listed(parts: Sequence[str]) -> str:
    """Commas and an “and”."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def verdict(places: Sequence[Place], alien: bool, made: bool) -> str:
    """What follows: who notices the picture, who does not, and what that is worth. Markdown.

    An `alien` is known to be no digit; what was `made` by the visitor may be anything; all else are test digits.
    """
    if not places:
        return ""
    noticing = [place for place in places if place.beyond]
    silent = [place for place in places if not place.beyond]
    if noticing:
        said = f"**Stranger than 99 % of test digits** by {noticed(noticing)}."
        if not (alien or made):
            said += " It is a test digit all the same: one in a hundred lies there."
        elif silent:
            said += f" Not noticed by {by_measure(silent)}."
        else:
            said += " Every measure here notices it."
    elif alien:
        said = "**No measure here notices that this is no digit.** A small error means easy to give back, not “digit”."
    elif made:
        said = "**By no measure here does this stand out among test digits.** That does not make it a digit: a dot may pass too."
    else:
        said = "**An ordinary digit** by every measure here."
    plain = [place for place in places if place.too_plain]
    if plain and (alien or made):
        said += f" By {by_measure(plain)} it is even plainer than 99 % of them: little ink costs little."
    return said


def noticed(places: Sequence[Place]) -> str:
    """By what a picture was noticed, with the share of test digits that are stranger still: the first of each measure."""
    said = []
    for measure in MEASURES:
        here = [place for place in places if place.measure == measure]
        if not here:
            continue
        worst = max(here, key=lambda place: place.below)
        more = f" and {len(here) - 1} more" if len(here) > 1 else ""
        left = "none is stranger" if worst.below >= 1 else f"{percent(1 - worst.below)} are stranger"
        said.append(f"{by(worst)}{more} ({left})")
    return listed(said)


def by_measure(places: Sequence[Place]) -> str:
    """Measures, each once: with its model's name where there is one alone."""
    said = []
    for measure in MEASURES:
        here = [place for place in places if place.measure == measure]
        if len(here) == 1:
            said.append(by(here[0]))
        elif here:
            name = by(here[0]).split(" of ")[0]
            said.append(f"the {name} of {len(here)} models" if measure == ERROR else f"{name} of {len(here)} VAEs")
    return listed(said)


TOLD = {
    key(ERROR, "conv-10"): "the error of conv-10",
    key(NEGATIVE_ELBO, "vae-10"): "−ELBO of vae-10",
    DISTANCE: "the distance to the nearest training digit",
}
"""Measures of the report that are spoken of, by their names in its numbers."""


def blind(found: Mapping[str, Mapping[str, float]]) -> str:
    """What to make of the measures: which kinds of aliens each finds more usual than digits, from their AUROC. Markdown."""
    said = []
    for name, title in TOLD.items():
        kinds = [kind for kind, value in found.get(name, {}).items() if value < BLIND]
        if kinds:
            said.append(f"{title} finds {kinds_listed(kinds)} more usual than test digits")
    if not said:
        return ""
    return (
        "\n- **A small error does not mean “digit”, nor does a low −ELBO.** Measured over hundreds of aliens: "
        f"{'; '.join(said)}. What is nearly empty is cheap to give back and cheap to describe."
    )
