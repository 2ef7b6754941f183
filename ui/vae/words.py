"""What the lesson on sampling, blending and single numbers says: its promise, and part by part the question and what follows.

No Streamlit here.
"""

from typing import Any

import numpy as np

from autoencoders.scores.metrics import UNUSED_NATS
from autoencoders.scores.samples import CONFIDENT

PROMISE = (
    "A decoder can draw a picture from **any** code, also from one that no digit ever had. Here are an AE and a VAE with the "
    "same hidden layers and the same decoder. The VAE was trained with noisy codes, and to keep them close to **N(0, I)**: "
    "random numbers with mean 0 and spread 1. The AE was not."
)

SAMPLE, BLEND, TRAVERSE = "Sample", "Blend", "Traverse"
"""The three parts."""

JUDGED = (
    ("vae-10, N(0, I)", "of the VAE's samples"),
    ("twin-10, a fitted Gaussian", "of the AE's from a Gaussian"),
    ("twin-10, a fitted mixture of 10", "of the AE's from ten Gaussians"),
)  # not the AE's from N(0, I): they all look alike, and the classifier takes the one blob for a digit

GUESSES = {
    SAMPLE: "both decoders below get the same 36 random codes. Both have learned to draw digits. Will "
    "both draw digits now?",
    BLEND: "halfway from a 3 to an 8, what does each of the three rows show: two digits on top of each "
    "other, one digit, or none?",
    TRAVERSE: "one number of the code moves, nine stay. Does a single number mean something one can name: "
    "slant, thickness, the size of a loop?",
}

EXPLANATION = {
    BLEND: "- **Mixing pixels shows both digits at once,** each half transparent. Nobody writes like that, so the middle is "
    "far from every real digit.\n"
    "- **Mixing codes moves the strokes.** Most frames are some digit, because the decoder can only draw what it "
    "learned to draw.\n"
    "- **AE and VAE are closer here than one expects.** Both ends are codes of real digits, so the way between them "
    "mostly stays near real codes. The AE's way more often crosses a hole, where strokes break up; watch where "
    "the orange frame sits.\n"
    "- **Straight or spherical** matters little in ten dimensions. It matters more the more dimensions there are: a "
    "straight line passes close to the middle, where there is hardly a code.",
    TRAVERSE: "- **Single numbers seldom have a name.** Some change slant or width for one digit and something else for "
    "another. Nothing in either loss asks for numbers that mean something by themselves.\n"
    "- **In the VAE most moves between −3 and 3 end in something digit-like,** since its codes fill that range. "
    "In the AE the same move more often leaves the region of real codes, and the strokes break up.\n"
    "- **A number with a KL near 0 is not used:** moving it changes nothing, and the encoder leaves it at N(0, 1). "
    "With a larger weight β on the KL more of them fall silent: see the lesson on what a VAE pays for.",
}


def sampling(spread: np.ndarray, recognised: str) -> str:
    """What to make of the walls: `spread` `(d,)` is that of the AE's codes, `recognised` a line on what was measured."""
    return (
        "- **The AE's codes are somewhere else.** Its codes of real digits spread by "
        f"{spread.min():.1f} to {spread.max():.1f} in their ten directions. Random codes with spread 1 all fall into a small "
        "spot near 0, where no digit lives, and the decoder draws next to nothing.\n"
        "- **Give it a prior, and it samples too.** Fit a Gaussian to the codes of its training digits and draw from that, "
        "or fit ten, which follow the shape of the cloud. So it is wrong that an AE cannot generate. It lacks a prior, "
        "and one can be fitted afterwards.\n"
        f"{recognised}"
        "- **The VAE needs no such repair,** because N(0, I) was part of its training. But look for strokes that belong to "
        "no digit: between the classes there are codes that no digit ever had.\n"
        "- The VAE's wall at temperature 1 is the report's Figure 6."
    )


def judged(samples: dict[str, Any]) -> str:
    """How many samples a classifier recognises, as a line; `samples` are the report's numbers. KeyError where one is missing."""
    shares = [f"{100 * samples[key]['recognised']['mean']:.0f} % {words}" for key, words in JUDGED]
    return f"- **Measured:** a classifier of digits is at least {100 * CONFIDENT:g} % sure about {', '.join(shares)}.\n"


FRAMES = (
    "Dashed: the frame shown large. Framed in orange: where the row is furthest from any digit, measured in pixels: the root "
    "mean square difference from the nearest of the training digits, where 0 is a copy of one of them."
)

WAYS_HELP = (
    "Spherical keeps the length of the code. Random codes of ten numbers have lengths around 3, and hardly ever 0."
)


def sliders(reach: int, unused: int) -> str:
    """Under the sliders, which go `reach` spreads to either side; `unused` of the VAE's ten numbers say nothing."""
    return (
        f"Each slider goes from −{reach} to {reach} spreads of that number: for the VAE the prior's, for the AE those of its own "
        "codes. "
        "The bars are the KL of each number in nats, averaged over the test digits: how much the VAE tells the decoder with it. "
        + (
            f"{unused} of its ten numbers say less than {UNUSED_NATS:g} nats and are unused."
            if unused
            else "All ten are in use."
        )
    )


def left_out(words: list[str], d: int, reach: int) -> str:
    """What to say of words that are no moved numbers."""
    given = " ".join(words)
    return (
        f"{given!r} was left out: give number:place, with a number from 1 to {d} and a place from −{reach} to {reach}."
    )
