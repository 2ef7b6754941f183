"""The judge: a small classifier of digits, trained by this project, that says what a made-up digit is worth.

Two stride-2 convolutions, a layer of 64 features, ten logits. It runs in NumPy like the models. What it is for is
in `samples.py`; it shares no weights with anything else, and its features are not those of Inception.

A classifier that has seen only digits is sure of nearly everything: one trained so gave a class at least 0.9 in 55 % of
images of plain noise. So a sixth of what it learns from are no digits, and there it is taught to be unsure (Hendrycks
et al. 2019): two digits blended or on top of each other are half the one and half the other, noise is every class alike.
Nor has it seen paper without ink, which it would call a 1, and be sure: so `look` says that this is every class alike too.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open

from ..backend import Array, namespace, tensorflow
from ..digits.datasets import Dataset
from ..models import as_unit_images
from ..networks import PIXELS, SIDE, Parameters, dense, downsample, flatten, initial_parameters, leaky_relu, with_biases
from ..optimizers import OPTIMIZERS
from ..recipes import Recipe
from ..training import BLOCK, PHILOX, Progress, TrainingDiverged
from ..validator import Card, WeightsError, finite_json, parameters_from, short, table_from
from ..weights import write

JUDGE = "judge.safetensors"
CLASSES = 10
"""Of digits, 0 to 9."""
FEATURES = 64
"""Numbers in its last layer but one, in which pictures are compared."""
FAINTEST = 19.0
"""Sum of a picture's pixels, of 784, below which it is no digit: of the 60,000 training digits the faintest has 19.9."""
SHIFT = 2
"""Pixels by which training moves each image at most, up or down and left or right."""

SHAPES = with_biases(
    {
        "conv1": (3, 3, 1, 32),
        "conv2": (3, 3, 32, 48),
        "features": (7 * 7 * 48, FEATURES),
        "classes": (FEATURES, CLASSES),
    }
)
PARAMETER_COUNT = sum(prod(shape) for shape in SHAPES.values())
RECIPE = Recipe("judge", optimizer="adam", rate=2e-3, steps=24_000, cosine=True, batch=128)
OTHERS = 24
"""Pictures in a batch, beside its digits, that are no digits: a quarter of them of each kind."""

CHUNK = 200
"""Images a pass: more of them at a time no longer fit into a core's cache."""


def features_of(parameters: Parameters, images: Array) -> Array:
    """conv 32 → LeakyReLU → conv 48 → LeakyReLU → flatten → dense 64 → LeakyReLU: `(n, 28, 28, 1)` to `(n, 64)`."""
    maps = leaky_relu(downsample(images, parameters, "conv1"))
    maps = leaky_relu(downsample(maps, parameters, "conv2"))
    return leaky_relu(dense(flatten(maps), parameters, "features"))


def class_logits(parameters: Parameters, features: Array) -> Array:
    """The ten logits: `(n, 64)` to `(n, 10)`."""
    return dense(features, parameters, "classes")


def log_softmax(logits: Array) -> Array:
    """log of the probability of each class, `(n, 10)`, in nats."""
    xp = namespace(logits)
    moved = logits - xp.max(logits, axis=-1, keepdims=True)
    return moved - xp.log(xp.sum(xp.exp(moved), axis=-1, keepdims=True))


@dataclass(frozen=True, eq=False)
class Judge:
    """The trained classifier."""

    parameters: Parameters

    def look(self, images: Any) -> tuple[np.ndarray, np.ndarray]:
        """The features `(n, 64)` and the probabilities of the classes `(n, 10)` of images `(n, 28, 28, 1)` in [0, 1].

        All classes have the same where there is less ink than any digit has.
        """
        images = as_unit_images(images)
        parts = [features_of(self.parameters, images[i : i + CHUNK]) for i in range(0, len(images), CHUNK)]
        features = np.concatenate(parts)
        probabilities = np.exp(log_softmax(class_logits(self.parameters, features)))
        probabilities[images.sum(axis=(1, 2, 3)) < FAINTEST] = 1 / CLASSES
        return features, probabilities

    def accuracy(self, images: Any, labels: np.ndarray) -> float:
        """The share of images whose most probable class is their label."""
        return float((self.look(images)[1].argmax(axis=1) == labels).mean())


def training(dataset: Dataset, recipe: Recipe = RECIPE, seed: int = 0) -> Iterator[tuple[Progress, Judge]]:
    """Train a judge, a block of steps at a time: the losses of the block, and the judge as trained so far."""
    tf = tensorflow()
    block = _compiled_block(recipe)
    parameters: Any = {
        name: tf.constant(array) for name, array in initial_parameters(SHAPES, np.random.default_rng(seed)).items()
    }
    slots: Any = {
        name: (tf.zeros_like(array),) * OPTIMIZERS[recipe.optimizer].slots for name, array in parameters.items()
    }
    images = tf.pad(tf.constant(dataset.train_images[..., 0]), ((0, 0), (SHIFT, SHIFT), (SHIFT, SHIFT)))
    labels = tf.constant(dataset.train_labels.astype(np.int32))
    for first in range(0, recipe.steps, BLOCK):
        count = min(BLOCK, recipe.steps - first)
        numbers = (tf.constant(number, tf.int32) for number in (first, count, seed))
        parameters, slots, history = block(parameters, slots, images, labels, *numbers)
        losses = history.numpy()[:count]
        if not np.isfinite(losses).all():
            raise TrainingDiverged(first + 1 + int(np.argmin(np.isfinite(losses))), recipe.rate)
        judge = Judge({name: array.numpy() for name, array in parameters.items()})
        yield Progress(first + count, {"cross_entropy": losses}), judge


@lru_cache(maxsize=1)
def _compiled_block(recipe: Recipe) -> Callable[..., Any]:
    """Up to `BLOCK` steps as one compiled loop, as in `training.compiled_block`, with labels and shifted images."""
    tf = tensorflow()
    rule = OPTIMIZERS[recipe.optimizer]
    wide = SIDE + 2 * SHIFT
    corner_to_pixels = (np.arange(SIDE)[:, None] * wide + np.arange(SIDE)).reshape(1, PIXELS).astype(np.int32)

    def moved(images: Array, rows: Array, keys: Array) -> Array:
        count = rows.shape[0]
        moves = tf.random.stateless_uniform((count, 2), keys, 0, 2 * SHIFT + 1, tf.int32, PHILOX)
        places = moves[:, :1] * wide + moves[:, 1:] + corner_to_pixels
        flat = tf.reshape(tf.gather(images, rows), (count, wide * wide))
        pixels = tf.cast(tf.gather(flat, places, batch_dims=1), tf.float32) / 255.0
        return tf.reshape(pixels, (count, SIDE, SIDE, 1))

    def batch(images: Array, labels: Array, keys: Array) -> tuple[Array, Array]:
        """Digits, blends of two, two on top of each other, fine and coarse noise; and the probabilities to learn."""
        stream, each = tf.constant([1 << 20, 0]), OTHERS // 4
        count = recipe.batch + OTHERS
        rows = tf.random.stateless_uniform((count,), keys, 0, tf.shape(images)[0], tf.int32, PHILOX)
        pictures, classes = moved(images, rows, keys + stream), tf.one_hot(tf.gather(labels, rows), CLASSES)
        digits, a, b = tf.split(pictures, [recipe.batch, 2 * each, 2 * each])
        of_digits, of_a, of_b = tf.split(classes, [recipe.batch, 2 * each, 2 * each])
        fine = tf.random.stateless_uniform((each, SIDE, SIDE, 1), keys + 2 * stream, alg=PHILOX)
        coarse = tf.random.stateless_uniform((each, SIDE // 4, SIDE // 4, 1), keys + 3 * stream, alg=PHILOX)
        coarse = tf.repeat(tf.repeat(coarse, 4, axis=1), 4, axis=2)
        blends = [0.5 * (a[:each] + b[:each]), tf.maximum(a[each:], b[each:])]
        unsure = tf.fill((2 * each, CLASSES), 1.0 / CLASSES)
        return (
            tf.concat([digits, *blends, fine, coarse], axis=0),
            tf.concat([of_digits, 0.5 * (of_a + of_b), unsure], axis=0),
        )

    def gradient_step(parameters: Any, slots: Any, images: Array, labels: Array, step: Array, seed: Array) -> Any:
        given, wanted = batch(images, labels, tf.stack([seed, step]))
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            scores = log_softmax(class_logits(parameters, features_of(parameters, given)))
            loss = -tf.reduce_mean(tf.reduce_sum(scores * wanted, axis=-1))
        gradients = tape.gradient(loss, parameters)
        count = tf.cast(step + 1, tf.float32)
        changes = {
            name: rule.update(gradients[name], slots[name], count, recipe.rate * recipe.decay(count, recipe.steps))
            for name in parameters
        }
        new = {name: value + changes[name][0] for name, value in parameters.items()}
        return new, {name: change[1] for name, change in changes.items()}, loss

    @tf.function(jit_compile=True, autograph=False)
    def block(
        parameters: Any, slots: Any, images: Array, labels: Array, first: Array, count: Array, seed: Array
    ) -> Any:
        def body(i: Array, parameters: Any, slots: Any, history: Array) -> Any:
            parameters, slots, loss = gradient_step(parameters, slots, images, labels, first + i, seed)
            return i + 1, parameters, slots, tf.tensor_scatter_nd_update(history, [[i]], [loss])

        start = (tf.constant(0), parameters, slots, tf.zeros((BLOCK,)))
        return tf.while_loop(lambda i, *_: i < count, body, start)[1:]

    return block  # type: ignore[no-any-return]


def save_judge(path: Path, judge: Judge, fields: Card) -> None:
    """Write the judge as float16 with its card inside, whole or not at all; it is judged as it is read back."""
    arrays = {name: np.asarray(array, np.float16) for name, array in judge.parameters.items()}
    write(path, arrays, {"card": finite_json(fields)})


def rounded(judge: Judge) -> Judge:
    """The judge as it will be read back: its parameters rounded to float16."""
    return Judge({name: np.asarray(a, np.float16).astype(np.float32) for name, a in judge.parameters.items()})


def read_judge(path: Path) -> tuple[Judge, Card]:
    """The judge and its card; a `WeightsError` where the file is missing, damaged or another's."""
    if not path.is_file():
        raise WeightsError(
            f"{path.name} is not in the folder {path.parent.name}: `python -m autoencoders train judge` writes it."
        )
    try:
        with safe_open(path, framework="numpy") as file:
            fields = table_from(path.name, (file.metadata() or {}).get("card"))
            return Judge(parameters_from(path.name, file, SHAPES, "judge")), fields
    except (SafetensorError, OSError) as fault:
        raise WeightsError(f"{path.name} is damaged or no judge ({short(fault)}): train it again.") from None
