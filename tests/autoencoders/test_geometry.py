"""Ways between codes and distances to them, held against closed forms and brute force."""

import numpy as np
import pytest

from autoencoders.geometry import arc, line, nearest

RNG = np.random.default_rng(0)


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
