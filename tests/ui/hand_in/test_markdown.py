"""The page as Markdown, read by a reader of Markdown that is not ours."""

import base64
import re

from markdown_it import MarkdownIt

from tests.ui.hand_in.conftest import HOSTILE, picture
from ui.hand_in.markdown import as_markdown

SEEN = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "\u2060": ""}


def rendered(text: str) -> str:
    """As HTML by CommonMark with tables, strikethrough and bare addresses as links where that is known."""
    return str(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))


def read(html: str) -> str:
    """The text of this HTML."""
    text = re.sub("<[^>]*>", "", html)
    for mark, letter in SEEN.items():
        text = text.replace(mark, letter)
    return text


def test_everything_is_there_in_order(page):
    html = rendered(as_markdown(page))
    text = read(html)
    places = [
        text.index(word)
        for word in ("Zoë", "2026-11-29", "Reconstruct", "1. What of first", "2. What of second", "A map")
    ]
    assert places == sorted(places)
    assert re.findall("<h2>(.*?)</h2>", html) == ["Reconstruct a digit", "A map of the codes", "Other questions"]
    assert "I said: σ ≥ 0.24" in text
    assert "On test digit 8: It is −3 dB, “½” of β·KL." in text
    assert "without a guess" in text


def test_nothing_that_was_brought_is_markdown(page):
    html = rendered(as_markdown(page))
    assert read(html).count(HOSTILE.replace("&lt;", "<")) == 0  # an escaped entity is no entity
    assert read(html).count(HOSTILE) == 2
    assert set(re.findall(r"<(\w+)", html)) == {"h1", "h2", "h3", "p", "br", "strong", "img"}
    assert len(re.findall("<strong>", html)) == 3 + 4  # what stands before each of what was said and measured
    assert not re.findall(r'(?:src|href)="(?!data:image/png;base64,)', html)


def test_pictures_come_back(page):
    found = re.findall(r'src="data:image/png;base64,([^"]*)"', rendered(as_markdown(page)))
    assert [base64.b64decode(each) for each in found] == [picture(1), picture(2)]
