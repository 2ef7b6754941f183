"""Adadelta, Adam and SGD as formulas: a gradient and its running averages in, a change and new averages out. And the
cosine on which a rate falls.

Written as functions, not taken from Keras's classes, so that a whole block of steps is one compiled loop in which rate,
beta and sigma can change without compiling again. They are Keras 3's formulas with Keras's constants, held to its classes
in `tests/test_optimizers.py`. Beware of Keras 3's default rate of 0.001 for Adadelta, with which nothing trains: the
original has no rate at all, that is 1.0 (Zeiler 2012).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .backend import Array, namespace
from .networks import Parameters

Slots = dict[str, tuple[np.ndarray, ...]]
"""A rule's running averages between two blocks, one tuple for each group of parameters that moves together."""

EPSILON = 1e-7
"""Keras's; with a loss averaged over pixels the gradients are small enough for Adadelta to feel it."""
RHO = 0.95
"""Adadelta: how much of the averages of squares is kept at a step (Zeiler 2012, and Keras)."""
BETA_1, BETA_2 = 0.9, 0.999
"""Adam: how much of the averages of gradients and of their squares is kept at a step (Kingma & Ba 2015, and Keras)."""
LARGE = 2**12
"""Numbers from which on an array is moved by itself, see `together`."""


def together(parameters: Parameters) -> list[list[str]]:
    """The names of the parameters that an optimizer moves as one flat array: all small ones, and each large one by itself.

    Every loop over an array is compiled by itself and costs its start at each step; joining large ones would cost a copy.
    """
    large = [name for name, array in parameters.items() if np.prod(array.shape) >= LARGE]
    small = [name for name in parameters if name not in large]
    return [[name] for name in large] + ([small] if small else [])


def adadelta(gradient: Array, slots: tuple[Array, ...], step: Array, rate: Array) -> tuple[Array, tuple[Array, ...]]:
    """Steps as long as past steps were, over the size of past gradients (Zeiler 2012)."""
    sqrt = namespace(gradient).sqrt
    squares = RHO * slots[0] + (1 - RHO) * gradient * gradient
    change = -sqrt((slots[1] + EPSILON) / (squares + EPSILON)) * gradient
    return rate * change, (squares, RHO * slots[1] + (1 - RHO) * change * change)


def adam(gradient: Array, slots: tuple[Array, ...], step: Array, rate: Array) -> tuple[Array, tuple[Array, ...]]:
    """The average gradient over the root of the average square, both corrected for their start at 0 (Kingma & Ba 2015).

    `step` counts from 1.
    """
    sqrt = namespace(gradient, step).sqrt
    average = BETA_1 * slots[0] + (1 - BETA_1) * gradient
    square = BETA_2 * slots[1] + (1 - BETA_2) * gradient * gradient
    correction = sqrt(1.0 - BETA_2**step) / (1.0 - BETA_1**step)
    return -rate * correction * average / (sqrt(square) + EPSILON), (average, square)


def sgd(gradient: Array, slots: tuple[Array, ...], step: Array, rate: Array) -> tuple[Array, tuple[Array, ...]]:
    """Straight down the gradient."""
    return -rate * gradient, ()


@dataclass(frozen=True)
class Optimizer:
    """A rule and how many running averages it keeps for each parameter."""

    update: Callable[..., tuple[Array, tuple[Array, ...]]]
    slots: int


OPTIMIZERS = {"adadelta": Optimizer(adadelta, 2), "adam": Optimizer(adam, 2), "sgd": Optimizer(sgd, 0)}


def cosine(step: Array, steps: int) -> Array:
    """What a rate is multiplied by at this step, counted from 1: half a cosine from 1 to 0 over `steps`, 0 after them."""
    xp = namespace(step)
    return 0.5 * (1.0 + xp.cos(xp.minimum(step / steps, 1.0) * 3.14159265))
