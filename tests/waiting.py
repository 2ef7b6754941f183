"""Waiting for what threads, processes and pages do: as long as a busy machine needs. How fast something is, no wait tells."""

import time
from collections.abc import Callable
from typing import Any

MOST_SECONDS = 120
"""After so long it never comes."""


def until(true: Callable[[], Any], meanwhile: Callable[[], Any] = lambda: None) -> None:
    """Wait until this is true, and do `meanwhile` between two looks."""
    end = time.monotonic() + MOST_SECONDS
    while not true():
        assert time.monotonic() < end, f"not true within {MOST_SECONDS} s"
        meanwhile()
        time.sleep(0.02)
