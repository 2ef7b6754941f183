"""Rows of digits as HTML."""

from ui.strips import strips


def test_a_caption_that_holds_markup_stays_text(synthetic):
    html = strips([("<b>&", synthetic.test_images[:1] / 255, "'><script>")])
    assert "<script>" not in html
    assert "&lt;b&gt;&amp;" in html
