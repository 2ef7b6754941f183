"""A training in Keras's words, as who learns it would write it: one step of a VAE by hand, and `fit` for an AE.

No server and no trainer runs these: they are there to be read beside our own step, to which a test holds them.
"""

from typing import Any

import numpy as np

from .export import keras_networks


def keras_vae_step(
    encoder: Any, decoder: Any, optimizer: Any, images: Any, epsilon: Any, beta: float
) -> tuple[Any, Any]:
    """One gradient step on a batch `(n, 28, 28, 1)` in [0, 1] with ε `(n, d)`: the batch's reconstruction and KL, in nats."""
    import keras
    import tensorflow as tf
    from keras import ops

    with tf.GradientTape() as tape:
        mean, log_var = encoder(images)
        z = mean + ops.exp(0.5 * log_var) * epsilon
        pixels = keras.losses.binary_crossentropy(images, decoder(z), from_logits=True)
        reconstruction = ops.sum(pixels, axis=(1, 2))
        kl = 0.5 * ops.sum(ops.exp(log_var) - log_var + ops.square(mean) - 1.0, axis=1)
        loss = ops.mean(reconstruction + beta * kl)
    weights = encoder.trainable_weights + decoder.trainable_weights
    optimizer.apply(tape.gradient(loss, weights), weights)
    return ops.mean(reconstruction), ops.mean(kl)


def keras_vae(
    images: np.ndarray, d: int, beta: float, steps: int, batch: int = 64, rate: float = 1e-3
) -> tuple[Any, Any]:
    """Encoder and decoder of a VAE after so many steps on float images `(n, 28, 28, 1)` in [0, 1]."""
    import keras

    encoder, decoder = keras_networks("vae", d)
    optimizer = keras.optimizers.Adam(rate)
    rng = np.random.default_rng(0)
    for _ in range(steps):
        chosen = images[rng.integers(len(images), size=batch)]
        epsilon = rng.standard_normal((batch, d), dtype=np.float32)
        keras_vae_step(encoder, decoder, optimizer, chosen, epsilon, beta)
    return encoder, decoder


def keras_ae(images: np.ndarray, family: str, d: int, epochs: int, batch: int = 64, rate: float = 1e-3) -> Any:
    """An AE, image to logits, after so many times through the float images; here Keras's own loop does it all."""
    import keras

    encoder, decoder = keras_networks(family, d)
    image = keras.Input((28, 28, 1))
    model = keras.Model(image, decoder(encoder(image)))
    model.compile(keras.optimizers.Adam(rate), keras.losses.BinaryCrossentropy(from_logits=True))
    model.fit(images, images, batch_size=batch, epochs=epochs, verbose=0)
    return model
