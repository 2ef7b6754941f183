"""Who trains now and who waits: a seat for each worker, and a line for the visitors who find none. No Streamlit here.

Nobody waits in a thread: whoever leaves a seat gives it to the first in line. A place in line is kept for a while though
nobody looks, since a tab in the background looks once a minute only; it is passed over until the next look.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

TURN = 8.0
"""Seconds after which a job at work goes to the end of the line, where there is one: a change of turns costs nothing."""

LATE = 10.0
"""Seconds without a look after which somebody in line is passed over."""

GONE = 150.0
"""Seconds without a look after which a place in line is given up: two looks of a tab in the background and a half."""


class Sitter(Protocol):
    """Who takes a seat: `visitor` tells whose it is, `begin` is called as soon as there is one."""

    visitor: str

    def begin(self) -> None: ...


@dataclass
class Place:
    """A place in line, and when somebody last looked."""

    job: Sitter
    looked: float


class Seats:
    """Seats for as many jobs as `count()` says, and a line: first come, first served, a visitor's second job after others'."""

    def __init__(self, count: Callable[[], int], clock: Callable[[], float] = time.monotonic) -> None:
        self._count, self._clock = count, clock
        self._line: list[Place] = []
        self._at_work: dict[Sitter, float] = {}
        self._lock = threading.RLock()

    def ask(self, job: Sitter) -> None:
        """Take a seat, or stand in line for one; who stands there already only says that somebody still looks."""
        with self._lock:
            if job not in self._at_work:
                for place in self._line:
                    if place.job is job:
                        place.looked = self._clock()
                        break
                else:
                    self._line.append(Place(job, self._clock()))
            self._fill()

    def give_up(self, job: Sitter) -> None:
        """Leave the line."""
        with self._lock:
            self._line = [place for place in self._line if place.job is not job]

    def leave(self, job: Sitter) -> None:
        """Give the seat back. Other jobs of the same visitor go to the end of the line."""
        with self._lock:
            if self._at_work.pop(job, None) is not None:
                self._line.sort(key=lambda place: place.job.visitor == job.visitor)
            self._fill()

    def place(self, job: Sitter) -> int:
        """The place in line, from 1; 0 for who isn't in it."""
        with self._lock:
            return next((number for number, place in enumerate(self._order(), 1) if place.job is job), 0)

    def wait(self, job: Sitter) -> float:
        """Seconds until this job has a seat at most, as long as nobody takes longer than a turn; 0 for who isn't in line."""
        with self._lock:
            if not (place := self.place(job)):
                return 0.0
            now, seats = self._clock(), max(self._count(), 1)
            left = sorted(max(TURN - (now - began), 0.0) for began in self._at_work.values())[:seats]
            rounds, seat = divmod(place - 1, seats)
            return (left[seat] if seat < len(left) else 0.0) + rounds * TURN

    @property
    def crowded(self) -> bool:
        """Whether somebody waits who would come if called."""
        with self._lock:
            return any(self._clock() - place.looked <= LATE for place in self._line)

    def _order(self) -> list[Place]:
        """The line as it is served: of a visitor with several jobs, each waits for one more round of the others."""
        jobs = Counter(job.visitor for job in self._at_work)
        rounds = []
        for number, place in enumerate(self._line):
            rounds.append((jobs[place.job.visitor], number, place))
            jobs[place.job.visitor] += 1
        return [place for *_, place in sorted(rounds, key=lambda entry: entry[:2])]

    def _fill(self) -> None:
        now = self._clock()
        self._line = [place for place in self._line if now - place.looked <= GONE]
        for place in self._order():
            if len(self._at_work) >= self._count():
                return
            if now - place.looked <= LATE:
                self._line.remove(place)
                self._at_work[place.job] = now
                place.job.begin()
