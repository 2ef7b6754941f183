"""What is said of who does better than the noisy input."""

import pytest

from ui.reconstruct.words import chart_words, winners_words, worse


@pytest.mark.parametrize(
    ("winners", "chosen", "told"),
    [
        ([], 2, "**no chosen model does better.**"),
        (["VAE"], 1, "**VAE** does better."),
        (["VAE"], 2, "**VAE** does better."),
        (["Conv AE", "VAE"], 3, "**Conv AE, VAE** do better."),
        (["Conv AE", "VAE"], 2, "**every chosen model does better.**"),
    ],
)
def test_who_does_better_is_said_in_few_words(winners, chosen, told):
    assert winners_words("0.30", 10.04, None, winners, chosen) == (
        f"At σ = 0.30 the noisy input itself has **10.0 dB** on this digit, and {told}"
    )
    assert winners_words("0.30", 10.04, 13.26, winners, chosen) == (
        "At σ = 0.30 the noisy input itself has **10.0 dB** on this digit; clipped to [0, 1] it has **13.3 dB**, and "
        + told.replace("better", "better than that")
    )


@pytest.mark.parametrize(("clipped", "also"), [(13.26, ", and clipped 13.3 dB"), (None, "")])
def test_the_charts_words_name_every_grey_line(clipped, also):
    words = chart_words("0.30", 10.04, clipped, ["VAE"])
    assert f"At σ = 0.30 the noisy input has 10.0 dB{also}; above it: VAE." in words
    assert ("dotted" in words) == (clipped is not None)


def test_how_a_digit_stands_among_the_test_digits():
    assert worse(5353, 10_000) == "5,353 of 10,000 clean test digits come back worse than this one"
