"""What the questions of the lesson on the map say: the question, what was measured, what is said to each kind of answer.

Plain sentences; words in braces are filled with what was measured. No Streamlit here.
"""

from ..tasks.words import Words

TOO_FEW = "This question compares test digits, and the set that is looked at has one alone. Look at another set in the sidebar."

BOTH_NEEDED = "This question compares two models, and one of them can't be shown. Choose another question."
PRESS = "Press a place on a map, or go there with the arrow keys and take it with Enter."

HOLE = Words(
    "A decoder draws something at every place. Press one inside the rings where the VAE draws a digit, and the AE none.",
    "Measured at {place}, {where}: the AE's picture is {ae}; the VAE's is {vae}. Of {count} places spread evenly over the 2 σ "
    "ring, {ae_share} are digits in the AE and {vae_share} in the VAE. A digit is what the judge, a network that reads digits, "
    "is {sure} sure of.",
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
        "line": "1 is the answer for a single number. All the codes together, the aggregate posterior, spread {wider} the prior.",
        "prior": "That is the prior's own radius. But the codes match it only roughly. All of them together, the aggregate "
        "posterior, spread {wider} the prior.",
        "low": "You had them closer together. They spread {wider} the prior: codes that are pressed together are hard to tell "
        "apart, and that costs reconstruction.",
        "high": "You had them further apart. They spread {wider} the prior: the KL in the loss charges for leaving it, and holds "
        "them together.",
    },
    "On the VAE's map a dotted circle shows what was measured, and one your guess. In the table below, whose numbers are near 0 "
    "and 1?",
)
WIDER, NARROWER, ALIKE = "more widely than", "less widely than", "about as widely as"
YOURS, MEASURED = "yours", "68 %"

MARKS = ("in the AE", "in the VAE")
CLASSES = Words(
    "How many of the ten kinds of digits live inside the 2 σ ring, with at least 1 % of their codes?",
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
"""In how many models the nearest code is of the same kind."""

NEIGHBOURS_SAID = {
    "both": "in both models",
    "ae": "in the AE only",
    "vae": "in the VAE only",
    "neither": "in neither model",
}
NEAREST = Words(
    "Draw a digit. In which model will the nearest code of another digit be of the same kind?",
    "Measured: your digit is {digit}. The nearest code is that of {ae} in the AE, {ae_gap} away, and of {vae} in the VAE, "
    "{vae_gap} away: the same kind {outcome}. Of {count} test digits, {ae_share} have one of their own kind nearest in the AE "
    "and {vae_share} in the VAE.",
    {
        "right": "That is what you said. Two numbers are few: in either model ten kinds of digits must share places.",
        "more": "You said “{said}”, and it was less than that. Two numbers are few: in either model ten kinds of digits must "
        "share places.",
        "fewer": "You said “{said}”, and it was more than that. Two numbers are few, and still most codes lie among their own "
        "kind.",
        "other": "You said “{said}”, and it was the other model. Which of the two keeps a digit among its kind differs from "
        "digit to digit.",
        "unclear": "But the judge is not sure which digit yours is, so nothing counts as its kind. Draw it more "
        "clearly, and measure again.",
    },
    "Compare the two shares: does the VAE's order around 0 help it to tell digits apart? Then draw a 4 that turns into a 9, and "
    "watch it walk.",
)

RISES = {
    "down": "It falls all the way",
    "up": "It rises all the way, to where it ends",
    "over": "It shoots up, then falls",
}
RISE = Words(
    "A VAE begins with random weights, and its codes lie near the prior: its KL is small. What does training do to the KL?",
    "Measured on {count} test digits: {first} nats at step 0, {most} at step {peak}, {last} at step {end}. The reconstruction "
    "meanwhile goes from {before} nats to {then} at step {peak} and {after} at the end. At step {peak} a code lies {vae_far} "
    "from 0 on average, at the end {vae_end}; in the AE it is {ae_far}, and {ae_end}.",
    {
        "right": "That is what you said. At first the copies are so bad that any code far out pays. Only then is the KL worth "
        "saving.",
        "down": "But codes that all lie in one place tell the decoder nothing. To be told apart they must first leave it, and "
        "that costs KL.",
        "up": "But it first goes far beyond where it ends. At first the copies are so bad that any code far out pays, and only "
        "then is the KL worth saving.",
        "over": "But here it did not go far beyond where it ends.",
    },
    "Play the film under the maps. What holds the VAE's codes together after that, and what do the AE's do?",
)


def recorded(ae: str, vae: str) -> str:
    """What the question on the film was measured on."""
    return f"the recorded trainings of {ae} and {vae}"


BETAS = Words(
    "Turn β up, and the VAE's codes move closer to 0. At which β does the VAE draw a digit at most places inside the 2 σ ring?",
    "Measured at {count} places spread evenly over the ring: {all}. In the AE it is {ae}. A digit is what the judge, a network "
    "that reads digits, is {sure} sure of.",
    {
        "right": "That is what you said. Between codes that scatter and codes that lie on top of each other there is a best β "
        "for this.",
        "close": "You said {said}: nearly as many. Neighbours on the dial differ by little, and another training of the same "
        "models would move them too.",
        "low": "You said {said}: {said_share}. There the codes still leave the ring, and what lies between them was never "
        "learned.",
        "high": "You said {said}: {said_share}. There most codes are in the ring, but kinds of digits share their places, and "
        "the decoder draws blurs of them.",
    },
    "Turn the dial over the VAE's map from one end to the other, first on the points, then on “read as”. Where do the digits "
    "come from, and where do they go?",
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


WHICH = {
    "ae": "The AE's codes are the flatter ones: nothing in its loss says how far a number may spread.",
    "vae": "The VAE's codes are the flatter ones here.",
}

PLANE_MARKS = ("the AE's codes", "the VAE's codes")
PERCENT = "{:g} %"
PLANE = Words(
    "A code has more than two numbers, and a map has two axes. Take the plane in which the codes of all test digits vary most: "
    "how much of their variance does it keep?",
    "Measured on {count} test digits: {ae} of the variance of the AE's {ae_d} numbers, {vae} of that of the VAE's {vae_d}. If "
    "all numbers varied alike, each by itself, any plane would keep {ae_even} and {vae_even}. {which}",
    {
        "near": "Both within {near}. So most of what a code says is off the map: dots that touch may be far apart.",
        "high": "It is less than you said. Most of what a code says is off the map, and dots that touch may be far apart.",
        "low": "It is more than you said: the numbers don't vary alike, or not each by itself.",
        "mixed": "Of one you said too much, of the other too little.",
    },
    "Let the plane go through your digit, and move the pointer to its place: is it what its code gives back?",
)
