"""What visitors and links bring is read as plain text, by a Markdown reader that is not Streamlit's."""

import re

import pytest
from markdown_it import MarkdownIt

from ui.plain import bare, plain


@pytest.mark.parametrize(
    "text",
    [
        "[Log in](https://example.org)",
        "**bold** _x_ `code` <b>x</b>",
        "$x^2$ :material/home: :red[x]",
        "# title\n- list",
        "Log in at www.example.org or mail@example.org, 1.5",
    ],
)
def test_what_a_visitor_brings_is_read_as_plain_text(text):
    """By a Markdown reader that is not Streamlit's: one paragraph, and in it the very text."""
    start, inline, end = MarkdownIt().parse(plain(text))
    assert inline.children
    assert (start.type, end.type) == ("paragraph_open", "paragraph_close")
    assert {token.type for token in inline.children} <= {"text", "text_special"}
    assert "".join(token.content for token in inline.children).replace("\u2060", "") == " ".join(text.split())
    assert not re.search("(?<!\u2060)(//|@)|www[.]", plain(text))  # no address is left to make a link of
    assert not set(bare(text)) & set("[]*_`<>$:#@")
    assert not re.search(r"[^\W\d]\.\w|\w\.[^\W\d]", bare(text))  # nor one in a name


@pytest.mark.parametrize("name", ["VAE, d = 2, β = 1, Adam 0.001, σ = 0.2, from yours-1", "no. 1: a net"])
def test_names_of_runs_stay_what_they_are(name):
    assert bare(name) == name.replace(":", "")


def test_half_a_character_is_left_out():
    """A page that shows one could not be sent at all."""
    assert bare("a \ud800 b") == "a b"
