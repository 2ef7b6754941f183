"""Points and snapshots of a run are bounded, and both ends are kept."""

import numpy as np

import autoencoders as ae
from ui.train import history as run_history
from ui.train.history import History, Point, Snapshot


def test_points_and_snapshots_are_bounded_and_keep_both_ends(monkeypatch):
    model = ae.variant("mlp-10").initial()
    history = History()
    for step in range(2_000):
        history.add(Point(step, 0.1 * step, {}, {}), model)
    steps = [snapshot.step for snapshot in history.snapshots]
    assert len(history.points) <= run_history.MOST_POINTS
    assert len(steps) <= run_history.MOST_SNAPSHOTS
    assert steps[0] == history.points[0].step == 0
    assert steps[-1] == history.points[-1].step == 1_999
    assert steps == sorted(set(steps))
    assert max(np.diff(steps)) < 400
    assert np.diff(steps)[0] < np.diff(steps)[-2]  # denser where a model changes fastest
    monkeypatch.setattr(run_history, "MOST_BYTES", 5 * Snapshot(Point(0, 0.0, {}, {}), model).bytes)
    history.add(Point(2_000, 200.0, {}, {}), model)
    assert len(history.snapshots) == 5
