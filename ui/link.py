"""The page as it is, drawing included, as a link to copy and as a QR code."""

import io
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import segno
import streamlit as st

from .browser.copy import copy_button
from .canvas import IN_LINK, Drawings, drawings_of, key_of
from .crowd import ballots
from .memory import CANVASES

QR_WIDTH = 340
"""Pixels of the code on the page: a phone reads it from a projector, and it fits on one."""

MODULE = 4
"""Pixels of one of its squares."""

LONGEST_CODE = 2_900
"""Characters of a link that a QR code holds, a little less than its most."""


LOCAL = ("localhost", "127.0.0.1", "::1", "0.0.0.0")
"""Names under which nobody but this machine finds the app."""

LOCAL_LINK = (
    "This address is known to this machine only. For others, start the app by `make serve` and open it by the address that the "
    "others use, `http://ADDRESS:8501`; then copy the link."
)


def link_to(query: dict[str, list[str]]) -> str:
    """The address of this page with these parameters and no others."""
    parts = urlsplit(str(st.context.url or ""))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query, doseq=True), ""))


def address() -> str:
    """The address of this page with its settings and with what is drawn on its canvas; a class's room stays in the class."""
    query = {key: st.query_params.get_all(key) for key in st.query_params if key != ballots.IN_LINK}
    for which, drawings in drawn_here().items():
        query[f"{IN_LINK}{which}"] = [drawings.text]
    return link_to(query)


def with_parameters(link: str, more: dict[str, str], without: tuple[str, ...] = ()) -> str:
    """The link with these parameters in the place of its own of these names, and without others."""
    parts = urlsplit(link)
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key not in more and key not in without
    ]
    return urlunsplit(parts._replace(query=urlencode([*kept, *more.items()])))


def is_coarser() -> bool:
    """Whether the address brings a drawing that is coarser than what was drawn."""
    return any(drawings.is_coarser_as_text for drawings in drawn_here().values())


def drawn_here() -> dict[str, Drawings]:
    """The drawings on this page's canvases, by what ends their keys."""
    found = {which: drawings_of(which) for which in CANVASES if key_of(which) in st.session_state}
    return {which: drawings for which, drawings in found.items() if drawings.strokes}


def code(link: str) -> bytes:
    """PNG data of the QR code of a link; `segno.DataOverflowError` where it is too long."""
    data = io.BytesIO()
    segno.make(link, error="l", micro=False).save(data, kind="png", scale=MODULE)
    return data.getvalue()


def link_box(link: str, key: str) -> None:
    """The link, a button that copies it, and its code; `key` tells several on a page apart."""
    copy_button(link, key)
    if urlsplit(link).hostname in LOCAL:
        st.caption(LOCAL_LINK)
    if len(link.encode()) > LONGEST_CODE:
        st.caption("This drawing is too long for a QR code; the link works all the same.")
        return
    st.image(code(link), width=QR_WIDTH, alt="The link as a QR code", output_format="PNG")
