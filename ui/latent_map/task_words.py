"""What the questions of the lesson on the map say: the question, what was measured, what is said to each kind of answer.

Plain sentences; words in braces are filled with what was measured. No Streamlit here.
"""

from ..tasks.task import Words

BOTH_NEEDED = "This question compares two models, and one of them can't be shown. Choose another question."
PRESS = "Press a place on a map, or go there with the arrow keys and take it with Enter."

HOLE = Words(
    "A decoder draws something at every place. Press one inside the rings where the VAE draws a digit, and the AE none.",
    "Measured at {place}, {where}: the AE's picture is {ae}; the VAE's is {vae}. The nearest code is {ae_gap} away in the AE, "
    "{vae_gap} in the VAE. Of {count} places spread evenly over the 2 σ ring, {ae_share} are digits in the AE and {vae_share} "
    "in the VAE. A digit is what the judge, a small network that reads digits, is at least {sure} sure of.",
    {
        "found": "That is what was asked for. A decoder has learned to draw where codes lie; between them it can only guess.",
        "neither": "Neither draws a digit here. A VAE has holes too, mostly where two kinds of digits meet. Aim at the middle of "
        "one colour on its map.",
        "both": "The AE draws a digit here too. It has some places like that inside the rings. Look for one where its dots are "
        "few, or of many colours.",
        "reverse": "It is the other way round: only the AE draws a digit here. A VAE has holes too, mostly where two kinds of "
        "digits meet.",
        "far": "Your place is outside all rings. Random codes for new digits are drawn from the prior: the cloud around 0 to "
        "which the rings belong. Only {beyond} of them land out there, so try a place inside.",
    },
    "Now the pictures are here. Find a place where both are digits, then one where neither is. Which is harder to find?",
)
INSIDE, OUTSIDE = "inside the {} σ ring", "outside all rings"

RADIUS = "{:.2f}"
RING = Words(
    "Think of a circle around 0 that holds 68 % of the VAE's codes. How large is its radius?",
    "Measured on {count} test digits: {drawn} for codes drawn from each digit's cloud, {centres} for the clouds' centres. "
    "The AE's codes need {ae}. The prior N(0, I), which the VAE is trained to match, needs {prior}. On a line 68 % lie within 1. "
    "On a plane two numbers must be small at once, and only {within_one} lie within 1.",
    {
        "near": "You were within {near} of it. All the codes together, the aggregate posterior, spread {wider} the prior.",
        "line": "1 is the answer on a line, for a single number. On a plane even the prior needs more. All codes together, the "
        "aggregate posterior, spread {wider} the prior.",
        "prior": "That is the prior's own radius. But the codes match it only roughly. All of them together, the aggregate "
        "posterior, spread {wider} the prior.",
        "low": "You had them closer together. They spread {wider} the prior: codes that are pressed together are hard to tell "
        "apart, and that costs reconstruction.",
        "high": "You had them further apart. They spread {wider} the prior: the KL in the loss charges for leaving it, and holds "
        "them together.",
    },
    "On the VAE's map a dotted circle shows what was measured, and one your guess. Whose numbers in the table below are near 0 and 1?",
)
WIDER, NARROWER, ALIKE = "more widely than", "less widely than", "about as widely as"
YOURS, MEASURED = "yours", "68 %"

MARKS = ("in the AE", "in the VAE")
CLASSES = Words(
    "Ten kinds of digits have codes. How many of the ten live inside the 2 σ ring? (One lives there if at least 1 in 100 of its "
    "codes lie inside.)",
    "Measured on {count} test digits: in the AE {ae_count} live there ({ae_which}), in the VAE {vae_count} ({vae_which}). Of all "
    "codes, {ae_inside} lie inside the ring in the AE and {vae_inside} in the VAE.",
    {
        "right": "You had both. A random code from the ring can hardly become a kind that does not live there.",
        "many": "You gave the AE more. Nothing in its loss asks for codes near 0, so a kind may live anywhere.",
        "few": "You gave the AE fewer. It never heard of the ring, and still some of its kinds have codes there by chance.",
        "vae": "You had the AE right, and not the VAE. Its loss charges for codes far from 0, each kind like the others.",
    },
    "Under the maps, switch kinds of digits off and on. Where do the AE's missing ones live? Choose “same, 99 % of codes”.",
)
ALL_TEN, NO_KIND = "all of them", "none of them"

NEIGHBOURS = {"both": "In both", "ae": "Only in the AE", "vae": "Only in the VAE", "neither": "In neither"}
SAME_IN = {"both": 2, "ae": 1, "vae": 1, "neither": 0}
"""In how many models the neighbour is of the same kind."""

NEIGHBOURS_SAID = {
    "both": "in both models",
    "ae": "in the AE only",
    "vae": "in the VAE only",
    "neither": "in neither model",
}
NEAREST = Words(
    "Give a digit, best one that you draw. Its code has a nearest neighbour among the test digits' codes. Where is that the same "
    "kind of digit?",
    "Measured: your digit is {digit}. Its neighbour is {ae} in the AE, {ae_gap} away, and {vae} in the VAE, {vae_gap} away: the "
    "same kind {outcome}. Of {count} test digits, {ae_share} have a neighbour of their own kind in the AE and {vae_share} in "
    "the VAE.",
    {
        "right": "That is what you said. Two numbers are few: in either model ten kinds of digits must share places.",
        "more": "You said “{said}”, and it was less than that. Two numbers are few: in either model ten kinds of digits must share "
        "places.",
        "fewer": "You said “{said}”, and it was more than that. Two numbers are few, and still most codes lie among their own "
        "kind.",
        "other": "You said “{said}”, and it was the other model. Which of the two keeps a digit among its kind differs from digit "
        "to digit.",
        "unclear": "But the judge is not sure which digit yours is, so no neighbour counts as the same kind. Draw it more "
        "clearly, and measure again.",
    },
    "Does the VAE's order around 0 cost it neighbours? Compare the two shares. Then draw your digit so that only one model knows "
    "it.",
)


def a_digit(label: int) -> str:
    """A digit with its article."""
    return f"{'an' if label == 8 else 'a'} {label}"


def outcome(in_ae: bool, in_vae: bool) -> str:
    """Which of `NEIGHBOURS` it is."""
    return {(True, True): "both", (True, False): "ae", (False, True): "vae", (False, False): "neither"}[in_ae, in_vae]


def setting(ae: str, vae: str, digit: str = "") -> str:
    """What was measured on: the names of the models, and which digit where a question is about that."""
    return f"{digit + ', ' if digit else ''}the codes of {' and '.join(filter(None, (ae, vae)))}"
