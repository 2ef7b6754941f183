"""The JavaScript that is shown."""

from ui.browser.scripts import decoder_source


def test_the_source_that_is_shown_is_the_whole_decoder():
    source = decoder_source()
    assert [name in source for name in ("linear", "wide", "convolutional", "dense", "upsample")] == [True] * 5
    assert "packsOf" not in source
    assert source.count("{") == source.count("}")
    assert "Math.exp" in source
