"""The memory for data sets: each counts for as long as somebody has it, and who has much leaves room for others."""

import gc

import pytest

from ui.crowd.room import Full, Room


class Thing:
    pass


def test_each_counts_while_somebody_has_it():
    room = Room(most=100, most_of_one=60)
    mine, yours = Thing(), Thing()
    room.take("me", mine, 50)
    room.take("you", yours, 50)
    assert room.bytes == 100
    with pytest.raises(Full, match="no room for another data set"):
        room.take("she", Thing(), 1)
    del mine
    gc.collect()
    assert room.bytes == 50
    room.take("she", yours, 50)


def test_one_visitor_leaves_room_for_others():
    room = Room(most=100, most_of_one=60)
    things = [Thing(), Thing()]
    room.take("me", things[0], 40)
    with pytest.raises(Full, match="other data sets here that are still in use"):
        room.take("me", things[1], 40)
    assert room.bytes == 40
    room.take("you", things[1], 40)
