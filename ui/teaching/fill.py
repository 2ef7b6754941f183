"""Texts with names in double braces, filled with numbers: what the folder for teachers is written from. No Streamlit here."""

import difflib
import re
from collections.abc import Mapping
from pathlib import Path

SOURCE = Path(__file__).with_name("source")
"""Where the texts lie, with names in the places of numbers."""

PLACE = re.compile(r"\{\{([^{}]*)\}\}")
"""The place of a number: its name in double braces."""


def fill(text: str, numbers: Mapping[str, str], name: str) -> str:
    """The text of this name with every place filled; a ValueError names a place for which there is no number."""

    def number(place: re.Match[str]) -> str:
        key = place[1].strip()
        if key not in numbers:
            close = difflib.get_close_matches(key, numbers, n=3, cutoff=0.5) or [
                "ui/teaching/numbers.py",
                "ui/teaching/measured.py",
            ]
            raise ValueError(f"{name} asks for {place[0]}, and no number is called that; see {', '.join(close)}.")
        return numbers[key]

    return PLACE.sub(number, text)


def source(name: str) -> str:
    """The text of this name, with its places."""
    return (SOURCE / name).read_text(encoding="utf-8")
