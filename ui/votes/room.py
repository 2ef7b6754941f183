"""A class's room on the page: who opened it shares a link and sees the counts, who came by the link has guesses counted.

Who came by no such link sends nothing. Both are known by a number that their tab remembers, so that a reload changes nothing; of
a voter the room keeps a hash of it only (`crowd/ballots.py`).
"""

from collections.abc import Mapping

import streamlit as st

from ..browser.projector import IN_LINK as VIEW
from ..crowd import server, shares
from ..crowd.ballots import IN_LINK
from ..crowd.presses import press_button, taken
from ..link import address, link_box, with_parameters
from ..plain import plain
from ..visitor import tab
from . import words
from .bars import STYLE, bars, head

EVERY = 2.0
"""Seconds between two looks at the counts: a class sees its bars grow, and each look takes some milliseconds."""

LONGEST = 40
"""Characters of a room in a link, with the route to its server: what is longer is none."""


def room_button() -> None:
    """The button by which a teacher opens a room, shares its link, and closes it."""
    box = st.popover("Ask your class", icon=":material/groups:", help=words.HELP, key="room_box", on_change="rerun")
    if not box.open:
        return
    with box:
        code = server.ballots().of(tab())
        if not code:
            st.markdown(words.WHAT)
            press_button("Open a room", "room_open", icon=":material/meeting_room:", type="primary")
            if taken("room_open"):
                if server.ballots().open(tab()):
                    st.rerun()
                st.warning(words.FULL, icon=":material/groups:")
            st.caption(words.ENDS)
            return
        st.markdown(words.HELD)
        link_box(with_parameters(address(), {IN_LINK: in_link(code)}, without=(VIEW, shares.IN_LINK)), "room_link")
        press_button("Close the room", "room_close", icon=":material/door_front:")
        if taken("room_close"):
            server.ballots().close(code)
            st.rerun()
        st.caption(words.ENDS)


def held() -> str:
    """The room that this tab holds, as it stands in a link; it is opened where there is none. Empty where the server is full."""
    code = server.ballots().open(tab())
    return in_link(code) if code else ""


def in_link(code: str) -> str:
    """The code of a room as it stands in a link: with the route to its server."""
    return shares.with_route(code, st.context.cookies.get(shares.ROUTE_COOKIE))


def holder_box(polls: Mapping[str, tuple[str, Mapping[str, str]]]) -> None:
    """To who holds a room, the votes on one question; to everybody else nothing.

    Of each poll, by the name under which it is voted on, a title and the choices in their order, keys with labels. The bars are
    hidden until their holder shows them: whoever sees what others guess no longer guesses.
    """
    if not server.ballots().of(tab()):
        return
    first = next(iter(polls))
    with st.container(key=f"votes_{first}", border=True):
        shown = st.toggle("Show the class's guesses", key=f"votes_shown_{first}")
        st.fragment(_look, run_every=EVERY)(polls, shown)


def _look(polls: Mapping[str, tuple[str, Mapping[str, str]]], shown: bool) -> None:
    code = server.ballots().of(tab())
    if not code:
        st.rerun()
    counts = {name: server.ballots().counts(code, name) for name in polls}
    if not shown:
        st.html(STYLE + head(max(sum(each.values()) for each in counts.values())))
        return
    for name, (title, labels) in polls.items():
        if title:
            st.markdown(f"**{plain(title)}**")
        st.html(bars([(label, counts[name].get(choice, 0)) for choice, label in labels.items()]))


def cast(task: str, choice: str) -> bool:
    """Count this choice where the visitor is in a room; whether it counts. Without a room nothing happens."""
    code = _code()
    return bool(code) and server.ballots().vote(code, task, tab(), choice)


def enter() -> None:
    """Bring a visitor whose link names a room into it, and say so; once a run of a page with questions.

    The room goes along to the other lessons, in their addresses too, so that a reload there does not lose it.
    """
    code = _code()
    if not code:
        return
    if not server.ballots().is_open(code):
        st.session_state.pop(IN_LINK, None)
        st.caption(f":material/no_meeting_room: {words.CLOSED}")
        return
    st.session_state[IN_LINK] = code
    tab()  # which the next run lets the tab remember, so that a vote stays this tab's after a reload
    if st.query_params.get(IN_LINK) != code:
        st.query_params[IN_LINK] = code
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f":material/groups: {words.IN_IT}", width="content")
        st.button("Leave", type="tertiary", help=words.LEAVE_HELP, on_click=leave, key="room_leave")


def leave() -> None:
    """Leave the room: guesses are no longer counted."""
    st.session_state.pop(IN_LINK, None)
    st.query_params.pop(IN_LINK, None)


def _code() -> str:
    """The room in the page's link, or the one that the visitor is in by now; empty where there is none."""
    code: str = st.query_params.get(IN_LINK) or st.session_state.get(IN_LINK, "")
    return code[:LONGEST]
