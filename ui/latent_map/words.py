"""What the lesson on the map of the codes says: its promise, its questions, its captions, and what to make of it.

No Streamlit here.
"""

from collections.abc import Mapping

from autoencoders.scores.ring_facts import Facts
from autoencoders.scores.samples import CONFIDENT

from .betas import NAMES, Worth

PROMISE = "Codes of **two numbers** are places on a map. Each decodes to a picture, even where no digit lives."

GUESS = "on which map will a dart thrown at the middle more often hit a proper digit?"

SEARCH = (
    "**Now search:** find a place inside the 2 σ ring where the AE's picture is no digit. Then try the same in the VAE. "
    "Which of the ten digits do you meet inside the ring on each map?"
)

PARTS = {
    "models": "Other models",
    "plane": "The plane through codes of more than two numbers",
    "digit": "Where the digit comes from",
    "layer": "Points, decoded digits, holes",
    "scale": "The scale, and going to a code",
    "classes": "Which digits are shown as points",
    "damage": "The digit damaged",
    "usual": "How usual the digit is",
    "facts": "The table of where codes lie",
    "beta": "β of the VAE, and what each β makes of the map",
    "film": "How the maps came to be",
    "explanation": "What to make of it",
    "code": "The code",
}
"""Parts of the page that a lesson's link may show or not."""

LAYERS = {
    "points": "Each point is the code of one of COUNT test digits.",
    "decoded digits": "The sheet is what the decoder draws at 20 × 20 places.",
    "read as": "Each square is what the *judge*, a network that was trained to read digits, makes of the picture there: a white "
    "numeral where it is at least SURE sure, a small one where it leans to a digit, ? where it is torn, nothing where there is "
    "hardly any ink. Over each map stands how many of the squares in the 2 σ ring are digits to it.",
    "holes": "The colours are how far each place inside the rings is from the nearest code.",
}
"""What each layer shows."""

DIAL_HELP = (
    "Each place of this slider shows another VAE on the right. It was trained with that β; networks, training digits, first "
    "weights and steps are the same. The slider over the VAE's map is the same one."
)

PLACE = {True: ("First number", "Second number"), False: ("To the right", "Up")}
"""What is asked of a place to go to, whether codes have two numbers or are seen on a plane."""

REAL = "real test images"
"""The digits that tell how far the judge can be believed, by their name among the shipped measurements."""

SCALES_HELP = (
    "The same square on both maps, close up around 0 or so wide that at least 99 of 100 codes are in it; or for each map the "
    "square that fits its own codes. Decoded digits and holes are shown where codes are drawn: near the rings."
)


def judge_words(real: float | None) -> str:
    """How far the judge can be believed; `real` is the share of real test digits of which it is sure, or None."""
    of_real = "" if real is None else f" Of real test digits, too, it is that sure of {100 * real:.1f} % only."
    return f"It was also taught to doubt: blends of two digits and noise were among what it learned from.{of_real}"


def layer_words(layer: str, real: float | None = None, count: int = 10_000) -> str:
    """What the layer is, of so many test digits; `real` is as in `judge_words`."""
    told = LAYERS[layer].replace("SURE", f"{CONFIDENT:.0%}".replace("%", " %")).replace("COUNT", f"{count:,}")
    return f"{told} {judge_words(real)}" if layer == "read as" else told


def under_the_maps(layer: str, digit: str, real: float | None = None, count: int = 10_000, is_twin: bool = True) -> str:
    """What the layer, the rings and “your digit” are; `digit` says which it is, `real` and `count` are as in `layer_words`.

    `is_twin` says whether the AE is the one that has the VAE's networks and training.
    """
    alike = "The AE (left) and the VAE (right) have the same decoder network and learned from the same digits for equally long. "
    return (
        f"{layer_words(layer, real, count)} *Closest* is which test digit's code is nearest. {alike if is_twin else ''}"
        "The rings are 1, 2 and 3 standard deviations (σ) of **N(0, I)**, the *prior*: the cloud of random numbers around 0 that "
        f"a VAE is trained to match. The AE never heard of it. “Your digit” is {digit}: to the AE one point, to the VAE a "
        "little cloud, drawn as the ellipses of one and two standard deviations."
    )


def betas(worths: Mapping[str, Worth]) -> str:
    """What to make of the table over β, from its numbers; nothing where one of its VAEs is missing."""
    vaes = {label: each for label, each in worths.items() if each.kl is not None}
    if len(vaes) < len(NAMES):
        return ""
    labels = list(vaes)
    low, high = vaes[labels[0]], vaes[labels[-1]]
    best = max(vaes, key=lambda label: vaes[label].digits)
    assert low.kl is not None
    assert high.kl is not None
    return (
        f"From β = {labels[0]} to β = {labels[-1]} the KL falls from {low.kl:.0f} to {high.kl:.1f} nats, and "
        f"{high.inside:.0%} of the codes lie inside the ring in place of {low.inside:.0%}: the sprawl becomes a heap as wide as "
        f"the prior. Its price is reconstruction: {high.reconstruction:.1f} nats in place of {low.reconstruction:.1f}. Most "
        f"places are digits at β = {best}, {vaes[best].digits:.0%}. With a smaller β codes leave the ring, and places without "
        "any stay behind; with a larger one the kinds of digits lie on top of each other, and the decoder draws blurs of them."
    )


def under_the_table(vae: Facts) -> str:
    """Why the VAE's codes spread more widely than their centres."""
    centres = vae.deviation[0] ** 2
    return (
        "The prior asks for mean 0 and standard deviation 1. A VAE's code is a cloud, so all its codes together, the *aggregate "
        "posterior*, vary by how much the clouds' centres vary plus the average variance of one cloud: for the first number "
        f"{centres:.3f} + {vae.cloud[0]:.3f} = {centres + vae.cloud[0]:.3f}. The columns on the ring "
        "count the centres alone."
    )


def conclusions(far: Facts, near: Facts) -> str:
    """What to make of the shipped maps: `far` are the facts of the AE, `near` those of the VAE."""
    return (
        "- **A place in the middle is a digit more often on the VAE's map.** Look at the decoded digits close up: inside the "
        "2 σ ring the "
        "AE has mostly 3s, 5s and blurs of several digits, the VAE a bit of everything.\n"
        "- **The AE puts its codes wherever reconstruction is easiest,** here far out and off centre; choose *same, "
        f"99 % of codes* to see it. Only {far.inside:.0%} of them are inside the 2 σ ring, and hardly any of the digits "
        f"{', '.join(str(d) for d in range(10) if d not in far.classes)}.\n"
        "- **The VAE keeps its codes together around 0.** The KL in its loss charges for codes that leave the prior, and so "
        f"{near.inside:.0%} of them are inside the ring, all ten digits among them. A place inside the ring is "
        f"{near.gap:.2f} away from a real code on average; in the AE it is {far.gap:.2f}. That is what lets one *make* "
        "digits with a VAE: draw a random code from N(0, I), and decode it.\n"
        "- **It is no magic.** You will find smears in the VAE too, where two digits meet: with two numbers, neighbours must "
        "touch somewhere. And far outside all rings its pictures are as broken as the AE's: nothing was trained there.\n"
        "- **The match with the prior is rough.** Two numbers are so few that the VAE would rather pay some KL than "
        "lose digits: it spreads a little wider than 1.\n"
        "- **An AE is not unable to make digits.** It lacks a map of where its codes are. Give it one, and it draws digits too: "
        "the next lesson does."
    )


FILM = (
    "Both models began with random weights. Both trainings were recorded: **play** them side by side, and watch where the codes "
    "go. Which map still changes late?"
)

FILM_SCALES = (
    "The square stays the same from the first step to the last: one for both maps, close up around 0 or so wide that 99 of 100 "
    "of the last codes are in it; or for each map the square that fits its own last codes."
)


def under_the_film(snapshots: int, digits: int, steps: int, apart: Mapping[str, float]) -> str:
    """What the film is made of; `apart` is how far, for each model by its title, a code lies on average from its place on the
    maps above where the film ends, and empty where it ends at these very maps."""
    far = " and ".join(f"{distance:.2f} in the {title}" for title, distance in apart.items())
    other = (
        "For the film both trainings were made once more, by the same recipe, from the same first weights and digits. Sums that "
        f"differ in their last digits, as another computer or program makes them, have grown over {steps:,} steps: at the end of "
        f"the film a code is on average {far} away from its place on the maps above. "
    )
    return (other if apart else "") + (
        f"There are {snapshots} snapshots of each training, closer at the start, where a model changes fastest; between two "
        f"of them nothing is made up. Each point is the code of one of {digits:,} test digits of MNIST, always the same. "
        "The curve shows the loss in training as a line, and as dots what these test digits cost at each snapshot. Press it to "
        "go there. The steps lie on a logarithmic scale."
    )
