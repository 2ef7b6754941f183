"""Dialogs that stay open until whoever reads them closes them.

Streamlit shows a dialog for as long as each run of the page asks for it, and a button's press is in one run alone. So a run that
something else asks for, such as a training that has just begun, would close it again, and a press that another run overtakes
would open nothing. Therefore what is open stands in the session.
"""

import time
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

OPEN, PRESSED = "dialog", "dialog_pressed"
"""Keys of the session: the open dialog with the page that it lies over, and when it was pressed for, until it is shown."""

PATIENCE = 10.0
"""Seconds after which a press is forgotten that no run has got to: a page may stop above the button, to wait for something."""


def dialog_button(key: str, label: str, **look: Any) -> bool:
    """A button of this `key`, as `st.button` takes its `look`; whether what it opens is open on this page."""
    state, context = st.session_state, get_script_run_ctx()
    here = context.page_script_hash if context else ""
    st.button(label, key=key, on_click=_open, args=(key, here), **look)
    opened, page = state.get(OPEN, ("", here))
    if page != here or time.monotonic() - state.get(PRESSED, time.monotonic()) > PATIENCE:
        close()
        return False
    if opened == key:
        state.pop(PRESSED, None)
    return bool(opened == key)


def close() -> None:
    """Nothing is open any more; the `on_dismiss` of every dialog."""
    for each in (OPEN, PRESSED):
        st.session_state.pop(each, None)


def _open(key: str, page: str) -> None:
    st.session_state[OPEN], st.session_state[PRESSED] = (key, page), time.monotonic()
