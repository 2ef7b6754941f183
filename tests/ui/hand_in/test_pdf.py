"""The page as a PDF, read back by a reader of a few lines that knows nothing of how it was written."""

import io
import re
import subprocess
import sys
import time
import zlib
from datetime import date

import numpy as np
import pytest
from PIL import Image

from tests.checkout import ROOT
from tests.ui.hand_in.conftest import HOSTILE, answer, picture
from ui.hand_in import words
from ui.hand_in.pdf import FONTS, SQUARE, as_pdf, broken, printable
from ui.hand_in.sheet import sheet
from ui.stored.answers import MOST_PICTURE

DAY = date(2026, 11, 29)
OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.DOTALL)


def number(body: bytes, name: bytes) -> bytes:
    found = re.search(rb"/%b (\d+)" % name, body)
    assert found
    return found[1]


class Read:
    """Pages, their lines of text and the pictures of a PDF; letters are looked up in the tables that a reader copies them by."""

    def __init__(self, data: bytes) -> None:
        assert data.startswith(b"%PDF-")
        assert data.rstrip().endswith(b"%%EOF")
        objects = {int(number): body for number, body in OBJECT.findall(data)}
        streams = {number: self.unpacked(body) for number, body in objects.items() if b"stream" in body}
        fonts = {}
        for body in objects.values():
            if found := re.search(rb"/ToUnicode (\d+) 0 R", body):
                pairs = re.findall(rb"^<(\w{4})> <(\w+)>$", streams[int(found[1])], re.MULTILINE)
                style = "B" if b"Bold" in body else ""
                fonts[style] = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
        pages = [body for body in objects.values() if re.search(rb"/Type /Page\b(?!s)", body)]
        self.pages = []
        for body in pages:
            found = re.search(rb"/Contents (\d+) 0 R", body)
            assert found
            self.pages.append(list(self.lines(streams[int(found[1])], fonts)))
        self.text = " ".join(line for page in self.pages for line in page)
        images = [body for body in objects.values() if b"/Subtype /Image" in body]
        self.sizes = [tuple(int(number(body, side)) for side in (b"Width", b"Height")) for body in images]

    @staticmethod
    def unpacked(body: bytes) -> bytes:
        found = re.search(rb"stream\r?\n(.*?)\r?\nendstream", body, re.DOTALL)
        assert found
        return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]

    @staticmethod
    def lines(stream, fonts):
        style = ""
        for number, shown in re.findall(rb"/F(\d) [\d.]+ Tf|\(((?:[^\\()]|\\.)*)\) Tj", stream, re.DOTALL):
            if number:
                style = {b"1": "", b"2": "B"}[number]
                continue
            data = re.sub(rb"\\(.)", lambda m: {b"r": b"\r", b"n": b"\n"}.get(m[1], m[1]), shown, flags=re.DOTALL)
            yield "".join(fonts[style][code] for code in np.frombuffer(data, ">u2"))


def test_everything_is_there_in_order_and_can_be_copied(page):
    read = Read(as_pdf(page))
    found = [
        words.TITLE,
        "Name: Zoë",
        "Date: 2026-11-29",
        "Reconstruct a digit",
        "1. What of first?",
        "I said: σ ≥ 0.24",
    ]
    found += [
        "On test digit 8: It is −3 dB, “½” of β·KL.",
        "2. What of second?",
        words.SHOWN,
        "A map of the codes",
    ]
    found += [HOSTILE, "4. What of of another time?"]
    places = [read.text.index(each) for each in found]
    assert places == sorted(places)
    for at, lines in enumerate(read.pages, 1):
        assert "".join(lines[-2:]).split() == [f"{at}", "of", f"{len(read.pages)}"]


def test_no_line_leaves_the_page(page):
    """By the widths of the very letters, which Pillow measures."""
    from PIL import ImageFont

    letters = {style: ImageFont.truetype(ROOT / "ui/hand_in/fonts" / file, 1_000) for style, file in FONTS.items()}
    wide = sheet({"a": answer("a", measured="W" * 900 + " " + "word " * 200, question="i" * 1_000)}, {}, "W" * 80, DAY)
    for line in (line for found in Read(as_pdf(wide)).pages for line in found):
        assert letters[""].getlength(line) / 1_000 * 10.5 * 25.4 / 72 < 171


def test_pictures_are_in_it_whole(page):
    assert sorted(Read(as_pdf(page)).sizes) == [(120, 40), (120, 40)]


@pytest.mark.parametrize("channels", [3, 4])
def test_a_picture_that_is_seen_through_lies_on_white(channels):
    assert Read(as_pdf(sheet({"a": answer("a", picture=picture(0, 20, channels))}, {}, "", DAY))).sizes == [(60, 20)]


@pytest.mark.parametrize(
    "name",
    [
        "李小龍",
        "\ud800",
        "\0",
        "a\u0301\u0302\u0303",
        "𝛽",
        "👩‍👩‍👧",
        "x" * 10_000,
        "(\\) Tj ET",
        "{nb}",
        "مرحبا",
        "",
        "\u202e",
        "<b>%PDF",
    ],
)
def test_any_name_makes_a_page(name):
    read = Read(as_pdf(sheet({"a": answer("a")}, {}, name, DAY)))
    assert "What of a?" in read.text
    assert read.text.count("Name: ") == 1
    assert (SQUARE in read.text) is (name in ("李小龍", "𝛽", "مرحبا", "👩‍👩‍👧", "a\u0301\u0302\u0303"))


def test_all_letters_of_europe_and_vietnam_and_the_signs_of_the_lessons_are_printed():
    letters = "ÀÿŁłŐőßẞΑΩαωάϊЁёЇїҐґĐđẰằỰựƠơ σβεμ−×÷±≤≥≈≠∞√∑∂Δ·½¼²³₀₁↑↓→←“”‘’„‚«»–—…€%‰′″"
    assert printable(letters) == letters


def png_of(size, data=b""):
    file = io.BytesIO()
    Image.new("L", size).save(file, "png")
    return file.getvalue() if not data else file.getvalue()[:40] + data


@pytest.mark.parametrize(
    "data",
    [png_of((40, 40))[:50], png_of((40, 40), b"\xff" * 99), png_of((5_500, 5_500)), b"\x89PNG\r\n\x1a\n"],
    ids=len,
)
def test_a_picture_that_is_none_or_a_bomb_is_said_and_breaks_nothing(data):
    assert len(data) < MOST_PICTURE
    read = Read(as_pdf(sheet({"a": answer("a", picture=data), "b": answer("b")}, {}, "", DAY)))
    assert words.NO_PICTURE in read.text
    assert "What of b?" in read.text
    assert not read.sizes


def test_a_whole_visit_is_quick_and_small():
    many = {f"{i}": answer(f"{i}", measured="It is so. " * 60, picture=picture(i, 50)) for i in range(26)}
    page = sheet(many, {}, "Zoë", DAY)
    as_pdf(page)
    began = time.process_time()
    data = as_pdf(page)
    assert time.process_time() - began < 1
    assert len(data) < 1_000_000
    read = Read(data)
    torn = [found for found in read.pages if not re.match(r"\d+\. What of|Latent Lab", found[0])]
    assert not torn  # each page begins with an answer


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two", ["one", "two"]),
        ("abcdefgh i", ["abcde", "fgh i"]),
        ("a b c d e", ["a b c", "d e"]),
        ("  ", [""]),
    ],
)
def test_lines_are_broken_at_words_and_words_that_are_too_long_anywhere(text, lines):
    assert broken(text, len, 5) == lines


def test_a_server_does_not_import_what_makes_pdfs_before_somebody_takes_one():
    script = "import sys, ui.hand_in.box; assert not {'fpdf', 'fontTools'} & sys.modules.keys()"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_the_letters_are_small():
    assert sum((ROOT / "ui/hand_in/fonts" / file).stat().st_size for file in FONTS.values()) < 150_000
