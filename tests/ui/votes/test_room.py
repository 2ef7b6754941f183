"""A class's room on a page: who holds it, who is in it, and who is in none."""

import json

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ui import memory
from ui.crowd import server
from ui.crowd.ballots import MOST_ROOMS, Ballots
from ui.visitor import TAB
from ui.votes import words


@pytest.fixture(autouse=True)
def ballots(monkeypatch):
    found = Ballots()
    monkeypatch.setattr(server, "ballots", lambda: found)
    return found


def page() -> None:
    import streamlit as st

    from ui.votes import room

    room.enter()
    room.room_button()
    room.holder_box({"task": ("", {"yes": "Yes, *sure*", "no": "No"})})
    if said := st.segmented_control("Question", ["yes", "no"], key="said"):
        st.session_state.counted = room.cast("task", said)


def visit(code: str = "", **state: object) -> AppTest:
    app = AppTest.from_function(page)
    if code:
        app.query_params["room"] = code
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return " ".join(str(each.proto.body) for each in app.get("html"))


def test_who_is_in_no_room_sends_nothing_and_sees_nothing(ballots):
    code = ballots.open("somebody")
    app = visit()
    app.segmented_control(key="said").set_value("yes").run()
    assert app.session_state.counted is False
    assert ballots.counts(code, "task") == {}
    assert not app.caption
    assert not app.toggle
    assert not html(app)


def test_a_class_votes_and_only_who_holds_the_room_sees_it(ballots):
    code = ballots.open("teacher")
    pupils = [visit(f"{code}.first") for _ in range(3)]
    for pupil, said in zip(pupils, ["yes", "yes", "no"], strict=True):
        assert words.IN_IT in pupil.caption[0].value
        pupil.segmented_control(key="said").set_value(said).run()
        assert pupil.session_state.counted
        assert not pupil.toggle
    pupils[0].segmented_control(key="said").set_value("no").run()
    assert ballots.counts(code, "task") == {"yes": 1, "no": 2}
    teacher = visit(**{TAB: "teacher"})
    assert "3 have answered" in html(teacher)
    assert "<table" not in html(teacher)
    teacher.toggle(key="votes_shown_task").set_value(True).run()
    assert "Yes, *sure*</th>" in html(teacher)
    assert "<td>2 (67 %)</td>" in html(teacher)


def test_the_room_goes_along_without_the_link_until_one_leaves(ballots):
    code = ballots.open("teacher")
    app = visit(code)
    del app.query_params["room"]
    app.segmented_control(key="said").set_value("yes").run()
    assert app.query_params["room"] in (code, [code])
    assert ballots.counts(code, "task") == {"yes": 1}
    app.button(key="room_leave").click().run()
    assert "room" not in app.query_params
    app.segmented_control(key="said").set_value("no").run()
    assert ballots.counts(code, "task") == {"yes": 1}
    assert not app.caption


@pytest.mark.parametrize("code", ["nosuchro", "x" * 9_999, "a.second", "\u202e<b>"])
def test_a_room_that_is_gone_is_one_sentence(code):
    app = visit(code)
    app.segmented_control(key="said").set_value("yes").run()
    assert app.session_state.counted is False
    assert words.CLOSED in app.caption[0].value
    assert not app.button


def test_closing_forgets_everything(ballots):
    code = ballots.open("teacher")
    pupil, teacher = visit(code), visit(**{TAB: "teacher"})
    assert len(teacher.toggle) == 1
    ballots.close(code)
    assert words.CLOSED in pupil.run().caption[0].value
    assert not teacher.run().toggle


def test_a_reload_keeps_the_voter_and_the_holder(monkeypatch):
    """The tab remembers who it was; a saved visit does not say so."""
    st.session_state.clear()
    st.session_state[TAB] = 32 * "a"
    text = memory.sent()["text"]
    assert TAB not in json.dumps(memory.settings())
    st.session_state.clear()
    memory.back(text)
    assert st.session_state[TAB] == 32 * "a"
    odds: list[object] = [7, "", "x" * 10**4, None, []]
    for odd in odds:
        st.session_state.clear()
        memory.back(json.dumps({"tab": odd}))
        assert TAB not in st.session_state
    st.session_state.clear()


def test_a_teacher_opens_a_room_and_closes_it(ballots, monkeypatch):
    """By the buttons: what is in the box stands on the page once it is open. Without a browser there are no cookies."""
    links: list[str] = []
    monkeypatch.setattr("ui.votes.room.link_box", lambda link, key: links.append(link))
    monkeypatch.setattr("ui.crowd.shares.with_route", lambda code, cookie: f"{code}.second")
    app = visit(room_box=True)
    assert words.WHAT in [each.value for each in app.markdown]
    app.button(key="room_open").click().run()
    code = ballots.of(app.session_state[TAB])
    assert ballots.is_open(code)
    app = visit(room_box=True, **{TAB: app.session_state[TAB]})
    assert words.HELD in [each.value for each in app.markdown]
    assert links[-1].endswith(f"?room={code}.second")
    app.button(key="room_close").click().run()
    assert not ballots.is_open(code)


def test_a_full_server_says_so(ballots):
    assert all(ballots.open(f"{number}") for number in range(MOST_ROOMS))
    app = visit(room_box=True)
    app.button(key="room_open").click().run()
    assert [each.value for each in app.warning] == [words.FULL]


def test_what_nobody_may_choose_is_not_on_the_bars(ballots):
    code = ballots.open("teacher")
    ballots.vote(code, "task", "somebody", "our teacher is stupid")
    teacher = visit(**{TAB: "teacher"})
    teacher.toggle(key="votes_shown_task").set_value(True).run()
    assert "stupid" not in html(teacher)
