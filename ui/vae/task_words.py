"""What the questions of the lesson on samples, blends and single numbers say, and what is said to each kind of answer.

Plain sentences; words in braces are filled with what was measured. No Streamlit here.
"""

from ..tasks.words import Words

MARKS = ("codes from N(0, I)", "codes from ten Gaussians, fitted to its codes")
OF_36 = "{:g} of 36"

SAMPLES = Words(
    "36 random codes go through the AE's decoder. How many of its pictures are taken for a digit, with codes from N(0, I), and "
    "with codes from ten Gaussians that were fitted to the codes of real digits?",
    "Measured: the judge, a classifier of digits, is at least {sure} sure of {prior} of 36 from N(0, I), and of {fitted} from "
    "the ten Gaussians. Of the VAE's it is sure of {vae} from N(0, I), and of {vae_fitted} from ten Gaussians that were fitted "
    "to its own codes. Below are twelve of each, in this order.",
    {
        "near": "Both within 4: you saw that it is the codes, and not the decoder, that N(0, I) gets wrong.",
        "high": "You expected more from N(0, I). Nothing in an AE's training puts its codes there, so its decoder never "
        "learned to draw from them.",
        "less": "N(0, I) did better than you said: it comes closer to this AE's codes than you thought.",
        "low": "The ten Gaussians did better than you thought. The decoder can draw; it only lacked a place to draw codes from.",
        "over": "The ten Gaussians did less than you thought. Between the codes of real digits there are places where no "
        "digit lives, and some draws fall there.",
    },
    "Give the AE a prior below, then the VAE too: how far does a single Gaussian get in each? Then lower the temperature.",
)

SIZES_LABELS = {"2": "2 numbers", "10": "10 numbers", "100": "100 numbers"}
MOST_FIRST = "Most digits first"
SHARE = "{:.0f} %"

SIZES = Words(
    "Three AEs have codes of 2, 10 and 100 numbers. To the codes of each a Gaussian is fitted, and new codes are drawn from it. "
    "Whose pictures are taken for digits most often?",
    "Measured with {count} new codes for each: 2 numbers {two}, 10 numbers {ten}, 100 numbers {hundred}. Differences under "
    "{chance} are chance. The AE with 100 numbers has smaller networks: with the same small ones, 10 numbers come to "
    "{small}. {equal}",
    {
        "same": "That is your order. What a long code does by itself, only equal networks show.",
        "hundred": "You had 100 first. It copies best, and yet it is not ahead in drawing: those are two arts.",
        "other": "You had them in another order. The AE with 100 numbers copies best, and yet it is not ahead in drawing.",
        "odd": "Here 100 numbers are not the worst: another AE draws fewer digits, by more than chance. Other seeds and "
        "temperatures tell whether it stays so.",
    },
    "Copying and drawing are two arts. Which of the three would you send over a slow line, and which would you draw with?",
)

EQUAL = {
    "alike": "So with equal networks, 10 and 100 numbers do not differ by more than chance: it is not shown that the long code "
    "costs anything.",
    "fewer": "So with equal networks, 100 numbers draw fewer digits than 10: a Gaussian in a long code finds more that no digit "
    "has.",
    "more": "So with equal networks, 100 numbers draw even more digits than 10: it is not the long code that costs.",
}
"""The last sentence of `SIZES`, by what networks of one size come to."""

ROWS = {"pixels": "Pixels, mixed", "AE": "The AE's codes, mixed", "VAE": "The VAE's codes, mixed"}
NEAREST = {"pixels": "The mixed pixels are", "AE": "The AE's is", "VAE": "The VAE's is"}
"""Whose middle is nearest."""

MIDDLE = Words(
    "Halfway between your two digits, whose picture is nearest to a real digit: that of the mixed pixels, of the AE or of the "
    "VAE?",
    "Measured as the distance of the middle from the nearest training digit: pixels {far_pixels} ({read_pixels}), AE {far_AE} "
    "({read_AE}), VAE {far_VAE} ({read_VAE}). {nearest} nearest. Half of all real digits lie within {real}.",
    {
        "right": "That is the one. A decoder draws strokes halfway, where mixed pixels show both digits half transparent.",
        "even": "Yours is so close to the nearest that no eye sees the difference: both are fine guesses. A decoder draws "
        "strokes halfway, whether the codes are an "
        "AE's or a VAE's.",
        "pixels": "You said the pixels. Mixed, they show both digits half transparent, and nobody writes like that.",
        "other": "Another was nearer this time. Between two real codes AE and VAE are closer than one expects.",
        "odd": "Here the mixed pixels are nearest: your two digits lie on top of each other, so mixing moves no stroke.",
    },
    "Nearest does not mean near: is it within the reach of real digits? Take another pair, and measure again.",
)

UNCLEAR_START = "{} (of which the judge was not sure at the start)"
OF_20 = "{:g} of 20"
TOO_FEW = "This question moves ten numbers: choose models whose codes have ten or more, or “Just look”."
ENDS = Words(
    "One number of your digit's code in the VAE goes to −3 and then to 3; the others stay. So with each of the ten (of a "
    "longer code, the ten with the largest KL): 20 pictures. How many of them are still read as the same digit?",
    "Measured in the VAE: still read as {digit}: {same} of 20; as another digit: {others}; as no clear digit: {unclear}. In the "
    "AE, moved as far for its codes: {same_AE}, {others_AE} and {unclear_AE}. Number {most} changes the VAE's picture most. By "
    "its KL, which is what it tells on average, it has place {rank} of {d}.",
    {
        "near": "You were close. A single number has no fixed meaning: it changes how a digit is written, and often which it is.",
        "many": "You expected more to stay. A single number changes how a digit is written, and often which digit it is.",
        "few": "More stay than you thought. Much of a digit is told by the numbers that did not move.",
        "start": "But the start itself is no clear digit to the judge, so little could stay. Take another one and measure again.",
    },
    "Open −3 to 3 beside a number below. Does it do the same to a 1 as to an 8?",
)
