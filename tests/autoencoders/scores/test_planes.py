"""Planes through codes: their axes against NumPy's singular values, what they keep against plain geometry."""

import numpy as np
import pytest

from autoencoders.scores.planes import along, through, widest


@pytest.fixture(scope="module")
def codes():
    """500 codes of seven numbers, stretched and turned, around a place far from 0."""
    rng = np.random.default_rng(3)
    turned = np.linalg.qr(rng.standard_normal((7, 7)))[0]
    spread = np.array([5.0, 3.0, 1.0, 0.5, 0.3, 0.2, 0.1])
    return (rng.standard_normal((500, 7)) * spread @ turned + 9).astype(np.float32)


def test_the_widest_axes_are_the_first_singular_vectors(codes):
    _, values, rows = np.linalg.svd(codes - codes.mean(axis=0), full_matrices=False)
    axes = widest(codes)
    for axis, row in zip(axes, rows, strict=False):
        assert abs(axis @ row) == pytest.approx(1, abs=1e-5)
        assert axis[np.abs(axis).argmax()] > 0
    plane = through(codes.mean(axis=0), *axes)
    assert plane.share(codes) == pytest.approx((values[:2] ** 2).sum() / (values**2).sum(), abs=1e-5)


@pytest.mark.parametrize("axes", ["widest", "numbers"])
@pytest.mark.parametrize("point", [0, 17])
def test_a_plane_goes_through_its_point_and_what_is_off_it_stands_upright(codes, axes, point):
    u, v = widest(codes) if axes == "widest" else along(7, 4, 1)
    plane = through(codes[point].astype(np.float64), u, v)
    assert plane.off(codes[point : point + 1])[0] == pytest.approx(0, abs=1e-5)
    places = plane.shadows(codes)
    np.testing.assert_allclose(plane.shadows(plane.codes(places)), places, atol=1e-5)
    beside = codes - plane.codes(places)
    np.testing.assert_allclose(beside @ np.stack([u, v], axis=1), 0, atol=1e-4)
    np.testing.assert_allclose(np.linalg.norm(beside, axis=1), plane.off(codes), rtol=1e-5, atol=1e-5)


def test_two_numbers_of_the_code_are_the_places_themselves(codes):
    plane = through(codes.mean(axis=0), *along(7, 4, 1))
    np.testing.assert_allclose(plane.shadows(codes), codes[:, [4, 1]])
    made = plane.codes(np.array([[2.0, -3.0]]))[0]
    assert (made[4], made[1]) == (2, -3)
    np.testing.assert_allclose(np.delete(made, [4, 1]), np.delete(codes.mean(axis=0), [4, 1]), rtol=1e-5)


def test_the_prior_seen_along_a_plane_is_the_prior_of_two_numbers(codes):
    drawn = np.random.default_rng(0).standard_normal((50_000, 7))
    places = through(codes.mean(axis=0), *widest(codes)).shadows(drawn)
    np.testing.assert_allclose(places.mean(axis=0), 0, atol=0.02)
    np.testing.assert_allclose(np.cov(places.T), np.eye(2), atol=0.02)


def test_codes_that_are_all_the_same_have_no_share():
    same = np.ones((5, 3), np.float32)
    assert through(same[0], *widest(same)).share(same) == 0
