"""The benchmark's denoiser without a bottleneck: as Keras's own layers have it, and as large as Keras's example."""

import numpy as np
import pytest

from autoencoders.networks import SLOPE, initial_parameters
from benchmarks.denoising import CHANNELS, PLACES, open_decode, open_encode, open_shapes

CODE = PLACES * CHANNELS
EXAMPLE = 320 + 9_248 + 9_248 + 9_248 + 289
"""Parameters of the five layers of Keras's example, as its summary counts them."""


@pytest.fixture(scope="module")
def parameters():
    """With biases that are not 0."""
    rng = np.random.default_rng(0)
    drawn = initial_parameters(open_shapes(CODE), rng)
    return {name: value + rng.normal(0, 0.1, value.shape).astype("float32") for name, value in drawn.items()}


def test_it_is_what_kerass_layers_give(parameters, digits):
    import keras

    down = {"filters": CHANNELS, "kernel_size": 3, "strides": 2, "padding": "same"}
    layers = [
        ("encoder.conv1", keras.layers.Conv2D(**down)),
        ("encoder.conv2", keras.layers.Conv2D(**down)),
        ("decoder.conv1", keras.layers.Conv2DTranspose(**down)),
        ("decoder.conv2", keras.layers.Conv2DTranspose(**down)),
        ("decoder.conv3", keras.layers.Conv2D(1, 3, padding="same")),
    ]
    theirs = digits
    for name, layer in layers:
        layer.build(theirs.shape)
        layer.set_weights([parameters[f"{name}.kernel"], parameters[f"{name}.bias"]])
        theirs = layer(theirs)
        if name != "decoder.conv3":
            theirs = keras.ops.leaky_relu(theirs, SLOPE)
    ours = open_decode(parameters, open_encode(parameters, digits))
    np.testing.assert_allclose(ours, np.asarray(theirs), atol=1e-4)


def test_it_is_of_the_examples_size(parameters):
    assert sum(value.size for value in parameters.values()) == EXAMPLE == 28_353
