"""Squares to hide from who learns to fill them in: drawn for a whole batch, as `digits/damage.py` draws one for a visitor.

Written in names that NumPy and `keras.ops` share, since the compiled loop of a training draws them anew at every step.
"""

from .backend import Array, namespace
from .digits.damage import SIDE


def random_masks(draws: Array, longest: int) -> Array:
    """1 outside and 0 inside of a square of 1 to `longest` pixels a side, all sides and then all places inside the image alike.

    `(n, 28, 28, 1)` from `(n, 3)` numbers in [0, 1).
    """
    ops = namespace(draws)
    sides = 1.0 + ops.floor(draws[:, 0] * longest)
    left, top = (ops.floor(draws[:, column] * (SIDE + 1 - sides)) for column in (1, 2))

    def along(first: Array) -> Array:
        place = ops.arange(SIDE, dtype="float32")[None] - first[:, None]
        return ops.where((place >= 0) & (place < sides[:, None]), 1.0, 0.0)

    return 1.0 - along(top)[:, :, None, None] * along(left)[:, None, :, None]
