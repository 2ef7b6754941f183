"""What the lesson on sampling, blending and single numbers says: its promise, and part by part the question and what follows.

No Streamlit here.
"""

from typing import Any

import numpy as np

from autoencoders.scores.metrics import UNUSED_NATS
from autoencoders.scores.samples import CONFIDENT

from ..plain import plain

PROMISE = (
    "A decoder draws a picture from **any** code, also from one that no digit ever had: here an AE's and a VAE's, side "
    "by side."
)

SAMPLE, BLEND, TRAVERSE, FED_BACK = "Sample", "Blend", "Traverse", "Fed back"
"""The four parts."""

IN_ONE_FILE = {SAMPLE: "sample", BLEND: "blend", TRAVERSE: "traverse", FED_BACK: "fed-back"}
"""The parts by their names in the address of the one-file page, where each is a lesson."""

PARTS = {
    "which": "Sample, blend, traverse, fed back: the choice",
    "codes": "Which random codes, and their temperature",
    "prior": "Priors fitted to codes",
    "digits": "The digits to blend or to begin from",
    "way": "The way through the codes, how far along",
    "frames": "How many frames",
    "passes": "How often fed back, by which models",
    "hundred": "A hundred test digits fed back",
    "start": "A digit or a random code to begin from",
    "order": "By what the sliders are ordered",
    "models": "Other models",
    "usual": "How usual the digit is",
    "explanation": "What to make of it",
    "code": "The code",
}
"""Parts of the page that a lesson's link may show or not."""

PLAIN_AE, PLAIN_VAE = "twin-10, N(0, I)", "vae-10, N(0, I)"
GAUSSIAN_AE, MIXTURE_AE = "twin-10, a fitted Gaussian", "twin-10, a fitted mixture of 10"
GAUSSIAN_VAE, MIXTURE_VAE = "vae-10, a fitted Gaussian", "vae-10, a fitted mixture of 10"
COPIES_AE, COPIES_VAE = "twin-10, reconstructions", "vae-10, reconstructions"
REAL = "real training images"
"""What the report calls the ways to make digits that are spoken of here."""

GUESSES = {
    SAMPLE: "both decoders get the same 36 random codes of N(0, I): each number from the bell curve around 0 with spread 1. Will "
    "both draw digits?",
    BLEND: "halfway between two digits, does a row show both, one of them, or neither?",
    TRAVERSE: "does a single number of the code mean something: slant, thickness, a loop?",
    FED_BACK: "give a model its own output as input, fifty times over: does your digit stay, become another, or fall apart?",
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


def sampling(spread: np.ndarray, measured: str) -> str:
    """What to make of the walls: `spread` `(d,)` is that of the AE's codes, `measured` what the report measured, in lines."""
    return (
        "- **The AE's codes are somewhere else.** Its codes of real digits spread by "
        f"{spread.min():.1f} to {spread.max():.1f} in their ten directions. Random codes with spread 1 all fall into a small "
        "spot near 0, where no digit lives, and the decoder draws next to nothing.\n"
        "- **Give it a prior, and it samples too.** Fit a Gaussian to the codes of its training digits and draw from that, "
        "or fit ten, which follow the shape of the cloud. So it is wrong that an AE cannot generate. It lacks a prior, "
        "and one can be fitted afterwards.\n"
        f"{measured}"
        "- The VAE's wall from N(0, I) at temperature 1 is the report's Figure 6, trained further."
    )


def judged(samples: dict[str, Any], fits: dict[str, Any]) -> str:
    """What was measured, and what follows for “then why a VAE?”; KeyError where a number lacks.

    `samples` and `fits` are the report's numbers on samples and on what other starts of a fit give.
    """
    names = PLAIN_AE, PLAIN_VAE, GAUSSIAN_AE, MIXTURE_AE, GAUSSIAN_VAE, MIXTURE_VAE, COPIES_AE, COPIES_VAE
    share = {key: 100 * samples[key]["recognised"]["mean"] for key in names}
    return (
        f"- **Measured:** a classifier of digits is at least {100 * CONFIDENT:g} % sure about {share[PLAIN_VAE]:.0f} % "
        "of the VAE's "
        f"samples, {share[GAUSSIAN_AE]:.0f} % of the AE's from a fitted Gaussian and {share[MIXTURE_AE]:.0f} % of the "
        f"AE's from ten. For scale: of what they give back of real digits it is so of {share[COPIES_VAE]:.0f} % (VAE) and "
        f"{share[COPIES_AE]:.0f} % (AE).\n"
        "- **That compares priors, not models.** Fit the same to the VAE's codes (the middles of its clouds), and "
        f"{share[GAUSSIAN_VAE]:.0f} % of its samples are recognised from one Gaussian and {share[MIXTURE_VAE]:.0f} % from ten. "
        f"{helps(share)} {ahead(fits)}\n"
        "- **Then why a VAE?** Not for the best-looking samples: those come from a fitted density, and an AE can have one "
        "too. What the VAE gives is that N(0, I) works at all, with no second fit after the training, because N(0, I) was part "
        f"of its loss: from there {share[PLAIN_AE]:.0f} % of the AE's samples are recognised. And a VAE's loss is a bound by "
        "which two models can be compared.\n"
    )


def helps(share: dict[str, float]) -> str:
    """Whether ten fitted Gaussians help both models, by the shares of their samples that are recognised."""
    both = share[MIXTURE_AE] > share[PLAIN_AE] and share[MIXTURE_VAE] > share[PLAIN_VAE]
    return "So a fitted density helps both." if both else "So a fitted density doesn't help both."


def ahead(fits: dict[str, Any]) -> str:
    """Whose samples from ten Gaussians are recognised more often, where that doesn't depend on how the fit began."""
    ae, vae = fits["twin-10"], fits["vae-10"]
    ranges = [f"{100 * each['least']:.0f} to {100 * each['most']:.0f} %" for each in (ae, vae)]
    found = (
        f"Over {ae['fits']} fits that begin elsewhere, ten Gaussians come to {ranges[0]} (AE) and {ranges[1]} (VAE): "
    )
    if ae["least"] > vae["most"]:
        return f"{found}then the AE is ahead."
    return f"{found}then {'the VAE is ahead' if vae['least'] > ae['most'] else 'neither is clearly ahead'}."


THE_VAE_TOO = (
    "Draws the VAE's codes from the same kind of density, fitted to its own codes: the middles of the clouds that its encoder "
    "gives for training digits, without how wide these are."
)


def setting(seed: int, temperature: float) -> str:
    """What random codes are made of."""
    return f"seed {seed}, temperature {temperature:.1f}"


def from_seed(seed: int) -> str:
    """What a random start is."""
    return f"the random code of seed {seed}"


UNCLEAR = "; ◤ no clear digit"
"""Behind that, where some pictures have the orange corner."""


def recognised(count: int, of: int, classes: int, real: float | None) -> str:
    """Above a wall: how many of its pictures are taken for digits, of how many `classes`; `real` is the share of real digits."""
    yardstick = "" if real is None else f" (real digits: {100 * real:.0f} %)"
    kinds = {0: "", 1: ", all as one and the same digit"}.get(classes, f", as {classes} of the ten digits")
    return f"{count} of {of} recognised{kinds}{yardstick}"


def frames(real: tuple[float, float], are_read: bool = True) -> str:
    """Under the rows; `real` are the distances that half and 95 % of real test digits stay below; frames may not be read."""
    read = "Under each frame stands the digit that it is read as, or ? where no digit is clear. " if are_read else ""
    return (
        f"{read}Dashed: the frame shown large. "
        "Framed in orange: where the row is furthest from any digit, measured in pixels: the root mean square difference from "
        "the nearest training digit, where 0 is a copy of one of them. **For scale:** of real test "
        f"digits half lie within **{real[0]:.2f}** and 95 % within **{real[1]:.2f}** of the nearest training digit."
    )


WAYS_HELP = (
    "Spherical keeps the length of the code. Random codes of ten numbers have lengths around 3, and hardly ever 0."
)


def two_sizes(of_ae: int, of_vae: int) -> str:
    """Under walls whose models have codes of different sizes."""
    return (
        f"The AE's codes have {of_ae} numbers and the VAE's {of_vae}, so these can't be the same random codes: compare how many "
        "digits there are, not picture by picture."
    )


BY_KL, BY_SPREAD = "KL in the VAE", "spread in the AE"
"""What the sliders may be ordered by, the largest first."""


def sliders(reach: int, unused: int, of_ae: int, of_vae: int) -> str:
    """Under the sliders, which go `reach` spreads to either side; `unused` of the `of_vae` numbers of the VAE say nothing."""
    return (
        f"Each slider goes from −{reach} to {reach}. For the VAE that is the number itself, for which N(0, 1) is the "
        "measure; the AE's "
        "numbers have other sizes, so for it 1 on the slider is one standard deviation of that number over all test digits. "
        f"{_numbered(of_ae, of_vae)}"
        "The upper bar, in percent, is the number's share of the variance of all the AE's codes. The lower one is the KL of the "
        "VAE's number in nats, averaged over the test digits: how much the VAE tells the decoder with it. "
        + (
            f"{unused} of its {of_vae} numbers {'say' if unused > 1 else 'says'} less than {UNUSED_NATS:g} nats and "
            f"{'are' if unused > 1 else 'is'} unused."
            if unused
            else f"All {of_vae} are in use."
        )
    )


def _numbered(of_ae: int, of_vae: int) -> str:
    """What one slider is to two models: a place in both codes, where both are so long."""
    same = "Slider z3 moves the third number of both codes. Which number stands third is chance in both: they need not do alike. "
    if of_ae == of_vae:
        return same
    short, less, more = ("VAE", of_vae, of_ae) if of_vae < of_ae else ("AE", of_ae, of_vae)
    return f"{same}The {short}'s code ends with number {less}; sliders from {less + 1} to {more} leave its picture as it is. "


LONGEST = 60
"""Characters of a link's words that are said again."""


def left_out(words: list[str], d: int, reach: int) -> str:
    """What to say of words that are no moved numbers; a link may bring anything, and any length of it."""
    given = " ".join(words)
    return (
        f"“{plain(given[:LONGEST])}” was left out: give number:place, with a number from 1 to {d} and a place from −{reach} "
        f"to {reach}."
    )
