"""Memory that visitors' data sets take together: a training needs the whole set at hand, so that they can't lie on disk.

No Streamlit here.
"""

import threading
import weakref
from collections import Counter

MOST_BYTES = 2**30
"""Bytes of all visitors' sets: eighteen of the largest, or a set of 300 pictures for each of four thousand."""

MOST_OF_ONE = 120 * 2**20
"""Bytes of one visitor's: two of the largest, since the one before is still at hand while a run on it is."""


class Full(Exception):
    """There is no room; the message says what can be done."""


class Room:
    """What things take, each for as long as somebody has it."""

    def __init__(self, most: int = MOST_BYTES, most_of_one: int = MOST_OF_ONE) -> None:
        self.most, self.most_of_one = most, most_of_one
        self._bytes: Counter[str] = Counter()
        self._lock = threading.RLock()  # what is given back may be garbage that is collected in the midst of taking

    @property
    def bytes(self) -> int:
        """Bytes of all that is here."""
        return self._bytes.total()

    def take(self, owner: str, thing: object, size: int) -> None:
        """Let this thing of `size` bytes in; `Full` where there is no room for it."""
        with self._lock:
            if self._bytes[owner] + size > self.most_of_one:
                raise Full(
                    "You have other data sets here that are still in use: reload the page, or give a smaller one."
                )
            if self.bytes + size > self.most:
                raise Full(
                    "This server has no room for another data set, since visitors hold as much as there is memory for. Give a "
                    "smaller one, or try again in a while."
                )
            self._bytes[owner] += size
        weakref.finalize(thing, self._give_back, owner, size).atexit = False

    def _give_back(self, owner: str, size: int) -> None:
        with self._lock:
            self._bytes[owner] -= size
            if not self._bytes[owner]:
                del self._bytes[owner]
