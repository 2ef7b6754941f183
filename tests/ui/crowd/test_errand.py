"""An errand is done whatever happens to the page, one of a kind at a time, and for nobody no longer than a while."""

import threading
from functools import partial

import numpy as np
import pytest

from tests.waiting import until
from ui.crowd import errand
from ui.crowd.errand import Errand, Kind


class Told(Exception):
    pass


@pytest.fixture
def kind():
    return Kind("It was left.", "It failed.", (Told,), threading.Lock())


@pytest.fixture
def slow(monkeypatch):
    """What is done only when the test says so, and tells its progress meanwhile."""
    go = threading.Event()

    def do(what, progress):
        for share in np.linspace(0, 1, 1000):
            progress(float(share))
            go.wait(0.05)
        return what

    monkeypatch.setattr(errand, "LOOK", 0.01)
    yield lambda what: partial(do, what), go
    go.set()


def test_it_is_done_beside_who_waits(kind):
    def do(progress):
        progress(0.5)
        return "done"

    one = Errand(do, kind)
    assert one.wait(20)
    assert one.result == "done"
    assert (one.fault, one.share, one.in_line) == ("", 0.5, False)


def test_what_is_told_is_a_sentence_and_any_other_fault_goes_to_the_log(kind, caplog):
    def fail(fault, progress):
        raise fault

    one = Errand(partial(fail, Told("Nine is no digit.")), kind)
    assert one.wait(20)
    assert one.fault == "Nine is no digit."
    assert not caplog.text
    other = Errand(partial(fail, ZeroDivisionError()), kind)  # the place of the one that failed is free again
    assert other.wait(20)
    assert other.fault == "It failed."
    assert "ZeroDivisionError" in caplog.text
    assert other.result is None


def test_a_second_one_of_the_kind_waits_in_line_and_one_of_another_does_not(slow, kind):
    do, go = slow
    first = Errand(do(1), kind)
    until(lambda: first.share > 0)
    second, other = Errand(do(2), kind), Errand(do(3), Kind("", "", (), threading.Lock()))
    until(lambda: other.share > 0)
    assert (first.in_line, second.in_line, other.in_line) == (False, True, False)
    assert not second.look()
    go.set()
    until(lambda: first.look() and second.look() and other.look())
    assert [first.result, second.result, other.result] == [1, 2, 3]


@pytest.mark.parametrize("place", ["at work", "in line"])
@pytest.mark.parametrize("reason", ["stopped", "nobody looks"])
def test_what_nobody_wants_any_more_ends(slow, kind, monkeypatch, place, reason, caplog):
    do, _ = slow
    first = Errand(do(1), kind)
    until(lambda: first.share > 0)
    unwanted = first if place == "at work" else Errand(do(2), kind)
    if reason == "stopped":
        unwanted.stop()
    else:
        monkeypatch.setattr(errand, "PATIENCE", -1.0)
    unwanted._thread.join(5)
    assert not unwanted._thread.is_alive()
    assert unwanted.result is None
    assert unwanted.fault == "It was left."
    assert not caplog.text
