"""What a lesson's page says to the scripts that follow the hand: the digit and the values that its pictures were made of.

It is written last, so that all that was made of them stands in the page when it comes. No Streamlit here.
"""

import base64
import json
from collections.abc import Mapping
from html import escape

import numpy as np

LEVELS = 65535
"""Steps from black to white of a pixel on its way: 16 bits, so that what is computed of it is the same to 1e-5."""


def live_state(lesson: str, digit: np.ndarray | None, values: Mapping[str, object]) -> str:
    """The element that carries the state of this lesson, unseen: `digit` `(28, 28, 1)` in [0, 1], and JSON values.

    None for a digit where the lesson follows no pen.
    """
    state = dict(values)
    if digit is not None:
        pixels = (np.clip(digit, 0, 1) * LEVELS).round().astype("<u2").tobytes()
        state["digit"] = base64.b64encode(pixels).decode()
    return f"<div hidden data-live='{lesson}' data-state='{escape(json.dumps(state), quote=True)}'></div>"
