"""What a sample is worth: the Fréchet distance on Gaussians whose distance is known, entropy and shares on made-up judgements."""

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.scores import samples
from autoencoders.scores.samples import Spread


def rotation(size: int) -> np.ndarray:
    return np.linalg.qr(np.random.default_rng(size).standard_normal((size, size)))[0]


def test_the_distance_of_a_gaussian_to_itself_is_0():
    factor = np.random.default_rng(0).standard_normal((6, 6))
    spread = Spread(np.arange(6.0), factor @ factor.T)
    assert samples.frechet_distance(spread, spread) == pytest.approx(0, abs=1e-9)


def test_equal_covariances_leave_the_distance_of_the_means():
    covariance = np.diag([1.0, 4.0, 9.0])
    a, b = Spread(np.zeros(3), covariance), Spread(np.array([3.0, 4.0, 12.0]), covariance)
    assert samples.frechet_distance(a, b) == pytest.approx(169)


def test_covariances_that_commute_have_a_formula():
    """Σ (√a - √b)² of the eigenvalues, whatever basis both are turned into."""
    a, b, turn = np.array([1.0, 4.0, 0.0]), np.array([9.0, 1.0, 4.0]), rotation(3)
    turned = [Spread(np.zeros(3), turn @ np.diag(values) @ turn.T) for values in (a, b)]
    assert samples.frechet_distance(*turned) == pytest.approx(((np.sqrt(a) - np.sqrt(b)) ** 2).sum())


def test_it_is_symmetric_where_nothing_commutes():
    """And equals the trace formula with the eigenvalues of A·B, which needs no square root of a matrix."""
    rng = np.random.default_rng(3)
    a, b = (Spread(rng.standard_normal(5), (f := rng.standard_normal((5, 5))) @ f.T) for _ in range(2))
    overlap = np.sqrt(np.linalg.eigvals(a.covariance @ b.covariance).real).sum()
    means = ((a.mean - b.mean) ** 2).sum()
    exact = means + np.trace(a.covariance) + np.trace(b.covariance) - 2 * overlap
    assert samples.frechet_distance(a, b) == pytest.approx(exact)
    assert samples.frechet_distance(b, a) == pytest.approx(exact)


def test_the_spread_of_many_draws_is_the_gaussian_they_came_from():
    rng = np.random.default_rng(0)
    covariance = np.array([[2.0, 0.6], [0.6, 1.0]])
    draws = rng.multivariate_normal([1.0, -2.0], covariance, 200_000)
    assert samples.frechet_distance(samples.spread_of(draws), Spread(np.array([1.0, -2.0]), covariance)) < 1e-3


@pytest.mark.parametrize(
    ("classes", "expected"), [([4] * 50, 0.0), (list(range(10)) * 5, np.log(10)), ([0, 1] * 8, np.log(2))]
)
def test_the_entropy_over_classes(classes, expected):
    assert samples.class_entropy(np.array(classes)) == pytest.approx(expected)


class SureOfHalf:
    """Says 0.95 of the first half of the images and 0.5 of the rest; its features are their first two pixels."""

    def look(self, images):
        sure = np.arange(len(images)) < len(images) / 2
        probabilities = np.where(sure[:, None], [[0.95, 0.05]], [[0.5, 0.5]])
        return images.reshape(len(images), -1)[:, :2], np.hstack([probabilities, np.zeros((len(images), 8))])


def test_worth_counts_what_the_judge_is_sure_of():
    images = np.random.default_rng(0).random((40, 28, 28, 1))
    reference = samples.spread_of(images.reshape(40, -1)[:, :2])
    found = samples.worth(SureOfHalf(), images, reference)  # type: ignore[arg-type]
    assert found["recognised"] == 0.5
    assert found["class_entropy"] == 0
    assert found["judge_frechet"] == pytest.approx(0, abs=1e-9)


def test_mean_and_standard_error_over_seeds():
    found = samples.over_seeds([{"recognised": value} for value in (0.2, 0.4, 0.6)])
    assert found["recognised"]["mean"] == pytest.approx(0.4)
    assert found["recognised"]["se"] == pytest.approx(0.2 / np.sqrt(3))


def test_samplers_give_pictures_and_repeat_with_their_seed(synthetic):
    model = ae.load("mlp-10")
    makers = [samples.from_prior(model), samples.noise, samples.from_images(synthetic.train_images)]
    for density in (samples.GAUSSIAN, samples.MIXTURE):
        found = samples.fitted(model, synthetic.train_images[:400], density, np.random.default_rng(0))
        assert len(found.weights) == (1 if density == samples.GAUSSIAN else 10)
        makers.append(samples.from_density(model, found))
    for make in makers:
        pictures = make(5, np.random.default_rng(4))
        assert pictures.shape == (5, 28, 28, 1)
        np.testing.assert_array_equal(pictures, make(5, np.random.default_rng(4)))
