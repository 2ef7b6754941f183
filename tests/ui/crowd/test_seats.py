"""Seats and the line without any training: who is called when, what a late look costs, what a wait is at most."""

import pytest

from ui.crowd.seats import GONE, LATE, TURN, Seats


class Sitter:
    def __init__(self, visitor):
        self.visitor, self.begun = visitor, 0

    def begin(self):
        self.begun += 1


@pytest.fixture
def line():
    """A clock and seats by it; `count` and `now` may be set."""

    class Line(Seats):
        def __init__(self):
            self.now, self.count = 0.0, 1
            super().__init__(lambda: self.count, lambda: self.now)

        def visit(self, *visitors):
            sitters = [Sitter(visitor) for visitor in visitors]
            for sitter in sitters:
                self.ask(sitter)
            return sitters

        def places(self, *sitters):
            return [self.place(sitter) for sitter in sitters]

    return Line()


def test_who_comes_first_is_served_first_and_asking_again_changes_nothing(line):
    one, two, three = line.visit("a", "b", "c")
    assert (one.begun, two.begun, line.places(one, two, three)) == (1, 0, [0, 1, 2])
    for sitter in (three, two, one):
        line.ask(sitter)
    assert line.places(one, two, three) == [0, 1, 2]
    line.leave(one)
    assert (two.begun, line.places(two, three)) == (1, [0, 1])


def test_more_workers_are_more_seats_at_once(line):
    line.count = 2
    one, two, three, four = line.visit("a", "b", "c", "d")
    assert [sitter.begun for sitter in (one, two, three, four)] == [1, 1, 0, 0]
    line.count = 4  # two workers have joined; a look is enough
    line.ask(four)
    assert [sitter.begun for sitter in (three, four)] == [1, 1]


@pytest.mark.parametrize(
    ("away", "called", "kept"), [(LATE - 1, True, True), (LATE + 1, False, True), (GONE + 1, False, False)]
)
def test_who_looks_late_is_passed_over_and_keeps_the_place_for_a_while(away, called, kept, line):
    _, late, punctual, last = line.visit("a", "b", "c", "d")
    first = next(iter(line._at_work))
    line.now = away
    line.ask(punctual)
    line.ask(last)
    line.leave(first)
    assert bool(late.begun) == called
    assert bool(punctual.begun) != called
    if not called:
        assert bool(line.place(late)) == kept
        line.ask(late)
        assert line.places(late, last) == ([1, 2] if kept else [2, 1])


def test_ten_tabs_of_one_visitor_wait_behind_one_of_another(line):
    tabs = line.visit(*"a" * 10)
    (other,) = line.visit("b")
    assert (tabs[0].begun, line.place(other)) == (1, 1)
    line.leave(tabs[0])
    assert other.begun == 1
    (third,) = line.visit("c")
    assert line.places(*tabs[1:4], third) == [1, 3, 4, 2]  # every visitor has one place before anybody has a second


def test_the_wait_is_what_is_left_of_the_turns_before(line):
    line.count = 2
    sitters = line.visit(*"abcdefg")
    line.now = 3.0
    assert [line.wait(sitter) for sitter in sitters] == [
        0,
        0,
        TURN - 3,
        TURN - 3,
        2 * TURN - 3,
        2 * TURN - 3,
        3 * TURN - 3,
    ]
    assert line.crowded
    line.now = LATE + 1
    assert not line.crowded  # nobody who would come


def test_who_gives_up_makes_room(line):
    one, two, three = line.visit("a", "b", "c")
    line.give_up(two)
    assert line.places(two, three) == [0, 1]
    line.leave(one)
    assert (two.begun, three.begun) == (0, 1)
