"""What the lesson on samples says of measurements is made from the numbers."""

import pytest

from ui.vae.words import JUDGED, judged


def test_the_line_on_recognised_samples_is_made_from_the_numbers():
    samples = {key: {"recognised": {"mean": 0.1 * i}} for i, (key, _) in enumerate(JUDGED)}
    assert "0 % of the VAE's samples, 10 % of the AE's from a Gaussian" in judged(samples)
    with pytest.raises(KeyError):
        judged({})
