"""What the lesson on samples says of measurements is made from the numbers."""

import pytest

from ui.vae.words import GAUSSIAN_AE, MIXTURE_AE, PLAIN_AE, PLAIN_VAE, frames, judged, recognised

SHARES = {PLAIN_AE: 0.02, PLAIN_VAE: 0.1, GAUSSIAN_AE: 0.2, MIXTURE_AE: 0.3}


def test_the_answer_to_then_why_a_vae_is_made_from_the_numbers():
    line = judged({key: {"recognised": {"mean": share}} for key, share in SHARES.items()})
    assert (
        "about 10 % of the VAE's samples, 20 % of the AE's from a fitted Gaussian and 30 % of the AE's from ten" in line
    )
    assert "N(0, I) was part of its loss: from there 2 % of the AE's samples are recognised" in line
    with pytest.raises(KeyError):
        judged({})


@pytest.mark.parametrize(("real", "end"), [(0.972, " (real digits: 97 %)"), (None, "")])
def test_above_a_wall_stands_its_share_beside_that_of_real_digits(real, end):
    assert recognised(19, 36, 8, real) == f"19 of 36 recognised, as 8 of the ten digits{end}"
    assert recognised(34, 36, 1, real) == f"34 of 36 recognised, all as one and the same digit{end}"
    assert recognised(0, 36, 0, real) == f"0 of 36 recognised{end}"


def test_distances_have_a_scale():
    assert "half lie within **0.17** and 95 % within **0.23**" in frames((0.171, 0.229))
