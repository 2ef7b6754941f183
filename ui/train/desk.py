"""One visitor's runs: the one at work, and the curves of those before it. No Streamlit here."""

from collections import deque

from ..crowd.audience import Audience
from ..stored.curves import Ghost
from .choices import Choices
from .job import Job
from .reader import Reader

MOST_GHOSTS = 3
"""Curves of earlier runs that are kept: more of them can't be told apart in grey."""


class Desk:
    """One visitor's runs: the one at work, and the curves of up to three before it.

    For others who watch: the `audience` they are, the `choices` and the page's `query` with which the run was made, and the
    `session` of its holder's page. For questions: the `reader` of the copies.
    """

    def __init__(self) -> None:
        self.audience = Audience()
        self.choices: Choices | None = None
        self.query: dict[str, list[str]] = {}
        self.session = ""
        self.job: Job | None = None
        self.label = ""
        self.setup: object = None
        self.reader = Reader()
        self.ghosts: deque[Ghost] = deque(maxlen=MOST_GHOSTS)

    def curves(self) -> list[Ghost]:
        """All curves of this visitor, that of the run at work last; a run that never began has none."""
        mine = [Ghost(self.label, self.job.history.points)] if self.job and self.job.step else []
        return [*self.ghosts, *mine]

    def put(self, job: Job, label: str, setup: object = None) -> None:
        """Lay a new run on the desk; the curve of the one before it stays as a ghost. `setup` is for who asks later."""
        if self.job:
            self.job.pause()
            if self.job.step:
                self.ghosts.append(Ghost(self.label, self.job.history.points))
        self.job, self.label, self.setup = job, label, setup
