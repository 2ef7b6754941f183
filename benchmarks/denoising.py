"""`python -m benchmarks.denoising`: denoisers trained for the noise of Keras's example (σ = 0.4, clipped), like against like.

Two have a code of 100 numbers, as the shipped ones have, which were trained for a fifth of that noise. One has no bottleneck, and
the example's size: a code of 7 × 7 × 32 = 1,568 numbers for an image of 784, and five layers of 28,353 parameters in all. It
halves an image by stride where the example keeps the largest of four. All train as the converged variants do. Cross-entropy is
on the whole test set, with noise that none was trained on.
"""

import argparse
import os
import time
from dataclasses import replace

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

import autoencoders as ae
from autoencoders.backend import Array, namespace
from autoencoders.models import Autoencoder, Model, as_unit_images, build
from autoencoders.networks import (
    NETWORKS,
    Network,
    Parameters,
    Shapes,
    downsample,
    leaky_relu,
    upsample,
    with_biases,
)
from autoencoders.report.measurements import KERAS_SIGMA, bce_per_pixel
from autoencoders.training import BLOCK

OPEN, CHANNELS, PLACES = "open", 32, 7 * 7
"""The network without a bottleneck, and the size of its code: channels at each of 7 × 7 places, as the example has."""

RECIPE = replace(ae.CONVERGED, name="denoising", noise=KERAS_SIGMA, clip=True)
SEED = 0
"""Of the trainings, and of the noise on the test images."""

PUBLISHED = 0.0839
"""Nats per pixel of Keras's example after 50 epochs on clean images and 100 on noisy ones."""


def open_shapes(d: int) -> Shapes:
    """Two convolutions down, two up and one more, 32 channels in between."""
    kernels: Shapes = {
        "encoder.conv1": (3, 3, 1, CHANNELS),
        "encoder.conv2": (3, 3, CHANNELS, d // PLACES),
        "decoder.conv1": (3, 3, CHANNELS, d // PLACES),
        "decoder.conv2": (3, 3, CHANNELS, CHANNELS),
        "decoder.conv3": (3, 3, CHANNELS, 1),
    }
    return with_biases(kernels, transposed=("decoder.conv1", "decoder.conv2"))


def open_encode(parameters: Parameters, images: Array) -> Array:
    """conv 32 → LeakyReLU → conv 32 → LeakyReLU, flattened to `(n, 1568)`."""
    features = leaky_relu(downsample(images, parameters, "encoder.conv1"))
    features = leaky_relu(downsample(features, parameters, "encoder.conv2"))
    return namespace(features).reshape(features, (-1, PLACES * CHANNELS))


def open_decode(parameters: Parameters, codes: Array) -> Array:
    """transposed conv 32 → LeakyReLU → transposed conv 32 → LeakyReLU → conv 1, as logits."""
    features = namespace(codes).reshape(codes, (-1, 7, 7, CHANNELS))
    features = leaky_relu(upsample(features, parameters, "decoder.conv1"))
    features = leaky_relu(upsample(features, parameters, "decoder.conv2"))
    return onto_one(features, parameters, "decoder.conv3")


def onto_one(x: Array, parameters: Parameters, name: str) -> Array:
    """Convolution 3×3 onto one channel, stride 1, `same` padding: `(n, h, w, i)` to `(n, h, w, 1)`.

    Each place's nine products first, then the nine maps moved and added: a thirty-second of the memory of nine moved inputs.
    """
    xp = namespace(x)
    height, width, channels = x.shape[1:]
    kernel = xp.transpose(xp.reshape(parameters[f"{name}.kernel"], (9, channels)))
    maps = xp.reshape(xp.reshape(x, (-1, channels)) @ kernel, (-1, height, width, 9))
    maps = xp.pad(maps, ((0, 0), (1, 1), (1, 1), (0, 0)))
    moved = [maps[:, i : i + height, j : j + width, 3 * i + j] for i in range(3) for j in range(3)]
    return sum(moved)[..., None] + parameters[f"{name}.bias"]


def main() -> None:
    """Train the three, and print what each makes of the test set, beside the shipped ones and the example."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.denoising")
    parser.add_argument("--steps", type=int, default=RECIPE.steps, help="fewer for a quick look")
    recipe = replace(RECIPE, steps=parser.parse_args().steps)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    NETWORKS[OPEN] = Network(open_shapes, open_encode, open_decode)
    dataset = ae.load_dataset("mnist")
    clean = as_unit_images(dataset.test_images)
    noisy = ae.add_noise(clean, KERAS_SIGMA, np.random.default_rng(SEED), clip=True)
    table = Table("denoiser", "trained for σ", "numbers in the code", "parameters", "nats per pixel", "seconds")

    def row(name: str, model: Model, sigma: float, seconds: str) -> None:
        loss = bce_per_pixel(model, clean, noisy)
        count = f"{model.parameter_count:,}"
        table.add_row(name, f"{sigma:.2g}", f"{model.latent_dim:,}", count, f"{loss:.4f}", seconds)

    for name in ("mlp-denoise-100", "conv-denoise-100"):
        row(f"{name}, shipped", ae.load(name), ae.variant(name).noise, "")
    for family, d in (("mlp", 100), ("conv", 100), (OPEN, PLACES * CHANNELS)):
        began = time.monotonic()
        model = trained(family, d, recipe, dataset)
        row(f"{family}, d = {d:,}", model, KERAS_SIGMA, f"{time.monotonic() - began:.0f}")
    table.add_row("Keras's example", f"{KERAS_SIGMA:g}", f"{PLACES * CHANNELS:,}", "28,353", f"{PUBLISHED:.4f}", "")
    Console(width=None if os.isatty(1) else 160).print(table)


def trained(family: str, d: int, recipe: ae.Recipe, dataset: ae.Dataset) -> Model:
    """The model of this network, trained."""
    rng = np.random.default_rng(SEED)
    start = build(family, d, NETWORKS[family].initial(d, rng))
    assert isinstance(start, Autoencoder)
    trainer = ae.Trainer(start, dataset.train_images, recipe, SEED)
    for _ in track(trainer.run(recipe.steps), family, total=-(-recipe.steps // BLOCK)):
        pass
    return trainer.model


if __name__ == "__main__":
    main()
