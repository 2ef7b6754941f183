"""A sweep: trainings side by side, one on every worker there is, and after each of them the table anew.

What is finished is in the table, so who stops a sweep, or has it killed, goes on from there by the same command. Workers that
come while it runs are used as well.
"""

import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

from filelock import FileLock, Timeout

from ..training import BLOCK, State
from ..workers.block import Block, Done, advance
from ..workers.pool import Pool, PoolLost
from . import table
from .goal import Goal
from .lanes import Lane, Queue
from .scoring import Trained, fit, score
from .training import SCORING_SECONDS, Training

STEPS_AT_ONCE = 2_000
"""Steps after which a training's state comes back: ten seconds of the largest network, lost where a worker is; it costs 1 %."""

LOOK_SECONDS = 1.0
"""How often a sweep looks for workers that came."""

WAIT_SECONDS = 60.0
"""How long a sweep waits for a worker while there is none."""

MOST_LOST = 3
"""Trainings that may lose their workers for good before a sweep gives up: it is not the trainings, then."""

LOCK = ".sweep.lock"
KEPT = "What was finished is kept: the same command goes on from there."


class SweepError(RuntimeError):
    """A sweep that can't go on; the message says why and what to do."""


@dataclass(frozen=True)
class Lost:
    """A training whose workers were lost again and again, with what the pool says of it."""

    training: Training
    fault: PoolLost


def sweep(trainings: list[Training], goal: Goal, pool: Pool, told: Callable[[float], object]) -> Generator[table.Row]:
    """Do those of these trainings that are missing; yields the row of each as soon as it is in the table.

    `told` is given the work that was just done, as `Training.work` counts it, by any thread. A `SweepError` where another sweep
    is at this folder, where no worker comes, and, once all others are done, where a training lost its workers. Who stops asking
    stops the sweep.
    """
    with held(goal.folder):
        rows = table.read(goal.folder)
        waiting = Queue(goal.missing(trainings, rows))
        results: SimpleQueue[table.Row | Lost | Lane | BaseException] = SimpleQueue()
        stopped = threading.Event()
        lanes: list[Lane] = []
        lost: list[Lost] = []

        def work(lane: Lane) -> None:
            try:
                while not stopped.is_set() and (training := waiting.next(lane)) is not None:
                    try:
                        results.put(done(training, goal, pool, lane, told, stopped))
                    except PoolLost as fault:
                        results.put(Lost(training, fault))
            except BaseException as fault:
                results.put(fault)
            finally:
                results.put(lane)

        def begin() -> None:
            workers, taken = pool.workers(), [lane.worker for lane in lanes]
            for worker in [each for each in workers if each not in taken][: len(workers) - len(lanes)]:
                lanes.append(Lane(worker))
                threading.Thread(target=work, args=lanes[-1:], name=f"lane of {worker}", daemon=True).start()

        looked, alone = -LOOK_SECONDS, time.monotonic()
        try:
            while lanes or waiting.left:
                if waiting.left and time.monotonic() - looked >= LOOK_SECONDS:
                    begin()
                    looked = time.monotonic()
                if lanes:
                    alone = time.monotonic()
                elif time.monotonic() - alone > WAIT_SECONDS:
                    raise SweepError(
                        f"No worker came within {WAIT_SECONDS:.0f} s: start some for this scheduler, and try again."
                    )
                try:
                    result = results.get(timeout=LOOK_SECONDS)
                except Empty:
                    continue
                if isinstance(result, BaseException):
                    raise result
                if isinstance(result, Lane):
                    lanes.remove(result)
                elif isinstance(result, Lost):
                    lost.append(result)
                    if len(lost) == MOST_LOST:
                        raise SweepError(f"{result.fault} {KEPT}")
                else:
                    rows = [row for row in rows if row["key"] != result["key"]] + [result]
                    table.write(goal.folder, rows)
                    yield result
        except PoolLost as fault:
            raise SweepError(f"{fault} {KEPT}") from fault
        finally:
            stopped.set()
        if lost:
            names = ", ".join(each.training.name for each in lost)
            raise SweepError(f"All is done but {names}: {lost[0].fault} The same command tries it again.")


def done(
    training: Training, goal: Goal, pool: Pool, lane: Lane, told: Callable[[float], object], stopped: threading.Event
) -> table.Row:
    """Train and score one, on the lane's worker or, where that is lost, on another; gives its row."""
    began, recipe, row = time.monotonic(), training.recipe, goal.about(training)
    state = State(training.initial())
    last = Done(state, {}, {}, 0.0, 0.0, 0)
    if training.fitted:
        lane.worker, model = pool.call(fit, training.latent_dim, goal.material, lane.worker)
        state = State(model)
    for steps in parts(recipe.steps):
        if stopped.is_set():
            raise InterruptedError("the sweep was stopped")
        block = Block(state, recipe, training.seed, steps, recipe.rate, training.beta or 0.0, recipe.noise)
        lane.worker, last = pool.call(advance, block, goal.material, lane.worker)
        if last.diverged_at:
            told((recipe.steps - state.step) * training.step_seconds + SCORING_SECONDS)
            return row | {"diverged_at": last.diverged_at, "seconds": round(time.monotonic() - began, 1)}
        state = last.state
        told(steps * training.step_seconds)
    lane.worker, scores = pool.call(score, Trained(state.model, recipe, goal.judged_by), goal.material, lane.worker)
    scores = {f"train_{name}": value for name, value in last.train.items()} | scores
    row |= scores | {"seconds": round(time.monotonic() - began, 1)}
    if goal.keep_weights:
        goal.keep(training, state.model, row, scores)
    told(SCORING_SECONDS)
    if pool.tidy(lane.worker, last.compiled):
        lane.worker = None
    return row


def parts(steps: int) -> Iterator[int]:
    """How many steps at a time: the last `BLOCK` by themselves, since a training's loss is that of those."""
    left = steps - min(steps, BLOCK)
    while left:
        yield min(left, STEPS_AT_ONCE)
        left -= min(left, STEPS_AT_ONCE)
    if steps:
        yield min(steps, BLOCK)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """The folder for one sweep alone; a `SweepError` where another is at it. What is killed holds nothing any more."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise SweepError(
            f"Another sweep is writing into {folder}: wait for it, or name another folder with --out."
        ) from None
    try:
        yield
    finally:
        lock.release()
