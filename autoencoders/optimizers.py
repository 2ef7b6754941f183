"""Adadelta, Adam and SGD as formulas: a gradient and its running averages in, a change and new averages out.

Written as functions, not taken from Keras's classes, so that a whole block of steps is one compiled loop in which rate,
beta and sigma can change without compiling again. They are Keras 3's formulas with Keras's constants, held to its classes
in `tests/test_optimizers.py`. Beware of Keras 3's default rate of 0.001 for Adadelta, with which nothing trains: the
original has no rate at all, that is 1.0 (Zeiler 2012).
"""

from collections.abc import Callable
from dataclasses import dataclass

from .backend import Array, namespace

EPSILON = 1e-7  # Keras's; with a loss averaged over pixels the gradients are small enough for Adadelta to feel it


def adadelta(gradient: Array, slots: tuple[Array, ...], step: Array, rate: Array) -> tuple[Array, tuple[Array, ...]]:
    """Steps as long as past steps were, over the size of past gradients (Zeiler 2012); rho is 0.95."""
    sqrt = namespace(gradient).sqrt
    squares = 0.95 * slots[0] + 0.05 * gradient * gradient
    change = -sqrt((slots[1] + EPSILON) / (squares + EPSILON)) * gradient
    return rate * change, (squares, 0.95 * slots[1] + 0.05 * change * change)


def adam(gradient: Array, slots: tuple[Array, ...], step: Array, rate: Array) -> tuple[Array, tuple[Array, ...]]:
    """The average gradient over the root of the average square, both corrected for their start at 0 (Kingma & Ba 2015).

    `step` counts from 1.
    """
    sqrt = namespace(gradient, step).sqrt
    average = 0.9 * slots[0] + 0.1 * gradient
    square = 0.999 * slots[1] + 0.001 * gradient * gradient
    correction = sqrt(1.0 - 0.999**step) / (1.0 - 0.9**step)
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
