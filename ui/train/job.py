"""Training in the background: a job is one run of one visitor.

A job trains in a thread of its own while it is wanted: until it is paused, its steps are done, its loss is no number, or
nobody has looked at it for a while. A page that shows it calls `beat`; a closed tab calls nothing, and within seconds the
thread ends. Whoever comes back and looks finds it training again. No Streamlit here.
"""

import itertools
import logging
import threading
import time
from collections.abc import Callable

import numpy as np

import autoencoders as ae
from autoencoders.scores.probe import Probe

from ..seats import Seats
from .history import History, Point, Snapshot

PATIENCE = 5.0
"""Seconds without a look after which a job rests: with the compilation of a loop, which nothing can stop, under ten."""
TURN = 20.0
"""Seconds after which a job at work goes to the end of the line, where there is one."""
FIRST_BLOCK = 10
"""Steps of a run's first block: few, so that the first point is there at once."""
BLOCK_SECONDS = 0.4
"""How long a block takes about: a little less than the page needs to look again."""
EXPLODED = 10.0
"""Times the loss of the untrained model, above which a model is no good place to go on from, though it still has numbers."""
BLOCK_LOOKS = 3
"""A block takes at least so many times as long as scoring it, so that most of the time goes into training."""


class Job:
    """One run: a model in training, its curves and its snapshots.

    `images` are the training images, uint8 `(n, 28, 28, 1)`; `steps` is where the run ends. `rate`, `beta` and `sigma` may
    be set at any time. `number` tells it from every other job of this server.
    """

    _numbers = itertools.count()

    def __init__(
        self,
        model: ae.Model,
        images: np.ndarray,
        recipe: ae.Recipe,
        probe: Probe,
        seats: Seats,
        seed: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.number = next(self._numbers)
        self.recipe, self.probe, self.seats, self.seed = recipe, probe, seats, seed
        self.rate, self.sigma, self.steps = recipe.rate, recipe.noise, recipe.steps
        self.beta = model.beta if isinstance(model, ae.VAE) else 0.0
        self.history = History()
        self.history.add(Point(0, 0.0, {}, probe.losses(model, self.sigma)), model)
        self.seconds = 0.0
        self.trouble = ""
        self.diverged_at = 0
        self._images, self._clock = images, clock
        self._trainer: ae.Trainer | None = None
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
            return "training" if self._trainer else "preparing"
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
            self.trouble, self.diverged_at = "", 0
        self.beat()

    def pause(self) -> None:
        """Stop after the block at work."""
        self._wanted = False

    def beat(self) -> None:
        """Somebody is looking: a job that is wanted trains on."""
        with self._lock:
            self._looked = self._clock()
        self._start()

    def _start(self) -> None:
        with self._lock:
            if self._goes_on() and self._thread is None:
                self._thread = threading.Thread(target=self._work, name="training", daemon=True)
                self._thread.start()

    def rewind(self, snapshot: Snapshot) -> None:
        """Take up the run at this snapshot again; what came after it is forgotten. Only while it is not at work."""
        self.pause()
        self.wait()
        self.history.cut(snapshot.step)
        self.seconds = self.history.points[-1].seconds
        self.trouble, self.diverged_at = "", 0
        if self._trainer:
            self._trainer.rewind(snapshot.model, snapshot.step)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the thread has ended; whether it has."""
        if thread := self._thread:
            thread.join(seconds)
        return self._thread is None

    def _goes_on(self) -> bool:
        return self._wanted and self._clock() - self._looked < PATIENCE

    def _work(self) -> None:
        try:
            while self._goes_on() and self.seats.enter(self, self._goes_on):
                try:
                    self._train()
                finally:
                    self.seats.leave(self)
        except ae.TrainingDiverged as fault:
            self._wanted, self.trouble, self.diverged_at = False, str(fault), fault.step
        except Exception as fault:
            logging.getLogger(__name__).exception("a training failed")
            self._wanted, self.trouble = False, f"The training stopped: {type(fault).__name__}: {str(fault)[:200]}"
        finally:
            with self._lock:
                self._thread = None
        self._start()  # in case it was asked for again while this thread was on its way out

    def _train(self) -> None:
        """Block after block, each as long as a look at the page, until it is not wanted or others' turn has come."""
        trainer = self._trainer or self._made()
        if not self._goes_on():
            return  # nobody waited for the import of TensorFlow
        if self._trainer is None:
            trainer.compile()
            self._trainer = trainer
        block, began = FIRST_BLOCK, self._clock()
        while self._goes_on() and not (self.seats.crowded and self._clock() - began > TURN):
            trainer.rate, trainer.beta, trainer.sigma = self.rate, self.beta, self.sigma
            count = min(block, self._target - trainer.step)
            started = self._clock()
            try:
                progress = next(trainer.run(count))
                took = self._clock() - started
                self._record(trainer, progress, took)
            except ae.TrainingDiverged:
                good = self.history.keep_good(EXPLODED)
                trainer.rewind(good.model, good.step)
                raise
            looking = self._clock() - started - took
            block = int(np.clip(count * max(BLOCK_SECONDS, BLOCK_LOOKS * looking) / max(took, 1e-3), 1, 3 * block))
            if trainer.step >= self._target:
                self._wanted = False

    def _made(self) -> ae.Trainer:
        last = self.history.snapshots[-1]
        trainer = ae.Trainer(last.model, self._images, self.recipe, self.seed)
        trainer.rewind(last.model, last.step)
        return trainer

    def _record(self, trainer: ae.Trainer, progress: ae.Progress, took: float) -> None:
        model = trainer.model
        test = self.probe.losses(model, trainer.sigma)
        if not np.isfinite([*test.values(), *(array.sum() for array in model.parameters.values())]).all():
            raise ae.TrainingDiverged(progress.step, trainer.rate)
        self.seconds += took
        train = {name: float(values.mean()) for name, values in progress.losses.items()}
        self.history.add(Point(progress.step, self.seconds, train, test), model)
