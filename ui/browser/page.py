"""What every page needs of the browser around it: `page.js`, which shows nothing."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from .scripts import text

_PAGE = st.components.v2.component("page", js=text("page.js"))


def page(memory: dict[str, Any], back: Callable[[str], None]) -> None:
    """Put the script into the page; it sets itself up once a visit, and keeps the memory in the browser's tab.

    `memory` has the number of this `visit`, whether it was `told` what the tab remembers, and the `text` to remember.
    Where the tab remembers another visit, `back` is called with its text.
    """
    _PAGE(
        key="page_script",
        height="content",
        data=memory,
        on_found_change=lambda: back(str(st.session_state.page_script.found)),
    )
