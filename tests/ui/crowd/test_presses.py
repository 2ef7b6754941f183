"""A press waits for a run that answers it, held to Streamlit's own session: by its own button an overtaken press is lost."""

import asyncio
import time

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.testing.v1 import AppTest

from tests.ui.crowd.conftest import heard, opened, press, texts
from ui.aside.dialogs import PATIENCE

SLOWLY = """
import time
import streamlit as st
from ui.crowd.presses import press_button, taken

st.session_state.setdefault("answered", 0)
st.markdown("the top")
time.sleep(0.3)
{button}
    st.session_state.answered += 1
st.markdown(f"answered {{st.session_state.answered}}")
"""
STREAMLITS = 'if st.button("Press", key="press"):'
OURS = 'press_button("Press", "press")\nif taken("press"):'


async def overtaken(script):
    """What the page says last of a press whose run another one overtakes before it gets to the button."""
    session = opened(script)
    asked = await press(session)
    for each in (asked, ClientState()):
        session.request_rerun(each)
        await begun(session)
    await heard(session)
    last = texts(session)[-1]
    session.shutdown()
    return last


async def begun(session):
    """Wait until a run has sent its first text, which is above the button."""
    for _ in range(1_000):
        if "the top" in texts(session):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("no run has begun")


@pytest.mark.parametrize(
    ("button", "answered"),
    [
        pytest.param(STREAMLITS, "answered 0", id="Streamlit's, which is why presses.py is there"),
        pytest.param(OURS, "answered 1", id="ours"),
    ],
)
def test_a_press_that_another_run_overtakes(button, answered, script):
    assert asyncio.run(overtaken(script(SLOWLY.format(button=button)))) == answered


def page():
    import streamlit as st

    from ui.crowd.presses import press_button, taken

    press_button("A", "a")
    press_button("B", "b")
    st.session_state.setdefault("answers", []).append(taken(*st.session_state.get("asked", ("a", "b"))))


def test_a_press_is_answered_once_by_who_asks_for_it():
    at = AppTest.from_function(page).run()
    at.button(key="a").click().run().run()
    at.button(key="b").click().run().run()
    assert at.session_state.answers == ["", "a", "", "b", ""]


def test_a_press_waits_for_who_asks_and_not_for_ever(monkeypatch):
    at = AppTest.from_function(page).run()
    at.session_state.asked = ("b",)
    at.button(key="a").click().run()
    at.session_state.asked = ("a", "b")
    at.run()
    assert at.session_state.answers == ["", "", "a"]
    at.session_state.asked = ("b",)
    at.button(key="a").click().run()
    later = time.monotonic() + PATIENCE + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    at.session_state.asked = ("a",)
    at.run()
    assert at.session_state.answers[-1] == ""


def test_of_two_presses_that_wait_the_last_counts():
    at = AppTest.from_function(page).run()
    at.session_state.asked = ()
    at.button(key="a").click().run()
    at.button(key="b").click().run()
    at.session_state.asked = ("a", "b")
    at.run().run()
    assert at.session_state.answers[-2:] == ["b", ""]
