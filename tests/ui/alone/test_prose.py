"""The little of Markdown that the lessons use, as HTML."""

import pytest

from ui.alone.prose import line, prose


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a **b** and *c*", "a <strong>b</strong> and <em>c</em>"),
        ("`make app` runs", "<code>make app</code> runs"),
        (":blue[ink] & <b>", "<span class='blue'>ink</span> &amp; &lt;b&gt;"),
        ("two\nlines", "two lines"),
    ],
)
def test_marks_in_a_line(text, made):
    assert line(text) == made


def test_paragraphs_and_lists():
    text = "One.\n\n- **First**\n  goes on\n- second"
    assert prose(text) == "<p>One.</p><ul><li><strong>First</strong> goes on</li><li>second</li></ul>"
