"""Lines, distances and mixtures, held against closed forms, brute force and known draws."""

import numpy as np
import pytest

from autoencoders.latent import Mixture, arc, fit, line, nearest

RNG = np.random.default_rng(0)


@pytest.fixture(scope="module")
def known() -> Mixture:
    """Three Gaussians of two numbers, well apart, none of them round."""
    covariances = np.array([[[1.0, 0.6], [0.6, 0.8]], [[0.3, 0.0], [0.0, 2.0]], [[0.5, -0.3], [-0.3, 0.5]]])
    return Mixture(np.array([0.5, 0.3, 0.2]), np.array([[-6.0, 0.0], [5.0, 5.0], [4.0, -6.0]]), covariances)


def test_a_line_goes_evenly_from_end_to_end():
    start, end = np.array([1.0, -2.0, 3.0]), np.array([5.0, 0.0, 3.0])
    np.testing.assert_allclose(line(start, end, 5)[[0, 2, 4]], [start, (start + end) / 2, end])
    np.testing.assert_allclose(np.diff(line(start, end, 9), axis=0), np.tile((end - start) / 8, (8, 1)))


@pytest.mark.parametrize("d", [2, 3, 10])
def test_an_arc_turns_evenly_and_its_length_goes_evenly(d):
    start, end = RNG.standard_normal(d), 3 * RNG.standard_normal(d)
    codes = arc(start, end, 11)
    np.testing.assert_allclose(codes[[0, -1]], [start, end])
    lengths = np.linalg.norm(codes, axis=1)
    np.testing.assert_allclose(lengths, np.linspace(lengths[0], lengths[-1], 11))
    turns = np.sum(codes[1:] * codes[:-1], axis=1) / (lengths[1:] * lengths[:-1])
    np.testing.assert_allclose(turns, turns[0])
    plane = np.linalg.svd(codes)[1]
    assert plane[2:].max(initial=0) < 1e-9 * plane[0]  # it never leaves the plane of its two ends


def test_an_arc_between_equal_lengths_stays_on_the_sphere():
    np.testing.assert_allclose(np.linalg.norm(arc(np.array([0.0, 2.0]), np.array([2.0, 0.0]), 7), axis=1), 2.0)


@pytest.mark.parametrize("end", [[2.0, 4.0], [-1.0, -2.0], [0.0, 0.0], [1.0, 2.0]])
def test_an_arc_without_a_plane_is_a_line(end):
    start = np.array([1.0, 2.0])
    np.testing.assert_allclose(arc(start, np.array(end), 6), line(start, np.array(end), 6), atol=1e-6)


@pytest.mark.parametrize(("offset", "d", "count"), [(0, 2, 300), (50, 2, 300), (1000, 10, 90), (0, 1, 1)])
def test_nearest_against_every_distance(offset, d, count):
    codes = (RNG.standard_normal((count, d)) + offset).astype(np.float32)
    points = (RNG.standard_normal((40, d)) + offset).astype(np.float32)
    every = np.linalg.norm(points[:, None].astype(np.float64) - codes[None], axis=2)
    distances, rows = nearest(points, codes)
    np.testing.assert_allclose(distances, every.min(axis=1), atol=1e-5)
    np.testing.assert_array_equal(rows, every.argmin(axis=1))
    np.testing.assert_allclose(nearest(codes, codes)[0], 0, atol=1e-5)


def test_nearest_in_parts_is_nearest_at_once():
    codes, points = RNG.standard_normal((5000, 2)), RNG.standard_normal((1700, 2))
    whole = [nearest(points[i : i + 100], codes) for i in range(0, 1700, 100)]
    distances, rows = nearest(points, codes)
    np.testing.assert_allclose(distances, np.concatenate([part[0] for part in whole]))
    np.testing.assert_array_equal(rows, np.concatenate([part[1] for part in whole]))


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
