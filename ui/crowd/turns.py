"""What visitors ask for is done one after another, and each sooner for it. No Streamlit here.

NumPy gives the interpreter away at every operation, and Streamlit at every message, so twenty visitors at once would pass it
on after each of some thousand: half of the server's time, and a hold-up of seconds would last for as long as people ask.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 3.0
"""Seconds that a page waits at most while others are made: each takes 20 ms, with a new model of one's own a second."""

_one = threading.Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Wait until nobody else has the turn. It is no lock that all need: who has waited for `PATIENCE` goes on all the same."""
    mine = _one.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if mine:
            _one.release()
