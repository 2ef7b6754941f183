"""The trainer: it compiles a block of gradient steps into one graph, and may be paused, rewound and turned between blocks.

A step is one gradient step on a random batch drawn with replacement (the report calls it an epoch). Batches, noise and
ε come from stateless generators inside the graph, keyed by the seed and the step: a run is the same whether it is asked
for in one piece or in many. Rate, beta and sigma are inputs of the graph, so they may change between blocks for free.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from .backend import Array, tensor_of, tensorflow
from .masks import random_masks
from .models import VAE, Model
from .optimizers import OPTIMIZERS, Slots, together
from .recipes import Recipe

BLOCK = 500
"""Steps a call of the compiled loop at most: about the length of a tenth of a second to two on two cores."""

MOST_LOOPS = 16
"""Compiled loops that are kept to be shared: one for each kind, d, optimizer and batch; XLA keeps 10 to 40 MB for each."""

FEW_ROWS = 2**13
"""Sets of fewer images are filled up with black ones, never drawn, to the next power of two: XLA compiles a loop anew for
every number of images, and so does so for a handful of numbers only."""

LARGEST_SEED = 2**30 - 1
"""Seeds go into the graph as 32-bit numbers, which the streams of noise, ε and masks add up to 3·2²⁰ to."""

PHILOX = "philox"
"""The generator, by name: left to choose, XLA takes one on a CPU that needs ten times as long for a batch of noise."""

WORD = np.uint64
"""Eight pixels are fetched as one number of this type: XLA gathers number by number, and so a step takes 2 % less."""


class TrainingDiverged(ArithmeticError):
    """The loss is no longer a number. `step` says where (counted from 1); the trainer keeps the block before it."""

    def __init__(self, step: int, rate: float) -> None:
        super().__init__(f"The loss was not finite at step {step} (rate {rate:g}): try a smaller rate.")
        self.step = step


@dataclass(frozen=True, eq=False)
class Progress:
    """Where a run is: steps done so far, and the losses of the block just done, nats per image, each `(steps,)`."""

    step: int
    losses: dict[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class State:
    """All that a run needs to go on, in any process: the model, the steps done, and the optimizer's running averages.

    `slots` hold them as arrays, one tuple for each group of parameters that moves together, and `since` is the step at
    which they were empty; without `slots` they start anew.
    """

    model: Model
    step: int = 0
    since: int = 0
    slots: Slots | None = None


class Trainer:
    """Trains a copy of a model; the model it was given stays as it is.

    `images` is a uint8 `(n, 28, 28, 1)` array, read where it is and not copied, so trainers share it: leave it as it is while
    they run. `rate`, `beta` and `sigma` (of full scale) may be set at any time and count from the next block on.
    """

    def __init__(self, model: Model, images: np.ndarray, recipe: Recipe, seed: int = 0) -> None:
        if images.dtype != np.uint8 or images.shape[1:] != (28, 28, 1) or not len(images):
            raise ValueError(f"The trainer takes uint8 images (n, 28, 28, 1), not {images.dtype} {images.shape}.")
        if model.network.fitted:
            raise ValueError(f"A {model.family} is fitted exactly, not trained: `ae.principal_components(images, d)`.")
        self.start = model
        self.recipe = recipe
        self.seed = seed
        self.step = 0
        self.rate = recipe.rate
        self.sigma = recipe.noise
        self.beta = model.beta if isinstance(model, VAE) else 0.0
        self._images = tensor_of(filled_up(images).reshape(-1, 28 * 28).view(WORD))
        self._count = len(images)
        self.rewind(model, 0)

    @property
    def model(self) -> Model:
        """The model as trained so far."""
        model = replace(self.start, parameters={name: array.numpy() for name, array in self._parameters.items()})
        return replace(model, beta=self.beta) if isinstance(model, VAE) else model

    def rewind(self, model: Model, step: int) -> None:
        """Go on from this model as from this step. The optimizer's running averages are not kept: they start anew, and with
        them Adam's correction for their start, without which its first moves would be three times too long.
        """
        self.take_up(State(model, step, step))

    @property
    def state(self) -> State:
        """All that another trainer needs to go on exactly as this one would: the same draws, the same averages."""
        slots = {name: tuple(slot.numpy() for slot in slots) for name, slots in self._slots.items()}
        return State(self.model, self.step, self._since, slots)

    def take_up(self, state: State) -> None:
        """Go on from there."""
        tf = tensorflow()
        parameters = state.model.parameters
        self.step, self._since = state.step, state.since
        self._parameters = {name: tf.constant(array) for name, array in parameters.items()}
        if state.slots is None:
            count = OPTIMIZERS[self.recipe.optimizer].slots
            self._slots = {
                names[0]: (tf.zeros([sum(parameters[name].size for name in names)]),) * count
                for names in together(parameters)
            }
        else:
            self._slots = {name: tuple(tf.constant(slot) for slot in slots) for name, slots in state.slots.items()}

    def compile(self) -> None:
        """Compile the loop now, by running it for no steps; otherwise the first block does it."""
        self._block(self._parameters, self._slots, self._images, self._integers(0), (0.0, 0.0, 0.0))

    def _integers(self, count: int) -> tuple[int, ...]:
        return self.step, count, self._since, self.seed, self._count, self.recipe.steps

    def run(self, steps: int, block: int = BLOCK) -> Iterator[Progress]:
        """Train for `steps` more steps; yields after each block. To stop is not to ask for the next one."""
        end = self.step + steps
        while self.step < end:
            count = min(block, BLOCK, end - self.step)
            before = self._parameters, self._slots
            given = *before, self._images, self._integers(count), (self.rate, self.beta, self.sigma)
            self._parameters, self._slots, losses, sound = self._block(*given)
            history = {name: values.numpy()[:count] for name, values in losses.items()}
            finite = np.isfinite(sum(history.values()))
            if not (finite.all() and sound.numpy()):
                self._parameters, self._slots = before
                # Where every loss was a number, the last update alone went wrong.
                raise TrainingDiverged(self.step + (count if finite.all() else 1 + int(np.argmin(finite))), self.rate)
            self.step += count
            yield Progress(self.step, history)

    @cached_property
    def _block(self) -> Callable[..., Any]:
        return _shared_block(type(self.start), self.start.family, self.start.latent_dim, self.recipe.compiled)


def filled_up(images: np.ndarray) -> np.ndarray:
    """The images `(n, 28, 28, 1)` in one piece of memory; of few, see `FEW_ROWS`, a copy with black ones behind."""
    if len(images) >= FEW_ROWS:
        return np.ascontiguousarray(images)
    missing = (1 << (len(images) - 1).bit_length()) - len(images)
    return np.pad(images, ((0, missing), (0, 0), (0, 0), (0, 0)))


_TRACED: list[str] = []  # the families of the loops that were compiled, one entry each


def loops_compiled() -> int:
    """How many loops this process has compiled so far: every kind, d, optimizer, batch and number of rows counts."""
    return len(_TRACED)


@lru_cache(maxsize=MOST_LOOPS)
def _shared_block(kind: type[Model], family: str, latent_dim: int, recipe: Recipe) -> Callable[..., Any]:
    """One compiled loop for all trainers that differ only in what is an input of it: compiling takes a second or two."""
    return compiled_block(kind(family, latent_dim, {}), recipe)


def compiled_block(model: Model, recipe: Recipe) -> Callable[..., Any]:
    """The compiled loop: parameters, slots, images, integers, dials in; the first two, moved on, losses, and whether
    all parameters are numbers out.

    The integers are the step, how many to take, the step at which the slots were empty, the seed, the number of images
    that are drawn from, and the steps on which a cosine falls; the dials are rate, beta and sigma.
    """
    tf = tensorflow()
    rule = OPTIMIZERS[recipe.optimizer]

    def gradient_step(
        parameters: dict[str, Array], slots: Any, images: Array, step: Array, integers: Any, dials: Any
    ) -> Any:
        (since, seed, drawn_from, end), (rate, beta, sigma) = integers, dials
        keys = tf.stack([seed, step])
        stream = tf.constant([1 << 20, 0])  # tells the draws for noise, ε and masks from those for the batch
        rows = tf.random.stateless_uniform((recipe.batch,), keys, 0, drawn_from, tf.int32, PHILOX)
        pixels = tf.bitcast(tf.gather(images, rows), tf.uint8)
        target = tf.cast(tf.reshape(pixels, (recipe.batch, 28, 28, 1)), tf.float32) / 255.0

        def masked() -> Array:
            draws = tf.random.stateless_uniform((recipe.batch, 3), keys + 3 * stream, alg=PHILOX)
            return target * random_masks(draws, recipe.mask)

        left = masked() if recipe.mask else target

        def noisy() -> Array:
            shape = (1 if recipe.shared_noise else recipe.batch, 28, 28, 1)
            given = left + sigma * tf.random.stateless_normal(shape, keys + stream, alg=PHILOX)
            return tf.clip_by_value(given, 0.0, 1.0) if recipe.clip else given

        given = tf.cond(sigma > 0.0, noisy, lambda: left)
        epsilon = tf.random.stateless_normal((recipe.batch, model.latent_dim), keys + 2 * stream, alg=PHILOX)
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            terms = model.terms(parameters, given, target, epsilon)
            loss = model.objective(terms, beta)
        gradients = tape.gradient(loss, parameters)
        # Every move waits for the first layer's gradient, which comes last: otherwise XLA, which doesn't know that a kernel
        # has been read for the last time, copies it at each step. Adding a zero that it can't see through says so.
        pace = (
            rate * recipe.decay(tf.cast(step + 1, tf.float32), tf.cast(end, tf.float32))
            + 0.0 * tf.reshape(next(iter(gradients.values())), [-1])[0]
        )
        moved, kept = {}, {}
        for names in together(parameters):
            gradient = tf.concat([tf.reshape(gradients[name], [-1]) for name in names], 0)
            change, kept[names[0]] = rule.update(gradient, slots[names[0]], tf.cast(step - since + 1, tf.float32), pace)
            parts = tf.split(change, [parameters[name].shape.num_elements() for name in names])
            for name, part in zip(names, parts, strict=True):
                moved[name] = parameters[name] + tf.reshape(part, parameters[name].shape)
        return moved, kept, {name: tf.reduce_mean(term) for name, term in terms.items()}

    names = ["kl", "reconstruction"] if isinstance(model, VAE) else ["reconstruction"]

    @tf.function(jit_compile=True, autograph=False)
    def block(parameters: Any, slots: Any, images: Array, first: Array, count: Array, integers: Any, dials: Any) -> Any:
        _TRACED.append(model.family)  # Python runs this line only while the loop is compiled
        history = {name: tf.zeros((BLOCK,)) for name in names}

        def body(i: Array, parameters: Any, slots: Any, history: Any) -> Any:
            parameters, slots, losses = gradient_step(parameters, slots, images, first + i, integers, dials)
            history = {name: tf.tensor_scatter_nd_update(history[name], [[i]], [losses[name]]) for name in names}
            return i + 1, parameters, slots, history

        _, parameters, slots, history = tf.while_loop(
            lambda i, *_: i < count, body, (tf.constant(0), parameters, slots, history)
        )
        sound = tf.reduce_all([tf.reduce_all(tf.math.is_finite(array)) for array in parameters.values()])
        return parameters, slots, history, sound

    def call(parameters: Any, slots: Any, images: Array, integers: tuple[int, ...], dials: tuple[float, ...]) -> Any:
        first, count, *rest = (tf.constant(integer, tf.int32) for integer in integers)
        return block(parameters, slots, images, first, count, rest, [tf.constant(dial, tf.float32) for dial in dials])

    return call
