"""Who a visitor is to the server: a number in a cookie, which all tabs of one browser share, and nothing else."""

from uuid import uuid4

import streamlit as st


def visitor() -> str:
    """What tells this visitor from others: who has how much on the shelf, and one place in line however many tabs."""
    if "visitor" not in st.session_state:
        # Streamlit sets this cookie itself; a browser that takes none is a visitor for each session.
        st.session_state.visitor = st.context.cookies.get("_streamlit_xsrf") or uuid4().hex
    name: str = st.session_state.visitor
    return name
