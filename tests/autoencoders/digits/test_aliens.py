"""Aliens are pictures as models take them, always the same by number, and what is made of a digit is what its name says."""

import numpy as np
import pytest

from autoencoders.digits.aliens import DOODLES, KIND, KINDS, LETTERS, SALT, alien, aliens, sampled, turned


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_is_a_picture_that_models_take_and_the_same_by_its_number(kind, digits):
    made = aliens(kind, digits[:9], seed=3)
    assert made.shape == (9, 28, 28, 1)
    assert made.dtype == np.float32
    assert 0 <= made.min() <= made.max() <= 1
    np.testing.assert_array_equal(made, aliens(kind, digits[:9], seed=3))
    one, shape = alien(kind, 12, lambda: digits)
    again, _ = alien(kind, 12, lambda: np.rint(255 * digits).astype(np.uint8))
    np.testing.assert_allclose(one, again, atol=1e-6)
    assert shape == (kind.shapes[12 % len(kind.shapes)] if kind.shapes else "")
    if kind.name not in ("empty", "upside-down", "mirrored", "inverted", "shrunk", "enlarged", "clothes"):
        assert not np.array_equal(made, aliens(kind, digits[:9], seed=4)), "chance is in it"


def test_what_draws_by_itself_asks_for_no_digits():
    for kind in KINDS:
        if not kind.source:
            alien(kind, 5, lambda: pytest.fail("it asks"))


@pytest.mark.parametrize(
    ("name", "by_hand"),
    [
        ("upside-down", lambda x: np.rot90(x, 2, axes=(1, 2))),
        ("mirrored", lambda x: np.flip(x, axis=2)),
        ("inverted", lambda x: np.float32(1) - x),
        ("empty", np.zeros_like),
    ],
)
def test_what_is_made_of_a_digit_is_made_of_its_pixels(name, by_hand, digits):
    np.testing.assert_array_equal(aliens(KIND[name], digits), by_hand(digits))


@pytest.mark.parametrize("quarter", [1, 2, 3, -1])
def test_a_turn_by_quarters_moves_pixels_and_changes_none(quarter, digits):
    made = turned(lambda rng, n: np.full(n, 90.0 * quarter))(digits, np.random.default_rng(0))
    np.testing.assert_allclose(made, np.rot90(digits, quarter, axes=(1, 2)), atol=1e-4)


def test_between_pixels_grey_levels_are_interpolated_and_outside_all_is_black():
    image = np.zeros((1, 28, 28), np.float32)
    image[0, 10, 10], image[0, 10, 11] = 0.8, 0.4
    down, right = np.full((1, 28, 28), 10.0), np.full((1, 28, 28), 10.25)
    np.testing.assert_allclose(sampled(image, down, right), 0.8 * 0.75 + 0.4 * 0.25, rtol=1e-5)
    np.testing.assert_allclose(sampled(image, down + 0.5, right), (0.8 * 0.75 + 0.4 * 0.25) / 2, rtol=1e-5)
    np.testing.assert_allclose(sampled(np.ones((1, 28, 28), np.float32), down - 40, right), 0, atol=1e-5)


def test_a_shifted_digit_moves_by_what_it_says_and_sizes_change_the_ink_by_their_square():
    blob = np.zeros((50, 28, 28, 1), np.float32)
    blob[:, 13:15, 13:15] = 1
    down, right = np.indices((28, 28))
    moved = aliens(KIND["shifted"], blob)[..., 0]
    middle = [(moved * axis).sum(axis=(1, 2)) / moved.sum(axis=(1, 2)) - 13.5 for axis in (down, right)]
    far = np.hypot(*middle)
    assert far.min() > 4.9
    assert far.max() < 8.1
    assert far.std() > 0.5
    large = np.zeros((1, 28, 28, 1), np.float32)
    large[:, 6:22, 6:22] = 1
    for name, size in (("shrunk", 0.5), ("enlarged", 1.4)):
        assert aliens(KIND[name], large).sum() == pytest.approx(size**2 * large.sum(), rel=0.03)


def test_strokes_have_the_ink_and_the_place_of_digits(digits):
    ink = digits.sum(axis=(1, 2, 3))
    for name, shapes in (("letter", LETTERS), ("doodle", DOODLES)):
        made = aliens(KIND[name], np.zeros((4 * len(shapes), 28, 28, 1), np.float32))
        sums = made.sum(axis=(1, 2, 3))
        assert 0.5 * np.median(ink) < np.median(sums) < 2 * np.median(ink)
        down, right = (made[..., 0] * np.indices((28, 28))[:, None]).sum(axis=(2, 3)) / sums
        assert abs(down - 14).max() < 2
        assert abs(right - 14).max() < 2


def test_specks_are_as_many_as_is_said():
    made = aliens(KIND["salt"], np.zeros((200, 28, 28, 1), np.float32))
    assert set(np.unique(made)) == {0.0, 1.0}
    assert made.mean() == pytest.approx(SALT, abs=0.005)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.shapes], ids=lambda kind: kind.name)
@pytest.mark.parametrize("number", [0, 5, 799])
def test_a_single_drawing_is_the_one_that_many_in_turn_would_be(kind, number):
    one, shape = alien(kind, number, lambda: pytest.fail("it asks"))
    turn = number % len(kind.shapes)
    every = aliens(kind, np.zeros((len(kind.shapes), 28, 28, 1)), number)
    np.testing.assert_array_equal(one, every[turn])
    assert shape == kind.shapes[turn]
