"""What a component in the browser has just told, for the callback that hears of it.

Its message may come when the visitor has gone on to another page: then the session has no such component any more, and to ask
for it would put an error in the place of that page.
"""

from typing import Any

import streamlit as st


def told(key: str, name: str) -> Any:
    """What the component of this `key` told under this name; None where it told nothing, or has left the page meanwhile."""
    state = st.session_state.get(key)
    return None if state is None else state.get(name)
