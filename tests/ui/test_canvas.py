"""What is on the canvas, as a list with a place in it: commands in any order, late reports of the component, bounds."""

import numpy as np
import pytest
import streamlit as st

from tests.hostile_visits import good_strokes, url
from ui import canvas
from ui.canvas import SIDE, Drawings
from ui.stored import strokes
from ui.stored.message import ink_in


def stroke(number):
    return {"path": [["M", number, 0], ["L", number, 1]]}


@pytest.fixture
def three():
    drawings = Drawings()
    for count in (1, 2, 3):
        drawings.reported([stroke(i) for i in range(count)], b"%d" % count)
    return drawings


def shown(drawings):
    return [each["path"][0][1] for each in drawings.strokes]


def test_every_command_gives_the_component_another_drawing(three):
    """Also where it leads to the strokes that were given last: else it would be no news to it."""
    numbers = []
    for command in (three.clear, three.clear, three.undo, three.undo, three.redo, three.show_again):
        command()
        numbers.append(three.command)
    assert len(set(numbers)) == len(numbers)


def test_undo_redo_and_clear_are_moves_in_a_list(three):
    three.clear()
    assert shown(three) == []
    three.undo()
    assert shown(three) == [0, 1, 2]
    three.undo()
    assert shown(three) == [0, 1]
    three.redo()
    three.redo()
    three.redo()
    assert shown(three) == []


def test_a_late_echo_of_an_older_command_is_no_stroke(three):
    three.undo()
    three.undo()
    three.reported([stroke(i) for i in range(3)], b"late")
    assert shown(three) == [0]
    three.reported([stroke(0), stroke(7)], b"new")
    assert shown(three) == [0, 7]
    assert three.all[three.at][1] == b"new"


def test_a_stroke_after_an_undo_forgets_what_was_undone(three):
    three.undo()
    three.reported([stroke(0), stroke(1), stroke(9)], b"x")
    three.redo()
    assert shown(three) == [0, 1, 9]


def test_what_is_kept_is_bounded(monkeypatch):
    monkeypatch.setattr(canvas, "MOST_DRAWINGS", 5)
    drawings = Drawings()
    for count in range(1, 30):
        drawings.reported([stroke(i) for i in range(count)], b"")
    assert len(drawings.all) == 5
    assert len(drawings.strokes) == 29


def test_what_is_kept_is_bounded_in_bytes_too(monkeypatch):
    monkeypatch.setattr(canvas, "MOST_KEPT", 20 * canvas.POINT)
    drawings = Drawings()
    for number in range(30):
        drawings.reported([stroke(number)], b"")
        drawings.clear()
    drawings.undo()
    assert shown(drawings) == [29]
    assert drawings.bytes <= 20 * canvas.POINT
    drawings.restore([stroke(i) for i in range(60)], b"x" * 30)  # the one that is shown stays, whatever it takes
    assert len(drawings.all) == 1


def test_strokes_that_were_seen_are_known_for_a_while_and_those_that_are_shown_always(three, monkeypatch):
    monkeypatch.setattr(canvas, "MOST_SEEN", 10)
    for number in range(100, 120):
        three.reported([*three.strokes, stroke(number)], b"")
        three.undo()
    assert len(three.seen) == 10
    three.reported([stroke(i) for i in (0, 1, 2, 119)], b"late")
    assert shown(three) == [0, 1, 2]


@pytest.mark.parametrize(("name", "most"), [("MOST_STROKES", 5), ("MOST_DRAWN", 10)])
def test_a_drawing_does_not_grow_by_reports_that_leave_out_what_was_there(name, most, monkeypatch):
    monkeypatch.setattr(canvas, name, most)
    drawings = Drawings()
    for number in range(30):
        drawings.reported([stroke(number)], b"")
    assert shown(drawings) == [0, 1, 2, 3, 4]


def test_ink_is_decoded_once(monkeypatch):
    drawn, calls = good_strokes(np.random.default_rng(0)), []

    def counted(picture, side):
        calls.append(picture)
        return ink_in(picture, side)

    monkeypatch.setattr(canvas, "ink_in", counted)
    drawings = Drawings()
    for _ in range(2):
        drawings.restore(drawn, strokes.picture(drawn, SIDE))
        assert drawings.ink is drawings.ink
    assert len(calls) == 2


def test_a_report_is_looked_at_when_it_arrives():
    drawn, drawings = good_strokes(np.random.default_rng(0)), Drawings()
    png = url(strokes.picture(drawn, SIDE))
    canvas._listen("canvas", drawings)  # told as the visitor went to another page, whose session has no such canvas
    for said in (None, "x", {"raw": {"objects": [{}]}, "data": png}, {"raw": {"objects": drawn}, "data": png[:-99]}):
        st.session_state["canvas"] = {"drawing": said}
        canvas._listen("canvas", drawings)
    assert len(drawings.all) == 1
    st.session_state["canvas"] = {"drawing": {"raw": {"objects": drawn}, "data": png}}
    canvas._listen("canvas", drawings)
    st.session_state.clear()
    assert len(drawings.strokes) == len(drawn)
    assert drawings.ink is not None
    assert drawings.ink.max() == 255
