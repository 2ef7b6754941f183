"""Principal components against the singular values of the images, and the shipped ones against numbers computed elsewhere."""

import subprocess
import sys

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.losses import sigmoid
from autoencoders.networks import LEAST, certain
from autoencoders.principal import moments, principal_components
from autoencoders.scores.metrics import cross_entropy

UNCLIPPED = {2: 0.05567, 10: 0.03407, 20: 0.02354, 100: 0.00562}
"""Mean squared error a pixel of MNIST's test images, of the sum itself, before anything is cut off: computed elsewhere."""

CLIPPED = {2: 0.05547, 10: 0.03289, 20: 0.02197, 100: 0.00464}
"""The same of what is left of it in [0, 1], which is the picture that is shown and scored."""


def summed(model: ae.Model, flat: np.ndarray) -> np.ndarray:
    """mean + (x - mean)·D·Dᵀ of images `(n, 784)`, in float64."""
    mean, directions = (model.parameters[name].astype(np.float64) for name in ("pca.mean", "pca.directions"))
    return np.asarray(mean + (flat - mean) @ directions @ directions.T)


@pytest.mark.parametrize("d", [1, 2, 3, 10, 100, 128])
def test_what_is_lost_is_what_the_other_directions_hold(synthetic, d):
    """By the singular values of the centred images, which no covariance is needed for; and the picture is what is left of it."""
    images = synthetic.train_images[:700]
    flat = images.reshape(len(images), -1) / 255
    lost = (np.linalg.svd(flat - flat.mean(axis=0), compute_uv=False)[d:] ** 2).sum() / len(images)
    found = principal_components(images, d)
    assert ((flat - summed(found, flat)) ** 2).sum(axis=1).mean() == pytest.approx(lost, rel=1e-3)
    pictures = found.reconstruct(images)
    assert pictures.shape == images.shape
    np.testing.assert_allclose(
        pictures.reshape(len(images), -1), np.clip(summed(found, flat), LEAST, 1 - LEAST), atol=2e-5
    )


def test_what_is_lost_is_the_sum_of_the_covariance_s_other_eigenvalues(synthetic):
    images = synthetic.train_images[:700]
    flat = images.reshape(len(images), -1) / 255
    mean, covariance = moments(images)
    np.testing.assert_allclose(mean, flat.mean(axis=0), atol=1e-6)
    np.testing.assert_allclose(covariance, np.cov(flat.T, bias=True), atol=1e-6)
    values = np.linalg.eigvalsh(covariance)[::-1]
    lost = ((flat - summed(principal_components(images, 20), flat)) ** 2).sum(axis=1).mean()
    assert lost == pytest.approx(values[20:].sum(), rel=1e-3)


def test_directions_are_at_right_angles_and_those_of_a_smaller_code_come_first(synthetic):
    images = synthetic.train_images[:300]
    directions = principal_components(images, 12).parameters["pca.directions"]
    assert directions.dtype == np.float32
    np.testing.assert_allclose(directions.T @ directions, np.eye(12), atol=1e-5)
    np.testing.assert_array_equal(principal_components(images, 5).parameters["pca.directions"], directions[:, :5])
    assert (directions[np.abs(directions).argmax(axis=0), np.arange(12)] > 0).all(), (
        "one of the two signs, always the same"
    )


@pytest.mark.parametrize("d", UNCLIPPED)
def test_with_mnist_the_errors_are_those_computed_elsewhere(mnist, d):
    """The formula before it is clipped, and the picture, of what is fitted now and of what is shipped."""
    flat = mnist.test_images.reshape(-1, 784) / 255
    shipped = ae.load(f"pca-{d}")
    for model in (principal_components(mnist.train_images, d), shipped):
        assert ((summed(model, flat) - flat) ** 2).mean() == pytest.approx(UNCLIPPED[d], abs=6e-6)
        clipped = np.clip(summed(model, flat), 0, 1)
        assert ((clipped - flat) ** 2).mean() == pytest.approx(CLIPPED[d], abs=6e-6)
    pictures = shipped.reconstruct(mnist.test_images).reshape(-1, 784)
    assert ((pictures - flat) ** 2).mean() == pytest.approx(CLIPPED[d], abs=6e-6 + LEAST**2)


@pytest.mark.parametrize("d", [10, 100])
def test_of_noise_it_lets_d_of_784_parts_through(mnist, d):
    """As the lesson says; what is cut off is left out of the count."""
    flat, model = mnist.test_images[::10].reshape(-1, 784) / 255, ae.load(f"pca-{d}")
    noise = 0.7 * np.random.default_rng(0).standard_normal(flat.shape)
    more = ((summed(model, flat + noise) - summed(model, flat)) ** 2).mean()
    assert more == pytest.approx(d / 784 * 0.7**2, rel=0.05)  # 10,000 numbers: 1.4 % by chance


def test_as_many_numbers_as_pixels_lose_nothing(synthetic):
    images = synthetic.train_images[:200]
    flat = images.reshape(len(images), -1) / 255
    np.testing.assert_allclose(summed(principal_components(images, 784), flat), flat, atol=1e-4)


@pytest.mark.parametrize(
    ("images", "d", "words"),
    [
        (np.zeros((9, 28, 28, 1), np.uint8), 0, "has 1 to 784 numbers, as many as there are pixels, and not 0"),
        (np.zeros((9, 28, 28, 1), np.uint8), 785, "and not 785"),
        (np.zeros((9, 28, 28, 1), np.float32), 2, "not to float32"),
        (np.zeros((9, 28, 28), np.uint8), 2, r"not to uint8 \(9, 28, 28\)"),
        (np.zeros((0, 28, 28, 1), np.uint8), 2, r"not to uint8 \(0, 28, 28, 1\)"),
    ],
)
def test_what_cannot_be_fitted_gets_a_sentence(images, d, words):
    with pytest.raises(ValueError, match=words):
        ae.principal_components(images, d)


def test_a_picture_that_is_certain_and_wrong_has_a_price():
    black, white = np.zeros((1, 28, 28, 1)), np.ones((1, 28, 28, 1))
    assert cross_entropy(white, certain(black))[0] == pytest.approx(-784 * np.log(LEAST))


def test_the_sigmoid_of_a_picture_s_logits_is_the_picture():
    pictures = np.linspace(-0.5, 1.5, 21)
    np.testing.assert_allclose(sigmoid(certain(pictures)), np.clip(pictures, LEAST, 1 - LEAST), atol=1e-12)


def test_nothing_trains_it(synthetic):
    fitted = ae.principal_components(synthetic.train_images[:200], 2)
    with pytest.raises(ValueError, match=r"^A pca is fitted exactly, not trained: .*principal_components\(images, d\)"):
        ae.Trainer(fitted, synthetic.train_images[:200], ae.CONVERGED)


def test_the_command_fits_it_without_tensorflow(tmp_path):
    """Neither steps nor seed change what is found, and the card says that there were none."""
    told = ["train", "pca-2", "--steps", "7", "--seed", "5", "--data", "synthetic", "--out", str(tmp_path)]
    code = (
        "import sys; from autoencoders.__main__ import main; status = main(sys.argv[1:]); "
        "sys.exit(status or int('tensorflow' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, *told], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    card = ae.card("pca-2", tmp_path)
    assert card["recipe"]["summary"] == "fitted exactly to all training images, no gradient step"
    assert card["command"] == "python -m autoencoders train pca-2 --data synthetic --seed 5"
    model, data = ae.load("pca-2", tmp_path), ae.load_dataset("synthetic")
    assert card["scores"]["train_reconstruction"] == pytest.approx(
        cross_entropy(data.train_images / 255, model.logits(model.encode(data.train_images))).mean(), rel=1e-3
    )
    assert "| pca-2.safetensors | 2,352 |" in (tmp_path / "README.md").read_text(encoding="utf-8")
