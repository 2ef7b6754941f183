"""The kinds of damage as rows of data: what each is called, how strong it may be, what is said of it; and one damage, chosen.

The words are here and not in the app, since the app's pages and its scripts in the browser say the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from .damage import Image, blur, mask, noise, rotation, salt_and_pepper, shift

MOST_CHARTED = 31
"""Strengths of a curve at most: with twice as many it took a third of what an answer costs, for the same line."""


def _places(most: float, count: int) -> tuple[float, ...]:
    return tuple(round(most * i / count, 4) for i in range(count + 1))


@dataclass(frozen=True)
class Kind:
    """A kind of damage. `key` is its strength's name in links, `label` what is said of it, `places` are the strengths that can be
    chosen, `first` the one it begins with. In what follows `{}` is the strength, written with so many decimals: `at` in a
    sentence, `said` as a caption, `told` for who can't see it. `again` is what another seed brings; empty: there is none.
    """

    name: str
    title: str
    key: str
    label: str
    places: tuple[float, ...]
    first: float
    decimals: int
    at: str
    said: str
    told: str
    again: str
    damaged: Callable[[Image, float, int], Image]

    @property
    def charted(self) -> list[float]:
        """The strengths of a curve: of many places only some, for the same line."""
        return list(self.places[:: -(-len(self.places) // MOST_CHARTED)])

    def words(self, template: str, strength: float) -> str:
        """One of its texts with this strength in it."""
        return template.replace("{}", f"{strength:.{self.decimals}f}".replace("-", "−"))


NOISE = "noise"
"""The name of the kind that all models are tried with, and that the report knows."""

KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            name=NOISE,
            title="Noise",
            key="sigma",
            label="Noise σ",
            places=tuple(sorted({*_places(1, 50), 20 / 255})),  # among them the report's
            first=0.0,
            decimals=2,
            at="σ = {}",
            said="with noise, σ = {}",
            told="with noise of standard deviation {}",
            again="Fresh noise",
            damaged=noise,
        ),
        Kind(
            name="mask",
            title="Mask",
            key="mask",
            label="Side of the mask, pixels",
            places=_places(20, 20),
            first=8.0,
            decimals=0,
            at="a mask of {} pixels a side",
            said="with a mask, {}×{} pixels",
            told="with a square of {} by {} pixels erased",
            again="Another place",
            damaged=mask,
        ),
        Kind(
            name="salt",
            title="Salt and pepper",
            key="salt",
            label="Pixels lost, %",
            places=_places(60, 30),
            first=20.0,
            decimals=0,
            at="{} % of the pixels lost",
            said="salt and pepper, {} %",
            told="with {} % of its pixels black or white by chance",
            again="Other pixels",
            damaged=salt_and_pepper,
        ),
        Kind(
            name="blur",
            title="Blur",
            key="blur",
            label="Blur σ, pixels",
            places=_places(4, 16),
            first=1.5,
            decimals=2,
            at="a blur of σ = {} pixels",
            said="blurred, σ = {} pixels",
            told="blurred with a deviation of {} pixels",
            again="",
            damaged=blur,
        ),
        Kind(
            name="shift",
            title="Shift",
            key="shift",
            label="Shift, pixels",
            places=_places(14, 14),
            first=4.0,
            decimals=0,
            at="a shift of {} pixels",
            said="shifted, {} pixels",
            told="shifted by {} pixels",
            again="Another direction",
            damaged=shift,
        ),
        Kind(
            name="rotation",
            title="Rotation",
            key="turned",
            label="Rotation, degrees",
            places=tuple(float(angle) for angle in range(-180, 181, 5)),
            first=30.0,
            decimals=0,
            at="a rotation of {}°",
            said="turned by {}°",
            told="turned by {} degrees",
            again="",
            damaged=rotation,
        ),
    )
}
"""Every kind, by its name."""


@dataclass(frozen=True)
class Damage:
    """What befalls a digit: a kind, its strength, the seed of its chance, and for noise whether pixels are cut to [0, 1]."""

    kind: Kind
    strength: float
    seed: int = 0
    clip: bool = False

    def of(self, image: Image) -> Image:
        """The damaged digit, `(28, 28, 1)`."""
        found = self.kind.damaged(image, self.strength, self.seed)
        return np.clip(found, 0.0, 1.0) if self.clip and self.is_noise else found

    @property
    def is_noise(self) -> bool:
        """Whether it is Gaussian noise, the one kind by which pixels leave [0, 1]."""
        return self.kind.name == NOISE

    def at(self, strength: float) -> "Damage":
        """The same with another strength."""
        return replace(self, strength=strength)

    @property
    def said(self) -> str:
        """It as a caption."""
        return self.kind.words(self.kind.said, self.strength)

    @property
    def told(self) -> str:
        """It in words, for who can't see it."""
        return self.kind.words(self.kind.told, self.strength)
