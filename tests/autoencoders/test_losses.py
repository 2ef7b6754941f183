"""The formulas against NumPy written out, against each other, and against Monte-Carlo."""

import numpy as np
import pytest
import tensorflow as tf

from autoencoders import losses


@pytest.fixture(scope="module")
def rng():
    return np.random.default_rng(7)


def test_the_diagonal_kl_is_the_full_one_on_a_diagonal_matrix(rng):
    mean, log_var = rng.normal(size=(5, 4)), rng.normal(size=(5, 4))
    full = [losses.kl_full(m, np.diag(np.exp(v))) for m, v in zip(mean, log_var, strict=True)]
    np.testing.assert_allclose(losses.kl(mean, log_var), full, rtol=1e-12)


def test_kl_is_what_monte_carlo_estimates(rng):
    mean, log_var = np.array([[0.7, -1.2, 0.1]]), np.array([[-1.0, 0.4, -0.2]])
    z = mean + np.exp(0.5 * log_var) * rng.standard_normal((400_000, 3))
    log_q = -0.5 * ((z - mean) ** 2 / np.exp(log_var) + log_var + np.log(2 * np.pi))
    log_p = -0.5 * (z**2 + np.log(2 * np.pi))
    draws = (log_q - log_p).sum(axis=1)
    assert abs(draws.mean() - losses.kl(mean, log_var)[0]) < 4 * draws.std() / np.sqrt(len(draws))


def test_full_kl_is_what_monte_carlo_estimates(rng):
    mean = np.array([0.5, -0.3])
    covariance = np.array([[0.8, 0.3], [0.3, 0.5]])
    z = rng.multivariate_normal(mean, covariance, 400_000)
    centred = z - mean
    log_q = -0.5 * (
        np.einsum("ni,ij,nj->n", centred, np.linalg.inv(covariance), centred) + np.log(np.linalg.det(covariance))
    )
    draws = log_q + 0.5 * (z**2).sum(axis=1)
    assert abs(draws.mean() - losses.kl_full(mean, covariance)) < 4 * draws.std() / np.sqrt(len(draws))


@pytest.mark.parametrize(
    ("covariance", "words"),
    [([[1.0, 0.5], [0.0, 1.0]], "not symmetric"), ([[1.0, 2.0], [2.0, 1.0]], "not positive definite")],
)
def test_a_matrix_that_is_no_covariance_is_refused(covariance, words):
    with pytest.raises(ValueError, match=words):
        losses.kl_full(np.zeros(2), np.array(covariance))


def test_kl_per_dimension_sums_to_the_kl_and_is_never_negative(rng):
    mean, log_var = rng.normal(size=(50, 6)), rng.normal(size=(50, 6))
    each = losses.kl_per_dimension(mean, log_var)
    np.testing.assert_allclose(each.sum(axis=1), losses.kl(mean, log_var))
    assert (each >= 0).all()
    assert losses.kl(np.zeros((1, 3)), np.zeros((1, 3)))[0] == 0


def test_bernoulli_term_is_the_formula_written_out(rng):
    images = rng.uniform(size=(3, 28, 28, 1))
    logits = rng.normal(scale=3, size=images.shape)
    y = 1 / (1 + np.exp(-logits))
    expected = (images * np.log(y) + (1 - images) * np.log(1 - y)).sum(axis=(1, 2, 3))
    np.testing.assert_allclose(losses.bernoulli_term(images, logits), expected, rtol=1e-10)


def integral(y: float) -> float:
    """y^x (1 - y)^(1 - x) over x from 0 to 1, by quadrature."""
    nodes, weights = np.polynomial.legendre.leggauss(60)
    x = (nodes + 1) / 2
    return float((weights / 2 * y**x * (1 - y) ** (1 - x)).sum())


@pytest.mark.parametrize("y", [1e-9, 1e-3, 0.1, 0.4999, 0.499999, 0.5, 0.500001, 0.5001, 0.77, 0.999, 1 - 1e-9])
def test_the_log_normaliser_makes_a_density_of_the_score(y):
    [found] = losses.continuous_bernoulli_log_normaliser(np.log([y / (1 - y)]))
    assert np.exp(found) * integral(y) == pytest.approx(1, rel=1e-9)
    if y != 0.5:  # as Loaiza-Ganem & Cunningham write it, where rounding leaves digits
        closed = 2 * np.arctanh(1 - 2 * y) / (1 - 2 * y)
        assert np.exp(found) == pytest.approx(closed, rel=1e-8)


def test_the_log_normaliser_is_whole_at_a_half_and_far_out():
    at = losses.SERIES_BELOW
    logits = np.array([0.0, 1e-300, -at * (1 - 1e-9), at * (1 + 1e-9), 40.0, -1e4, 1e30])
    found = losses.continuous_bernoulli_log_normaliser(logits)
    np.testing.assert_allclose(found[:2], np.log(2), rtol=1e-15)
    assert found[3] == pytest.approx(found[2], rel=1e-14)  # the series goes over into the formula
    np.testing.assert_allclose(found[4:], np.log([40.0, 1e4, 1e30]), rtol=1e-14)
    assert losses.continuous_bernoulli_log_normaliser(np.zeros((2, 28, 28, 1), np.float32)).shape == (2, 28, 28, 1)
    assert np.all(losses.continuous_bernoulli_log_normaliser(np.linspace(-9, 9, 999)) >= np.log(2))


@pytest.mark.parametrize("logit", [-1e4, -90.0, 90.0, 1e4])
def test_extreme_logits_stay_exact_in_float32(logit):
    logits = np.full((1, 28, 28, 1), logit, np.float32)
    right = np.full_like(logits, float(logit > 0))
    assert losses.reconstruction(right, logits)[0] == pytest.approx(0, abs=1e-4)
    assert losses.reconstruction(1 - right, logits)[0] == pytest.approx(784 * abs(logit), rel=1e-6)


def test_reconstruction_and_its_gradient_are_tensorflows(rng):
    images = tf.constant(rng.uniform(size=(4, 28, 28, 1)), tf.float32)
    logits = tf.Variable(rng.normal(scale=4, size=(4, 28, 28, 1)), dtype=tf.float32)
    logits[0].assign(tf.zeros((28, 28, 1)))  # where |l| has its corner
    with tf.GradientTape(persistent=True) as tape:
        ours = losses.reconstruction(images, logits)
        theirs = tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(images, logits), axis=(1, 2, 3))
    np.testing.assert_allclose(ours, theirs, rtol=1e-5)
    np.testing.assert_allclose(tape.gradient(ours, logits), tape.gradient(theirs, logits), atol=1e-6)


def test_reparametrized_draws_have_the_mean_and_the_variance_asked_for(rng):
    epsilon = rng.standard_normal((200_000, 2))
    z = losses.reparametrize(np.array([1.0, -2.0]), np.log(np.array([0.25, 4.0])), epsilon)
    np.testing.assert_allclose(z.mean(axis=0), [1, -2], atol=0.03)
    np.testing.assert_allclose(z.var(axis=0), [0.25, 4], rtol=0.03)


def test_sigmoid_is_the_logistic_function(rng):
    logits = rng.normal(scale=5, size=1000)
    np.testing.assert_allclose(losses.sigmoid(logits), 1 / (1 + np.exp(-logits)), atol=1e-15)
