"""The slides' text is read line by line, a line that is none is named; the page fetches nothing and its codes are its links'."""

import re
from html import unescape

import pytest
import segno

from tests.checkout import source
from ui.colors import PAPER
from ui.teaching.slides import QUIET, deck, read

TEXT = """# Title & more
A *line*.
---
@ vae?task=samples
? One <b>
? question?
- yes
- no
! It is 5 % at β = 2.
| a | 5 %
> Then.
"""
LESSONS = {"vae": "Sample"}


def made(text=TEXT, address="http://lab.example"):
    return deck(text, address, LESSONS, "view=projector")


def test_a_text_is_read():
    title, (slide,) = read(TEXT)
    assert title == ["# Title & more", "A *line*."]
    assert (slide.question, slide.options, slide.rows) == ("One <b> question?", ["yes", "no"], [("a", "5 %")])
    assert (slide.answer, slide.then) == ("It is 5 % at β = 2.", ["Then."])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (TEXT.replace("- no", "+ no"), "begins with none of .* \\+ no"),
        (TEXT.replace("| a | 5 %", "| a"), "begins with none of"),
        (TEXT.replace("! It", "> It"), "lacks its link, question or answer"),
        (TEXT.replace("@ vae", "> vae"), "lacks its link"),
        (TEXT.replace("@ vae", "@ vea"), "leads to vea"),
    ],
)
def test_a_fault_in_the_text_is_named(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        made(text)


def test_a_question_comes_before_its_answer_and_words_are_no_markup():
    page = made()
    ask, answer = page.index("class='slide ask'"), page.index("class='slide answer'")
    assert ask < answer
    assert "5\N{NO-BREAK SPACE}%" not in page[ask:answer]
    assert "One &lt;b&gt; question?" in page[ask:answer]
    assert "β\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}2" in page[answer:]


def test_links_for_phones_and_for_the_projector():
    page = made()
    (clicked,) = re.findall(r"class='slide ask'.*?href='([^']+)'", page, re.DOTALL)
    assert unescape(clicked) == "http://lab.example/vae?task=samples&view=projector"
    wanted = segno.make("http://lab.example/vae?task=samples", error="m", micro=False).svg_inline(border=QUIET)
    assert codes(page)[1:] == codes(wanted)


def codes(page):
    """The lines of the QR codes, as SVG has them."""
    return re.findall(r'class="qrline"[^>]* d="([^"]+)"', page)


@pytest.mark.parametrize(("address", "noted"), [("http://localhost:8501", True), ("http://lab.example", False)])
def test_an_address_that_no_phone_finds_is_noted(address, noted):
    assert ("only this computer finds" in made(address=address)) is noted


def test_the_committed_page_fetches_nothing_and_has_every_colour_in_its_place():
    page = source("docs/teaching/slides.html")
    assert not re.findall(r"(?:src|srcset)=|url\(|@import|<link(?! rel=\"icon\" href=\"data:,\")", page)
    assert not re.findall(r"(?:LIGHT|DARK)-[A-Z]+", page)
    assert {"<img", "<image"} & set(re.findall(r"<im\w+", page)) == set(), "no picture of MNIST, nor any other"
    used = set(re.findall(r"#[0-9a-f]{6}\b", page))
    assert used <= {color for theme in PAPER.values() for color in theme.values()}
