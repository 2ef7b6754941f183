"""Answers there and back as JSON, and what is no answer."""

import json
from dataclasses import replace

import numpy as np
import pytest

from ui.pictures import png
from ui.stored.answers import LONGEST_TEXT, MOST_ANSWERS, MOST_PICTURE, Answer, as_json, from_json, taken

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


@pytest.mark.parametrize("words", [None, 7, [], {}, "x", {"task": "pays"}], ids=str)
def test_what_is_nothing_like_an_answer(words):
    with pytest.raises(ValueError, match="no answer"):
        from_json(words)
    assert taken(words) == {} == taken([words])


def test_of_a_list_no_more_is_taken_than_a_visit_has():
    many = [as_json(replace(ANSWER, task=str(i))) for i in range(3 * MOST_ANSWERS)]
    assert len(taken(many)) == MOST_ANSWERS
