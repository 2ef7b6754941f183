"""Visitors' digits are computed one after another, and each sooner for it. No Streamlit here.

NumPy gives the interpreter away at every operation, so twenty visitors at once would pass it on after each of some
thousand: half of the server's time.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 2.0
"""Seconds that a digit waits at most while others are computed: each takes 10 ms, with a new model of one's own seconds."""

_one = threading.Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Wait until nobody else computes. It is no lock that all need: who has waited for `PATIENCE` goes on all the same."""
    mine = _one.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if mine:
            _one.release()
