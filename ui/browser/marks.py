"""How classes are called where they are drawn and chosen: digits by themselves, others by name. No Streamlit here."""

from collections.abc import Sequence

DIGITS = tuple("0123456789")
"""Names of the classes, where these are digits."""


def marks(names: Sequence[str]) -> list[str]:
    """What points of these classes are written as: digits as digits, others by two letters, else by their labels."""
    short = [name[:2] for name in names]
    return short if len(set(short)) == len(names) else [str(label) for label in range(len(names))]


def legend(names: Sequence[str]) -> str:
    """What the marks of classes stand for, as a sentence; nothing for digits, or without classes."""
    if not names or tuple(names) == DIGITS[: len(names)]:
        return ""
    return " " + ", ".join(f"{mark}: {name}" for mark, name in zip(marks(names), names, strict=True)) + "."


def class_words(names: Sequence[str], label: int) -> str:
    """What a class is called where it is chosen, with how its points are written where that does not follow from its name."""
    mark = marks(names)[label]
    return names[label] if names[label].startswith(mark) else f"{mark}: {names[label]}"
