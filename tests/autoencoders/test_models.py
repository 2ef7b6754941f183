"""One contract over all variants: shapes, ranges, what is refused, and what a VAE has beyond an autoencoder."""

from dataclasses import replace

import numpy as np
import pytest
import tensorflow as tf

import autoencoders as ae
from autoencoders.models import CHUNK, as_unit_images
from autoencoders.networks import LEAST


@pytest.fixture(scope="module", params=ae.VARIANTS, ids=lambda row: row.name)
def row(request):
    return request.param


@pytest.fixture(scope="module")
def model(row):
    return row.initial(seed=1)


@pytest.fixture(scope="module")
def images(synthetic):
    return synthetic.test_images[:5]


def test_shapes_and_ranges(row, model, images):
    codes = model.encode(images)
    assert codes.shape == (5, row.latent_dim)
    assert codes.dtype == np.float32
    pictures = model.decode(codes)
    assert pictures.shape == (5, 28, 28, 1)
    assert pictures.min() >= 0
    assert pictures.max() <= 1
    np.testing.assert_array_equal(model.reconstruct(images), pictures)
    np.testing.assert_allclose(pictures, 1 / (1 + np.exp(-model.logits(codes))), atol=1e-6)
    assert model.parameter_count == row.parameter_count


def test_bytes_and_floats_are_the_same_images(model, images):
    np.testing.assert_array_equal(model.encode(images), model.encode(images.astype(np.float32) / 255))


def test_nothing_in_nothing_out(model):
    assert model.reconstruct(np.zeros((0, 28, 28, 1), np.float32)).shape == (0, 28, 28, 1)


def test_many_images_are_worked_in_chunks(row, model, synthetic):
    images = synthetic.train_images[: CHUNK + 3]
    np.testing.assert_allclose(model.encode(images)[-3:], model.encode(images[-3:]), atol=1e-5)
    if row.beta is not None:
        assert model.posterior(images)[1].shape == (CHUNK + 3, row.latent_dim)


@pytest.mark.parametrize(
    ("images", "words"),
    [
        (np.zeros((28, 28, 1)), r"shape \(28, 28, 1\); the models take \(n, 28, 28, 1\)"),
        (np.zeros((2, 28, 28)), "shape"),
        (np.full((1, 28, 28, 1), np.nan), "not finite"),
        (np.full((1, 28, 28, 1), 255.0), "divide by 255"),
        (np.full((1, 28, 28, 1), "8"), "take floats"),
    ],
)
def test_wrong_images_get_a_sentence(images, words):
    with pytest.raises(ValueError, match=words):
        as_unit_images(images)


@pytest.mark.parametrize(
    ("codes", "words"),
    [(np.zeros((2, 7)), r"take"), (np.zeros(10), "shape"), (np.full((1, 10), np.inf), "not finite")],
)
def test_wrong_codes_get_a_sentence(codes, words):
    with pytest.raises(ValueError, match=words):
        ae.variant("conv-10").initial().decode(codes)


def test_the_terms_are_what_the_trainer_should_minimise(row, model, images):
    unit = as_unit_images(images)
    epsilon = np.random.default_rng(0).standard_normal((5, row.latent_dim)).astype(np.float32)
    terms = model.terms(model.parameters, unit, unit, epsilon)
    z = model.encode(images)
    if row.beta is not None:
        mean, log_var = model.posterior(images)
        z = mean + np.exp(log_var / 2) * epsilon
        kl = 0.5 * (np.exp(log_var) + mean**2 - 1 - log_var).sum(axis=1)
        np.testing.assert_allclose(terms["kl"], kl, rtol=1e-4)
    expected = tf.nn.sigmoid_cross_entropy_with_logits(unit, model.logits(z)).numpy().sum(axis=(1, 2, 3))
    np.testing.assert_allclose(terms["reconstruction"], expected, rtol=1e-5)
    objective = model.objective(terms, 3.0)
    wanted = expected.mean() / 784 if row.beta is None else (expected + 3 * kl).mean()
    assert objective == pytest.approx(wanted, rel=1e-4)


def test_a_model_is_never_changed(model):
    with pytest.raises(AttributeError):
        model.parameters = {}
    other = replace(model, parameters={name: 0 * array for name, array in model.parameters.items()})
    assert any(array.any() for array in model.parameters.values())
    # Logits of 0 are grey; PCA's mean of 0 is black, as black as it gets.
    grey = LEAST if model.family == "pca" else 0.5
    np.testing.assert_allclose(other.decode(np.ones((1, model.latent_dim))), grey, atol=1e-7)
