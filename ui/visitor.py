"""Who a visitor is to the server: a number in a cookie, which all tabs of one browser share, or its address."""

from uuid import uuid4

import streamlit as st


def visitor() -> str:
    """What tells this visitor from others: who has how much on the shelf, and one place in line however many tabs."""
    if "visitor" not in st.session_state:
        # Streamlit sets this cookie itself; all who take none at one address are one visitor.
        known = st.context.cookies.get("_streamlit_xsrf") or st.context.ip_address
        st.session_state.visitor = known or uuid4().hex
    name: str = st.session_state.visitor
    return name
