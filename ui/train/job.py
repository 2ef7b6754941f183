"""Training in the background: a job is one run of one visitor, done block by block by the workers.

A job is at work while it is wanted: until it is paused, its steps are done, its loss is no number, or nobody has looked at
it for a while. A page that shows it calls `beat`; a closed tab calls nothing, and within seconds the job rests. Whoever
comes back and looks finds it training again. All that the run is lies here and not with the worker: one that is lost costs
the block it was at, and the next one does that again. No Streamlit here.
"""

import itertools
import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Protocol

import numpy as np

import autoencoders as ae
from autoencoders.digits.uploaded import NAME
from autoencoders.optimizers import Slots
from autoencoders.training import State
from autoencoders.workers.block import Block, Done, Material
from autoencoders.workers.pool import PoolLost

from ..crowd.seats import TURN, Seats
from ..stored.curves import Point
from ..stored.shelf import Gone, Kept, Shelf
from .history import History, Snapshot

PATIENCE = 5.0
"""Seconds without a look after which a job rests: with the compilation of a loop, which nothing can stop, under ten."""
FIRST_BLOCK = 10
"""Steps of a turn's first block: few, so that the first point is there at once."""
BLOCK_SECONDS = 0.4
"""How long a block takes about: a little less than the page needs to look again."""
EXPLODED = 10.0
"""Times the loss of the untrained model, above which a model is no good place to go on from, though it still has numbers."""
BLOCK_LOOKS = 3
"""A block takes at least so many times as long as scoring it, so that most of the time goes into training."""


FAILED = "The training stopped for a reason that lies here and not with you; the log of the server has it."
"""What is said then: the text of the fault may hold what is nobody's business."""


class Workers(Protocol):
    """What a job needs of `autoencoders.workers.pool.Pool`."""

    def advance(self, block: Block, material: Material, near: str | None) -> tuple[str, Done]: ...

    def tidy(self, worker: str, compiled: int) -> bool: ...


class Job:
    """One run: a model in training, its curves and its snapshots.

    `material` are the images; the recipe's `steps` is where the run ends. `rate`, `beta` and `sigma` may be set at any time.
    `number` tells it from every other job of this server, `visitor` whose it is. A `private` one began as a model that has
    learned from pictures of the visitor's own.
    """

    _numbers = itertools.count()

    def __init__(
        self,
        model: ae.Model,
        material: Material,
        recipe: ae.Recipe,
        pool: Workers,
        seats: Seats,
        shelf: Shelf,
        seed: int = 0,
        visitor: str = "",
        clock: Callable[[], float] = time.monotonic,
        private: bool = False,
    ) -> None:
        self.number = next(self._numbers)
        self.recipe, self.material, self.pool, self.seats, self.shelf = recipe, material, pool, seats, shelf
        self._private = private
        self.seed, self.visitor, self.probe = seed, visitor, material.probe
        self.rate, self.sigma, self.steps = recipe.rate, recipe.noise, recipe.steps
        self.beta = model.beta if isinstance(model, ae.VAE) else 0.0
        self.history = History(partial(shelf.put, visitor))
        self.history.add(Point(0, 0.0, {}, self.probe.losses(model, self.sigma)), model)
        self.seconds = 0.0
        self.trouble = ""
        self.diverged_at = 0
        self.moved_at: int | None = None
        """The step from which it went on by itself, where a worker was lost in the turn at work or the last one."""
        self._slots: Kept[Slots] | None = None
        self._since = 0
        self._worker: str | None = None
        self._ready = False
        self._clock = clock
        self._target = 0
        self._wanted = False
        self._looked = clock()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    @property
    def step(self) -> int:
        """Steps done."""
        return self.history.snapshots[-1].step

    @property
    def model(self) -> ae.Model:
        """The model as trained so far."""
        return self.history.snapshots[-1].model

    @property
    def gone(self) -> bool:
        """Whether its model had to make room on the shelf, so that it can't go on."""
        return self._thread is None and self.history.snapshots[-1].kept.gone

    @property
    def own_pictures(self) -> bool:
        """Whether it learns, or began as a model that did, from pictures that its visitor has brought and nobody else may see."""
        return self._private or self.material.dataset.name == NAME

    @property
    def wanted(self) -> bool:
        """Whether it is at work, or would be if somebody looked."""
        return self._wanted

    @property
    def at_rest(self) -> bool:
        """Whether nothing will change until somebody asks: not wanted, and the last block is done."""
        return not self._wanted and self._thread is None

    @property
    def state(self) -> str:
        """new, waiting, preparing, training, stopping, paused, finished, diverged or failed."""
        if self._wanted:
            if self.seats.place(self):
                return "waiting"
            return "training" if self._ready else "preparing"
        if self.trouble:
            return "diverged" if self.diverged_at else "failed"
        if self._thread:
            return "stopping"
        if self.step >= self.steps:
            return "finished"
        return "paused" if self.step else "new"

    def play(self, steps: int | None = None) -> None:
        """Train on: so many steps, or to the end of the run."""
        with self._lock:
            self._target = min(self.steps, self.step + steps) if steps else self.steps
            self._wanted = self.step < self._target
            if self.diverged_at:
                self.history.cut(self.step)  # what had exploded was kept to be seen, up to here
            self.trouble, self.diverged_at, self.moved_at = "", 0, None
        self.beat()

    def pause(self) -> None:
        """Stop after the block at work."""
        self._wanted = False
        self.seats.give_up(self)

    def beat(self) -> None:
        """Somebody is looking: a job that is wanted trains on, or stands in line for it."""
        self._looked = self._clock()
        if self._goes_on() and self._thread is None:
            self.seats.ask(self)

    def begin(self) -> None:
        """There is a seat: work until the turn is over. The seats call this."""
        with self._lock:
            self._thread = threading.Thread(target=self._work, name="training", daemon=True)
            self._thread.start()

    def rewind(self, snapshot: Snapshot) -> None:
        """Take up the run at this snapshot again; what came after it is forgotten. Only while it is not at work."""
        self.pause()
        self.wait()
        if snapshot.kept.gone:
            return  # it had to make room since it was shown; the page says so
        self.history.cut(snapshot.step)
        self.seconds = self.history.points[-1].seconds
        self.trouble, self.diverged_at, self.moved_at = "", 0, None
        self._slots = None

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the thread has ended; whether it has."""
        if thread := self._thread:
            thread.join(seconds)
        return self._thread is None

    def _goes_on(self) -> bool:
        return self._wanted and self._clock() - self._looked < PATIENCE

    def _work(self) -> None:
        try:
            self._turn()
        except ae.TrainingDiverged as fault:
            self._wanted, self.trouble, self.diverged_at = False, str(fault), fault.step
        except PoolLost as fault:
            logging.getLogger(__name__).warning("a training had no worker: %s", fault.__cause__)
            self._wanted, self.trouble = False, str(fault)
        except Gone as fault:
            self._wanted, self.trouble = False, str(fault)
        except Exception:
            logging.getLogger(__name__).exception("a training failed")
            self._wanted, self.trouble = False, FAILED
        finally:
            with self._lock:
                self._thread = None
            self.seats.leave(self)
        if self._goes_on():
            self.seats.ask(self)  # its turn is over, or it was asked for again while this thread was on its way out

    def _turn(self) -> None:
        """Block after block, each as long as a look at the page, until it is not wanted or others' turn has come."""
        steps, began, compiled, state = FIRST_BLOCK, self._clock(), 0, self._take_up()
        slots: Slots | None = None
        try:
            while self._goes_on() and not (self.seats.crowded and self._clock() - began > TURN):
                count = min(steps, self._target - self.step)
                block = Block(state, self.recipe, self.seed, count, self.rate, self.beta, self.sigma)
                worker, done = self.pool.advance(block, self.material, self._worker)
                if self._worker not in (None, worker):
                    self.moved_at = self.step
                    logging.getLogger(__name__).warning("a worker was lost in a training, which went on by another")
                self._worker, self._ready, compiled = worker, True, done.compiled
                if done.diverged_at:
                    self.history.keep_good(EXPLODED)
                    slots = None
                    raise ae.TrainingDiverged(done.diverged_at, block.rate)
                state, slots = done.state, done.state.slots
                self._record(done)
                seconds = max(BLOCK_SECONDS, BLOCK_LOOKS * done.watching)
                steps = int(np.clip(count * seconds / max(done.seconds, 1e-3), 1, 3 * steps))
                if self.step >= self._target:
                    self._wanted = False
        finally:
            if slots:
                self._since, self._slots = state.since, self.shelf.put(self.visitor, slots, told=False)
        if self._worker and self.pool.tidy(self._worker, compiled):
            self._worker = None

    def _take_up(self) -> State:
        """Where it goes on: the last snapshot, with the optimizer's averages as they were, if they are still there."""
        last, kept, self._slots = self.history.snapshots[-1], self._slots, None
        try:
            if kept:
                return State(last.model, last.step, self._since, kept.take())
        except Gone:
            pass  # they start anew, as after a rewind
        return State(last.model, last.step, last.step)

    def _record(self, done: Done) -> None:
        self.seconds += done.seconds
        self.history.add(Point(done.state.step, self.seconds, done.train, done.test), done.state.model)
