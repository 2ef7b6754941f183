"""Which library computes: NumPy for looking, TensorFlow for learning.

The networks and the losses are written once, in names that NumPy and `keras.ops` share. A visitor's digit goes through
them as NumPy arrays, so that the app starts and answers without TensorFlow; the trainer sends TensorFlow tensors through
the same lines and differentiates them.
"""

from typing import Any

import numpy as np

type_of_array = np.ndarray | np.generic | float | int

Array = Any
"""A NumPy array or a TensorFlow tensor: every function that says `Array` takes either and gives back the same kind."""


def namespace(*arrays: Array) -> Any:
    """The module (`numpy` or `keras.ops`) whose functions fit these arrays."""
    if all(isinstance(array, type_of_array) for array in arrays):
        return np
    import keras  # only where TensorFlow is at work already

    return keras.ops
