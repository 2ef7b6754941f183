"""Measures of strangeness against Monte Carlo; the AUROC against brute force and a closed form."""

from math import erf

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.losses import kl
from autoencoders.scores import strangeness
from autoencoders.scores.bound import log_weights


@pytest.mark.parametrize("levels", [3, 10**6], ids=["with ties", "without"])
def test_auroc_is_the_share_of_pairs(levels):
    rng = np.random.default_rng(0)
    usual, strange = rng.integers(0, levels, 150) / levels, rng.integers(0, levels, 90) / levels + 0.1 * (levels > 3)
    pairs = [(s > u) + 0.5 * (s == u) for s in strange for u in usual]
    assert strangeness.auroc(usual, strange) == pytest.approx(np.mean(pairs))
    assert strangeness.auroc(strange, usual) == pytest.approx(1 - np.mean(pairs))


@pytest.mark.parametrize("apart", [-1.0, 0.0, 0.5, 2.0])
def test_auroc_of_two_gaussians_has_a_closed_form(apart):
    rng = np.random.default_rng(1)
    found = strangeness.auroc(rng.normal(0, 1, 40_000), rng.normal(apart, 1, 40_000))
    # Φ(δ / √2), for two normal distributions of variance 1 whose means are δ apart.
    assert found == pytest.approx((1 + erf(apart / 2)) / 2, abs=0.01)


@pytest.mark.parametrize("name", ["vae-10", "vae-2"])
def test_the_negative_elbo_is_what_many_draws_say(name, digits):
    vae = ae.load(name)
    assert isinstance(vae, ae.VAE)
    found = strangeness.negative_elbo(vae, digits[:20])
    weights = log_weights(vae, digits[:20], 400, np.random.default_rng(2))
    error = weights.std(axis=1) / np.sqrt(strangeness.DRAWS)
    assert np.all(abs(found + weights.mean(axis=1)) < 4 * error + 0.5)
    assert found.mean() == pytest.approx(-weights.mean(), abs=2 * error.mean() / np.sqrt(20) + 0.5)
    mean, log_var = vae.posterior(digits[:20])
    assert np.all(found > np.asarray(kl(mean, log_var)))


def test_the_throws_are_fixed_and_come_with_their_opposites():
    epsilon = strangeness.throws(10)
    assert epsilon.shape == (strangeness.DRAWS, 10)
    np.testing.assert_array_equal(epsilon[: strangeness.DRAWS // 2], -epsilon[strangeness.DRAWS // 2 :])
    np.testing.assert_allclose((epsilon**2).mean(axis=0), 1, rtol=1e-5)
    assert epsilon is strangeness.throws(10)


def test_the_error_is_that_of_what_is_given_back_whatever_the_pixels_are_kept_as(digits):
    model = ae.load("mlp-10")
    grey = np.rint(255 * digits).astype(np.uint8)
    by_hand = [float(np.square(x - model.reconstruct(x[None])[0]).mean()) for x in grey.astype(np.float32) / 255]
    np.testing.assert_allclose(strangeness.error(model, grey), by_hand, rtol=1e-4)
