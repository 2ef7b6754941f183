"""Each network against the same network in Keras's own layers: parameter counts, outputs, gradients."""

import numpy as np
import pytest
import tensorflow as tf

from autoencoders import networks
from autoencoders.export import keras_networks, linear_layers
from autoencoders.losses import sigmoid

COUNTS = {
    ("mlp", 10): 16_474,
    ("mlp", 100): 157_684,
    ("conv", 10): 4_683,
    ("conv", 100): 40_053,
    ("vae", 10): 820_004,
}
FAMILIES = [*COUNTS, ("twin", 10)]


@pytest.mark.parametrize(("family", "d"), COUNTS)
def test_the_parameter_counts_are_the_assignments(family, d):
    network = networks.NETWORKS[family]
    assert network.parameter_count(d) == COUNTS[family, d]
    assert sum(array.size for array in network.initial(d, np.random.default_rng(0)).values()) == COUNTS[family, d]


@pytest.fixture(scope="module", params=FAMILIES, ids=lambda row: f"{row[0]}-{row[1]}")
def pair(request):
    """Our network and Keras's with the same parameters, biases away from zero."""
    family, d = request.param
    rng = np.random.default_rng(3)
    ours = networks.NETWORKS[family]
    parameters = ours.initial(d, rng)
    for name, array in parameters.items():
        if name.endswith("bias"):
            parameters[name] = rng.normal(scale=0.3, size=array.shape).astype(np.float32)
    encoder, decoder = keras_networks(family, d)
    for model, part in ((encoder, "encoder."), (decoder, "decoder.")):
        model.set_weights([array for name, array in parameters.items() if name.startswith(part)])
    images = rng.uniform(size=(6, 28, 28, 1)).astype(np.float32)
    codes = rng.normal(size=(6, d)).astype(np.float32)
    return ours, parameters, encoder, decoder, images, codes


def test_outputs_are_keras_in_numpy_and_in_tensorflow(pair):
    ours, parameters, encoder, decoder, images, codes = pair
    tensors = {name: tf.constant(array) for name, array in parameters.items()}
    for compute in (lambda f, x: f(parameters, x), lambda f, x: f(tensors, tf.constant(x))):
        for mine, theirs in (
            (compute(ours.encode, images), encoder(images)),
            (compute(ours.decode, codes), decoder(codes)),
        ):
            np.testing.assert_allclose(np.asarray(mine), np.asarray(theirs), atol=2e-6)


def test_gradients_are_keras(pair):
    ours, parameters, encoder, decoder, images, codes = pair
    tensors = {name: tf.constant(array) for name, array in parameters.items()}
    for part, function, keras_model, given in (
        ("encoder.", ours.encode, encoder, images),
        ("decoder.", ours.decode, decoder, codes),
    ):
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(tensors)
            mine = tf.reduce_sum(tf.sin(tf.stack(function(tensors, tf.constant(given)))))
            theirs = tf.reduce_sum(tf.sin(tf.stack(keras_model(given))))
        expected = tape.gradient(theirs, [variable.value for variable in keras_model.trainable_variables])
        names = [name for name in parameters if name.startswith(part)]
        for name, gradient in zip(names, expected, strict=True):
            np.testing.assert_allclose(tape.gradient(mine, tensors[name]), gradient, rtol=1e-4, atol=1e-4, err_msg=name)


@pytest.mark.parametrize("d", [1, 10, 128])
def test_pca_is_two_dense_layers_in_keras_and_a_cut(d):
    """Outputs in NumPy and in TensorFlow, of pictures that leave the range from black to white."""
    rng, ours = np.random.default_rng(3), networks.NETWORKS["pca"]
    parameters = ours.initial(d, rng) | {"pca.mean": rng.uniform(size=784).astype(np.float32)}
    assert ours.parameter_count(d) == 784 * d + 784 == sum(array.size for array in parameters.values())
    encoder, decoder = keras_networks("pca", d)
    layers = linear_layers(parameters)
    encoder.set_weights([layers["encoder.code.kernel"], layers["encoder.code.bias"]])
    decoder.set_weights([layers["decoder.pixels.kernel"], layers["decoder.pixels.bias"]])
    images = rng.uniform(size=(6, 28, 28, 1)).astype(np.float32)
    codes = (5 * rng.normal(size=(6, d))).astype(np.float32)
    tensors = {name: tf.constant(array) for name, array in parameters.items()}
    wanted = parameters["pca.mean"] + codes @ parameters["pca.directions"].T
    assert wanted.min() < 0
    assert wanted.max() > 1
    for compute in (lambda f, x: f(parameters, x), lambda f, x: f(tensors, tf.constant(x))):
        np.testing.assert_allclose(np.asarray(compute(ours.encode, images)), np.asarray(encoder(images)), atol=1e-5)
        for logits in (np.asarray(compute(ours.decode, codes)), np.asarray(decoder(codes))):
            cut = np.clip(wanted, networks.LEAST, 1 - networks.LEAST).reshape(6, 28, 28, 1)
            np.testing.assert_allclose(sigmoid(logits), cut, atol=5e-6)


@pytest.mark.parametrize("side", [2, 8, 14])
@pytest.mark.parametrize("channels", [(1, 3), (5, 2)])
def test_convolutions_of_other_sizes_are_keras(side, channels):
    inside, outside = channels
    rng = np.random.default_rng(side)
    x = rng.normal(size=(2, side, side, inside)).astype(np.float32)
    bias = rng.normal(size=outside).astype(np.float32)
    kernel = rng.normal(size=(3, 3, inside, outside)).astype(np.float32)
    down = networks.downsample(x, {"c.kernel": kernel, "c.bias": bias}, "c")
    np.testing.assert_allclose(down, tf.nn.conv2d(x, kernel, 2, "SAME") + bias, atol=1e-5)
    turned = kernel.transpose(0, 1, 3, 2)
    up = networks.upsample(x, {"c.kernel": turned, "c.bias": bias}, "c")
    shape = (2, 2 * side, 2 * side, outside)
    np.testing.assert_allclose(up, tf.nn.conv2d_transpose(x, turned, shape, 2, "SAME") + bias, atol=1e-5)


@pytest.mark.parametrize(("family", "d"), FAMILIES)
def test_initial_parameters_follow_keras_glorot(family, d):
    encoder, decoder = keras_networks(family, d)
    theirs = [weight.numpy() for weight in (*encoder.weights, *decoder.weights)]
    ours = networks.NETWORKS[family].initial(d, np.random.default_rng(0))
    for (name, mine), other in zip(ours.items(), theirs, strict=True):
        assert mine.shape == other.shape, name
        if name.endswith("bias"):
            assert not mine.any(), name
        elif mine.size >= 288:
            assert mine.std() == pytest.approx(other.std(), rel=0.15), name
            assert np.abs(mine).max() == pytest.approx(np.abs(other).max(), rel=0.1), name


def test_the_same_seed_gives_the_same_parameters():
    first, again, other = (networks.NETWORKS["conv"].initial(10, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert not np.array_equal(first["encoder.code.kernel"], other["encoder.code.kernel"])
