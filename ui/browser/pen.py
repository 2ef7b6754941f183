"""Makes all of a drawable canvas a place to draw: what is sent to `pen.js`, which shows nothing itself."""

import streamlit as st

from .scripts import script

_PEN = st.components.v2.component("pen", js=script("pen.js"))


def pen(canvas: str, empty: bool, stand_in: str) -> None:
    """Mend the canvas of this key. While it is `empty`, a digit that is `stand_in` in words shows on it."""
    label = f"Nothing is drawn yet; {stand_in} stands in. Draw with mouse, finger or pen." if empty else "Your drawing"
    _PEN(key=f"pen-{canvas}", data={"canvas": canvas, "empty": empty, "label": label}, height="content")
