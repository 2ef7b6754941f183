"""Principal components against the singular values of the images, and the eigenvalues of their covariance."""

import numpy as np
import pytest

from autoencoders.scores.metrics import cross_entropy
from autoencoders.scores.principal import LEAST, certain, principal


@pytest.mark.parametrize("d", [1, 10, 100])
def test_what_is_lost_is_what_the_other_directions_hold(synthetic, d):
    images = synthetic.train_images[:700]
    flat = images.reshape(len(images), -1) / 255
    lost = (np.linalg.svd(flat - flat.mean(axis=0), compute_uv=False)[d:] ** 2).sum() / len(images)
    found = principal(images, d)
    unclipped = found.mean + (flat - found.mean) @ found.directions @ found.directions.T
    assert ((flat - unclipped) ** 2).sum(axis=1).mean() == pytest.approx(lost, rel=1e-3)
    pictures = found.reconstruct(images / 255)
    assert pictures.shape == images.shape
    assert np.allclose(pictures.reshape(len(images), -1), np.clip(unclipped, 0, 1))


def test_directions_are_of_length_one_and_at_right_angles(synthetic):
    directions = principal(synthetic.train_images[:300], 12).directions
    assert np.allclose(directions.T @ directions, np.eye(12), atol=1e-9)


def test_with_mnist_the_eigenvalues_say_how_much_ten_numbers_lose(mnist):
    found = principal(mnist.train_images, 10)
    flat = mnist.test_images.reshape(-1, 784) / 255 - found.mean
    lost = (flat**2).sum() - ((flat @ found.directions) ** 2).sum()
    assert lost / flat.size == pytest.approx(
        0.03407, abs=2e-5
    )  # from the covariance's eigenvectors, computed elsewhere


def test_a_picture_that_is_certain_and_wrong_has_a_price():
    black, white = np.zeros((1, 28, 28, 1)), np.ones((1, 28, 28, 1))
    assert cross_entropy(white, certain(black))[0] == pytest.approx(-784 * np.log(LEAST))
