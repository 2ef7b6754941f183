"""What is said of a lesson's link: what of the page it does not hold."""

import pytest
from streamlit.testing.v1 import AppTest

from ui.words import COARSER_IN_LINK


def page():
    """A page of one part, with the button."""
    import streamlit as st

    from ui.classroom.make_lesson import make_lesson

    make_lesson({"one": "The one"}, [], run="run" in st.session_state)


def said(state, rows=(), coarser=False):
    """The captions of the dialog of a visit with this in its session and own models of these names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.own_models.rows", lambda: dict.fromkeys(rows))
        patch.setattr("ui.classroom.make_lesson.is_coarser", lambda: coarser)
        app = AppTest.from_function(page, default_timeout=30)
        for key, value in state.items():
            app.session_state[key] = value
        app.run().button(key="make_lesson").click().run()
    assert not app.exception
    return [each.value for each in app.caption]


@pytest.mark.parametrize(
    ("state", "rows", "told"),
    [
        ({}, (), ""),
        ({"input": "Draw", "kept_upload": b"x"}, ("yours-1",), ""),
        ({"input": "Upload"}, (), ""),
        ({"input": "Upload", "kept_upload": b"x"}, (), "your picture, which stays with you: learners find a test digit"),
        ({"input_b": "Camera", "kept_camera_b": b"x"}, (), "your photo, which stays with you"),
        ({"own_picked": ["yours-1"]}, ("yours-1",), "your own models, which stay with you: learners find shipped ones"),
        ({"map_AE": "yours-2"}, ("yours-2",), "your own models, which stay"),
        ({"map_AE": "yours-2"}, (), ""),
        ({"train_data": "synthetic"}, (), ""),
        ({"run": "at step 100"}, (), "your run, which stays with you: learners find an untrained model"),
        ({"train_data": "your own", "train_start": "yours-1"}, ("yours-1",), "your own models and your own data set, which"),
    ],
    ids=str,
)  # fmt: skip
def test_what_a_link_does_not_hold_is_said_where_it_is_in_use(state, rows, told):
    sentences = " ".join(said(state, rows))
    assert "The link opens the page as it stands now" in sentences
    assert ("It does not hold" in sentences) == bool(told)
    assert told in sentences


@pytest.mark.parametrize("coarser", [True, False])
def test_a_drawing_that_is_coarser_in_the_link_is_said_to_be(coarser):
    assert (COARSER_IN_LINK in said({}, coarser=coarser)) == coarser
