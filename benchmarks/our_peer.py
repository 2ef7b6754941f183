"""Our Trainer at the three systems."""

from itertools import count as counting

import numpy as np

import autoencoders as ae

from .peers import BATCH, SYSTEMS, Steps


def runner(system: str, mode: str, images: np.ndarray) -> Steps:
    """Steps as `python -m autoencoders train` takes them."""
    optimizer = SYSTEMS[system]
    recipe = ae.Recipe("bench", optimizer, 1.0 if optimizer == "adadelta" else 1e-3, 10**6, batch=BATCH)
    trainer = ae.Trainer(ae.variant(system).initial(), images, recipe)
    return lambda steps: [progress.step for progress in trainer.run(steps)]


def flops(system: str) -> int:
    """Floating-point operations of one step's matrix products, for networks of dense layers alone.

    Forward, gradients of the kernels, and gradients of the inputs, which the first layer does not need.
    """
    shapes = ae.variant(system).initial().network.shapes(10)
    kernels = [shape for name, shape in shapes.items() if name.endswith(".kernel")]
    products = [rows * columns for rows, columns in kernels]
    return 2 * BATCH * (3 * sum(products) - products[0])


def gemm_ceiling() -> float:
    """The most floating-point operations a second that a square float32 matrix product reaches here, in NumPy or TensorFlow."""
    import time

    import tensorflow as tf

    side, best = 2048, 0.0
    a = np.random.default_rng(0).standard_normal((side, side), dtype=np.float32)
    tensor = tf.constant(a)
    for work in (lambda: a @ a, lambda: tf.matmul(tensor, tensor).numpy()):
        for repetition in counting():
            began = time.perf_counter()
            work()
            best = max(best, 2 * side**3 / (time.perf_counter() - began))
            if repetition == 10:
                break
    return best
