"""The itemised loss of a digit: its terms add up to the formulas, and over a test set to what `evaluate` computes."""

import numpy as np
import pytest

import autoencoders as ae
from autoencoders import losses
from autoencoders.scores import metrics
from autoencoders.scores.digit_bill import bill


@pytest.fixture(scope="module", params=["vae-10", "vae-2"])
def model(request):
    return ae.load(request.param)


def digits(dataset, count):
    return dataset.test_images[:count].astype(np.float32) / 255


def test_the_terms_add_up_to_the_formulas(model, synthetic):
    rng = np.random.default_rng(3)
    for image in digits(synthetic, 5):
        epsilon = rng.standard_normal(model.latent_dim, dtype=np.float32)
        found = bill(model, image, epsilon)
        mean, log_var = model.posterior(image[None])
        np.testing.assert_allclose(found.z, mean[0] + np.exp(log_var[0] / 2) * epsilon, rtol=1e-6)
        assert found.kl == pytest.approx(losses.kl_full(mean[0], np.diag(np.exp(log_var[0]))), rel=1e-5)
        term = losses.bernoulli_term(image[None], model.logits(found.z[None]))[0]
        assert found.reconstruction == pytest.approx(-term, rel=1e-5)
        np.testing.assert_allclose(found.picture, model.decode(found.z[None])[0], atol=1e-6)
        y = np.clip(found.picture, 1e-12, 1 - 1e-12)
        terms = -(image * np.log(y) + (1 - image) * np.log(1 - y))
        np.testing.assert_allclose(found.pixel_terms, terms, atol=1e-5)
        nodes, weights = np.polynomial.legendre.leggauss(150)
        logits = model.logits(found.z[None]).astype(np.float64).reshape(784, 1)
        x = (nodes + 1) / 2
        scores = np.exp(x * logits - np.logaddexp(0, logits))  # y to the x times 1 - y to the 1 - x, in logits
        areas = (weights / 2 * scores).sum(axis=1)
        assert found.log_normaliser == pytest.approx(-np.log(areas).sum(), rel=1e-6)
        assert found.loss(2) == pytest.approx(found.reconstruction + 2 * found.kl)
        assert found.loss(1) - found.kl - found.ink == pytest.approx(found.pixel_terms[image <= 0.5].sum())


def test_without_noise_the_bill_is_that_of_the_mean(model, synthetic):
    image = digits(synthetic, 1)[0]
    found = bill(model, image, np.zeros(model.latent_dim))
    np.testing.assert_array_equal(found.z, model.encode(image[None])[0])
    assert found.reconstruction == pytest.approx(metrics.cross_entropy(image[None], model.logits(found.z[None]))[0])


def test_the_average_bill_is_what_evaluate_computes(model, synthetic):
    images = digits(synthetic, 60)
    rows = np.random.default_rng(0).standard_normal((len(images), model.latent_dim), dtype=np.float32)
    bills = [bill(model, image, epsilon) for image, epsilon in zip(images, rows, strict=True)]
    scores = metrics.scores(model, images, np.random.default_rng(0))
    assert np.mean([found.reconstruction for found in bills]) == pytest.approx(scores["reconstruction"], rel=1e-5)
    assert np.mean([found.kl for found in bills]) == pytest.approx(scores["kl"], rel=1e-5)
    assert np.mean([found.loss(1) for found in bills]) == pytest.approx(scores["negative_elbo"], rel=1e-5)
    left_out = metrics.log_normaliser(model, images, np.random.default_rng(0))
    assert np.mean([found.log_normaliser for found in bills]) == pytest.approx(left_out, rel=1e-5)
    at_means = [bill(model, image, np.zeros(model.latent_dim)).reconstruction / 784 for image in images]
    assert np.mean(at_means) == pytest.approx(scores["test_bce_per_pixel"], rel=1e-5)
    each = np.mean([found.kl_terms for found in bills], axis=0)
    np.testing.assert_allclose(each, metrics.kl_by_dimension(model, images), rtol=1e-4, atol=1e-6)
