"""Who watches a run that is shown, and how often each of them may look. No Streamlit here.

Every look costs the server some milliseconds, whoever looks. So the more watch, the seldomer each of them looks, and
all together take no more than a part of a core.
"""

import math
import time
from collections.abc import Callable

LOOKS_A_SECOND = 40.0
"""Of all who watch a run together: with 5 to 10 ms each that is a third of a core."""

SOONEST = 1.0
"""Seconds between two looks of one of them while the run is at work."""

AT_REST = 4.0
"""The same while nothing changes: so long may it take until they see that it goes on."""

GONE = 40.0
"""Seconds without a look after which somebody does not watch any more: more than the longest pause of two hundred."""


class Audience:
    """Who looks at a run besides who holds it; each is known by a text."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._looked: dict[str, float] = {}

    def look(self, who: str) -> None:
        """Somebody looks."""
        now = self._clock()
        self._looked = {name: at for name, at in self._looked.items() if now - at <= GONE} | {who: now}

    @property
    def count(self) -> int:
        """How many watch."""
        now = self._clock()
        return sum(now - at <= GONE for at in list(self._looked.values()))

    def pause(self, at_rest: bool) -> float:
        """Seconds between two looks of each of them: doubled, and doubled again, as more come."""
        least = AT_REST if at_rest else SOONEST
        wanted = self.count / LOOKS_A_SECOND
        return least * 2.0 ** math.ceil(math.log2(max(wanted / least, 1.0)))
