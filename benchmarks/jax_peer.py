"""JAX at the three systems: the step jitted and scanned, so that Python sees only blocks of a hundred."""

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

import autoencoders as ae

from .peers import BATCH, SYSTEMS, Steps

BLOCK = 100
LAYOUT = ("NHWC", "HWIO", "NHWC")


def leaky(x: Any) -> Any:
    return jnp.where(x > 0, x, 0.2 * x)


def dense(p: Any, name: str, x: Any) -> Any:
    return x @ p[f"{name}.kernel"] + p[f"{name}.bias"]


def convolve(p: Any, name: str, x: Any) -> Any:
    return (
        lax.conv_general_dilated(x, p[f"{name}.kernel"], (2, 2), "SAME", dimension_numbers=LAYOUT) + p[f"{name}.bias"]
    )


def transposed(p: Any, name: str, x: Any) -> Any:
    kernel = jnp.transpose(p[f"{name}.kernel"], (0, 1, 3, 2))
    return lax.conv_transpose(x, kernel, (2, 2), "SAME", dimension_numbers=LAYOUT) + p[f"{name}.bias"]


def loss(system: str, p: Any, images: Any, key: Any) -> Any:
    """What the report minimises, for a batch of images `(64, 28, 28, 1)`."""
    flat, kl = images.reshape(BATCH, -1), 0.0
    if system == "mlp-10":
        logits = dense(p, "decoder.pixels", leaky(dense(p, "encoder.code", flat)))
    elif system == "conv-10":
        x = leaky(convolve(p, "encoder.conv2", leaky(convolve(p, "encoder.conv1", images))))
        x = leaky(dense(p, "decoder.features", dense(p, "encoder.code", x.reshape(BATCH, -1)))).reshape(BATCH, 7, 7, 4)
        logits = transposed(p, "decoder.conv2", leaky(transposed(p, "decoder.conv1", x))).reshape(BATCH, -1)
    else:
        hidden = leaky(dense(p, "encoder.hidden", flat))
        mean, log_var = dense(p, "encoder.mean", hidden), dense(p, "encoder.log_var", hidden)
        z = mean + jnp.exp(0.5 * log_var) * jax.random.normal(key, mean.shape)
        kl = 0.5 * (jnp.exp(log_var) - log_var + mean**2 - 1).sum(axis=1)
        logits = dense(p, "decoder.pixels", leaky(dense(p, "decoder.hidden", z)))
    pixels = jnp.maximum(logits, 0) - flat * logits + jnp.log1p(jnp.exp(-jnp.abs(logits)))
    return (pixels.sum(axis=1) + kl).mean() if system == "vae-10" else pixels.mean()


def adadelta(g: Any, slots: Any, step: Any) -> Any:
    squares = 0.95 * slots[0] + 0.05 * g * g
    change = -jnp.sqrt(slots[1] + 1e-7) / jnp.sqrt(squares + 1e-7) * g
    return change, (squares, 0.95 * slots[1] + 0.05 * change * change)


def adam(g: Any, slots: Any, step: Any) -> Any:
    average, square = 0.9 * slots[0] + 0.1 * g, 0.999 * slots[1] + 0.001 * g * g
    correction = jnp.sqrt(1 - 0.999**step) / (1 - 0.9**step)
    return -1e-3 * correction * average / (jnp.sqrt(square) + 1e-7), (average, square)


def runner(system: str, mode: str, images: np.ndarray) -> Steps:
    """Steps in scanned blocks of a hundred; the images are held as uint8 on the device."""
    data = jnp.asarray(images)
    rule = adadelta if SYSTEMS[system] == "adadelta" else adam

    def one(state: Any, _: Any) -> Any:
        p, slots, step, key = state
        key, rows, noise = jax.random.split(key, 3)
        batch = data[jax.random.randint(rows, (BATCH,), 0, len(data))].astype(jnp.float32) / 255
        value, gradients = jax.value_and_grad(partial(loss, system))(p, batch, noise)
        moves = {name: rule(gradients[name], slots[name], step) for name in p}
        moved = {name: p[name] + move for name, (move, _) in moves.items()}
        return (moved, {name: kept for name, (_, kept) in moves.items()}, step + 1, key), value

    @partial(jax.jit, static_argnums=1)
    def block(state: Any, length: int) -> Any:
        return lax.scan(one, state, None, length=length)

    start = {name: jnp.asarray(array) for name, array in ae.variant(system).initial().parameters.items()}
    state: Any = (start, {n: (jnp.zeros_like(a),) * 2 for n, a in start.items()}, 1.0, jax.random.key(0))

    def steps(count: int) -> None:
        nonlocal state
        for first in range(0, count, BLOCK):
            state, losses = block(state, min(BLOCK, count - first))
        losses.block_until_ready()

    return steps
