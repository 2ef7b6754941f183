"""Hundreds of hostile pictures and sets, each from a seed: taken, or one sentence, and no crash."""

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.digits.own_set import read_upload
from autoencoders.digits.uploaded import UploadError
from tests.hostile_pictures import picture, picture_set

COUNT = 500
"""Of each kind: some seconds."""

PARTS = 5
"""Tests that share the seeds among themselves, so that they can run side by side."""

LONGEST = 500
"""Characters of a sentence that can be read on a telephone."""


def fault_of_picture(seed: int) -> str | None:
    """Why the picture of this seed is refused, or None; one that is taken has to be a digit as models want it."""
    try:
        digit = ae.digit_from_picture(picture(seed))
    except ae.PictureError as fault:
        return str(fault)
    assert digit.image.shape == (28, 28, 1), f"seed {seed}"
    assert 0 <= digit.image.min() < digit.image.max() <= 1, f"seed {seed}"
    return None


def fault_of_set(seed: int) -> str | None:
    """The same for a set; one that is taken can be trained on."""
    try:
        read = read_upload(picture_set(seed))
    except UploadError as fault:
        return str(fault)
    dataset = read.dataset
    for images, labels in ((dataset.train_images, dataset.train_labels), (dataset.test_images, dataset.test_labels)):
        assert images.shape == (len(labels), 28, 28, 1), f"seed {seed}"
        assert images.dtype == np.uint8, f"seed {seed}"
    return None


@pytest.mark.parametrize("fault_of", [fault_of_picture, fault_of_set])
@pytest.mark.parametrize("part", range(PARTS))
def test_it_is_taken_or_refused_in_a_sentence(part, fault_of):
    for seed in range(part, COUNT, PARTS):
        fault = fault_of(seed)
        assert fault is None or is_sentence(fault), f"seed {seed}: {fault}"


def test_the_seeds_make_good_ones_and_many_kinds_of_bad_ones():
    """Else the tests above would say little."""
    faults = [fault_of_picture(seed) for seed in range(100)] + [fault_of_set(seed) for seed in range(40)]
    assert 20 < sum(fault is None for fault in faults) < 120
    assert len({fault[:25] for fault in faults if fault}) > 8


def is_sentence(fault: str) -> bool:
    """One line, short, ended, with nothing in it that can't be printed."""
    return 20 < len(fault) < LONGEST and fault.isprintable() and fault[0].isupper()
