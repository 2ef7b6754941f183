"""Where digits end that a model is fed with again and again: how many different pictures are left, and what they are read as."""

from dataclasses import dataclass

import numpy as np

from .feedback import PASSES, Codec, fates, fed_back, groups
from .judge import Judge
from .samples import is_recognised

EACH = 10
"""Test digits of each class that are sent round: a hundred in all, some seconds of work for a convolutional model."""


@dataclass(frozen=True, eq=False)
class Ends:
    """Of n digits after so many passes: pictures `(n, 28, 28, 1)`, the group `(n,)` of each, and step lengths `(times, n)`.

    `read` `(n,)` are the classes that the judge is sure of at the end, `once` those after one pass, and −1 where it is of none;
    `labels` `(n,)` are the digits' own. `rests` and `circles` count those that moved no more, or in a circle.
    """

    pictures: np.ndarray
    groups: np.ndarray
    steps: np.ndarray
    once: np.ndarray
    read: np.ndarray
    labels: np.ndarray
    rests: int
    circles: int

    @property
    def count(self) -> int:
        """How many different pictures are left."""
        return int(self.groups.max()) + 1

    @property
    def kept(self) -> int:
        """How many digits are still read as what they were."""
        return int((self.read == self.labels).sum())

    @property
    def unclear(self) -> int:
        """How many are read as no digit."""
        return int((self.read < 0).sum())

    def largest(self, most: int) -> list[tuple[int, int]]:
        """The pictures that most digits end in: the row of one of them, and how many end there, most first."""
        names, rows, counts = np.unique(self.groups, return_index=True, return_counts=True)
        order = sorted(range(len(names)), key=lambda i: (-counts[i], rows[i]))
        return [(int(rows[i]), int(counts[i])) for i in order[:most]]


def ends(model: Codec, images: np.ndarray, labels: np.ndarray, judge: Judge, times: int = PASSES) -> Ends:
    """Send images `(n, 28, 28, 1)` in [0, 1] of these classes `(n,)` round so often, and see where they are."""
    walk = fed_back(model, images, times)
    found = fates(walk)
    return Ends(
        walk.pictures[-1],
        groups(walk.pictures[-1]),
        walk.steps,
        sure(judge, walk.pictures[1]),
        sure(judge, walk.pictures[-1]),
        labels,
        sum(each.rests is not None for each in found),
        sum(each.circle > 0 for each in found),
    )


def sure(judge: Judge, pictures: np.ndarray) -> np.ndarray:
    """The class that the judge is sure of, −1 where it is of none: `(n, 28, 28, 1)` to `(n,)`."""
    looks = judge.look(pictures)[1]
    return np.where(is_recognised(looks), looks.argmax(axis=1), -1)


def each_class(labels: np.ndarray, each: int = EACH) -> np.ndarray:
    """The rows of the first so many of each class, class after class; fewer where a class has not so many."""
    return np.concatenate([np.flatnonzero(labels == digit)[:each] for digit in range(10)])
