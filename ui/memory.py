"""What comes back by itself after a reload, a lost connection or a restart: each page's settings, drawings and answers.

After a reload the runs come back too, as long as the server has not forgotten the page before.

Settings are remembered as the pages' links, so that they are checked as a link is. The browser's tab remembers them
(`browser/around/tab.js`); the server forgets a visit with its connection. The rest of a visit is too large for that: here is what
is said of its loss.
"""

import json
from typing import Any, NoReturn
from uuid import uuid4

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from .browser.tab import tab
from .canvas import BRUSH, IN_LINK, THICKEST, THINNEST, drawings_of
from .colors import INK
from .crowd import ballots, server, shares
from .stored.answers import from_text as answers_in
from .stored.answers import to_text
from .stored.curves import Ghost
from .stored.strokes import from_text
from .tasks.given import ANSWERS, answers
from .visitor import TAB
from .words import lost

MOST_TEXT = 60_000
"""Characters of what a tab says it remembers: two drawings and a link a page."""

MOST_LINK, MOST_LINKS = 4_000, 9
"""Characters of a page's link that are remembered, and how many links: there are nine pages."""

MOST_GHOSTS = 3
"""Curves of earlier runs that come back: as many as the lesson on training keeps, to which a test holds this number."""

LOST = ("models", "runs", "pictures", "sets")
"""What a reload loses, as it is counted."""

STREAMLIT_OWN = ("embed", "embed_options")
"""Parameters of a link that are Streamlit's: a page that opens another with one of these fails."""

CANVASES = ("", "_b")
"""What ends the keys of the two canvases of a visit."""

NOT_REMEMBERED = (IN_LINK, shares.IN_LINK, ballots.IN_LINK)
"""What begins the parameters of a link that count once: a drawing, which is remembered by itself, somebody else's run, a class's
room."""

Query = dict[str, list[str]]


def remembered(path: str, query: Query) -> Query | None:
    """The parameters with which to open this page anew: those of before a reload, where it is opened without any."""
    before: Query | None = st.session_state.get("links_before", {}).pop(path, None)
    return before if before and not query else None


def open_anew(path: str, query: Query) -> NoReturn:
    """Open a page with these parameters in the place of what it and the page before it were set to.

    Streamlit refuses to set a parameter that a widget of the run before is bound to, on this page or on another, and a widget
    that has a value does not look at its parameter: such widgets are forgotten first.
    """
    context = get_script_run_ctx()
    if context is not None:
        with context.session_state.query_params() as known:
            for key in query:
                if binding := known.get_binding_for_param(key):
                    known.unbind_widget(binding.widget_id)
    for key in query:
        st.session_state.pop(key, None)
    st.switch_page(path, query_params=query)


def remember(path: str, part: str = "") -> None:
    """Let the browser's tab remember this page as it is by now; a part that runs by itself, a fragment, does so too."""
    query = {key: st.query_params.get_all(key) for key in st.query_params if not key.startswith(NOT_REMEMBERED)}
    st.session_state.setdefault("links", {})[path] = query
    tab(f"tab{part}", sent(), back)


def sent() -> dict[str, Any]:
    """What the browser's tab is to remember of this visit."""
    state = st.session_state
    state.visit_count = state.get("visit_count", 0) + 1
    visit = number()
    own = {"lost": losses(), "visit": visit, "tab": state.get(TAB), "answers": answers_as_text()}
    text = json.dumps(settings() | {name: value for name, value in own.items() if value}, separators=(",", ":"))
    return {"visit": visit, "count": state.visit_count, "told": "visit_told" in state, "text": text}


def answers_as_text() -> str:
    """The visit's answers as the tab remembers them; packed once an answer."""
    state = st.session_state
    now = tuple(answers().values())
    packed, text = state.get("answers_packed", ((), ""))
    if now != packed:
        text = to_text(now)
        state.answers_packed = now, text
    return str(text)


def number() -> str:
    """The number of this visit: nobody can guess it, and the tab remembers it."""
    visit: str = st.session_state.setdefault("visit_number", uuid4().hex)
    return visit


def hold(desk: Any) -> None:
    """This desk of runs is held by this page, and may be taken up again after a reload."""
    context = get_script_run_ctx()
    desk.session = context.session_id if context else ""
    server.held()[number()] = desk


def hold_again(visit: Any) -> bool:
    """Take up the runs of this visit, where the server still has them and its page is gone; whether it did."""
    desk = server.held().get(visit) if isinstance(visit, str) else None
    if desk is None or is_here(desk.session):
        return False
    st.session_state["train_desk"] = desk
    hold(desk)
    return True


def is_here(session: str) -> bool:
    """Whether the page of this session is open and connected; without a server there is none that could have left."""
    return not runtime.exists() or runtime.get_instance().is_active_session(session)


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
    """Take up what the tab remembers of the visit before; what of it is no such thing is left out.

    The page that is open by then stays as its address has it.
    """
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
    state[ANSWERS] = answers_in(before.get("answers")) | answers()
    if isinstance(name := before.get("tab"), str) and len(name) == len(uuid4().hex):
        state[TAB] = name
    for path in state.get("links", {}):
        state.get("links_before", {}).pop(path, None)
    runs_are_back = hold_again(before.get("visit"))
    counts = before.get("lost")
    if isinstance(counts, dict):
        missing = [what for what in LOST if not (runs_are_back and what == "runs")]
        numbers = {what: min(n, 99) for what in missing if isinstance(n := counts.get(what), int) and n > 0}
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
    """Whether these are the parameters of a link, and not too many; Streamlit's own can't be set by a page."""
    if not isinstance(query, dict) or len(json.dumps(query)) > MOST_LINK or not can_be_shown(query):
        return False
    if any(key.lower() in STREAMLIT_OWN for key in query):
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
