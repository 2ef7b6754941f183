"""What comes back by itself after a reload, a lost connection or a restart: each page's settings, and what was drawn.

Settings are remembered as the pages' links, so that they are checked as a link is. The browser's tab remembers them
(`browser/tab.js`); the server forgets a visit with its connection. The rest of a visit is too large for that: here is what
is said of its loss.
"""

import json
from typing import Any
from uuid import uuid4

import streamlit as st

from .browser.tab import tab
from .canvas import BRUSH, IN_LINK, THICKEST, THINNEST, drawings_of
from .colors import INK
from .crowd import shares
from .stored.curves import Ghost
from .stored.strokes import from_text
from .words import lost

MOST_TEXT = 60_000
"""Characters of what a tab says it remembers: two drawings and a link a page."""

MOST_LINK, MOST_LINKS = 4_000, 8
"""Characters of a page's link that are remembered, and how many links: there are seven pages."""

MOST_GHOSTS = 3
"""Curves of earlier runs that come back: as many as the lesson on training keeps, to which a test holds this number."""

LOST = ("models", "runs", "pictures", "sets")
"""What a reload loses, as it is counted."""

CANVASES = ("", "_b")
"""What ends the keys of the two canvases of a visit."""

NOT_REMEMBERED = (IN_LINK, shares.IN_LINK)
"""What begins the parameters of a link that count once: a drawing, which is remembered by itself, and somebody else's run."""

Query = dict[str, list[str]]


def remembered(path: str, query: Query) -> Query | None:
    """The parameters with which to open this page anew: those of before a reload, where it is opened without any."""
    before: Query | None = st.session_state.get("links_before", {}).pop(path, None)
    return before if before and not query else None


def remember(path: str, part: str = "") -> None:
    """Let the browser's tab remember this page as it is by now; a part that runs by itself, a fragment, does so too."""
    query = {key: st.query_params.get_all(key) for key in st.query_params if not key.startswith(NOT_REMEMBERED)}
    st.session_state.setdefault("links", {})[path] = query
    tab(f"tab{part}", sent(), back)


def sent() -> dict[str, Any]:
    """What the browser's tab is to remember of this visit."""
    state = st.session_state
    state.visit_count = state.get("visit_count", 0) + 1
    text = json.dumps(settings() | {"lost": losses()}, separators=(",", ":"))
    visit = state.setdefault("visit_number", uuid4().hex)
    return {"visit": visit, "count": state.visit_count, "told": "visit_told" in state, "text": text}


def settings() -> dict[str, Any]:
    """What is small of this visit: the links of its pages, its drawings and its pen."""
    state = st.session_state
    links = {**state.get("links_before", {}), **state.get("links", {})}
    return {
        "links": {path: query for path, query in links.items() if query and is_query(query)},
        "drawings": {which: text for which in CANVASES if (text := drawings_of(which).text)},
        "brush": state.get("brush", BRUSH),
    }


def losses() -> dict[str, int]:
    """How much of this visit a reload would lose: own models, runs and their curves, pictures, a data set of one's own."""
    state = st.session_state
    pictures = sum(f"kept_{way}{which}" in state for way in ("upload", "camera") for which in CANVASES)
    counts = (len(state.get("own_models", {})), len(curves()), pictures, int("train_own" in state))
    return dict(zip(LOST, counts, strict=True))


def curves() -> list[Ghost]:
    """All curves of this visit as the lesson on training will show them: it takes those of a loaded visit once it is opened."""
    state = st.session_state
    desk, loaded = state.get("train_desk"), state.get("train_curves_loaded", [])
    if desk is None:
        return list(loaded)
    return [*[*desk.ghosts, *loaded][-MOST_GHOSTS:], *desk.curves()[len(desk.ghosts) :]]


def back(text: str) -> None:
    """Take up what the tab remembers of the visit before; what of it is no such thing is left out."""
    state = st.session_state
    if "visit_told" in state:
        return
    state.visit_told = True
    try:
        before = json.loads(text) if len(text) <= MOST_TEXT else {}
    except (ValueError, RecursionError):
        return
    if not isinstance(before, dict) or not can_be_shown(before):
        return
    take_up(before)
    counts = before.get("lost")
    if isinstance(counts, dict):
        numbers = {what: min(n, 99) for what in LOST if isinstance(n := counts.get(what), int) and n > 0}
        state.visit_lost = lost(numbers) if numbers else ""


def take_up(before: dict[str, Any]) -> None:
    """Take up settings and drawings as `settings` gave them; what of it is no such thing is left out."""
    state = st.session_state
    links = before.get("links")
    if isinstance(links, dict):
        queries = {str(path): query for path, query in links.items() if len(path) <= MOST_LINK and is_query(query)}
        state.links_before = dict(list(queries.items())[:MOST_LINKS])
    brush = before.get("brush")
    if isinstance(brush, int) and THINNEST <= brush <= THICKEST:
        state.brush = brush
    drawings = before.get("drawings")
    for which in CANVASES:
        text = drawings.get(which) if isinstance(drawings, dict) else None
        if not isinstance(text, str) or drawings_of(which).strokes:
            continue
        try:
            drawings_of(which).restore(from_text(text, INK))
        except ValueError:
            continue


def say_what_was_lost() -> None:
    """One sentence, once, where a reload has lost what a tab can't remember."""
    if sentence := st.session_state.pop("visit_lost", ""):
        st.toast(sentence, icon=":material/history_off:", duration="infinite")


def is_query(query: Any) -> bool:
    """Whether these are the parameters of a link, and not too many."""
    if not isinstance(query, dict) or len(json.dumps(query)) > MOST_LINK or not can_be_shown(query):
        return False
    return all(
        isinstance(values, list) and all(isinstance(value, str) for value in values) for values in query.values()
    )


def can_be_shown(value: Any) -> bool:
    """Whether all text in this JSON is whole characters: JSON may hold half a one, which no page can be sent."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
