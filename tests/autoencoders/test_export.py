"""A model that is taken to Keras gives the same pictures there, also after saving and loading."""

import keras
import numpy as np
import pytest

import autoencoders as ae
from autoencoders.export import keras_file


@pytest.mark.parametrize("name", ["mlp-100", "conv-10", "vae-10", "pca-10", "pca-100"])
def test_the_keras_model_gives_the_same_pictures(name, synthetic, tmp_path):
    fitted = name.startswith("pca")  # an untrained one has no mean
    model = ae.load(name) if fitted else ae.variant(name).initial(6)
    images = synthetic.test_images[:4].astype(np.float32) / 255
    (tmp_path / "model.keras").write_bytes(keras_file(model))
    exported = keras.models.load_model(tmp_path / "model.keras")
    np.testing.assert_allclose(exported(images), model.reconstruct(images), atol=1e-5)
    # In Keras PCA is two dense layers: its directions are there twice, and a bias for each number of the code.
    twice = 784 * model.latent_dim + model.latent_dim if fitted else 0
    assert exported.count_params() == model.parameter_count + twice
