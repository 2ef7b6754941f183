"""What the browser's tab remembers of a visit: what is sent to `tab.js`, which shows nothing."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from .scripts import text
from .told import told

_TAB = st.components.v2.component("tab", js=text("around/tab.js"))


def tab(key: str, memory: dict[str, Any], back: Callable[[str], None]) -> None:
    """Let the tab remember `memory`: the number of this `visit`, a `count` that grows, and the `text` itself.

    Where the tab remembers another visit, `back` is called with its text, until the visit is `told`.
    """
    _TAB(key=key, height="content", data=memory, on_found_change=lambda: _heard(told(key, "found"), back))


def _heard(found: Any, back: Callable[[str], None]) -> None:
    if found is not None:
        back(str(found))
