"""What stands on a page to hand in, in order: name, day, the lessons with their answers. No Streamlit here."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..stored.answers import Answer
from .words import OTHERS

LONGEST_NAME = 80
"""Characters of a name: two of them, with all given names."""

UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Kinds of characters that are no letters: control, direction, half a character, private, none, ends of lines."""


@dataclass(frozen=True)
class Sheet:
    """A visitor's answers under the titles of their lessons; the name is empty where none was given."""

    name: str
    day: date
    parts: tuple[tuple[str, tuple[Answer, ...]], ...]


def sheet(answers: Mapping[str, Answer], lessons: Mapping[str, Sequence[str]], name: str, day: date) -> Sheet:
    """The page of these answers by task; `lessons` gives for each title the tasks in order, with or without an answer."""
    parts = [(title, tuple(answers[task] for task in tasks if task in answers)) for title, tasks in lessons.items()]
    known = {task for tasks in lessons.values() for task in tasks}
    others = tuple(answer for task, answer in answers.items() if task not in known)
    title = OTHERS if any(found for _, found in parts) else ""
    return Sheet(one_line(name)[:LONGEST_NAME], day, tuple(part for part in [*parts, (title, others)] if part[1]))


def one_line(text: str) -> str:
    """The text in one line, each letter with its accents as one where there is such a one, without what cannot be seen."""
    line = " ".join(text.split())
    return unicodedata.normalize("NFC", "".join(c for c in line if unicodedata.category(c) not in UNSEEN)).strip()
