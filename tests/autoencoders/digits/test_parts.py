"""Of what stands out in a picture one digit is taken, whole, and what is left out is told."""

import numpy as np
import pytest
import scipy

from autoencoders.digits.parts import MOST_DIGITS, digit_of
from autoencoders.digits.picture import digit_from_drawing, digit_from_picture
from autoencoders.digits.picture_file import NothingDrawn
from autoencoders.digits.synthetic import draw_digits
from tests.autoencoders.digits.test_picture import likeness
from tests.photos import ROWS, cut

COUNT = 20
"""Pictures of a case: a second and a half."""


@pytest.fixture(scope="module")
def digits():
    """Those that are one piece each."""
    images = draw_digits(300, np.random.default_rng(7))[0][:, :, :, 0]
    return [image for image in images if scipy.ndimage.label(cut(image, 60) > 0.3)[1] == 1]


@pytest.mark.parametrize("case", ROWS)
def test_of_digits_in_a_row_the_middle_one_is_taken(digits, case):
    wrong = []
    for seed in range(COUNT):
        rng = np.random.default_rng([seed, 4])
        images = [digits[number] for number in rng.integers(0, len(digits), 5)]
        meant = images[{"two": 1, "three": 1, "five": 2}[case]]
        found = digit_from_picture(ROWS[case](images, rng))
        if likeness(found.image, digit_from_drawing(cut(meant, 140)).image) < 0.8 or found.left_out is None:
            wrong.append(seed)
    assert not wrong


def boxes(*places, shape=(200, 300)):
    """Rectangles `(top, left, height, width)` of ink."""
    mask = np.zeros(shape, bool)
    for top, left, height, width in places:
        mask[top : top + height, left : left + width] = True
    return mask


DIGIT = (60, 130, 100, 40)
STROKES = {
    "a hat above": (40, 140, 10, 60),
    "a bar close beside": (70, 180, 100, 10),
    "a lower half": (170, 130, 25, 40),
    "a dash at some distance": (100, 90, 20, 15),
}
OTHERS = {
    "another digit": (60, 190, 100, 40),
    "a lower one": (90, 190, 60, 40),
    "a far blot": (10, 10, 20, 20),
}


@pytest.mark.parametrize("case", STROKES)
def test_strokes_stay_with_their_digit(case):
    mask = boxes(DIGIT, STROKES[case])
    np.testing.assert_array_equal(digit_of(mask, mask.astype(np.float32)), mask)


@pytest.mark.parametrize("case", OTHERS)
def test_what_is_no_stroke_is_left_out(case):
    mask = boxes(DIGIT, OTHERS[case])
    np.testing.assert_array_equal(digit_of(mask, mask.astype(np.float32)), boxes(DIGIT))


def test_a_stroke_goes_to_the_digit_that_it_lies_nearer_to():
    hat, other = (40, 182, 10, 40), (55, 190, 100, 40)
    mask = boxes(DIGIT, other, hat)
    np.testing.assert_array_equal(digit_of(mask, mask.astype(np.float32)), boxes(DIGIT))


def test_the_middle_counts_more_than_the_amount():
    one, eight = (60, 145, 100, 8), (60, 180, 100, 60)
    mask = boxes(one, eight)
    np.testing.assert_array_equal(digit_of(mask, mask.astype(np.float32)), boxes(one))


def test_a_page_of_writing_and_specks_are_refused_each_in_its_words():
    page = boxes(*((top, left, 20, 10) for top in range(10, 180, 40) for left in range(10, 280, 25)))
    with pytest.raises(
        NothingDrawn, match=f"More than {MOST_DIGITS} things as large as a digit.*Give a picture of one"
    ):
        digit_of(page, page.astype(np.float32))
    specks = boxes((90, 145, 9, 9), *((top, left, 4, 4) for top in range(10, 180, 12) for left in range(10, 280, 12)))
    with pytest.raises(NothingDrawn, match="Only specks"):
        digit_of(specks, specks.astype(np.float32))
