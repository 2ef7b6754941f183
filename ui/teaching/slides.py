"""The slides: questions and answers, read from a text, as one page that fetches nothing. No Streamlit here.

The text begins with the title. After each line of `---` follows a question: `@` its link, `?` the question, `-` an answer to
choose; then what the next slide shows: `!` the answer, `| … | …` a number with its label, `>` what to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from string import ascii_uppercase
from urllib.parse import urlsplit

import segno

from ..alone import prose
from ..colors import PAPER
from .fill import source

LOCAL = ("localhost", "127.0.0.1", "::1")
"""Names that lead a phone to itself."""

LOCAL_NOTE = (
    "These links and QR codes lead to {address}, which only this computer finds. For phones: open the app as they will, and "
    'write the slides anew: make teaching ARGS="--address http://ADDRESS:8501".'
)

QUIET = 2
"""Squares of white around a QR code; the white card it stands on has the other two that readers ask for."""


@dataclass
class Slide:
    """A question with its link and the answers to choose from; and the answer with its numbers, and what to say then."""

    link: str = ""
    question: str = ""
    options: list[str] = field(default_factory=list)
    answer: str = ""
    rows: list[tuple[str, str]] = field(default_factory=list)
    then: list[str] = field(default_factory=list)


def line(text: str) -> str:
    """Markdown within a line as HTML; a number and its sign stay together."""
    return prose.line(text).replace(" = ", "\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}").replace(" %", "\N{NO-BREAK SPACE}%")


def read(text: str) -> tuple[list[str], list[Slide]]:
    """The lines of the title, and the slides; a ValueError names a line that is none, and a slide that lacks something."""
    title, *blocks = text.strip().split("\n---\n")
    slides = []
    for block in blocks:
        slide = Slide()
        for each in filter(None, map(str.strip, block.splitlines())):
            mark, _, rest = each.partition(" ")
            match mark:
                case "@":
                    slide.link = rest
                case "?":
                    slide.question = f"{slide.question} {rest}".strip()
                case "!":
                    slide.answer = f"{slide.answer} {rest}".strip()
                case "-":
                    slide.options.append(rest)
                case ">":
                    slide.then.append(rest)
                case "|" if rest.count("|") == 1:
                    label, number = rest.split("|")
                    slide.rows.append((label.strip(), number.strip()))
                case _:
                    raise ValueError(f"A line of the slides begins with none of @ ? - ! | >: {each[:60]}")
        if not (slide.link and slide.question and slide.answer):
            raise ValueError(f"A slide lacks its link, question or answer: {block.strip()[:60]}")
        slides.append(slide)
    return title.splitlines(), slides


def deck(text: str, address: str, lessons: Mapping[str, str], projector: str) -> str:
    """The page; `lessons` are the titles of the app's pages by the first word of a link, `projector` is that view's parameter."""
    title, slides = read(text)
    found = [_title(title, address)]
    for number, slide in enumerate(slides, start=1):
        lesson = lessons.get(slide.link.partition("?")[0])
        if lesson is None:
            raise ValueError(f"A slide leads to {slide.link}, and the app has no such page.")
        where = f"{number} of {len(slides)} · {lesson}"
        found += [_question(slide, where, address, projector), _answer(slide, where)]
    page = source("deck.html").replace("SLIDES", "\n".join(found)).replace("TITLE", escape(title[0].lstrip("# ")), 1)
    return page.replace("/* STYLE */", _style()).replace("/* SCRIPT */", source("deck.js").rstrip())


def _style() -> str:
    style = source("deck.css").rstrip()
    for theme, colors in PAPER.items():
        for name, color in colors.items():
            style = style.replace(f"{theme.upper()}-{name}", color)
    return style


def _title(lines: list[str], address: str) -> str:
    note = LOCAL_NOTE.format(address=address) if urlsplit(address).hostname in LOCAL else ""
    paragraphs = "".join(f"<p>{line(each)}</p>" for each in lines[1:] if each.strip())
    small = f"<p class='small'>{escape(note, quote=False)}</p>" if note else ""
    words = f"<div><h1>{line(lines[0].lstrip('# '))}</h1>{paragraphs}{small}</div>"
    return f"<section class='slide title'>{words}{_code(address, address)}</section>"


def _question(slide: Slide, where: str, address: str, projector: str) -> str:
    link = f"{address}/{slide.link}"
    options = "".join(
        f"<li><b>{letter}</b><span>{line(option)}</span></li>"
        for letter, option in zip(ascii_uppercase, slide.options, strict=False)
    )
    for_class = f"{link}{'&' if '?' in link else '?'}{projector}"
    return (
        f"<section class='slide ask'><p class='where'>{escape(where)}</p><div><h2>{line(slide.question)}</h2>"
        f"<ul class='options'>{options}</ul></div>{_code(link, for_class)}</section>"
    )


def _code(link: str, clicked: str) -> str:
    """The QR code of a link for phones, and the link to click, for the projector."""
    colors = PAPER["light"]
    made = segno.make(link, error="m", micro=False)
    drawn = made.svg_inline(omitsize=True, border=QUIET, dark=colors["TEXT"], light=colors["GROUND"])
    drawn = drawn.replace("<svg ", "<svg role='img' aria-label='The link as a QR code' ", 1)
    words = escape(link.partition("//")[2], quote=False)
    return f"<figure>{drawn}<figcaption><a href='{escape(clicked)}' target='lab'>{words}</a></figcaption></figure>"


def _answer(slide: Slide, where: str) -> str:
    rows = "".join(f"<dt>{line(label)}</dt><dd>{line(number)}</dd>" for label, number in slide.rows)
    then = "".join(f"<p>{line(each)}</p>" for each in slide.then)
    return (
        f"<section class='slide answer'><p class='where'>{escape(where)} · the answer</p>"
        f"<p class='again'>{line(slide.question)}</p><div><h2>{line(slide.answer)}</h2><dl>{rows}</dl>{then}</div></section>"
    )
