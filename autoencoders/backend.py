"""Which library computes: NumPy for looking, TensorFlow for learning.

The networks and the losses are written once, in names that NumPy and `keras.ops` share. A visitor's digit goes through
them as NumPy arrays, so that the app starts and answers without TensorFlow; the trainer sends TensorFlow tensors through
the same lines and differentiates them.
"""

import gc
import os
import sys
import threading
from typing import Any

import numpy as np

_IMPORTING = threading.Lock()
type_of_array = np.ndarray | np.generic | float | int

Array = Any
"""A NumPy array or a TensorFlow tensor: every function that says `Array` takes either and gives back the same kind."""


def namespace(*arrays: Array) -> Any:
    """The module (`numpy` or `keras.ops`) whose functions fit these arrays."""
    if all(isinstance(array, type_of_array) for array in arrays):
        return np
    import keras  # only where TensorFlow is at work already

    return keras.ops


def tensorflow() -> Any:
    """The module `tensorflow`, imported in the shortest time.

    Python's garbage collector would take a quarter of it, looking again and again through hundreds of thousands of new
    objects, none of them garbage; what is there after the import is frozen, so that it doesn't look later either, in the
    midst of a training. And in a thread, beside others at work, each of the import's thousands of reads gives the
    interpreter away, and gets it back only after the switch interval: with Python's 5 ms that was 10 to 37 s in all.
    """
    with _IMPORTING:
        if "tensorflow" in sys.modules:
            import tensorflow as tf

            return tf
        # Whatever a keras.json says: the trainer's tensors are TensorFlow's, and Keras's functions have to take them.
        os.environ["KERAS_BACKEND"] = "tensorflow"
        collecting, interval = gc.isenabled(), sys.getswitchinterval()
        gc.disable()
        sys.setswitchinterval(1e-4)
        try:
            import tensorflow as tf

            gc.freeze()
        finally:
            sys.setswitchinterval(interval)
            if collecting:
                gc.enable()
        return tf


def tensor_of(array: np.ndarray) -> Array:
    """A tensor in the array's own memory, so that a data set is there once; a copy where TensorFlow can't take that memory.

    It can where XLA on a CPU may read it: contiguous, at a multiple of 16 bytes, and, which DLPack asks for, writeable.
    """
    tf = tensorflow()
    if array.flags.c_contiguous and array.flags.writeable and array.ctypes.data % 16 == 0:
        return tf.experimental.dlpack.from_dlpack(array.__dlpack__())
    return tf.constant(array)
