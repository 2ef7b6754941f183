"""What pictures are read as, in words: from probabilities written by hand, and by the shipped judge."""

import numpy as np
import pytest

from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.scores.readings import (
    brief,
    brief_beside,
    each_reading,
    reading,
    readings,
    row_marks,
    row_reading,
    wall_look,
    wall_reading,
)
from autoencoders.weights import WEIGHTS


def shares(**of: float) -> np.ndarray:
    """Probabilities of ten classes: `_8=0.97` is the eight's, the others share what is left."""
    rest = (1 - sum(of.values())) / (10 - len(of))
    return np.array([of.get(f"_{digit}", rest) for digit in range(10)])


@pytest.mark.parametrize(
    ("probabilities", "words"),
    [
        (shares(_8=0.97), "read as 8, 97 % sure"),
        (shares(_8=0.9), "read as 8, 90 % sure"),
        (shares(_8=0.8999), "no clear digit: 8 at 89 %, 0 at 1 %"),
        (shares(_0=0.9).astype(np.float32), "no clear digit: 0 at 89 %, 1 at 1 %"),
        (shares(_4=0.955), "read as 4, 95 % sure"),
        (shares(_4=0.9996), "read as 4, 99 % sure"),
        (shares(_4=1.0), "read as 4, 99 % sure"),
        (shares(_3=0.3, _8=0.55), "no clear digit: 8 at 55 %, 3 at 30 %"),
        (shares(_5=0.45, _3=0.45), "no clear digit: 3 at 45 %, 5 at 45 %"),
        (np.full(10, 0.1), "hardly any ink"),
        (np.full(10, 0.1, np.float32), "hardly any ink"),
    ],
)
def test_a_picture_is_read_in_words(probabilities, words):
    assert reading(probabilities) == words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("; read as 8, 97 % sure", "read as 8, 97 %"),
        ("read as 9, 92 % sure", "read as 9, 92 %, not 8"),
        ("; no clear digit: 8 at 55 %, 3 at 30 %", "no clear digit"),
        ("hardly any ink", "hardly any ink"),
        ("", ""),
    ],
)
def test_a_caption_says_it_in_brief_and_where_the_digit_became_another(words, said):
    assert brief_beside(words, "; read as 8, 99 % sure") == said
    assert brief_beside(words, "; no clear digit: 8 at 55 %, 3 at 30 %") == brief(words) == said.replace(", not 8", "")


def test_many_pictures_are_read_in_a_row_and_counted_on_a_wall():
    row = np.stack([shares(_8=0.95), shares(_3=0.95), shares(_8=0.6), shares(_8=0.99), shares(_1=0.95)])
    assert row_reading(row) == "read as 8, 3, unclear, 8, 1"
    assert wall_reading(row) == "2 read as 8, 1 as 1, 1 as 3, 1 unclear"
    assert wall_reading(row[2:3]) == "1 unclear"
    assert wall_reading(row[:2]) == "1 read as 3, 1 as 8"


@pytest.mark.parametrize(
    ("words", "clean", "marked"),
    [
        ("; read as 8, unclear, 3", "; read as 8, 8, 3", ["8", "?", "3"]),
        ("read as 9, 9, 9", "; read as 8, unclear, 9", ["9≠8", "9", "9"]),
        ("; read as 8, 1", "", ["8", "1"]),
        ("", "; read as 8, 1", []),
        ("", "", []),
    ],
)
def test_a_row_of_pictures_is_marked_with_what_each_is_read_as(words, clean, marked):
    assert row_marks(words, clean) == marked
    assert row_marks(clean, clean) == row_marks(clean)


def test_the_shipped_judge_reads_mnist_as_its_labels(mnist):
    images, labels = mnist.test_images[:200].astype(np.float32) / 255, mnist.test_labels[:200]
    judge = read_judge(WEIGHTS / JUDGE)[0]
    right = sum(
        words.startswith(f"; read as {label}") for words, label in zip(each_reading(judge, images), labels, strict=True)
    )
    assert right >= 190
    rows = readings(judge, [images[:4], images[4:6]])
    assert rows == [f"; read as {', '.join(map(str, labels[part]))}" for part in (slice(4), slice(4, 6))]


def test_what_is_read_is_what_a_picture_shows(digits):
    judge = read_judge(WEIGHTS / JUDGE)[0]
    wild = digits[:3] * 1000.0
    wild[1, :2], wild[2, 0, 0] = np.nan, -np.inf
    assert each_reading(judge, wild) == each_reading(judge, np.clip(np.nan_to_num(wild), 0, 1))


def test_what_is_no_clear_digit_is_what_the_words_say(digits):
    judge = read_judge(WEIGHTS / JUDGE)[0]
    blurred = np.concatenate([digits[:10], np.roll(digits[:10], 1, axis=0) / 2 + digits[:10] / 2, digits[:2] * np.nan])
    expected = [not words.startswith("; read as") for words in each_reading(judge, blurred)]
    words, unclear = wall_look(judge, blurred)
    np.testing.assert_array_equal(unclear, expected)
    assert words == readings(judge, [blurred], wall_reading)[0]
    assert len(set(expected)) == 2
    assert wall_look(None, blurred) == ("", None)


def test_without_a_judge_nothing_is_said(digits):
    assert readings(None, [digits[:4], digits[4:5]]) == ["", ""]
    assert each_reading(None, digits[:3]) == [""] * 3
    assert readings(read_judge(WEIGHTS / JUDGE)[0], []) == []
