"""A data set of somebody's own, as it is known once it was read: its images, its classes, and what is said of it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .datasets import Dataset

NAME = "own"
"""The name of such a data set."""

MOST_OF_A_NAME = 60
"""Characters of a picture's or an array's name that a sentence repeats."""

FEWEST = 20
"""Pictures or images that a training needs."""

MOST_CLASSES, MOST_OF_A_CLASS = 10, 20
"""Classes that are told apart, as many as there are colours for them, and characters of the name of one."""

DIGITS = tuple("0123456789")

FEWEST_TO_TEST, TEST_SHARE = 8, 10
"""Images kept for testing: one in ten, and at least a strip of eight."""


class UploadError(ValueError):
    """A file that no data set can be made of; the message is a sentence for the person who gave it."""


@dataclass(frozen=True, eq=False)
class UploadedSet:
    """The data set, whether its labels say anything, and a sentence about what was read and what was left out.

    `names` are those of its classes, by their labels; none where it has no labels. `are_digits` says whether they are digits.
    """

    dataset: Dataset
    labelled: bool
    words: str
    names: tuple[str, ...] = ()
    are_digits: bool = False


def split(
    images: npt.NDArray[np.uint8], labels: npt.NDArray[Any], names: tuple[str, ...], what: str, are_digits: bool
) -> UploadedSet:
    """Every tenth of a fixed shuffle is for testing, and at least eight."""
    kept = labels.astype(np.uint8)
    order = np.random.default_rng(0).permutation(len(images))
    test, train = np.split(order, [max(FEWEST_TO_TEST, len(images) // TEST_SHARE)])
    dataset = Dataset(NAME, images[train], kept[train], images[test], kept[test])
    return set_of(dataset, names, what, are_digits)


def set_of(dataset: Dataset, names: tuple[str, ...], what: str, are_digits: bool) -> UploadedSet:
    if not names:
        labels = "no labels"
    elif set(names) <= set(DIGITS):
        labels = f"labels 0 to {names[-1]}"
    else:
        labels = f"{len(names)} classes ({', '.join(names)})"
    said = f"{what}, {labels}: {len(dataset.train_images):,} to train, {len(dataset.test_images):,} to test."
    return UploadedSet(dataset, bool(names), said, names, are_digits)


def shown(name: str, most: int = MOST_OF_A_NAME) -> str:
    """A name that came with a file, for a sentence: short, and of characters that can be printed."""
    plain = "".join(character if character.isprintable() else "?" for character in name)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
