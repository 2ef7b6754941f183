"""Codes to try out: their moments against the density they come from, and the text of moved numbers there and back."""

import numpy as np
import pytest

from autoencoders.latent import Mixture
from ui.sampling import JUDGED, judged, moved_numbers, moved_words, sample

PRIOR = Mixture(np.ones(1), np.array([[3.0, -1.0]]), np.array([[[4.0, 1.0], [1.0, 2.0]]]))


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_the_temperature_scales_the_spread_and_leaves_the_middle(temperature):
    plain = sample(None, 40_000, 2, temperature, 1)
    np.testing.assert_allclose(np.cov(plain.T), temperature**2 * np.eye(2), atol=0.05 * temperature**2)
    fitted = sample(PRIOR, 40_000, 2, temperature, 1)
    np.testing.assert_allclose(fitted.mean(axis=0), PRIOR.means[0], atol=0.05 * temperature)
    np.testing.assert_allclose(np.cov(fitted.T), temperature**2 * PRIOR.covariances[0], atol=0.1 * temperature**2)


def test_the_same_seed_gives_the_same_codes():
    np.testing.assert_array_equal(sample(None, 5, 10, 1.0, 3), sample(None, 5, 10, 1.0, 3))
    assert not np.allclose(sample(None, 5, 10, 1.0, 3), sample(None, 5, 10, 1.0, 4))


def test_moved_numbers_survive_the_link():
    rows = {2: 1.5, 9: -2.0, 0: 0.0}
    assert moved_numbers(moved_words(rows), 10) == (rows, [])


@pytest.mark.parametrize("word", ["11:0", "0:1", "x", "3", "3:", ":2", "2:nan", "4:9", "1.5:1", "2:inf"])
def test_what_is_no_moved_number_is_left_out(word):
    assert moved_numbers(f"1:1 {word}", 10) == ({0: 1.0}, [word])


def test_the_line_on_recognised_samples_is_made_from_the_numbers():
    samples = {key: {"recognised": {"mean": 0.1 * i}} for i, (key, _) in enumerate(JUDGED)}
    assert "0 % of the VAE's samples, 10 % of the AE's from a Gaussian" in judged(samples)
    with pytest.raises(KeyError):
        judged({})
