"""No press of a button is lost that another one overtakes.

Streamlit shows a press to one run alone, and a run that is overtaken before it gets to the button takes the press with it: who
pressed “Play” and at once something else had pressed nothing, the likelier the busier the server. What a callback does is done,
but it knows only the choices of the run before. So the callback notes the press here, and the next run that gets there answers
it.
"""

import time
from typing import Any

import streamlit as st

from ..aside.dialogs import PATIENCE

PRESSED = "pressed"
"""Key of the session: the button that was pressed last, and when, until a run answers it."""


def press_button(label: str, key: str, **look: Any) -> None:
    """A button of this `key`, as `st.button` takes its `look`; `taken` tells whether it was pressed."""
    st.button(label, key=key, on_click=_press, args=(key,), **look)


def taken(*keys: str) -> str:
    """Which of these buttons was pressed and not answered yet; from now on it is. Empty where none was, or too long ago."""
    key, at = st.session_state.get(PRESSED, ("", 0.0))
    if key not in keys:
        return ""
    del st.session_state[PRESSED]
    return key if time.monotonic() - at <= PATIENCE else ""


def _press(key: str) -> None:
    st.session_state[PRESSED] = key, time.monotonic()
