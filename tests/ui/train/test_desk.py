"""What stays of a visitor's earlier runs."""

import autoencoders as ae
from ui.train.desk import Desk

TWO_STEPS = ae.Recipe("tiny", "adam", rate=3e-3, steps=2, batch=8)


def test_the_last_runs_stay_as_ghosts_up_to_three(start):
    desk = Desk()
    for number in range(6):
        job = start(recipe=TWO_STEPS)
        desk.put(job, f"run {number}")
        if number != 2:  # one that never began leaves nothing
            job.play()
            assert job.wait(60)
            assert not job.wanted
    assert [ghost.label for ghost in desk.ghosts] == ["run 1", "run 3", "run 4"]
