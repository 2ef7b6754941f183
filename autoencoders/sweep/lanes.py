"""Lanes and their queue: which training comes next on which worker, so that trainings of one compiled loop stay together.

A lane goes on with the loop that its worker has compiled; where none of that is left, it takes the loop with the most work for
each lane that is at it. So the costliest loops are begun first, and the last ones are shared.
"""

import threading
from dataclasses import dataclass
from typing import Any

from .training import Training


@dataclass(eq=False)
class Lane:
    """A worker that is kept busy: its address, or None for any, and the loop that it has compiled."""

    worker: str | None
    loop: Any = None


class Queue:
    """The trainings that wait, by their loops. Threads may share it."""

    def __init__(self, trainings: list[Training]) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[Any, list[Training]] = {}
        self._lanes_at: dict[Any, int] = {}
        for training in trainings:
            self._waiting.setdefault(training.loop, []).append(training)

    @property
    def left(self) -> bool:
        """Whether something still waits."""
        return bool(self._waiting)

    def next(self, lane: Lane) -> Training | None:
        """The next training for this lane, or None where nothing is left."""
        with self._lock:
            if lane.loop not in self._waiting:
                if lane.loop is not None:
                    self._lanes_at[lane.loop] -= 1
                lane.loop = max(self._waiting, key=self._worth, default=None)
                if lane.loop is None:
                    return None
                self._lanes_at[lane.loop] = self._lanes_at.get(lane.loop, 0) + 1
            same = self._waiting[lane.loop]
            training = same.pop(0)
            if not same:
                del self._waiting[lane.loop]
            return training

    def _worth(self, loop: Any) -> float:
        return sum(training.work for training in self._waiting[loop]) / (1 + self._lanes_at.get(loop, 0))
