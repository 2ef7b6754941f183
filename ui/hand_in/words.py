"""Texts of the page to hand in, and of the place where one takes it."""

WHAT = (
    "**Your answers as a page to hand in**: each question, what you said, what was measured then, and its picture. This server "
    "sends it to nobody: the file is yours."
)
NONE_YET = (
    "**Your answers as a page to hand in**: guess at a question of a lesson first, then they can be taken from here."
)
NAME = "Your name, if it belongs on the page"
NAME_HELP = "It goes into these two files and nowhere else."

TITLE = "Latent Lab: what I guessed, and what was measured"
NAMED, DATED, SAID = "Name", "Date", "I said"
SHOWN = "I had it shown to me without a guess."
LINE = "_" * 32
"""Where a name is written by hand."""

OTHERS = "Other questions"
"""Over answers to questions that no lesson has any more: a saved visit may bring such."""

NO_PICTURE = "The picture of this answer can't be read."


def measured(on: str) -> str:
    """What stands before a measurement on this digit."""
    return f"On {on}" if on else "What was found"


def picture_of(question: str) -> str:
    """The text alternative of the picture beside an answer to this question: what it shows stands in words above it."""
    return f"What was measured for “{question}”"


def count(answers: int) -> str:
    """How many answers there are to take."""
    return f"{answers} answer{'s' * (answers != 1)} so far."


def not_printed(letters: str) -> str:
    """What is said of letters that the fonts of the PDF lack."""
    return (
        f"The PDF can't print {letters}: empty squares stand there. Leave the name empty and write it by hand, or take the "
        "Markdown."
    )


def page(number: int, of: str) -> str:
    """The foot of a page."""
    return f"{number} of {of}"
