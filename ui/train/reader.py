"""How many of a run's test digits the judge names rightly from its copies, at each step that is kept. No Streamlit here."""

from weakref import WeakKeyDictionary

from autoencoders.scores.judge import Judge

from .history import Snapshot
from .job import Job

OF_DIGITS = ("mnist", "synthetic")
"""Data sets whose pictures are read as digits: of a shoe, or of a visitor's own picture, a digit would say nothing."""

DIGITS = 50
"""Test digits that are read: enough to tell a half of them from a third, and 20 ms a snapshot."""


class Reader:
    """Looks at each snapshot of a run once, and remembers what it read while the snapshot is there."""

    def __init__(self) -> None:
        self._read: WeakKeyDictionary[Snapshot, int] = WeakKeyDictionary()

    def right(self, job: Job, snapshot: Snapshot, judge: Judge) -> int:
        """Of the first `DIGITS` test digits, how many copies the judge gives most to the class that the digit has."""
        if snapshot not in self._read:
            copies = snapshot.model.reconstruct(job.probe.given(job.sigma)[:DIGITS])
            named = judge.look(copies)[1].argmax(axis=1)
            self._read[snapshot] = int((named == job.probe.labels[:DIGITS]).sum())
        return self._read[snapshot]

    def first(self, job: Job, judge: Judge) -> tuple[Snapshot, Snapshot | None]:
        """The first snapshot at which half of them are named rightly, after the one before it; None where there is none yet."""
        snapshots = job.history.snapshots
        before = snapshots[0]
        for snapshot in snapshots:
            if 2 * self.right(job, snapshot, judge) >= count(job):
                return before, snapshot
            before = snapshot
        return before, None


def count(job: Job) -> int:
    """How many test digits are read of this run."""
    return min(DIGITS, len(job.probe.labels))
