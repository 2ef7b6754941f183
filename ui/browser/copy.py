"""A button that copies a link: what is sent to `copy.js`."""

import streamlit as st

from .scripts import text

_COPY = st.components.v2.component(
    "copy",
    html='<button type="button"></button><input readonly aria-label="The link">',
    css="""
button {padding: 0.4rem 0.9rem; border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius);
  background: var(--st-primary-color); color: var(--st-background-color); font: inherit; cursor: pointer}
input {display: block; width: 100%; box-sizing: border-box; margin-top: 0.5rem; padding: 0.4rem; font: inherit; font-size: 0.8rem;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); background: transparent; color: inherit}
""",
    js=text("around/copy.js"),
)


def copy_button(link: str, key: str) -> None:
    """The button, and the link itself below it, to be marked and copied where a browser allows nothing else."""
    _COPY(key=key, data={"link": link}, height="content")
