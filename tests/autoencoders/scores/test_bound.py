"""The importance-weighted bound, against the ELBO, its own definition, and a model whose score s(x) is known."""

from itertools import pairwise

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.losses import bernoulli_term, kl
from autoencoders.scores.bound import importance_bound, log_weights


@pytest.fixture(scope="module")
def vae():
    return ae.load("vae-10")


@pytest.fixture(scope="module")
def weights(vae, synthetic):
    return log_weights(vae, synthetic.test_images[:12], 1000, np.random.default_rng(0))


def test_with_one_draw_it_is_the_elbo(vae, synthetic, weights):
    """The average of log w over draws is the ELBO, whose KL is known in closed form."""
    images = synthetic.test_images[:12].astype(np.float32) / 255
    mean, log_var = vae.posterior(images)
    epsilon = np.random.default_rng(1).standard_normal((400, *mean.shape)).astype(np.float32)
    z = mean + np.exp(0.5 * log_var) * epsilon
    term = np.stack([bernoulli_term(images, vae.logits(part)) for part in z])
    elbo = term.mean(axis=0) - kl(mean, log_var)
    error = np.hypot(term.std(axis=0) / 20, weights.std(axis=1) / np.sqrt(1000))
    assert np.all(np.abs(importance_bound(weights, 1) - elbo) < 5 * error)


def test_it_rises_with_k(weights):
    bounds = [importance_bound(weights, k) for k in (1, 10, 100, 1000)]
    for lower, higher in pairwise(bounds):
        assert np.all(higher >= lower)


def test_it_is_the_log_of_the_average_weight():
    weights = np.log(np.array([[1.0, 3.0, 2.0, 6.0], [5.0, 5.0, 5.0, 5.0]]))
    np.testing.assert_allclose(importance_bound(weights, 4), np.log([3.0, 5.0]))
    np.testing.assert_allclose(importance_bound(weights, 2), [np.log(2.0 * 4.0) / 2, np.log(5.0)])
    np.testing.assert_allclose(importance_bound(weights - 900, 4), np.log([3.0, 5.0]) - 900)


@pytest.mark.parametrize("k", [0, 5])
def test_too_few_draws_are_a_sentence(k):
    with pytest.raises(ValueError, match=f"k = {k} needs"):
        importance_bound(np.zeros((2, 4)), k)


def test_where_the_code_says_nothing_every_weight_is_the_score(synthetic):
    """A decoder that ignores its code and a posterior that is the prior: s(x) is one known number, for every k."""
    vae = ae.variant("vae-10").initial(0)
    silent = {name: np.zeros_like(array) for name, array in vae.parameters.items()}
    silent["decoder.pixels.bias"] = np.linspace(-3, 3, 784, dtype=np.float32)
    vae = ae.VAE("vae", 10, silent)
    images = synthetic.test_images[:3].astype(np.float32) / 255
    exact = bernoulli_term(images, vae.logits(np.zeros((3, 10))))
    weights = log_weights(vae, images, 50, np.random.default_rng(0))
    np.testing.assert_allclose(weights, np.repeat(exact[:, None], 50, axis=1), rtol=1e-5)
    np.testing.assert_allclose(importance_bound(weights, 50), exact, rtol=1e-5)


def test_draws_that_need_many_passes_are_all_made(vae, synthetic, monkeypatch):
    monkeypatch.setattr("autoencoders.scores.bound.DECODES", 7)
    weights = log_weights(vae, synthetic.test_images[:3], 20, np.random.default_rng(0))
    assert weights.shape == (3, 20)
    assert len(np.unique(weights)) == 60
    assert np.all(weights < 0)
