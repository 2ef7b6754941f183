"""A visit's answers to the questions of the lessons: what was given, what was then measured. As JSON and back. No Streamlit here.

A record says all by itself, question and measurement in words, so that it can be handed in, saved and loaded without the lesson.
Its texts are plain sentences without Markdown: a file of a visit may come from anybody, and is shown through `plain`.
"""

import base64
import binascii
import io
import json
import math
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PIL import Image

MOST_ANSWERS = 100
"""Answers that a visit may bring; there are some thirty questions."""

LONGEST_TEXT = 2_000
"""Characters of one text of an answer: the longest question has under 400, the longest measurement under 800."""

MOST_PICTURE = 40_000
"""Bytes of the PNG beside an answer; a row of ten enlarged digits has under 10,000."""

MOST_VALUES = 12
"""Values of one answer: an order of three, a place of two numbers, four marks on a scale."""

MOST_IN_FILE = 1_500_000
"""Characters of a visit's answers in its file, which has room for 2,000,000 of words and numbers; thirty have 0.4 million."""

LONGEST_MEMORY = 20_000
"""Characters of all answers as a tab remembers them; thirty have 6,000."""

MOST_UNFOLDED = 200_000
"""Bytes of the JSON in such a text: a hundred answers with long texts."""

MOST_PIXELS, LONGEST_SIDE = 400_000, 1_200
"""Pixels of such a PNG and of one of its sides: the largest here is 924 × 344. A PNG of 566 bytes may
unfold to four million, and a hundred of them to a PDF of twenty seconds."""

MODES = ("L", "RGB", "RGBA")
"""Pillow's names for what pictures are written here: grey, and colour with or without paper that shines through."""

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
        texts = {name: line(words[name]) for name in TEXTS}
        if not isinstance(words["given"], list):
            raise TypeError
        given = tuple(map(value, words["given"]))
        picture = base64.b64decode(words.get("picture", ""), validate=True)
    except (TypeError, KeyError, AttributeError, ValueError, binascii.Error) as fault:
        raise ValueError("This is no answer that was saved here.") from fault
    if (
        any(len(text) > LONGEST_TEXT for text in texts.values())
        or len(given) > MOST_VALUES
        or (picture and not is_picture(picture))
        or not texts["task"]
    ):
        raise ValueError("This is no answer that was saved here.")
    return Answer(given=given, picture=picture, **texts)


def is_picture(data: bytes) -> bool:
    """Whether this is a PNG that can be decoded, of a size as pictures beside an answer have it; a large one is not decoded."""
    if len(data) > MOST_PICTURE:
        return False
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE or image.mode not in MODES:
                return False
            image.load()
            return not getattr(image, "is_animated", False)
    except Exception:  # a damaged PNG fails in a dozen ways
        return False


def line(text: str) -> str:
    """The text in one line; a `ValueError` where there is half a character in it, which JSON may hold and no page shows."""
    return " ".join(text.encode().decode().split())


def value(given: Any) -> Value:
    """One value of an answer; a `ValueError` for what is none."""
    if isinstance(given, str) and len(given) <= LONGEST_TEXT:
        return line(given)
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


def as_list(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    """The answers as JSON for a file: the newest, as many as it may hold, then their pictures for as long as there is room."""
    room, found = MOST_IN_FILE, []
    for answer in [*answers][: -MOST_ANSWERS - 1 : -1]:
        words = as_json(answer, pictures=False)
        if (size := len(json.dumps(words))) > room:
            break
        room -= size
        found.append((answer, words))
    for answer, words in found:
        picture = as_json(answer).get("picture", "")
        if picture and len(picture) <= room:
            room -= len(picture)
            words["picture"] = picture
    return [words for _, words in reversed(found)]


def to_text(answers: Iterable[Answer]) -> str:
    """The answers without their pictures, packed for a tab's memory; of too many the older ones are left out."""
    rows = [as_json(answer, pictures=False) for answer in answers]
    while rows:
        data = json.dumps(rows, separators=(",", ":"), ensure_ascii=False).encode()
        text = base64.b64encode(zlib.compress(data)).decode()
        if len(text) <= LONGEST_MEMORY and len(data) <= MOST_UNFOLDED:
            return text
        rows = rows[(len(rows) + 1) // 2 :]
    return ""


def from_text(text: Any) -> dict[str, Answer]:
    """The answers in this text, by task; none where it is no such text."""
    if not isinstance(text, str) or not text or len(text) > LONGEST_MEMORY:
        return {}
    try:
        unfolding = zlib.decompressobj()
        data = unfolding.decompress(base64.b64decode(text, validate=True), MOST_UNFOLDED)
        return taken(json.loads(data)) if unfolding.eof else {}
    except (ValueError, binascii.Error, zlib.error, RecursionError):
        return {}
