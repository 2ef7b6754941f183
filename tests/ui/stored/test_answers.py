"""Answers there and back as JSON, and what is no answer."""

import base64
import json
import zlib
from dataclasses import replace

import numpy as np
import pytest

from tests.hostile_visits import answer_picture, odd_answer_pictures
from ui.pictures import png
from ui.stored.answers import (
    LONGEST_MEMORY,
    LONGEST_TEXT,
    MOST_ANSWERS,
    MOST_IN_FILE,
    MOST_PICTURE,
    MOST_UNFOLDED,
    Answer,
    as_json,
    as_list,
    from_json,
    from_text,
    taken,
    to_text,
)

ANSWER = Answer(
    "pays",
    "From which σ does the denoiser help?",
    (0.24, "a lot"),
    "0.24",
    "high",
    "It helps from σ = 0.08: <b>not</b> *Markdown*.",
    "test digit 8, no. 785",
    png(np.zeros((28, 28), np.uint8)),
    "a black square",
)


def test_an_answer_comes_back_as_it_was():
    assert from_json(json.loads(json.dumps(as_json(ANSWER)))) == ANSWER
    assert from_json(json.loads(json.dumps(as_json(ANSWER, pictures=False)))) == replace(ANSWER, picture=b"")


@pytest.mark.parametrize(
    "change",
    [
        {"task": ""},
        {"task": 7},
        {"question": None},
        {"measured": "x" * (LONGEST_TEXT + 1)},
        {"given": "abc"},
        {"given": [float("nan")]},
        {"given": [1e300]},
        {"given": [True]},
        {"given": [[1]]},
        {"given": list(range(99))},
        {"given": None},
        {"said": "half a \ud800 character"},
        {"given": ["\ud800"]},
        {"picture": "no base64!"},
        {"picture": "aGVsbG8="},
        {"picture": 7},
        {"picture": as_json(replace(ANSWER, picture=ANSWER.picture + bytes(MOST_PICTURE)))["picture"]},
    ],
    ids=str,
)
def test_what_is_no_answer_is_refused_and_left_out(change):
    words = as_json(ANSWER) | change
    with pytest.raises(ValueError, match="no answer"):
        from_json(words)
    assert taken([words, as_json(replace(ANSWER, task="other"))]).keys() == {"other"}


@pytest.mark.parametrize("kind", odd_answer_pictures())
def test_a_picture_that_no_page_could_show_is_refused(kind):
    """With its magic bytes alone, or far larger than it looks; a page, a file of Markdown and a PDF would fail or wait."""
    words = as_json(ANSWER) | {"picture": base64.b64encode(odd_answer_pictures()[kind]).decode()}
    with pytest.raises(ValueError, match="no answer"):
        from_json(words)
    assert taken([words]) == {}


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
@pytest.mark.parametrize("size", [(1, 1), (638, 115), (578, 578), (924, 344)])
def test_pictures_as_they_are_made_here_are_taken(mode, size):
    answer = replace(ANSWER, picture=answer_picture(mode, size))
    assert from_json(as_json(answer)) == answer


@pytest.mark.parametrize("words", [None, 7, [], {}, "x", {"task": "pays"}], ids=str)
def test_what_is_nothing_like_an_answer(words):
    with pytest.raises(ValueError, match="no answer"):
        from_json(words)
    assert taken(words) == {} == taken([words])


def test_of_a_list_no_more_is_taken_than_a_visit_has():
    many = [as_json(replace(ANSWER, task=str(i))) for i in range(3 * MOST_ANSWERS)]
    assert len(taken(many)) == MOST_ANSWERS


def varied(number: int, length: int) -> Answer:
    """An answer whose texts cannot be packed well."""
    letters = np.random.default_rng(number).integers(0x21, 0x7F, length, dtype=np.uint8).tobytes().decode()
    return replace(ANSWER, task=f"{number}", measured=letters, picture=b"")


def test_what_a_tab_remembers_comes_back_without_pictures():
    answers = [ANSWER, replace(ANSWER, task="β", given=())]
    text = to_text(answers)
    assert list(from_text(text).values()) == [replace(answer, picture=b"") for answer in answers]
    assert from_text(json.loads(json.dumps(text))) == from_text(text)


@pytest.mark.parametrize(("length", "count"), [(1_900, 50), (100, MOST_ANSWERS), (0, 0)])
def test_a_tab_never_has_to_remember_too_much(length, count):
    text = to_text([varied(number, length) for number in range(count)])
    assert len(text) <= LONGEST_MEMORY
    assert bool(from_text(text)) is bool(count)


@pytest.mark.parametrize(("length", "count"), [(1_900, 50), (1_900, 11), (100, MOST_ANSWERS)])
def test_a_tab_that_is_too_full_forgets_the_oldest(length, count):
    kept = [int(task) for task in from_text(to_text([varied(number, length) for number in range(count)]))]
    assert len(kept) > 0
    assert kept == list(range(count))[-len(kept) :]


def packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data, 9)).decode()


@pytest.mark.parametrize(
    "text",
    [None, 7, [], "", "no", "\ud800", packed(b"[1]"), packed(b"{}"), packed(b"[" * 90_000), packed(b" " * (9 * MOST_UNFOLDED)),
     packed(json.dumps([as_json(ANSWER, False)]).encode())[:-8], "A" * 10**6, packed(b'[{"task": "\\ud800"}]')],
)  # fmt: skip
def test_what_is_no_memory_of_answers_is_nothing(text):
    assert from_text(text) == {}


def test_a_file_has_room_for_what_it_is_given():
    """Pictures go first, then the oldest answers; what is written can be read."""
    large = [
        replace(varied(number, 1_900), picture=ANSWER.picture + bytes(MOST_PICTURE - 500))
        for number in range(MOST_ANSWERS + 9)
    ]
    found = as_list(large)
    assert len(json.dumps(found)) < MOST_IN_FILE + 20 * len(found)
    assert len(taken(found)) == MOST_ANSWERS
    assert 0 < sum("picture" in words for words in found) < MOST_ANSWERS
    assert as_list([ANSWER]) == [as_json(ANSWER)]
