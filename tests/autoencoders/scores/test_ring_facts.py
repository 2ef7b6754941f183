"""What lies inside the prior's ring, against draws whose shares are known."""

import numpy as np
import pytest

from autoencoders.codes import Codes
from autoencoders.densities import Mixture
from autoencoders.scores.ring_facts import disc, facts

RNG = np.random.default_rng(0)

SOME = Mixture(np.ones(1), np.zeros((1, 2)), np.eye(2)[None])


def test_a_disc_is_filled_evenly():
    places = disc(2.0, 4000)
    lengths = np.linalg.norm(places, axis=1)
    assert lengths.max() < 2
    assert (lengths < 1).mean() == pytest.approx(0.25, abs=0.01)
    np.testing.assert_allclose(places.mean(axis=0), 0, atol=0.01)


def test_facts_of_draws_from_the_prior():
    mean = RNG.standard_normal((20_000, 2)).astype(np.float32)
    labels = np.arange(20_000, dtype=np.uint8) % 10
    mean[labels == 4] += 50
    found = facts(Codes(mean, labels, np.full((20_000, 2), np.log(0.25), np.float32), SOME, SOME, "weights"))
    assert found.inside == pytest.approx(0.9 * (1 - np.exp(-2)), abs=0.01)
    assert found.classes == (0, 1, 2, 3, 5, 6, 7, 8, 9)
    np.testing.assert_allclose(found.cloud, 0.25, rtol=1e-5)
    np.testing.assert_allclose(found.mean, 5, atol=0.1)
    assert 0.005 < found.gap < 0.05
