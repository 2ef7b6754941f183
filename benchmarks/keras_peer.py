"""Keras at the three systems: the report's loop over `train_on_batch`, and `fit`, plain and with what makes it faster."""

from typing import Any

import numpy as np

from autoencoders.export import keras_networks

from .peers import BATCH, SYSTEMS, Steps


def runner(system: str, mode: str, images: np.ndarray) -> Steps:
    """Steps through Keras's own layers, losses and optimizers."""
    import tensorflow as tf

    model = compiled(system, mode)
    floats = images.astype(np.float32) / 255
    rng = np.random.default_rng(0)
    if mode == "train_on_batch":

        def loop(steps: int) -> None:
            for _ in range(steps):
                batch = floats[rng.integers(len(floats), size=BATCH)]
                model.train_on_batch(batch, batch)

        return loop
    data = (
        tf.data.Dataset.from_tensor_slices(floats)
        .shuffle(len(floats), seed=0)
        .repeat()
        .batch(BATCH, drop_remainder=True)
    )
    pairs = data.map(lambda batch: (batch, batch)).prefetch(8)
    return lambda steps: model.fit(pairs, steps_per_epoch=steps, epochs=1, verbose=0)


def compiled(system: str, mode: str) -> Any:
    """The model, compiled as the report does, and as `mode` says."""
    import keras

    family = system.split("-")[0]
    encoder, decoder = keras_networks(family, 10)
    adadelta = SYSTEMS[system] == "adadelta"
    optimizer = keras.optimizers.Adadelta(1.0) if adadelta else keras.optimizers.Adam(1e-3)
    faster: dict[str, Any] = {"steps_per_execution": 100} if mode in ("executions", "xla") else {}
    faster["jit_compile"] = mode == "xla"
    if family == "vae":
        model = _vae(encoder, decoder)
        model.compile(optimizer, **faster)
    else:
        image = keras.Input((28, 28, 1))
        model = keras.Model(image, decoder(encoder(image)))
        model.compile(optimizer, keras.losses.BinaryCrossentropy(from_logits=True), **faster)
    return model


def _vae(encoder: Any, decoder: Any) -> Any:
    """A VAE as Keras's own example has it: the KL added by a layer's loss, the reconstruction computed in `compute_loss`."""
    import keras
    import tensorflow as tf
    from keras import ops

    class VAE(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.encoder, self.decoder = encoder, decoder

        def call(self, images: Any) -> Any:
            mean, log_var = self.encoder(images)
            z = mean + ops.exp(0.5 * log_var) * tf.random.normal(tf.shape(mean))
            kl = 0.5 * ops.sum(ops.exp(log_var) - log_var + mean * mean - 1.0, axis=1)
            self.add_loss(ops.mean(kl))
            return self.decoder(z)

        def compute_loss(
            self, x: Any = None, y: Any = None, y_pred: Any = None, sample_weight: Any = None, training: bool = True
        ) -> Any:
            pixels = keras.losses.binary_crossentropy(y, y_pred, from_logits=True)
            return ops.mean(ops.sum(pixels, axis=(1, 2))) + sum(self.losses)

    return VAE()
