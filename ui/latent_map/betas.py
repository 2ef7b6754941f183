"""The dial over β on the map: which VAE stands at each of its places, and what a map is in numbers. No Streamlit here.

A place of the dial is a model that was trained with that β from the same first weights. Between two places nothing is computed:
the map's dots walk from one model's codes to the other's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autoencoders.networks import PIXELS
from autoencoders.scores.ring_facts import Facts
from autoencoders.variants import swept

NAMES = swept(2)
"""The places of the dial, β as it is written, and the variant at each."""

AE = "twin-2"
"""The AE beside them, with the same networks."""

FIRST = "1"
"""Where the dial stands on a fresh page."""


@dataclass(frozen=True)
class Worth:
    """What a map is in numbers: nats per image of `reconstruction` and `kl` (None for an AE), the share of codes `inside` the 2 σ
    ring, the average `gap` from a place in there to the nearest code, and the share of such places where a digit is read."""

    reconstruction: float
    kl: float | None
    inside: float
    gap: float
    digits: float


def worth(scores: Mapping[str, Any], facts: Facts, digits: float) -> Worth:
    """The numbers of a map, from the scores of its model's card, the facts of its codes, and the share of digits."""
    # An AE's card has its reconstruction per pixel; a VAE's own is that of a draw from each digit's cloud, as it is trained on.
    whole = scores.get("reconstruction", scores["test_bce_per_pixel"] * PIXELS)
    return Worth(whole, scores.get("kl"), facts.inside, facts.gap, digits)
