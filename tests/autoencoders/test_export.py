"""A model that is taken to Keras gives the same pictures there, also after saving and loading."""

import keras
import numpy as np
import pytest

import autoencoders as ae
from autoencoders.export import keras_file


@pytest.mark.parametrize("name", ["mlp-100", "conv-10", "vae-10"])
def test_the_keras_model_gives_the_same_pictures(name, synthetic, tmp_path):
    model = ae.variant(name).initial(6)
    images = synthetic.test_images[:4].astype(np.float32) / 255
    (tmp_path / "model.keras").write_bytes(keras_file(model))
    exported = keras.models.load_model(tmp_path / "model.keras")
    np.testing.assert_allclose(exported(images), model.reconstruct(images), atol=1e-5)
    assert exported.count_params() == model.parameter_count
