"""A visit's answers to the questions of the lessons: what was given, what was then measured. As JSON and back. No Streamlit here.

A record says all by itself, question and measurement in words, so that it can be handed in, saved and loaded without the lesson.
Its texts are plain sentences without Markdown: a file of a visit may come from anybody, and is shown through `plain`.
"""

import base64
import binascii
import math
from dataclasses import dataclass
from typing import Any

MOST_ANSWERS = 100
"""Answers that a visit may bring; there are some thirty questions."""

LONGEST_TEXT = 2_000
"""Characters of one text of an answer: the longest question has under 400, the longest measurement under 800."""

MOST_PICTURE = 40_000
"""Bytes of the PNG beside an answer; a row of ten enlarged digits has under 10,000."""

MOST_VALUES = 12
"""Values of one answer: an order of three, a place of two numbers, four marks on a scale."""

PNG = b"\x89PNG\r\n\x1a\n"
"""What a PNG begins with."""

Value = str | int | float
"""One value of an answer: which was chosen, or a number."""


@dataclass(frozen=True)
class Answer:
    """One question as it was answered.

    `given` are the values that were given, none where the visitor had it shown; `said` is that in words. `measured` is what was
    found then and what follows, `kind` which kind of answer it was by that, `on` the digit and setting of the
    measurement, `picture` a PNG of it or nothing, `alt` what is to be seen in that.
    """

    task: str
    question: str
    given: tuple[Value, ...]
    said: str
    kind: str
    measured: str
    on: str
    picture: bytes = b""
    alt: str = ""


TEXTS = ("task", "question", "said", "kind", "measured", "on", "alt")
"""The fields of an answer that are text."""


def as_json(answer: Answer, pictures: bool = True) -> dict[str, Any]:
    """The answer as what `json.dumps` takes, with its picture or without."""
    words: dict[str, Any] = {name: getattr(answer, name) for name in TEXTS}
    words["given"] = list(answer.given)
    if pictures and answer.picture:
        words["picture"] = base64.b64encode(answer.picture).decode()
    return words


def from_json(words: Any) -> Answer:
    """The answer in this; a `ValueError` where it is none."""
    try:
        texts = {name: " ".join(words[name].split()) for name in TEXTS}
        if not isinstance(words["given"], list):
            raise TypeError
        given = tuple(map(value, words["given"]))
        picture = base64.b64decode(words.get("picture", ""), validate=True)
    except (TypeError, KeyError, AttributeError, ValueError, binascii.Error) as fault:
        raise ValueError("This is no answer that was saved here.") from fault
    if (
        any(len(text) > LONGEST_TEXT for text in texts.values())
        or len(given) > MOST_VALUES
        or len(picture) > MOST_PICTURE
        or (picture and not picture.startswith(PNG))
        or not texts["task"]
    ):
        raise ValueError("This is no answer that was saved here.")
    return Answer(given=given, picture=picture, **texts)


def value(given: Any) -> Value:
    """One value of an answer; a `ValueError` for what is none."""
    if isinstance(given, str) and len(given) <= LONGEST_TEXT:
        return " ".join(given.split())
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given) or abs(given) > 1e9:
        raise ValueError("This is no value of an answer.")
    return given


def taken(found: Any) -> dict[str, Answer]:
    """All answers in a list of them, by task; what of it is none is left out, and what is more than a visit has."""
    if not isinstance(found, list):
        return {}
    answers = {}
    for words in found[:MOST_ANSWERS]:
        try:
            answer = from_json(words)
        except ValueError:
            continue
        answers[answer.task] = answer
    return answers
