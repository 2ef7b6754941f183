"""The networks in Keras's own layers: to take a trained model elsewhere, and to hold ours against.

No server and no trainer runs these: a worker does, for who takes a model away, and the tests and benchmarks.
"""

import tempfile
from pathlib import Path
from typing import Any

from .models import Model
from .networks import Parameters, certain


def keras_networks(family: str, d: int) -> tuple[Any, Any]:
    """Untrained encoder and decoder of a family; their weights are in the order of our parameters (of PCA: `linear_layers`).

    The encoder takes `(n, 28, 28, 1)` and gives `(n, d)`, a VAE's gives mean and log-variance; the decoder gives logits.
    """
    import keras
    from keras import layers

    image = keras.Input((28, 28, 1))
    code = keras.Input((d,))
    if family == "mlp":
        encoded = layers.LeakyReLU(0.2)(layers.Dense(d)(layers.Flatten()(image)))
        decoded = layers.Reshape((28, 28, 1))(layers.Dense(784)(code))
    elif family == "conv":
        x = layers.LeakyReLU(0.2)(layers.Conv2D(8, 3, strides=2, padding="same")(image))
        x = layers.LeakyReLU(0.2)(layers.Conv2D(4, 3, strides=2, padding="same")(x))
        encoded = layers.Dense(d)(layers.Flatten()(x))
        x = layers.Reshape((7, 7, 4))(layers.LeakyReLU(0.2)(layers.Dense(196)(code)))
        x = layers.LeakyReLU(0.2)(layers.Conv2DTranspose(4, 3, strides=2, padding="same")(x))
        decoded = layers.Conv2DTranspose(1, 3, strides=2, padding="same")(x)
    elif family == "pca":
        encoded = layers.Dense(d)(layers.Flatten()(image))
        decoded = layers.Reshape((28, 28, 1))(certain(layers.Dense(784)(code)))
    else:
        hidden = layers.LeakyReLU(0.2)(layers.Dense(512)(layers.Flatten()(image)))
        encoded = [layers.Dense(d)(hidden), layers.Dense(d)(hidden)] if family == "vae" else layers.Dense(d)(hidden)
        x = layers.LeakyReLU(0.2)(layers.Dense(512)(code))
        decoded = layers.Reshape((28, 28, 1))(layers.Dense(784)(x))
    return keras.Model(image, encoded, name="encoder"), keras.Model(code, decoded, name="decoder")


def linear_layers(parameters: Parameters) -> Parameters:
    """PCA's mean and directions as two dense layers: (x - mean)·directions = x·directions - mean·directions."""
    mean, directions = parameters["pca.mean"], parameters["pca.directions"]
    return {
        "encoder.code.kernel": directions,
        "encoder.code.bias": -mean @ directions,
        "decoder.pixels.kernel": directions.T,
        "decoder.pixels.bias": mean,
    }


def to_keras(model: Model) -> Any:
    """The model as one `keras.Model`, `(n, 28, 28, 1)` to its reconstruction in [0, 1]; save it with `.save("x.keras")`.

    A VAE's decodes the posterior mean. Encoder and decoder are its layers of those names; the decoder gives logits.
    """
    import keras
    from keras import layers

    encoder, decoder = keras_networks(model.family, model.latent_dim)
    parameters = linear_layers(model.parameters) if model.family == "pca" else model.parameters
    for network in (encoder, decoder):
        part = f"{network.name}."
        network.set_weights([array for name, array in parameters.items() if name.startswith(part)])
    image = keras.Input((28, 28, 1))
    encoded = encoder(image)
    code = encoded[0] if isinstance(encoded, list) else encoded
    return keras.Model(image, layers.Activation("sigmoid")(decoder(code)))


def keras_file(model: Model) -> bytes:
    """The same as the bytes of a `.keras` file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        to_keras(model).save(path)
        return path.read_bytes()
