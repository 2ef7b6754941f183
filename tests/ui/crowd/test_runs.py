"""A run keeps its end, held to Streamlit's own session: with its own handling of runs the same page loses it."""

import asyncio
import importlib
from unittest.mock import MagicMock

import pytest
from streamlit import runtime
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner.script_cache import ScriptCache

from ui.crowd import runs

STREAMLITS = {"_create": runs._create, "_handle": runs._handle}

PAGE = """
import streamlit as st

def fragment():
    st.session_state.times = st.session_state.get("times", 0) + 1
    st.markdown(f"the fragment, run {st.session_state.times}")

st.markdown("the top")
st.fragment(fragment)()
st.markdown("the end")
"""


@pytest.fixture
def script(tmp_path, monkeypatch):
    """A page with a fragment in its middle, and a server for Streamlit to ask for its files."""
    monkeypatch.setattr(runtime.Runtime, "_instance", MagicMock())
    path = tmp_path / "app.py"
    path.write_text(PAGE)
    return ScriptData(str(path), False)


@pytest.fixture
def streamlits(monkeypatch):
    """Streamlit's own handling of runs, for one test."""
    monkeypatch.setattr(AppSession, "_create_scriptrunner", runs._create)
    monkeypatch.setattr(AppSession, "_handle_scriptrunner_event_on_event_loop", runs._handle)


@pytest.fixture
def ours(streamlits):
    """Our handling of runs, for one test."""
    runs.install()


def texts(session):
    """What the page was sent since the last look, in order."""
    deltas = [message.delta for message in session.flush_browser_queue() if message.HasField("delta")]
    return [delta.new_element.markdown.body for delta in deltas if delta.new_element.HasField("markdown")]


def ended(session):
    """Wait until the thread of the page's run has ended, and let the loop hear nothing of it meanwhile."""
    thread = session._scriptrunner._script_thread
    thread.join(20)
    assert not thread.is_alive()


async def heard(session):
    """Let the loop hear all, until the page is at rest."""
    for _ in range(2_000):
        await asyncio.sleep(0.01)
        if session._scriptrunner is None and session not in runs._waiting:
            return
    raise AssertionError("the page never came to rest")


def fragment_of(session):
    (fragment,) = session._fragment_storage._fragments
    return ClientState(fragment_id=fragment)


async def asked(script, *later):
    """What a page is sent whose full run is over and not heard yet when all of this is done to it, or asked for."""
    session = AppSession(script, MagicMock(), ScriptCache(), lambda: None, {})
    session.request_rerun(ClientState())
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
    assert "the end" not in asyncio.run(asked(script, fragment_of))


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
    assert sorted(asyncio.run(asked(script, *later))) == ["the end", f"the fragment, run {times}", "the top"]


def test_a_page_that_is_closed_meanwhile_runs_nothing_more(script, ours, monkeypatch):
    create = MagicMock(wraps=runs._create)
    monkeypatch.setattr(runs, "_create", create)
    asyncio.run(asked(script, fragment_of, AppSession.shutdown))
    assert create.call_count == 1


def test_loaded_anew_it_still_stands_on_streamlits_own(ours):
    again = importlib.reload(runs)
    assert (again._create, again._handle) == (STREAMLITS["_create"], STREAMLITS["_handle"])
