"""Something long that is done beside the page: whatever the visitor touches meanwhile, it goes on. No Streamlit here.

Errands of one kind stand in one line, so that all visitors together take one core for them; and one that nobody looks at
any more ends by itself.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

PATIENCE = 150.0
"""Seconds without a look after which nobody waits any more: a browser wakes a tab in the background once a minute."""

LOOK = 1.0
"""Seconds between two looks of an errand in line at whether anybody still waits for it."""

T = TypeVar("T")


class _LeftError(Exception):
    """Nobody waits any more."""


@dataclass(frozen=True, eq=False)
class Kind:
    """What errands of a kind share: the sentences for one that was `left` and one that `failed`, and the line.

    Exceptions that are `told` bring a sentence of their own; all others go to the log.
    """

    left: str
    failed: str
    told: tuple[type[Exception], ...]
    line: threading.Lock


class Errand(Generic[T]):
    """`do` in a thread of its own; it tells the share that is done, in [0, 1], to the function that it is given.

    Once it is over, there is a `result` or, in a sentence, a `fault`.
    """

    def __init__(self, do: Callable[[Callable[[float], None]], T], kind: Kind) -> None:
        self.share = 0.0
        self.in_line = True
        self.result: T | None = None
        self.fault = ""
        self._kind = kind
        self._seen = time.monotonic()
        self._stopped = False
        self._thread = threading.Thread(target=self._work, args=(do,), name="errand", daemon=True)
        self._thread.start()

    def look(self) -> bool:
        """Whether it is over. Who asks waits for it: without a look for a while it is given up."""
        self._seen = time.monotonic()
        return not self._thread.is_alive()

    def wait(self, seconds: float) -> bool:
        """Wait for it to be over, at most so long; whether it is."""
        self._thread.join(seconds)
        return self.look()

    def stop(self) -> None:
        """Nobody wants it any more; its thread ends at the next word of its progress."""
        self._stopped = True

    def _work(self, do: Callable[[Callable[[float], None]], T]) -> None:
        try:
            while not self._kind.line.acquire(timeout=LOOK):
                self._go_on()
            try:
                self.in_line = False
                self.result = do(self._progress)
            finally:
                self._kind.line.release()
        except Exception as fault:
            if self._is_left():
                self.fault = self._kind.left
            elif isinstance(fault, self._kind.told):
                self.fault = str(fault)
            else:
                logging.getLogger(__name__).exception("an errand failed")
                self.fault = self._kind.failed

    def _progress(self, share: float) -> None:
        self.share = share
        self._go_on()

    def _go_on(self) -> None:
        if self._is_left():
            raise _LeftError

    def _is_left(self) -> bool:
        return self._stopped or time.monotonic() - self._seen > PATIENCE
