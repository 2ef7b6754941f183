"""How many trainings run at once on this server: a seat each, and a line for the visitors who wait. No Streamlit here."""

import os
import threading
from collections.abc import Callable

CORES_A_SEAT = 2
"""A block of steps keeps two cores busy, so more runs at once would only slow each other down."""

LOOK_SECONDS = 0.2
"""How often somebody in line looks whether he is still wanted."""


def seats_here() -> int:
    """How many seats this machine has room for: at least one."""
    return max(1, (os.cpu_count() or CORES_A_SEAT) // CORES_A_SEAT)


class Seats:
    """Seats for jobs at work at once. Who finds none waits in line, first come, first served."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._line: list[object] = []
        self._at_work: list[object] = []
        self._turn = threading.Condition()

    def enter(self, job: object, wanted: Callable[[], bool]) -> bool:
        """Wait for a seat; False where the job is no longer wanted before there is one."""
        with self._turn:
            self._line.append(job)
            try:
                while self._line[0] is not job or len(self._at_work) >= self.count:
                    if not wanted():
                        return False
                    self._turn.wait(LOOK_SECONDS)
                self._at_work.append(job)
                return True
            finally:
                self._line.remove(job)
                self._turn.notify_all()

    def leave(self, job: object) -> None:
        """Give the seat back."""
        with self._turn:
            self._at_work.remove(job)
            self._turn.notify_all()

    def place(self, job: object) -> int:
        """The place in line, from 1; 0 for who isn't in it."""
        with self._turn:
            return self._line.index(job) + 1 if job in self._line else 0

    @property
    def crowded(self) -> bool:
        """Whether somebody waits."""
        return bool(self._line)
