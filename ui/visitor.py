"""Who a visitor is to the server: a number in a cookie, which all tabs of one browser share, or its address; and which tab."""

from uuid import uuid4

import streamlit as st

TAB = "visitor_tab"
"""The key of the session under which a tab's own number stands; the tab remembers it (`memory.py`)."""


def visitor() -> str:
    """What tells this visitor from others: who has how much on the shelf, and one place in line however many tabs."""
    if "visitor" not in st.session_state:
        # Streamlit sets this cookie itself; all who take none at one address are one visitor.
        known = st.context.cookies.get("_streamlit_xsrf") or st.context.ip_address
        st.session_state.visitor = known or uuid4().hex
    name: str = st.session_state.visitor
    return name


def tab() -> str:
    """What tells this tab from others, before and after a reload: a number that nobody can guess."""
    name: str = st.session_state.setdefault(TAB, uuid4().hex)
    return name
