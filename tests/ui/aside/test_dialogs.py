"""What is open stays open over runs that nobody asked for, until it is closed or its page is left."""

import time

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from ui.aside.dialogs import close, dialog_button

    @st.dialog("One", on_dismiss=close)
    def one() -> None:
        st.markdown("inside")

    if "stopped" in st.session_state:
        st.stop()
    if dialog_button("one", "One"):
        one()
    if dialog_button("other", "Other"):
        st.markdown("the other")
    st.button("closes", on_click=close)


@pytest.fixture
def app():
    return AppTest.from_function(page).run()


def shown(app):
    assert not app.exception
    return [text.value for text in app.markdown]


def test_nothing_is_open_at_first_and_what_was_pressed_is_open_in_every_run_until_it_is_closed(app):
    assert shown(app) == []
    app.button(key="one").click().run()
    for _ in range(3):
        assert shown(app) == ["inside"]
        app.run()
    next(button for button in app.button if button.label == "closes").click().run()
    assert shown(app) == []
    assert shown(app.run()) == []


def test_one_is_open_at_a_time(app):
    app.button(key="one").click().run()
    app.button(key="other").click().run()
    assert shown(app) == ["the other"]


def test_who_went_to_another_page_finds_it_closed_there_and_on_the_way_back(app):
    app.button(key="one").click().run()
    key, here = app.session_state["dialog"]
    app.session_state["dialog"] = key, f"not {here}"
    assert shown(app.run()) == []
    assert "dialog" not in app.session_state


@pytest.mark.parametrize(("seconds", "there"), [(2.0, ["inside"]), (20.0, [])])
def test_a_press_waits_a_while_for_the_run_that_gets_to_it(app, monkeypatch, seconds, there):
    """A page may stop above the button; what comes up a minute later is asked for by nobody any more."""
    now = time.monotonic()
    app.session_state["stopped"] = True
    app.button(key="one").click().run()
    assert shown(app) == []
    del app.session_state["stopped"]
    monkeypatch.setattr(time, "monotonic", lambda: now + seconds)
    assert shown(app.run()) == there
    monkeypatch.setattr(time, "monotonic", lambda: now + 100)
    assert shown(app.run()) == there
