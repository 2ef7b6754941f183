"""What every page needs of the browser around it: `page.js`, which shows nothing."""

import streamlit as st

from .scripts import text

_PAGE = st.components.v2.component("page", js=text("around/page.js"))


def page() -> None:
    """Put the script into the page; it sets itself up once a visit."""
    _PAGE(key="page_script", height="content")
