"""A run keeps its end and its beginning, held to Streamlit's own session: by its own handling of runs they are lost."""

import asyncio
import importlib
from unittest.mock import MagicMock

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.state import SafeSessionState

from tests.ui.crowd.conftest import heard, opened, press, texts
from ui.crowd import runs

STREAMLITS = {name: getattr(runs, name) for name in ("_create", "_handle", "_may_yield", "_take_in")}

PAGE = """
import streamlit as st

def fragment():
    st.session_state.times = st.session_state.get("times", 0) + 1
    st.markdown(f"the fragment, run {st.session_state.times}")

st.markdown("the top")
st.fragment(fragment)()
st.markdown("the end")
"""

PRESSED = """
import time
import streamlit as st

def pressed():
    time.sleep(0.3)
    st.session_state.times = st.session_state.get("times", 0) + 1

st.button("Press", on_click=pressed)
st.markdown(f"pressed {st.session_state.get('times', 0)} times")
"""


@pytest.fixture
def streamlits(monkeypatch):
    """Streamlit's own handling of runs, for one test."""
    monkeypatch.setattr(AppSession, "_create_scriptrunner", runs._create)
    monkeypatch.setattr(AppSession, "_handle_scriptrunner_event_on_event_loop", runs._handle)
    monkeypatch.setattr(ScriptRunner, "_maybe_handle_execution_control_request", runs._may_yield)
    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", runs._take_in)


@pytest.fixture
def ours(streamlits):
    """Our handling of runs, for one test."""
    runs.install()


def ended(session):
    """Wait until the thread of the page's run has ended, and let the loop hear nothing of it meanwhile."""
    thread = session._scriptrunner._script_thread
    thread.join(20)
    assert not thread.is_alive()


def fragment_of(session):
    (fragment,) = session._fragment_storage._fragments
    return ClientState(fragment_id=fragment)


async def asked(script, *later):
    """What a page is sent whose full run is over and not heard yet when all of this is done to it, or asked for."""
    session = opened(script)
    ended(session)
    for ask in later:
        if state := ask(session):
            session.request_rerun(state)
    await heard(session)
    sent = texts(session)
    session.shutdown()
    return sent


def full(session):
    return ClientState()


def test_streamlit_drops_the_end_of_a_page_that_is_over_as_a_fragment_is_asked_for(script, streamlits):
    """Which is why `runs.py` is there: where this fails, Streamlit has mended it."""
    assert "the end" not in asyncio.run(asked(script(PAGE), fragment_of))


@pytest.mark.parametrize(
    ("later", "times"),
    [
        ([], 1),
        ([fragment_of], 2),
        ([fragment_of, fragment_of], 2),
        ([full], 2),
        ([fragment_of, full], 2),
        ([fragment_of, fragment_of, full], 2),
    ],
)
def test_what_is_asked_for_as_a_page_ends_is_done_once_and_all_of_the_page_is_sent(later, times, script, ours):
    assert sorted(asyncio.run(asked(script(PAGE), *later))) == ["the end", f"the fragment, run {times}", "the top"]


def test_a_page_that_is_closed_meanwhile_runs_nothing_more(script, ours, monkeypatch):
    create = MagicMock(wraps=runs._create)
    monkeypatch.setattr(runs, "_create", create)
    asyncio.run(asked(script(PAGE), fragment_of, AppSession.shutdown))
    assert create.call_count == 1


def test_loaded_anew_it_still_stands_on_streamlits_own(ours):
    again = importlib.reload(runs)
    assert {name: getattr(again, name) for name in STREAMLITS} == STREAMLITS


async def overtaken(script, seconds):
    """What a page says of two presses, each followed by another run that is asked for so many seconds later."""
    session = opened(script)
    asked = await press(session)
    for _ in range(2):
        session.request_rerun(asked)
        await asyncio.sleep(seconds)
        session.request_rerun(ClientState())
        await heard(session)
    last = texts(session)[-1]
    session.shutdown()
    return last


@pytest.mark.parametrize("seconds", [pytest.param(0.0, id="not begun"), pytest.param(0.1, id="taking in")])
def test_what_a_visitor_did_is_taken_in_though_another_run_is_asked_for(seconds, script, ours):
    assert asyncio.run(overtaken(script(PRESSED), seconds)) == "pressed 2 times"


def test_streamlit_drops_what_is_overtaken_while_it_is_taken_in(script, streamlits):
    """Which is why `runs.py` is there: where this fails, Streamlit has mended it."""
    assert asyncio.run(overtaken(script(PRESSED), 0.1)) == "pressed 0 times"
