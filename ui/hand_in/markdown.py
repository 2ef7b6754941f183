"""The page to hand in as Markdown, in one file: pictures stand in it as `data:` addresses. No Streamlit here."""

import base64

from ..plain import plain
from ..stored.answers import Answer
from . import words
from .sheet import Sheet


def as_markdown(sheet: Sheet) -> str:
    """The page as text. What a visitor or a saved file brought is escaped, so that nothing of it is read as Markdown or HTML."""
    lines = [f"# {words.TITLE}", f"{words.NAMED}: {plain(sheet.name)}  \n{words.DATED}: {sheet.day.isoformat()}"]
    number = 0
    for title, answers in sheet.parts:
        lines += [f"## {plain(title)}"] if title else []
        for answer in answers:
            number += 1
            lines += _answer(number, answer)
    return "\n\n".join(lines) + "\n"


def _answer(number: int, answer: Answer) -> list[str]:
    said = f"**{words.SAID}:** {plain(answer.said)}" if answer.given else words.SHOWN
    lines = [f"### {number}. {plain(answer.question)}", said]
    lines.append(f"**{plain(words.measured(answer.on))}:** {plain(answer.measured)}")
    if answer.picture:
        data = base64.b64encode(answer.picture).decode()
        lines.append(f"![{plain(words.picture_of(answer.question))}](data:image/png;base64,{data})")
    return lines
