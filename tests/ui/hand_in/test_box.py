"""Where a visitor takes the answers: a sentence without any, else a field and two files that are made when they are asked for."""

import threading
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from tests.ui.hand_in.conftest import LESSONS
from ui.hand_in import words
from ui.hand_in.box import NAME_COMES, PAGE, lacking, made


def dialog() -> None:
    import streamlit as st

    from ui.hand_in.box import hand_in

    hand_in(st.session_state.lessons)


def opened(answers: object) -> AppTest:
    app = AppTest.from_function(dialog)
    app.session_state.answers, app.session_state.lessons = answers, LESSONS
    app.run()
    assert not app.exception
    return app


def test_without_an_answer_there_is_one_sentence():
    app = opened({})
    assert [each.value for each in app.markdown] == [words.NONE_YET]
    assert not app.text_input
    assert not app.get("download_button")


def test_with_answers_there_are_two_files(answers):
    app = opened(answers)
    assert [each.value for each in app.caption] == ["4 answers so far."]
    assert [each.proto.label for each in app.get("download_button")] == ["Take as PDF", "Take as Markdown"]


def test_letters_that_the_pdf_lacks_are_said_in_time(answers):
    app = opened(answers)
    app.text_input(key="hand_in_name").set_value("李 *Zoë* 李").run()
    assert "can't print 李:" in app.caption[0].value
    assert lacking("Zoë \u202e") == ""


def test_a_name_that_was_typed_just_before_is_in_the_file(answers, page):
    """The button was drawn for the page without it."""
    latest = {PAGE: page}
    threading.Timer(NAME_COMES / 4, lambda: latest.update({PAGE: replace(page, name="Zoë")})).start()
    assert made(latest, lambda page: page.name.encode()) == "Zoë".encode()
