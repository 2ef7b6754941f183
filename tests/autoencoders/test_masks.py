"""Masks in a training: the compiled loop's are NumPy's, they hide what they should and change no other draw."""

from dataclasses import replace

import numpy as np
import pytest
import tensorflow as tf

import autoencoders as ae
from autoencoders import recipes
from autoencoders.cards import recipe_fields
from autoencoders.training import PHILOX

TINY = ae.Recipe("tiny", "adam", rate=3e-3, steps=40, batch=16)
WEIGHTS = np.random.default_rng(2).normal(size=(28, 28, 1)).astype(np.float32)


class Recorder(ae.Autoencoder):
    """Its loss is a random projection of what it is given, by which a mask is known."""

    def terms(self, parameters, given, target, epsilon):
        nothing = 0.0 * sum(tf.reduce_sum(array) for array in parameters.values())
        return {"reconstruction": nothing + tf.reduce_sum(given * WEIGHTS, axis=(1, 2, 3))}


@tf.function(jit_compile=True)
def drawn(keys):
    """Compiled as the loop is: XLA's numbers from these keys are other ones than TensorFlow's own."""
    return tf.random.stateless_uniform((16, 3), keys, alg=PHILOX)


def losses(recipe, images, steps, model=None):
    model = model or ae.variant("mlp-10").initial()
    trainer = ae.Trainer(model, images, recipe, seed=7)
    parts = [progress.losses["reconstruction"] for progress in trainer.run(steps)]
    return np.concatenate(parts), trainer.model.parameters


@pytest.mark.parametrize("longest", [1, 9, 28])
def test_the_compiled_loops_masks_are_numpys(longest):
    """White images under a model that projects its input: mask by mask as loops over pixels make them of the same draws."""
    model = ae.variant("mlp-10").initial()
    white = np.full((5, 28, 28, 1), 255, np.uint8)
    found, _ = losses(replace(TINY, mask=longest), white, 3, Recorder(model.family, model.latent_dim, model.parameters))
    for step in range(3):
        draws = drawn(tf.constant([7 + 3 * 2**20, step])).numpy()
        images = np.ones((16, 28, 28, 1), np.float32)
        for image, (size, across, down) in zip(images, draws, strict=True):
            side = 1 + int(size * longest)
            left, top = int(across * (29 - side)), int(down * (29 - side))
            assert 1 <= side <= longest
            assert max(left, top) + side <= 28
            image[top : top + side, left : left + side] = 0
        assert found[step] == pytest.approx((images * WEIGHTS).sum(axis=(1, 2, 3)).mean(), abs=1e-3)


def test_a_mask_changes_no_other_draw():
    """Black images have nothing to hide, so batches, noise and ε are seen to be those of a training without masks, to the bit."""
    black = np.zeros((3, 28, 28, 1), np.uint8)
    vae = ae.variant("vae-10").initial(1)
    noisy = replace(TINY, noise=0.2)
    (plain, one), (hidden, other) = (losses(recipe, black, 10, vae) for recipe in (noisy, replace(noisy, mask=14)))
    np.testing.assert_array_equal(plain, hidden)
    for name, array in one.items():
        np.testing.assert_array_equal(array, other[name])


def test_cards_without_a_mask_are_as_they_always_were():
    assert "mask" not in recipe_fields(recipes.CONVERGED)
    masked = recipes.unmasking(recipes.CONVERGED, 14)
    assert recipe_fields(masked)["mask"] == 14
    assert recipe_fields(masked)["summary"].endswith("a square of 1 to 14 pixels a side set to 0 in each image")
    assert masked.compiled.mask == 14
