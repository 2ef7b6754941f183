"""One digit after another; and whoever holds the others up holds them up for a while only."""

import threading
import time

import pytest

from ui.crowd import turns


def test_two_are_never_at_it_at_once():
    inside, most = [], []

    def compute():
        for _ in range(20):
            with turns.turn():
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.001)
                inside.pop()

    threads = [threading.Thread(target=compute) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert len(most) == 100


def test_who_has_waited_long_enough_goes_on_all_the_same_and_leaves_the_other_its_turn(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    with turns.turn():
        with turns.turn():
            pass
        assert turns._one.locked()
    assert not turns._one.locked()


def test_a_fault_ends_the_turn():
    with pytest.raises(ValueError, match="bad"), turns.turn():
        raise ValueError("bad")
    assert not turns._one.locked()
