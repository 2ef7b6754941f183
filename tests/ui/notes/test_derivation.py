"""Every number of the derivation against NumPy written out, and the averages against many draws of another generator."""

import numpy as np
import pytest

from autoencoders.chance import normals
from ui.notes.derivation import GROUPS, K, derive


def reconstruction(image, picture):
    """−Σ x log y + (1 − x) log(1 − y), as the textbook has it."""
    x, y = image.astype(np.float64), np.clip(picture.astype(np.float64), 1e-12, 1 - 1e-12)
    return -(x * np.log(y) + (1 - x) * np.log1p(-y)).sum()


def test_prices_are_those_of_the_textbook(found, models):
    autoencoder, vae = models
    assert found.copy_price == pytest.approx(reconstruction(found.image, found.copy), rel=1e-4)
    np.testing.assert_allclose(found.copy, autoencoder.reconstruct(found.image[None])[0], atol=1e-6)
    mean, log_var = (each[0].astype(np.float64) for each in vae.posterior(found.image[None]))
    z = mean + np.exp(log_var / 2) * normals(4, 10)
    picture = vae.decode(z[None])[0]
    assert found.bill.reconstruction == pytest.approx(reconstruction(found.image, picture), rel=1e-4)
    assert found.bill.kl == pytest.approx(0.5 * (np.exp(log_var) - log_var + mean**2 - 1).sum(), rel=1e-6)
    grey = found.image[(found.image > 0) & (found.image < 1)].astype(np.float64)
    assert found.floor == pytest.approx(-(grey * np.log(grey) + (1 - grey) * np.log(1 - grey)).sum(), rel=1e-6)


def test_elbo_and_bound_agree_with_many_draws_written_out(found, models):
    """20,000 draws by another generator, with the densities of all three Gaussians and nothing cancelled."""
    _, vae = models
    mean, log_var = (each[0].astype(np.float64) for each in vae.posterior(found.image[None]))
    epsilon = np.random.default_rng(99).standard_normal((20_000, 10))
    z = mean + np.exp(log_var / 2) * epsilon
    logits = np.concatenate([vae.logits(part) for part in np.array_split(z, 20)]).astype(np.float64).reshape(len(z), -1)
    x = found.image.astype(np.float64).ravel()
    score = (x * logits - np.logaddexp(0, logits)).sum(axis=1)
    log_prior = -0.5 * (z**2 + np.log(2 * np.pi)).sum(axis=1)
    log_posterior = -0.5 * (epsilon**2 + log_var + np.log(2 * np.pi)).sum(axis=1)
    weights = score + log_prior - log_posterior
    error = weights.std() / np.sqrt(len(weights))
    assert abs(found.elbo - weights.mean()) < 4 * np.hypot(found.doubt, error)
    assert abs(found.elbo - (score.mean() - found.bill.kl)) < 4 * np.hypot(found.doubt, error)
    groups = weights.reshape(-1, K)
    bounds = np.log(np.exp(groups - groups.max()).mean(axis=1)) + groups.max()
    assert abs(found.bound - bounds.mean()) < 4 * bounds.std() * np.hypot(GROUPS**-0.5, len(groups) ** -0.5)


def test_the_closer_bound_is_the_closer_one(found):
    """Of the same draws the logarithm of an average is never below the average of the logarithms: Jensen, exactly."""
    assert found.bound > found.elbo
    assert found.weights.shape == (GROUPS * K,)


def test_what_is_counted_is_there(found):
    grid = found.image[..., 0]
    assert found.black == np.count_nonzero(grid == 0)
    assert found.inked == np.count_nonzero(grid > 0.5)
    assert grid[found.row].sum() == grid.sum(axis=1).max()
    assert found.bill.pixel_terms[found.dearest] == found.bill.pixel_terms.max()
    assert found.bill.kl_terms[found.loudest] == found.bill.kl_terms.max()
    assert found.copy_error == pytest.approx(np.mean((found.copy - found.image) ** 2), rel=1e-5)


def test_a_throw_repeats_and_another_is_another(found, models):
    autoencoder, vae = models
    same, other = (derive(found.image, autoencoder, vae, throw) for throw in (4, 5))
    assert (same.elbo, same.bill.reconstruction) == (found.elbo, found.bill.reconstruction)
    assert other.bill.reconstruction != found.bill.reconstruction
    assert other.bill.kl == found.bill.kl
