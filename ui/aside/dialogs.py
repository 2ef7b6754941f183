"""Dialogs that stay open until whoever reads them closes them.

Streamlit shows a dialog for as long as each run of the page asks for it, and a button's press is in one run alone. So a run that
something else asks for, such as a training that has just begun, would close it again, and a press that another run overtakes
would open nothing. Therefore what is open stands in the session.
"""

from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

OPEN = "dialog"
"""Key of the session: the dialog that is open, and the page that it lies over."""


def dialog_button(key: str, label: str, **look: Any) -> bool:
    """A button of this `key`, as `st.button` takes its `look`; whether what it opens is open on this page."""
    context = get_script_run_ctx()
    here = context.page_script_hash if context else ""
    st.button(label, key=key, on_click=_open, args=(key, here), **look)
    opened, page = st.session_state.get(OPEN, ("", here))
    if page != here:  # who went on with it open has left it
        close()
    return bool((opened, page) == (key, here))


def close() -> None:
    """Nothing is open any more; the `on_dismiss` of every dialog."""
    st.session_state.pop(OPEN, None)


def _open(key: str, page: str) -> None:
    st.session_state[OPEN] = key, page
