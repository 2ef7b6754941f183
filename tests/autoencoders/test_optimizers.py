"""Our optimizer formulas against Keras's classes, over many steps."""

import keras
import numpy as np
import pytest

from autoencoders.optimizers import OPTIMIZERS

KERAS = {
    "adadelta": lambda rate: keras.optimizers.Adadelta(rate, rho=0.95),
    "adam": keras.optimizers.Adam,
    "sgd": keras.optimizers.SGD,
}


@pytest.mark.parametrize("scale", [1.0, 1e-3], ids=["plain", "small"])
@pytest.mark.parametrize(("name", "rate"), [("adadelta", 1.0), ("adadelta", 0.001), ("adam", 1e-3), ("sgd", 0.1)])
def test_fifty_steps_are_keras(name, rate, scale):
    rng = np.random.default_rng(5)
    start = rng.normal(size=(4, 3)).astype(np.float32)
    variable = keras.Variable(start)
    theirs = KERAS[name](rate)
    rule = OPTIMIZERS[name]
    ours, slots = start, (np.zeros_like(start),) * rule.slots
    for step in range(1, 51):
        gradient = (scale * rng.normal(size=start.shape)).astype(np.float32)
        theirs.apply([keras.ops.convert_to_tensor(gradient)], [variable])
        change, slots = rule.update(gradient, slots, np.float32(step), np.float32(rate))
        ours = ours + change
    assert not np.allclose(ours, start, atol=1e-7)
    np.testing.assert_allclose(ours, variable.numpy(), rtol=2e-4, atol=1e-6)
