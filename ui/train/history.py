"""What a run leaves behind: the points of its curves, and snapshots of its model to go back to. No Streamlit here.

Both are bounded and thinned as the run grows. Points thin evenly; snapshots stay dense where a model changes fastest,
at the start, and the last one is always kept. Models lie on the shelf, which bounds those of all visitors.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

import autoencoders as ae

from ..stored.curves import MOST_POINTS, Point
from ..stored.shelf import Kept

MOST_SNAPSHOTS = 40
"""Places to go back to."""

MOST_BYTES = 64 * 2**20
"""Bytes of all snapshots of a run: 20 of a VAE."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The model as it was after so many steps, and its point on the curves: thinning may take that from the curves."""

    point: Point
    kept: Kept[ae.Model]

    @property
    def step(self) -> int:
        return self.point.step

    @property
    def model(self) -> ae.Model:
        return self.kept.take()


@dataclass
class History:
    """The points and snapshots of one run, in order. Another thread may read the lists while this one replaces them.

    `keep` puts a model on the shelf.
    """

    keep: Callable[[ae.Model], Kept[ae.Model]]
    points: list[Point] = field(default_factory=list)
    all_snapshots: list[Snapshot] = field(default_factory=list)

    @property
    def snapshots(self) -> list[Snapshot]:
        """Those that did not have to make room for others, and the last in any case."""
        return [s for s in self.all_snapshots[:-1] if not s.kept.gone] + self.all_snapshots[-1:]

    def add(self, point: Point, model: ae.Model) -> None:
        """One more point and the model there; what is too much is thinned out."""
        points = [*self.points, point]
        if len(points) > MOST_POINTS:
            points = [points[0], *points[1:-1:2], points[-1]]
        self.points = points
        self.all_snapshots = thinned([*self.snapshots, Snapshot(point, self.keep(model))])

    def cut(self, step: int) -> None:
        """Forget what came after this step, where something up to it is still there."""
        kept = [snapshot for snapshot in self.snapshots if snapshot.step <= step]
        if kept:
            self.points = [point for point in self.points if point.step <= step]
            self.all_snapshots = kept

    def keep_good(self, times: float) -> Snapshot:
        """Forget the snapshots behind the last whose loss is under so many times the first one's, and give that one.

        A loss that has exploded is still a number for a while; the curve keeps it, to be seen.
        """
        limit = times * sum(self.points[0].test.values())
        snapshots = self.snapshots
        good = next((s for s in reversed(snapshots) if sum(s.point.test.values()) < limit), snapshots[0])
        self.all_snapshots = [snapshot for snapshot in self.snapshots if snapshot.step <= good.step]
        return good


def thinned(snapshots: list[Snapshot]) -> list[Snapshot]:
    """As many as may be kept: the first and the last, and of the rest those that lie evenly on a scale of log(steps)."""
    while len(snapshots) > 2 and (len(snapshots) > MOST_SNAPSHOTS or sum(s.kept.bytes for s in snapshots) > MOST_BYTES):
        places = np.log([snapshot.step + 100 for snapshot in snapshots])
        crowded = 1 + int(np.argmin(places[2:] - places[:-2]))
        snapshots = snapshots[:crowded] + snapshots[crowded + 1 :]
    return snapshots
