"""What the lesson on samples says of measurements is made from the numbers."""

import pytest

from ui.vae.words import (
    COPIES_AE,
    COPIES_VAE,
    GAUSSIAN_AE,
    GAUSSIAN_VAE,
    MIXTURE_AE,
    MIXTURE_VAE,
    PLAIN_AE,
    PLAIN_VAE,
    ahead,
    frames,
    helps,
    judged,
    recognised,
)

SHARES = {PLAIN_AE: 0.02, PLAIN_VAE: 0.1, GAUSSIAN_AE: 0.2, MIXTURE_AE: 0.3, GAUSSIAN_VAE: 0.15, MIXTURE_VAE: 0.25}
SHARES |= {COPIES_AE: 0.9, COPIES_VAE: 0.8}


def fits(ae, vae):
    """The least and the most of five fits of each."""
    return {
        name: {"least": least, "most": most, "fits": 5}
        for name, (least, most) in {"twin-10": ae, "vae-10": vae}.items()
    }


def test_the_answer_to_then_why_a_vae_is_made_from_the_numbers():
    samples = {key: {"recognised": {"mean": share}} for key, share in SHARES.items()}
    line = judged(samples, fits((0.28, 0.31), (0.24, 0.26)))
    assert (
        "about 10 % of the VAE's samples, 20 % of the AE's from a fitted Gaussian and 30 % of the AE's from ten" in line
    )
    assert "it is so of 80 % (VAE) and 90 % (AE)" in line
    assert (
        "15 % of its samples are recognised from one Gaussian and 25 % from ten. So a fitted density helps both."
        in line
    )
    assert "N(0, I) was part of its loss: from there 2 % of the AE's samples are recognised" in line
    for lacks in samples:
        with pytest.raises(KeyError):
            judged({key: each for key, each in samples.items() if key != lacks}, fits((0, 1), (0, 1)))


@pytest.mark.parametrize(
    ("ae", "vae", "told"),
    [
        ((0.81, 0.84), (0.75, 0.80), "81 to 84 % (AE) and 75 to 80 % (VAE): then the AE is ahead."),
        ((0.70, 0.74), (0.75, 0.80), "then the VAE is ahead."),
        ((0.78, 0.84), (0.75, 0.80), "then neither is clearly ahead."),
        ((0.80, 0.84), (0.75, 0.80), "then neither is clearly ahead."),
    ],
)
def test_who_is_ahead_is_said_only_where_no_fit_says_otherwise(ae, vae, told):
    assert ahead(fits(ae, vae)).endswith(told)


@pytest.mark.parametrize("worse", [MIXTURE_AE, MIXTURE_VAE])
def test_that_a_density_helps_both_is_said_where_it_does(worse):
    assert helps(SHARES) == "So a fitted density helps both."
    assert helps({**SHARES, worse: 0.0}) == "So a fitted density doesn't help both."


@pytest.mark.parametrize(("real", "end"), [(0.972, " (real digits: 97 %)"), (None, "")])
def test_above_a_wall_stands_its_share_beside_that_of_real_digits(real, end):
    assert recognised(19, 36, 8, real) == f"19 of 36 recognised, as 8 of the ten digits{end}"
    assert recognised(34, 36, 1, real) == f"34 of 36 recognised, all as one and the same digit{end}"
    assert recognised(0, 36, 0, real) == f"0 of 36 recognised{end}"


def test_distances_have_a_scale():
    assert "half lie within **0.17** and 95 % within **0.23**" in frames((0.171, 0.229))
