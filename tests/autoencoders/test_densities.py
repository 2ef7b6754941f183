"""Densities over codes, held against closed forms, known draws and their moments."""

import numpy as np
import pytest

from autoencoders.densities import Mixture, fit, random_codes

RNG = np.random.default_rng(0)


@pytest.fixture(scope="module")
def known() -> Mixture:
    """Three Gaussians of two numbers, well apart, none of them round."""
    covariances = np.array([[[1.0, 0.6], [0.6, 0.8]], [[0.3, 0.0], [0.0, 2.0]], [[0.5, -0.3], [-0.3, 0.5]]])
    return Mixture(np.array([0.5, 0.3, 0.2]), np.array([[-6.0, 0.0], [5.0, 5.0], [4.0, -6.0]]), covariances)


@pytest.mark.parametrize("d", [1, 2, 10])
def test_the_density_of_independent_numbers_is_their_product(d):
    means, variances = RNG.standard_normal(d), RNG.uniform(0.2, 3.0, d)
    codes = RNG.standard_normal((20, d))
    one = -0.5 * (np.log(2 * np.pi * variances) + (codes - means) ** 2 / variances)
    mixture = Mixture(np.ones(1), means[None], np.diag(variances)[None])
    np.testing.assert_allclose(mixture.log_density(codes), one.sum(axis=1))


def test_a_density_turned_with_its_codes_stays_the_same():
    turn = np.linalg.qr(RNG.standard_normal((4, 4)))[0]
    variances, codes = np.diag([0.1, 1.0, 2.0, 5.0]), RNG.standard_normal((9, 4))
    straight = Mixture(np.ones(1), np.zeros((1, 4)), variances[None])
    turned = Mixture(np.ones(1), np.zeros((1, 4)), (turn @ variances @ turn.T)[None])
    np.testing.assert_allclose(turned.log_density(codes @ turn.T), straight.log_density(codes))


def test_a_mixtures_density_is_the_weighted_sum_and_integrates_to_one(known):
    codes = RNG.standard_normal((30, 2)) * 5
    parts = [Mixture(np.ones(1), m[None], c[None]) for m, c in zip(known.means, known.covariances, strict=True)]
    total = sum(w * np.exp(part.log_density(codes)) for w, part in zip(known.weights, parts, strict=True))
    np.testing.assert_allclose(np.exp(known.log_density(codes)), total)
    side = np.arange(-14, 14, 0.1)
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    assert np.exp(known.log_density(grid)).sum() * 0.01 == pytest.approx(1, abs=1e-3)


def test_far_out_the_density_is_small_and_still_a_number(known):
    assert known.log_density(np.array([[1e4, -1e4]]))[0] < -1e6


def test_samples_have_the_mixtures_moments(known):
    draws = known.sample(200_000, np.random.default_rng(3))
    mean = known.weights @ known.means
    spread = np.einsum("k,kij->ij", known.weights, known.covariances)
    spread += np.einsum("k,ki,kj->ij", known.weights, known.means - mean, known.means - mean)
    assert draws.dtype == np.float32
    np.testing.assert_allclose(draws.mean(axis=0), mean, atol=0.05)
    np.testing.assert_allclose(np.cov(draws.T), spread, atol=0.2)
    np.testing.assert_array_equal(draws[:5], known.sample(200_000, np.random.default_rng(3))[:5])


def test_one_gaussian_is_fitted_in_closed_form():
    codes = RNG.standard_normal((500, 3)) @ np.diag([1.0, 2.0, 0.1]) + 4
    fitted = fit(codes, 1, np.random.default_rng(0))
    np.testing.assert_allclose(fitted.means[0], codes.mean(axis=0))
    np.testing.assert_allclose(fitted.covariances[0], np.cov(codes.T, bias=True), atol=1e-4)


def test_a_known_mixture_is_found_again(known):
    fitted = fit(known.sample(20_000, np.random.default_rng(1)), 3, np.random.default_rng(0))
    order = [int(np.linalg.norm(fitted.means - mean, axis=1).argmin()) for mean in known.means]
    assert sorted(order) == [0, 1, 2]
    np.testing.assert_allclose(fitted.weights[order], known.weights, atol=0.02)
    np.testing.assert_allclose(fitted.means[order], known.means, atol=0.08)
    np.testing.assert_allclose(fitted.covariances[order], known.covariances, atol=0.12)


@pytest.mark.parametrize("seed", range(4))
def test_more_components_and_more_rounds_fit_better(known, seed):
    codes = known.sample(2000, np.random.default_rng(seed))

    def likelihood(components: int, rounds: int) -> float:
        fitted = fit(codes, components, np.random.default_rng(seed), rounds)
        assert fitted.weights.sum() == pytest.approx(1)
        return float(fitted.log_density(codes).mean())

    by_round = [likelihood(5, rounds) for rounds in (1, 2, 5, 20, 60)]
    assert (np.diff(by_round) > -1e-3).all()  # the floor under the covariances may cost a trifle
    assert by_round[-1] >= likelihood(1, 0)


@pytest.mark.parametrize(
    "codes",
    [np.repeat([[1.0, 2.0], [3.0, 4.0]], 50, axis=0), np.stack([np.arange(100.0), np.zeros(100)], axis=1)],
    ids=["two places only", "a line"],
)
def test_codes_without_width_collapse_nothing(codes):
    fitted = fit(codes, 2, np.random.default_rng(0))
    assert np.isfinite(fitted.log_density(codes)).all()
    assert np.isfinite(fitted.sample(10, np.random.default_rng(0))).all()


PRIOR = Mixture(np.ones(1), np.array([[3.0, -1.0]]), np.array([[[4.0, 1.0], [1.0, 2.0]]]))


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_the_temperature_scales_the_spread_and_leaves_the_middle(temperature):
    plain = random_codes(None, 40_000, 2, temperature, 1)
    np.testing.assert_allclose(np.cov(plain.T), temperature**2 * np.eye(2), atol=0.05 * temperature**2)
    fitted = random_codes(PRIOR, 40_000, 2, temperature, 1)
    np.testing.assert_allclose(fitted.mean(axis=0), PRIOR.means[0], atol=0.05 * temperature)
    np.testing.assert_allclose(np.cov(fitted.T), temperature**2 * PRIOR.covariances[0], atol=0.1 * temperature**2)


def test_the_same_seed_gives_the_same_codes():
    np.testing.assert_array_equal(random_codes(None, 5, 10, 1.0, 3), random_codes(None, 5, 10, 1.0, 3))
    assert not np.allclose(random_codes(None, 5, 10, 1.0, 3), random_codes(None, 5, 10, 1.0, 4))


def test_the_same_normals_give_the_plain_and_the_fitted_codes():
    """The fitted ones are the plain ones, stretched and moved: what tells two walls apart is the prior alone."""
    plain, fitted = (random_codes(density, 30, 2, 0.7, 5) for density in (None, PRIOR))
    np.testing.assert_allclose(fitted, PRIOR.means[0] + plain @ np.linalg.cholesky(PRIOR.covariances[0]).T, atol=1e-5)


@pytest.mark.parametrize("seed", [0, 1, 999])
def test_components_are_chosen_by_their_weights_and_not_by_the_numbers_of_the_codes(known, seed):
    draws = random_codes(known, 40_000, 2, 1e-6, seed)
    component = np.linalg.norm(draws[:, None] - known.means, axis=2).argmin(axis=1)
    shares = np.bincount(component, minlength=3) / len(draws)
    np.testing.assert_allclose(shares, known.weights, atol=4.5 * 0.5 / 200)
    lengths = random_codes(None, 40_000, 2, 1.0, seed).ravel()[:20_000] ** 2
    for k in range(3):  # normal number i is made of the uniform 2i, which must not choose the component of code 2i
        own = lengths[component[::2] == k]
        assert own.mean() == pytest.approx(1, abs=4.5 * np.sqrt(2 / len(own)))


def test_weights_that_sum_to_a_little_less_than_one_leave_no_code_out():
    short = Mixture(np.array([0.5, 0.499]), np.array([[0.0], [1.0]]), np.ones((2, 1, 1)))
    assert len(random_codes(short, 20_000, 1, 1.0, 2)) == 20_000
