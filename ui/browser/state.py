"""What a lesson's page says to the scripts that follow the hand: the digit and the values that its pictures were made of.

It stands in the HTML of the pictures themselves, so that both come together. No Streamlit here.
"""

import base64
import json
from html import escape

import numpy as np

LEVELS = 65535
"""Steps from black to white of a pixel on its way: 16 bits, so that what is computed of it is the same to 1e-5."""


def live_state(lesson: str, digit: np.ndarray, **values: object) -> str:
    """The attributes of the element that carries the state of this lesson: `digit` `(28, 28, 1)` in [0, 1], and JSON values."""
    pixels = (np.clip(digit, 0, 1) * LEVELS).round().astype("<u2").tobytes()
    state = {"digit": base64.b64encode(pixels).decode(), **values}
    return f"data-live='{lesson}' data-state='{escape(json.dumps(state), quote=True)}'"
