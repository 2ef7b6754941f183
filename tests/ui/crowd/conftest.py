"""A page in Streamlit's own session, without a server or a browser: its script, what it is sent, a press of its button."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
from streamlit import runtime
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner.script_cache import ScriptCache

from ui.crowd import runs


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ScriptData]:
    """A page of this text, and a server for Streamlit to ask for its files."""
    monkeypatch.setattr(runtime.Runtime, "_instance", MagicMock())

    def written(text: str) -> ScriptData:
        path = tmp_path / "app.py"
        path.write_text(text)
        return ScriptData(str(path), False)

    return written


def opened(script: ScriptData) -> AppSession:
    """A page that is open and has asked for its first run."""
    session = AppSession(script, MagicMock(), ScriptCache(), lambda: None, {})
    session.request_rerun(ClientState())
    return session


def elements(session: AppSession) -> list[Any]:
    """The elements that the page was sent since the last look, in order."""
    sent = [message.delta for message in session.flush_browser_queue() if message.HasField("delta")]
    return [delta.new_element for delta in sent]


def texts(session: AppSession) -> list[str]:
    """The texts among them."""
    return [element.markdown.body for element in elements(session) if element.HasField("markdown")]


async def heard(session: AppSession) -> None:
    """Let the loop hear all, until the page is at rest."""
    for _ in range(2_000):
        await asyncio.sleep(0.01)
        if session._scriptrunner is None and session not in runs._waiting:
            return
    raise AssertionError("the page never came to rest")


async def press(session: AppSession) -> ClientState:
    """What a browser asks for where the one button of the page, once that is at rest, is pressed."""
    await heard(session)
    (button,) = [element.button.id for element in elements(session) if element.HasField("button")]
    asked = ClientState()
    state = asked.widget_states.widgets.add()
    state.id, state.trigger_value = button, True
    return asked
