"""What the lesson on sampling, blending and single numbers says, part by part. No Streamlit here."""

import numpy as np

GUESS = {
    "Sample": "both decoders below get the same 36 random codes. Both have learned to draw digits. Will "
    "both draw digits now?",
    "Blend": "halfway from a 3 to an 8, what does each of the three rows show: two digits on top of each "
    "other, one digit, or none?",
    "Traverse": "one number of the code moves, nine stay. Does a single number mean something one can name: "
    "slant, thickness, the size of a loop?",
}

EXPLANATION = {
    "Blend": "- **Mixing pixels shows both digits at once,** each half transparent. Nobody writes like that, so the middle is "
    "far from every real digit.\n"
    "- **Mixing codes moves the strokes.** Most frames are some digit, because the decoder can only draw what it "
    "learned to draw.\n"
    "- **AE and VAE are closer here than one expects.** Both ends are codes of real digits, so the way between them "
    "mostly stays near real codes. The AE's way more often crosses a hole, where strokes break up; watch where "
    "the orange frame sits.\n"
    "- **Straight or spherical** matters little in ten dimensions. It matters more the more dimensions there are: a "
    "straight line passes close to the middle, where there is hardly a code.",
    "Traverse": "- **Single numbers seldom have a name.** Some change slant or width for one digit and something else for "
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
