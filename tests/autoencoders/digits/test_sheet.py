"""The digit on a sheet or in a frame is found, on paper of all kinds too, and nothing else is taken for a sheet."""

import numpy as np
import pytest

from autoencoders.digits.ink import separate_ink
from autoencoders.digits.picture import digit_from_drawing, digit_from_picture
from autoencoders.digits.sheet import sheet_in
from autoencoders.digits.synthetic import draw_digits
from tests.autoencoders.digits.test_picture import likeness
from tests.photos import FRAMES, PAPERS, SHEETS, alone, cut, frame

COUNT = 10
"""Pictures of a case, one of each digit: a second."""


@pytest.fixture(scope="module")
def digits():
    images, labels = draw_digits(400, np.random.default_rng(7))
    return np.concatenate([images[labels == digit][:1, :, :, 0] for digit in range(10)])


@pytest.mark.parametrize("case", [*SHEETS, *FRAMES, *PAPERS])
def test_the_digit_is_found(digits, case):
    make = (SHEETS | FRAMES | PAPERS)[case]
    wrong = []
    for seed, image in enumerate(digits[:COUNT]):
        found = digit_from_picture(make(image, np.random.default_rng([seed, 3])))
        if likeness(found.image, digit_from_drawing(cut(image, 140)).image) < 0.8:
            wrong.append(seed)
    assert not wrong


def test_the_desk_is_neither_ink_nor_left_out(digits):
    picture = 1 - np.maximum(alone(digits[4], np.random.default_rng(0)), frame(20))
    ink, left_out = separate_ink(picture.astype(np.float32))
    assert ink.shape == left_out.shape == picture.shape
    assert ink[:25].max() == 0
    assert not left_out.any()


@pytest.mark.parametrize("size", [60, 140, 260])
def test_no_digit_is_taken_for_a_sheet(digits, size):
    for image in digits:
        ink = np.pad(cut(image, size), 20).astype(np.float32)
        assert sheet_in(ink) is None
        assert sheet_in(1 - ink) is None


@pytest.mark.parametrize("shape", [(70, 400), (400, 70), (70, 70)])
def test_a_strip_is_no_sheet(shape):
    grey = np.zeros(shape, np.float32)
    middle = tuple(slice(side // 2 - side // 12, side // 2 + side // 12) for side in shape)
    grey[middle if shape[0] == shape[1] else tuple(slice(31, 40) if side == 70 else slice(5, -5) for side in shape)] = 1
    grey[35, 35] = grey[tuple(side // 2 for side in shape)] = 0
    assert sheet_in(grey) is None


def test_a_thick_stroke_is_a_digit():
    """A white bar is no empty sheet: nothing is on it."""
    bar = np.zeros((280, 280), np.uint8)
    bar[40:240, 100:170] = 255
    image = digit_from_picture(bar).image[..., 0]
    assert image[14, 14] == 1
    assert image[:, :6].max() == 0
