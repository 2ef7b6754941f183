"""What the report claims, as rows of data: its words, its figure, and the rule that judges it; no verdict is typed.

The rules themselves, with their tolerances, are in `rules.py`; they are functions of the numbers of `all_measurements.py`.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from ..scores.samples import THRESHOLDS
from .rules import (
    AS_OFTEN,
    CAVEAT,
    FAILS,
    HALF_AS_OFTEN,
    NEAR,
    NEARLY,
    UNKNOWN,
    VERDICTS,
    Finding,
    Numbers,
    conv_is_ahead,
    denoising_satisfies,
    final_loss,
    minimises_the_elbo,
    parameters,
    samples_look_like_digits,
    under_a_third,
    vae_is_less_blurry,
    wider_is_better,
)
from .seeds import views


@dataclass(frozen=True)
class Claim:
    """One claim: its key, what the report says, the rule in words, the rule itself, and the figure that it belongs to.

    `trained` is False for what no training decides.
    """

    key: str
    says: str
    rule: str
    find: Callable[[Numbers], Finding]
    figure: int
    trained: bool = True


def judged(claim: Claim, numbers: Numbers) -> Finding:
    """The finding, and whether it is the same with other seeds; that it was not measured, where a number is missing.

    Where seeds disagree it is a caveat, unless most of them say that the claim doesn't hold.
    """
    try:
        finding = claim.find(numbers)
        others = [claim.find(view).verdict for view in views(numbers)] if claim.trained else []
    except KeyError as missing:
        return Finding(f"Not measured: the numbers lack {missing}.", UNKNOWN)
    if not others:
        return finding
    if set(others) == {finding.verdict}:
        return Finding(f"{finding.measured} The verdict is the same with each of {len(others)} seeds.", finding.verdict)
    each = Counter(others)
    told = ", ".join(f"with {each[verdict]} it {verdict}" for verdict in VERDICTS if each[verdict])
    text = f"{finding.measured} The verdict hangs on the seed, of {len(others)}: {told}."
    return Finding(text, FAILS if 2 * each[FAILS] > len(others) else CAVEAT)


CLAIMS = (
    Claim(
        "loss-mlp",
        "The MLP AE with d = 10 ends at a loss around 0.17.",
        f"holds within {100 * NEAR:g} %, with a caveat within {100 * NEARLY:g} %",
        final_loss("mlp-10.assignment", 0.17),
        1,
    ),
    Claim(
        "loss-conv",
        "The conv AE with d = 10 ends at a loss around 0.15.",
        f"holds within {100 * NEAR:g} %, with a caveat within {100 * NEARLY:g} %",
        final_loss("conv-10.assignment", 0.15),
        1,
    ),
    Claim(
        "parameters",
        "The two AEs with d = 10 have about 16,000 and about 5,000 parameters.",
        "holds if both round to that",
        parameters,
        1,
        trained=False,
    ),
    Claim(
        "third",
        "The conv AE wins with under a third of the MLP's parameters.",
        "holds if it has under a third and wins at d = 10 in both trainings by more than another seed changes, with a caveat if "
        "only in the report's",
        under_a_third,
        1,
    ),
    Claim(
        "wider",
        "d = 100 is better for each network.",
        "holds if it is so in both trainings by more than another seed changes, with a caveat if only in the report's",
        wider_is_better,
        2,
    ),
    Claim(
        "conv",
        "The conv AE is ahead, and with d = 100 still the sharper one.",
        "holds if it leads at both d in both trainings by more than another seed changes, with a caveat if only in the report's",
        conv_is_ahead,
        2,
    ),
    Claim(
        "denoising",
        "Denoising at σ = 20/255 is already satisfying with d = 10.",
        "holds if both of the report's outputs are closer to the clean digit than the noisy input is once it is clipped to "
        "[0, 1], by more than another seed changes, with a caveat if any output with d = 10 is",
        denoising_satisfies,
        3,
    ),
    Claim(
        "blur",
        "The VAE's reconstructions are less blurry than the AEs'.",
        "holds if it is sharper than the report's AEs and than an AE with the VAE's own networks, by more than another seed "
        "changes, with a caveat if only than the former",
        vae_is_less_blurry,
        5,
    ),
    Claim(
        "half",
        "The VAE is trained on the −ELBO, reconstruction + KL.",
        "holds if the KL counts once, with a caveat if counting it twice costs less than half a nat, or no more than another "
        "seed does",
        minimises_the_elbo,
        5,
    ),
    Claim(
        "samples",
        "Decoding N(0, I) gives digit-like images consistently.",
        f"holds if a classifier recognises samples at least {100 * AS_OFTEN:g} % as often as the VAE's own copies of real "
        f"digits, with a caveat from {'half' if HALF_AS_OFTEN == 0.5 else f'{100 * HALF_AS_OFTEN:g} %'} as often, or where "
        f"the verdict changes with the confidence asked for, from {THRESHOLDS[0]:g} to {THRESHOLDS[-1]:g}",
        samples_look_like_digits,
        6,
    ),
)
