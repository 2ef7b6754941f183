"""A job's life without a browser: start, pause, change, stop, a closed session, the line, a loss that is no number."""

import gc
import threading
import time
from dataclasses import replace

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.workers.block import advance
from autoencoders.workers.pool import PoolLost
from tests.waiting import until
from ui.crowd.seats import Seats
from ui.stored import shelf
from ui.train import job as jobs
from ui.train.job import FAILED

TINY = ae.Recipe("tiny", "adam", rate=3e-3, steps=100_000, batch=8)


class Clock:
    """Time that a test can let pass."""

    def __init__(self):
        self.ahead = 0.0

    def __call__(self):
        return time.monotonic() + self.ahead


def looked_at(condition, *jobs):
    """Look at these jobs, as their pages do, until this is so: on a busy machine a compilation outlasts their patience."""
    until(condition, lambda: [job.beat() for job in jobs])


def passes(job, step):
    """Look at the job until it is past this step."""
    looked_at(lambda: job.step > step, job)


def rests(job):
    """Look at the job until it is at rest."""
    looked_at(lambda: job.at_rest, job)


def test_it_starts_untrained_plays_pauses_and_plays_on(start):
    job = start()
    assert (job.state, job.step) == ("new", 0)
    assert job.history.points[0].test["reconstruction"] == pytest.approx(784 * np.log(2), rel=0.05)
    job.play()
    passes(job, 20)
    assert job.state == "training"
    job.pause()
    assert job.wait(20)
    assert job.state == "paused"
    stopped = job.step
    time.sleep(0.2)
    assert job.step == stopped
    job.play()
    passes(job, stopped)
    job.pause()
    assert job.wait(20)
    assert [p.step for p in job.history.points] == sorted({p.step for p in job.history.points})
    assert job.history.points[-1].test["reconstruction"] < job.history.points[0].test["reconstruction"]


def test_one_step_so_many_steps_and_the_end(start):
    job = start(recipe=replace(TINY, steps=30))
    for steps, expected, state in (
        (1, 1, "paused"),
        (10, 11, "paused"),
        (None, 30, "finished"),
        (None, 30, "finished"),
    ):
        job.play(steps)
        rests(job)
        assert (job.step, job.state) == (expected, state)
    job.steps = 35  # the end may be put further off
    job.play()
    looked_at(lambda: job.step == 35, job)


def test_what_is_changed_counts_while_it_runs(start):
    job = start("vae-10")
    job.play()
    passes(job, 10)
    job.rate, job.sigma, job.beta = 0.0, 0.3, 7.0
    looked_at(lambda: job.model.beta == 7.0, job)
    frozen = job.model.parameters["decoder.pixels.bias"]
    now = job.step
    passes(job, now)
    np.testing.assert_array_equal(job.model.parameters["decoder.pixels.bias"], frozen)
    assert job.state == "training"


def test_a_run_is_the_same_for_the_same_seed_however_it_was_interrupted(start):
    one, two, other = (start("vae-10", replace(TINY, steps=40), seed=seed) for seed in (3, 3, 4))
    two.play(7)
    rests(two)
    for job in (one, two, other):
        job.play()
        looked_at(lambda job=job: job.state == "finished", job)
    for name, array in one.model.parameters.items():
        np.testing.assert_array_equal(array, two.model.parameters[name])
    assert not np.allclose(one.model.parameters["encoder.mean.kernel"], other.model.parameters["encoder.mean.kernel"])


def test_a_closed_session_ends_the_thread_and_a_look_takes_it_up_again(start):
    clock = Clock()
    room = Seats(lambda: 1)
    job = start(room=room, clock=clock)
    job.play()
    passes(job, 0)
    job.beat()
    clock.ahead += jobs.PATIENCE - 2
    time.sleep(0.2)
    assert job._thread is not None
    clock.ahead += 3
    assert job.wait(10)
    assert not room._at_work
    assert not [thread for thread in threading.enumerate() if thread.name == "training"]
    before = job.step
    job.beat()
    passes(job, before)
    assert jobs.PATIENCE <= 5  # compiling a loop, a block and a look fit into what is left of the ten seconds


def test_who_finds_no_seat_waits_in_line_and_sees_the_place(start):
    room = Seats(lambda: 1)
    first, second, third, fourth = (start(room=room) for _ in range(4))
    first.play()
    passes(first, 0)
    for job in (second, third, fourth):
        job.play()
        looked_at(lambda job=job: job.state == "waiting", first)
    assert [room.place(job) for job in (first, second, third, fourth)] == [0, 1, 2, 3]
    third.pause()  # who gives up leaves the line
    looked_at(lambda: room.place(fourth) == 2, first, second, fourth)
    first.pause()
    passes(second, 0)
    assert (fourth.step, third.step) == (0, 0)
    assert room.place(fourth) == 1


def test_a_long_run_lets_others_have_a_turn(start, monkeypatch):
    monkeypatch.setattr(jobs, "TURN", 0.3)
    room = Seats(lambda: 1)
    pair = [start(room=room) for _ in range(2)]
    for job in pair:
        job.play()
    looked_at(lambda: all(job.step > 0 for job in pair), *pair)


@pytest.mark.filterwarnings("ignore:overflow:RuntimeWarning")
def test_a_loss_that_is_no_number_stops_it_and_keeps_the_last_good_model(start):
    job = start(recipe=replace(TINY, optimizer="sgd"))
    job.play(20)
    rests(job)
    job.rate = 1e30
    job.play()
    rests(job)
    assert job.state == "diverged"
    assert job.diverged_at > 20
    assert f"step {job.diverged_at}" in job.trouble
    assert all(np.isfinite(array).all() for array in job.model.parameters.values())
    job.rate = 1e-3
    good = job.step
    job.play(5)
    rests(job)
    assert (job.state, job.step) == ("paused", good + 5)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (MemoryError("a name, no room"), FAILED),
        (PoolLost("No workers could be had: try again."), "No workers could be had: try again."),
    ],
)
def test_any_fault_of_a_worker_is_a_sentence_and_frees_the_seat(fault, sentence, start):
    class Broken:
        def advance(self, block, material, near=None):
            raise fault

    room = Seats(lambda: 1)
    job = start(room=room, pool=Broken())
    job.play()
    rests(job)
    assert (job.state, job.trouble) == ("failed", sentence)
    other = start(room=room)
    other.play()
    passes(other, 0)


def test_a_run_whose_worker_is_lost_goes_on_by_another_and_says_from_where(start):
    """The workers' names change with the third block; the run is that of one worker, to the bit."""

    class Dying:
        blocks = 0

        def advance(self, block, material, near=None):
            self.blocks += 1
            return ("first" if self.blocks < 3 else "second"), advance(block, material)

        def tidy(self, worker, compiled):
            return False

    recipe = replace(TINY, steps=60)
    job, calm = start("vae-10", recipe, pool=Dying()), start("vae-10", recipe)
    for run in (job, calm):
        run.play()
        looked_at(lambda run=run: run.state == "finished", run)
    assert job.moved_at == job.history.points[2].step
    assert calm.moved_at is None
    for name, array in job.model.parameters.items():
        np.testing.assert_array_equal(array, calm.model.parameters[name])
    job.steps = 70
    job.play()
    looked_at(lambda: job.state == "finished", job)
    assert job.moved_at is None  # said once


def test_going_back_takes_the_run_up_from_there(start):
    job = start()
    for steps in (5, 5, 5):
        job.play(steps)
        rests(job)
    back = job.history.snapshots[2]
    assert back.step == 10
    job.rewind(back)
    assert (job.step, job.history.points[-1].step) == (10, 10)
    assert job.model is back.model
    job.play(2)
    rests(job)
    assert job.step == 12


def test_two_jobs_at_once_stay_apart(start):
    room = Seats(lambda: 2)
    small, large = start("mlp-10", room=room), start("vae-10", room=room, seed=1)
    for job in (small, large):
        job.play()
    looked_at(lambda: small.step > 10 and large.step > 10, small, large)
    assert set(small.model.parameters) != set(large.model.parameters)
    assert "kl" not in small.history.points[-1].test
    assert "kl" in large.history.points[-1].test


def test_at_rest_a_run_takes_no_memory_and_goes_on_where_it_was(start, monkeypatch):
    monkeypatch.setattr(shelf, "MOST_AT_HAND", 0)
    job = start("conv-10")
    job.play(30)
    rests(job)
    gc.collect()
    assert [snapshot.kept._live() for snapshot in job.history.snapshots] == [None] * len(job.history.snapshots)
    other = start("conv-10")  # the same without a rest in between
    other.play(60)
    rests(other)
    job.play(30)
    rests(job)
    assert job.step == other.step == 60
    for name, array in other.model.parameters.items():
        np.testing.assert_allclose(job.model.parameters[name], array, atol=1e-5)


def test_a_run_whose_model_had_to_make_room_is_gone_and_one_at_work_is_not(start):
    job = start()
    shelf = job.shelf
    job.play()
    passes(job, 20)
    shelf.most = 1
    reached = job.step
    passes(job, reached + 20)
    assert job.state == "training"
    job.pause()
    assert job.wait(20)
    assert job.gone
    shelf.most = 10**9
    job.play()
    rests(job)
    assert job.state == "failed"
    assert job.trouble.endswith("this one had to go. Begin anew.")


def test_a_run_in_line_whose_model_had_to_make_room_is_gone(start):
    """It is wanted, but no worker has it: who looks must not be given what is not there."""
    room = Seats(lambda: 0)
    job = start(room=room)
    job.play()
    assert job.state == "waiting"
    assert not job.gone
    job.history.snapshots[-1].kept.gone = True
    assert job.gone


def test_going_back_to_what_had_to_make_room_meanwhile_changes_nothing(start):
    job = start(recipe=replace(TINY, steps=40))
    job.play()
    rests(job)
    chosen = job.history.snapshots[0]
    for snapshot in job.history.snapshots[:-1]:
        snapshot.kept.gone = True
    job.rewind(chosen)
    assert job.step == 40
    assert job.state == "finished"
    job.history.cut(0)
    assert job.step == 40


@pytest.mark.parametrize("private", [True, False])
def test_a_run_that_begins_with_a_private_model_is_one(private, start):
    assert start(private=private).own_pictures is private
