"""Votes are counted once a voter, without names, within bounds, for some hours."""

import gc
import pickle
import random
import tracemalloc
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from ui.crowd import ballots
from ui.crowd.ballots import HOURS, LENGTH, LETTERS, LONGEST, MOST_CHOICES, MOST_ROOMS, MOST_TASKS, MOST_VOTERS, Ballots
from ui.crowd.shares import with_route


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def rooms(clock):
    return Ballots(clock)


def test_a_thousand_votes_in_any_order_are_what_a_counter_says(rooms):
    """Against the last choice of each voter, counted by Python itself."""
    code, rng, last = rooms.open("teacher"), random.Random(0), {}
    for _ in range(1_000):
        voter, task, choice = f"pupil {rng.randrange(60)}", f"task {rng.randrange(5)}", str(rng.randrange(7))
        assert rooms.vote(code, task, voter, choice)
        last[voter, task] = choice
    for number in range(5):
        wanted = Counter(choice for (_, task), choice in last.items() if task == f"task {number}")
        assert rooms.counts(code, f"task {number}") == wanted
    assert all(rooms.counts(code, f"task {number}") for number in range(5))


def test_votes_from_many_threads_are_all_counted(rooms):
    code = rooms.open("teacher")
    with ThreadPoolExecutor(16) as threads:
        done = threads.map(lambda i: rooms.vote(code, f"{i % 4}", f"{i // 4}", "ab"[i % 2]), range(4 * 200))
        assert all(done)
    assert [rooms.counts(code, f"{task}") for task in range(4)] == [{"ab"[task % 2]: 200} for task in range(4)]


def test_a_room_is_its_holder_s_and_gone_when_closed(rooms):
    code = rooms.open("teacher")
    assert rooms.open("teacher") == code == rooms.of("teacher") != rooms.open("another")
    assert len(code) == LENGTH
    assert set(code) <= set(LETTERS)
    assert rooms.is_open(with_route(code, "second"))
    assert rooms.vote(with_route(code.upper(), "second"), "a", "pupil", "yes")
    assert rooms.counts(code, "a") == {"yes": 1}
    rooms.close(code)
    assert (rooms.of("teacher"), rooms.is_open(code), rooms.counts(code, "a")) == ("", False, {})
    assert not rooms.vote(code, "a", "pupil", "yes")
    assert rooms.open("teacher") != code


@pytest.mark.parametrize("code", ["", ".", ".first", "nosuch", "x" * 10_000, "\ud800", "../..", "\0"])
def test_what_is_no_code_is_no_room(rooms, code):
    rooms.open("teacher")
    assert not rooms.is_open(code)
    assert not rooms.vote(code, "a", "pupil", "yes")
    assert rooms.counts(code, "a") == {}
    rooms.close(code)


def test_a_room_lives_for_some_hours_after_its_last_use(rooms, clock):
    code = rooms.open("teacher")
    for _ in range(3):
        clock.now += 3600 * HOURS - 1
        assert rooms.vote(code, "a", "pupil", "yes")
    clock.now += 3600 * HOURS + 1
    assert not rooms.is_open(code)
    assert not rooms._rooms


def test_nobody_can_be_traced(rooms):
    """What a room keeps of a voter is no name, and another thing in another room."""
    one, other = rooms.open("a"), rooms.open("b")
    for code in (one, other):
        rooms.vote(code, "task", "Erika Mustermann", "yes")
    kept = [set(rooms._rooms[code].voters) for code in (one, other)]
    assert not kept[0] & kept[1]
    assert b"Erika" not in pickle.dumps(list(rooms._rooms.values()))


@pytest.mark.parametrize(
    ("task", "choice"), [("a", ""), ("a", "x" * (LONGEST + 1)), ("t" * (LONGEST + 1), "yes"), ("a" * 10**6, "yes")]
)
def test_a_text_that_is_too_long_is_refused(rooms, task, choice):
    code = rooms.open("teacher")
    assert not rooms.vote(code, task, "pupil", choice)
    assert rooms.counts(code, task) == {}


def test_what_is_too_much_is_refused_and_who_is_there_goes_on_voting(rooms):
    code = rooms.open("teacher")
    assert all(rooms.vote(code, "a", f"{i}", "yes") for i in range(MOST_VOTERS))
    assert not rooms.vote(code, "a", "one more", "yes")
    assert rooms.vote(code, "a", "7", "no")
    assert rooms.counts(code, "a") == {"yes": MOST_VOTERS - 1, "no": 1}
    assert all(rooms.vote(code, f"{i}", "7", "yes") for i in range(MOST_TASKS - 1))
    assert not rooms.vote(code, "one more", "7", "yes")
    assert [bool(rooms.open(f"{i}")) for i in range(MOST_ROOMS)] == [True] * (MOST_ROOMS - 1) + [False]


def test_one_voter_alone_does_not_use_up_the_choices(rooms):
    code = rooms.open("teacher")
    assert all(rooms.vote(code, "a", "restless", f"{i}") for i in range(5 * MOST_CHOICES))
    assert rooms.counts(code, "a") == {f"{5 * MOST_CHOICES - 1}": 1}
    assert all(rooms.vote(code, "b", f"{i}", f"{i}") for i in range(MOST_CHOICES))
    assert not rooms.vote(code, "b", "one more", "one more")
    assert rooms.counts(code, "b") == {f"{i}": 1 for i in range(MOST_CHOICES)}


@pytest.mark.parametrize(
    ("voters", "tasks", "choices", "most"), [(30, 26, 6, 35_000), (MOST_VOTERS, MOST_TASKS, MOST_CHOICES, 500_000)]
)
def test_the_memory_of_a_room_is_what_its_file_says(rooms, voters, tasks, choices, most):
    assert "35 kB" in (ballots.__doc__ or "")
    assert "0.5 MB" in (ballots.__doc__ or "")
    wide = "\U0001d6fd" if choices == MOST_CHOICES else "a"

    def taken(teacher):
        code = rooms.open(teacher)
        gc.collect()
        tracemalloc.start()
        for task in range(tasks):
            for voter in range(voters):
                assert rooms.vote(
                    code, f"{task}", f"{voter}", (wide * LONGEST + f"{task * choices + voter % choices}")[-LONGEST:]
                )
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return size

    size = min(taken(f"teacher {room}") for room in range(3))  # threads that other tests left behind allocate as well
    assert most / 4 < size < most
