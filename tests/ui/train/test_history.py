"""Points and snapshots of a run are bounded, and both ends are kept."""

from functools import partial

import numpy as np
import pytest

import autoencoders as ae
from ui.stored.curves import MOST_POINTS, Point
from ui.stored.shelf import Shelf
from ui.train import history as run_history
from ui.train.history import History


@pytest.fixture
def model():
    return ae.variant("mlp-10").initial()


def test_points_and_snapshots_are_bounded_and_keep_both_ends(model, shelf, monkeypatch):
    history = History(partial(shelf.put, "me"))
    for step in range(2_000):
        history.add(Point(step, 0.1 * step, {}, {}), model)
    steps = [snapshot.step for snapshot in history.snapshots]
    assert len(history.points) <= MOST_POINTS
    assert len(steps) <= run_history.MOST_SNAPSHOTS
    assert steps[0] == history.points[0].step == 0
    assert steps[-1] == history.points[-1].step == 1_999
    assert steps == sorted(set(steps))
    assert max(np.diff(steps)) < 400
    assert np.diff(steps)[0] < np.diff(steps)[-2]  # denser where a model changes fastest
    one = history.snapshots[0].kept.bytes
    assert shelf.bytes == len(steps) * one  # what was thinned out is off the shelf
    monkeypatch.setattr(run_history, "MOST_BYTES", 5 * one)
    history.add(Point(2_000, 200.0, {}, {}), model)
    assert len(history.snapshots) == 5


def test_a_snapshot_that_had_to_make_room_is_no_place_to_go_back_to(model):
    size = Shelf().put("me", model).bytes
    shelf = Shelf(most=3 * size)
    history = History(partial(shelf.put, "me"))
    for step in range(5):
        history.add(Point(step, 0.1 * step, {}, {}), ae.variant("mlp-10").initial(step))
    assert [snapshot.step for snapshot in history.snapshots] == [2, 3, 4]
    assert [point.step for point in history.points] == [0, 1, 2, 3, 4]
    assert shelf.lost("me") == 2
    for snapshot in history.snapshots:
        again = ae.variant("mlp-10").initial(snapshot.step)
        assert all(np.array_equal(again.parameters[name], array) for name, array in snapshot.model.parameters.items())


def test_of_an_exploded_run_whose_good_snapshots_made_room_the_first_left_stays(model, shelf):
    history = History(partial(shelf.put, "me"))
    for step in range(4):
        history.add(Point(step, 0.0, {}, {"reconstruction": 10.0**step}), model)
    for snapshot in history.all_snapshots[:2]:
        snapshot.kept.gone = True
    assert history.keep_good(5.0).step == 2
    assert [snapshot.step for snapshot in history.snapshots] == [2]
