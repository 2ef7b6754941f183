"""What is on the canvas, as a list with a place in it: commands in any order, late reports of the component, bounds."""

import pytest

from ui import canvas
from ui.canvas import Drawings


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
