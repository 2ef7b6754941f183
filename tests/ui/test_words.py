"""What pages say of limits is what the configuration has, and what visitors bring is no Markdown."""

import re
import tomllib

import pytest
from markdown_it import MarkdownIt

from tests.checkout import source
from ui.words import UPLOAD_HELP, bare, plain


def test_the_largest_upload_is_the_one_that_is_named():
    limit = tomllib.loads(source(".streamlit/config.toml"))["server"]["maxUploadSize"]
    assert f"up to {limit} MB" in UPLOAD_HELP


@pytest.mark.parametrize(
    "text",
    [
        "[Log in](https://example.org)",
        "**bold** _x_ `code` <b>x</b>",
        "$x^2$ :material/home: :red[x]",
        "# title\n- list",
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
    assert not set(bare(text)) & set("[]*_`<>$:#")
