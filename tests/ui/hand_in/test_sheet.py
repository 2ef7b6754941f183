"""Answers stand under their lessons in the lessons' order, and a name is one line of what can be seen."""

from datetime import date

import pytest

from tests.ui.hand_in.conftest import LESSONS
from ui.hand_in.sheet import LONGEST_NAME, one_line, sheet
from ui.hand_in.words import OTHERS


def test_order_is_that_of_the_lessons(page):
    assert [(title, [each.task for each in found]) for title, found in page.parts] == [
        ("Reconstruct a digit", ["first", "second"]),
        ("A map of the codes", ["third"]),
        (OTHERS, ["of another time"]),
    ]


def test_without_lessons_there_are_no_headings(answers):
    [(title, found)] = sheet(answers, {}, "", date(2026, 1, 2)).parts
    assert title == ""
    assert found == tuple(answers.values())
    assert sheet({}, LESSONS, "", date(2026, 1, 2)).parts == ()


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("  Zoë\n\tNguyễn ", "Zoë Nguyễn"),
        ("\u202eevil\u200b\x00\ud800\ue000", "evil"),
        ("Zoe\u0308", "Zoë"),
        ("李小龍", "李小龍"),
        ("\u2028\u2029\ufeff", ""),
    ],
)
def test_a_name_is_one_line_of_what_can_be_seen(name, line):
    assert one_line(name) == line
    assert sheet({}, {}, name, date(2026, 1, 2)).name == line


def test_a_name_is_cut():
    assert len(sheet({}, {}, "x" * 10_000, date(2026, 1, 2)).name) == LONGEST_NAME
