"""The measures against TensorFlow's and against closed forms."""

from typing import cast

import numpy as np
import pytest
import tensorflow as tf

from autoencoders import losses
from autoencoders.models import VAE
from autoencoders.scores import metrics
from autoencoders.scores.model_scores import evaluate
from autoencoders.variants import variant
from autoencoders.weights import card, load


@pytest.fixture(scope="module")
def pictures():
    rng = np.random.default_rng(11)
    images = rng.uniform(size=(5, 28, 28, 1)) ** 4
    return images.astype(np.float32), np.clip(images + rng.normal(scale=0.2, size=images.shape), 0, 1).astype(
        np.float32
    )


def test_psnr_and_ssim_are_tensorflows(pictures):
    np.testing.assert_allclose(metrics.psnr(*pictures), tf.image.psnr(*pictures, 1.0), rtol=1e-5)
    np.testing.assert_allclose(metrics.ssim(*pictures), tf.image.ssim(*pictures, 1.0), rtol=1e-4)


def test_identical_images_are_perfect(pictures):
    images, _ = pictures
    assert np.isinf(metrics.psnr(images, images)).all()
    np.testing.assert_allclose(metrics.ssim(images, images), 1)
    np.testing.assert_array_equal(metrics.mse(images, images), 0)


def test_the_entropy_floor_is_the_smallest_cross_entropy(pictures):
    images, _ = pictures
    with np.errstate(divide="ignore"):
        perfect = np.log(images.astype(np.float64)) - np.log1p(-images.astype(np.float64))
    floor = metrics.entropy_floor(images)
    np.testing.assert_allclose(metrics.cross_entropy(images, perfect), floor, rtol=1e-6)
    for shift in (-0.3, 0.2):
        assert (metrics.cross_entropy(images, perfect + shift) > floor).all()


def test_black_and_white_pixels_have_no_entropy():
    images = np.zeros((1, 28, 28, 1), np.float32)
    images[0, ::2] = 1
    assert metrics.entropy_floor(images)[0] == 0


def test_the_reference_figures_of_the_test_set(mnist):
    images = mnist.test_images.astype(np.float32) / 255
    assert metrics.entropy_floor(images).mean() == pytest.approx(45.5, abs=0.1)
    average = (mnist.train_images.mean(axis=0) / 255).clip(1e-7, 1 - 1e-7)
    logits = np.broadcast_to(np.log(average / (1 - average)), images.shape)
    assert metrics.cross_entropy(images, logits).mean() == pytest.approx(205.8, abs=0.3)


def test_what_the_bernoulli_term_leaves_out_of_the_test_set(mnist):
    """More than the cross-entropy itself by an order of size; by the normalised number another β is best than by −ELBO."""
    names = ("vae-10", "vae-10.beta-0.1")
    plain = {name: load(name) for name in names}
    left_out = {
        name: metrics.log_normaliser(cast("VAE", model), mnist.test_images, np.random.default_rng(0))
        for name, model in plain.items()
    }
    assert left_out["vae-10"] == pytest.approx(1782.7, abs=0.5)
    elbo = {name: card(name)["scores"]["negative_elbo"] for name in names}
    assert elbo["vae-10"] < elbo["vae-10.beta-0.1"]
    assert elbo["vae-10"] - left_out["vae-10"] > elbo["vae-10.beta-0.1"] - left_out["vae-10.beta-0.1"]


@pytest.mark.parametrize("name", ["conv-10", "vae-10"])
def test_scores_are_the_averages_of_the_parts(name, synthetic):
    model = variant(name).initial(seed=2)
    images = synthetic.test_images[:1100]  # more than one chunk
    found = metrics.scores(model, images, np.random.default_rng(0))
    unit = images.astype(np.float32) / 255
    assert found["psnr"] == pytest.approx(metrics.psnr(unit, model.reconstruct(images)).mean(), rel=1e-6)
    assert found["test_bce_per_pixel"] == pytest.approx(np.log(2), rel=0.1)  # untrained: every pixel near ½
    assert ("negative_elbo" in found) == (name == "vae-10")
    if name == "vae-10":
        assert found["negative_elbo"] == pytest.approx(found["reconstruction"] + found["kl"])


def test_what_the_dimensions_cost_adds_up_to_the_kl_of_the_scores(synthetic):
    model = cast("VAE", variant("vae-10").initial(seed=2))
    images = synthetic.test_images[:1100]
    each = metrics.kl_by_dimension(model, images)
    assert each.shape == (10,)
    mean, log_var = (part[:, 3].astype(np.float64) for part in model.posterior(images))
    one = [losses.kl_full(np.array([m]), np.array([[np.exp(v)]])) for m, v in zip(mean, log_var, strict=True)]
    assert each[3] == pytest.approx(np.mean(one), rel=1e-9)
    assert each.sum() == pytest.approx(metrics.scores(model, images, np.random.default_rng(0))["kl"], rel=1e-9)


def test_a_unit_is_active_where_its_mean_follows_the_image():
    rng = np.random.default_rng(5)
    means = rng.standard_normal((5000, 4)).astype(np.float32) * np.sqrt([2.0, 0.02, 0.005, 0.0])
    means[:, 3] = 7.0  # far from the prior, but the same for every image
    assert metrics.active_units(means) == 2
    assert metrics.active_units(means, threshold=1e-3) == 3


@pytest.mark.parametrize(("name", "has"), [("vae-10.beta-4", True), ("twin-10", False)])
def test_a_card_says_of_a_vae_what_each_dimension_costs(name, has, synthetic):
    found = evaluate(variant(name).initial(seed=2), synthetic, denoiser=False)
    assert ("kl_per_dimension" in found) == ("active_units" in found) == has
    if has:
        assert sum(found["kl_per_dimension"]) == pytest.approx(found["kl"], rel=1e-9)
        assert 0 <= found["active_units"] <= 10
