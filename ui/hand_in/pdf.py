"""The page to hand in as a PDF: A4, black on white, its text to be selected. No Streamlit here.

The fonts beside this file are DejaVu Sans with the letters of Latin (Vietnamese too), Greek and Cyrillic and the signs of the
lessons, cut out by fontTools; what they lack is printed as an empty square. fpdf2 is imported when somebody takes a page: it
costs a server 0.3 s once, and 30 MB.
"""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from ..stored.answers import Answer
from . import words
from .sheet import Sheet, one_line

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
"""The files of the plain and the bold letters, in `fonts/`."""

SQUARE = "□"
"""In the place of a character that the fonts lack."""

MARGIN, WIDTH, FOOT = 20.0, 170.0, 18.0
"""Millimetres: around the text, of the text (A4 has 210), and below it."""

TITLE, LESSON, TEXT, SMALL = 16.0, 13.0, 10.5, 9.0
"""Points of the letters."""

LINE = 0.5
"""Millimetres from line to line for each point of the letters: 1.4 times their size."""

GAP = 2.5
"""Millimetres between an answer's paragraphs; twice as many between answers."""

TALLEST = 45.0
"""Millimetres of a picture: the pixels of a row of digits can be told apart, and black paper costs ink."""

POINT = 25.4 / 72
"""Millimetres of a point, in which letters are measured."""

PIXEL = 25.4 / 96
"""Millimetres of a picture's pixel where it is not too wide or too tall: as on a screen."""

MOST_PIXELS = 4_000_000
"""Of a picture beside an answer, which has under a million; 40,000 bytes of a hostile file could unfold to forty times that."""


def as_pdf(sheet: Sheet) -> bytes:
    """The page as the bytes of a PDF."""
    pdf = _document(sheet)
    pdf.add_page()
    _text(pdf, words.TITLE, TITLE, bold=True)
    _text(pdf, f"{words.NAMED}: {printable(sheet.name) or words.LINE}", TEXT)
    _text(pdf, f"{words.DATED}: {sheet.day.isoformat()}", TEXT)
    number = 0
    for title, answers in sheet.parts:
        heading = [(printable(title), LESSON, True)] if title else []
        for answer in answers:
            number += 1
            _answer(pdf, heading, number, answer)
            heading = []
    return bytes(pdf.output())


def printable(text: str) -> str:
    """The text in one line as the fonts can print it."""
    known = set(widths("")) & set(widths("B"))
    return "".join(letter if letter in known else SQUARE for letter in one_line(text))


@cache
def widths(style: str) -> dict[str, float]:
    """How wide each letter is that this style has, in parts of the letters' size."""
    from fontTools.ttLib import TTFont

    with TTFont(_font(FONTS[style])) as font:
        names, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        return {chr(code): advances[name][0] / em for code, name in names.items()}


def _font(file: str) -> Path:
    return Path(__file__).with_name("fonts") / file


def _document(sheet: Sheet) -> "FPDF":
    from fpdf import FPDF

    class Numbered(FPDF):
        """A document with its pages numbered."""

        def footer(self) -> None:
            self.set_y(-FOOT + 4)
            self.set_font("DejaVu", "", SMALL)
            self.cell(0, LINE * SMALL, words.page(self.page_no(), "{nb}"), align="C")

    pdf = Numbered()
    for style, file in FONTS.items():
        pdf.add_font("DejaVu", style, _font(file))
    pdf.set_margins(MARGIN, MARGIN)
    pdf.c_margin = 0
    pdf.set_auto_page_break(True, FOOT)
    pdf.set_title(words.TITLE)
    pdf.set_lang("en")
    pdf.set_author(printable(sheet.name))
    pdf.set_creation_date(datetime.combine(sheet.day, time(12), UTC))
    pdf.set_image_filter("FlateDecode")
    return pdf


def _answer(pdf: "FPDF", heading: list[tuple[str, float, bool]], number: int, answer: Answer) -> None:
    """An answer, below the heading of its lesson where it is the first; on a page of its own rather than torn."""
    picture = _picture(answer.picture)
    said = f"{words.SAID}: {printable(answer.said)}" if answer.given else words.SHOWN
    measured = f"{printable(words.measured(answer.on))}: {printable(answer.measured)}"
    lines = [
        *heading,
        (f"{number}. {printable(answer.question)}", TEXT, True),
        (said, TEXT, False),
        (measured, TEXT, False),
    ]
    if answer.picture and picture is None:
        lines.append((words.NO_PICTURE, SMALL, False))
    width, height = _size(picture)
    tall = sum(_text(pdf, *line, dry=True) for line in lines) + height + 3 * GAP
    if pdf.get_y() + tall > pdf.h - FOOT and tall < pdf.h - FOOT - MARGIN:
        pdf.add_page()
    pdf.ln(2 * GAP if heading or number > 1 else GAP)
    for line in lines:
        _text(pdf, *line)
    if picture is not None:
        if pdf.get_y() + height > pdf.h - FOOT:
            pdf.add_page()
        pdf.image(
            picture,
            x=MARGIN,
            y=pdf.get_y() + 1,
            w=width,
            h=height,
            alt_text=printable(words.picture_of(answer.question)),
        )
        pdf.set_y(pdf.get_y() + height + 1)


def _text(pdf: "FPDF", text: str, points: float, bold: bool = False, dry: bool = False) -> float:
    """Write a paragraph, or only (`dry`) say how many millimetres it takes."""
    style = "B" if bold else ""
    known, most = widths(style), WIDTH / (points * POINT)
    lines = broken(text, lambda part: sum(map(known.__getitem__, part)), most)
    if not dry:
        pdf.set_font("DejaVu", style, points)
        for line in lines:
            pdf.set_x(MARGIN)
            pdf.cell(WIDTH, LINE * points, line, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(GAP / 2)
    return len(lines) * LINE * points + GAP / 2


def broken(text: str, width_of: Callable[[str], float], most: float) -> list[str]:
    """The text in lines that are no wider than `most`, a word that is wider in pieces.

    fpdf2's own way takes a second for thirty answers: it measures each line anew at every letter.
    """
    lines, line = [], ""
    for word in pieces(text, width_of, most):
        longer = f"{line} {word}" if line else word
        if width_of(longer) > most:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def pieces(text: str, width_of: Callable[[str], float], most: float) -> Iterator[str]:
    """The words of the text, one that is wider than a line cut into pieces that are not."""
    for word in text.split():
        piece = ""
        for letter in word:
            if piece and width_of(piece + letter) > most:
                yield piece
                piece = ""
            piece += letter
        yield piece


def _picture(data: bytes) -> Image.Image | None:
    """The picture on white; None where there is none, or where it is no PNG of a sensible size."""
    if not data:
        return None
    try:
        image = Image.open(io.BytesIO(data), formats=["PNG"])
        if image.width * image.height > MOST_PIXELS:
            return None
        if image.mode in ("L", "RGB"):
            image.load()
            return image
        coloured = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, coloured).convert("RGB")
    except Exception:  # a damaged PNG fails in a dozen ways
        return None


def _size(picture: Image.Image | None) -> tuple[float, float]:
    """Width and height in millimetres."""
    if picture is None:
        return 0.0, 0.0
    scale = min(PIXEL, WIDTH / picture.width, TALLEST / picture.height)
    return picture.width * scale, picture.height * scale
