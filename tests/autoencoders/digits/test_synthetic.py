"""The drawn digits follow MNIST's conventions, differ from one another, and can be told apart."""

import numpy as np
import pytest

from autoencoders.digits.synthetic import SKELETONS, draw_digits


@pytest.fixture(scope="module")
def drawn():
    return draw_digits(2000, np.random.default_rng(7))


def test_shapes_and_types(drawn):
    images, labels = drawn
    assert images.shape == (2000, 28, 28, 1)
    assert images.dtype == labels.dtype == np.uint8
    assert set(labels) == set(range(10)) == set(SKELETONS)


@pytest.mark.parametrize("count", [0, 1, 40])
def test_the_same_seed_gives_the_same_digits(count):
    first, again, other = (draw_digits(count, np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert first[0].shape == (count, 28, 28, 1)
    np.testing.assert_array_equal(first[0], again[0])
    np.testing.assert_array_equal(first[1], again[1])
    assert count == 0 or (first[0] != other[0]).any()


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        draw_digits(-1, np.random.default_rng(0))


@pytest.mark.parametrize("digit", range(10))
def test_every_class_has_several_skeletons(digit):
    assert len(set(SKELETONS[digit])) >= 3


def test_a_digit_fits_the_box_and_has_its_mass_in_the_middle(drawn):
    inked = drawn[0][..., 0] > 64
    for axis in (1, 2):
        along = inked.any(axis=axis)
        extent = 28 - along[:, ::-1].argmax(axis=1) - along.argmax(axis=1)
        assert extent.max() <= 22
    mass = drawn[0][..., 0].astype(float)
    for axis in (1, 2):
        profile = mass.sum(axis=axis)
        centre = profile @ np.arange(28) / profile.sum(axis=1)
        assert np.abs(centre - 14).max() < 2
        assert abs(centre.mean() - 14) < 0.2


def test_ink_is_as_in_mnist(drawn):
    """MNIST's mean pixel is 0.13; its strokes are white inside and grey only at their rims."""
    unit = drawn[0] / 255
    assert 0.11 < unit.mean() < 0.16
    assert (unit.max(axis=(1, 2, 3)) > 0.95).all()
    rim = ((unit > 0) & (unit < 1)).sum() / (unit > 0).sum()
    assert 0.3 < rim < 0.75


@pytest.mark.parametrize("digit", range(10))
def test_a_class_mean_is_visibly_not_a_sample(drawn, digit):
    """A mean is a blur: far more of its ink is grey, and no sample is near it."""
    samples = drawn[0][drawn[1] == digit].reshape(-1, 784) / 255
    mean = samples.mean(axis=0)

    def greyness(images):
        return ((images > 0.1) & (images < 0.9)).sum(axis=-1) / (images > 0.1).sum(axis=-1)

    assert greyness(mean) > 1.4 * greyness(samples).mean()
    assert np.sqrt(((samples - mean) ** 2).sum(axis=1)).min() > 2.5


def test_the_classes_can_be_told_apart(drawn):
    """The nearest of 1,600 digits has the right label for nearly all of 400 others."""
    images, labels = drawn[0].reshape(-1, 784) / 255, drawn[1]
    known, asked = images[:1600], images[1600:]
    distances = (known**2).sum(axis=1) - 2 * asked @ known.T
    assert (labels[:1600][distances.argmin(axis=1)] == labels[1600:]).mean() > 0.97
