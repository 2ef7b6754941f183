"""Makes all of a drawable canvas a place to draw, and lets the page follow the hand: what is sent to `pen.js` and `live/hand.js`.

Neither shows anything itself.
"""

import streamlit as st

from .scripts import script, text

_PEN = st.components.v2.component("pen", js=text("drawing.js", "around/pen.js"))
_HAND = st.components.v2.component("hand", js=script("live/hand.js"))


def pen(canvas: str, side: int, paper: str, stand_in: str, read: str, token: str) -> None:
    """Mend the canvas of this key, of `side` pixels. Where nothing is drawn, `paper`, a digit, shows through it.

    That is the address of a picture, empty where something is drawn, and `stand_in` says which digit it is.
    `read` says what the drawing is read as, with "; " before it, or nothing.
    `token` is another for each drawing that the server knows of.
    """
    label = (
        f"Nothing is drawn yet; {stand_in} stands in. Draw with mouse, finger or pen."
        if paper
        else f"Your drawing{read}"
    )
    data = {"canvas": canvas, "paper": paper, "label": label, "token": token}
    _PEN(key=f"pen-{canvas}", data=data, height="content")
    _HAND(key=f"hand-{canvas}", data={"side": side}, height="content")
