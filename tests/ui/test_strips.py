"""Rows of digits as HTML."""

import re

import numpy as np

from ui.pictures import data_url, wall
from ui.strips import ENLARGED, counted, strips


def test_a_caption_that_holds_markup_stays_text(synthetic):
    html = strips([("<b>&", synthetic.test_images[:1] / 255, "'><script>")])
    assert "<script>" not in html
    assert "&lt;b&gt;&amp;" in html


def test_under_each_picture_stands_what_it_is_read_as_and_is_said_once(synthetic):
    row = synthetic.test_images[:3] / 255
    html = strips([("in", row, "Three"), ("out", row, "Three more")], name="row", read=[["8", "<b>", "9≠8"]])
    first, second = html.split("</figure>")[:2]
    assert re.findall(r"<span data-live='read row (\d)'>(.*?)</span>", first) == [
        ("0", "8"),
        ("1", "&lt;b&gt;"),
        ("2", "9≠8"),
    ]
    assert "aria-hidden='true'" in first  # the picture's alternative says it to who cannot see it
    assert "<span" not in second


def test_a_wall_marks_what_is_unclear_and_says_what_the_mark_is(synthetic):
    images, mask = synthetic.test_images[:4] / 255, np.array([False, True, False, False])
    html = strips([("wall", images, "Four")], 2, read=[counted("; 3 read as 1, 1 unclear")], unclear=[mask])
    assert data_url(wall(images, 2, unclear=mask), ENLARGED) in html
    assert "3 read as 1, 1 unclear ◤" in html
    assert (counted("; 4 read as 1"), counted("")) == (["4 read as 1"], [])
