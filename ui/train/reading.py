"""An upload that is read beside the page: whatever the visitor touches meanwhile, it goes on. No Streamlit here."""

import logging
import threading
import time

from autoencoders.digits.own_set import UploadedSet, UploadError, read_upload

MOST_READERS = 1
"""Uploads that are read at a time on this server: the largest takes a minute of one core, and pages need theirs."""

PATIENCE = 150.0
"""Seconds without a look after which nobody waits any more: a browser wakes a tab in the background once a minute."""

LOOK = 1.0
"""Seconds between two looks of a reading in line at whether anybody still waits for it."""

NOBODY_WAITED = "Your data were not read to the end, since the page was closed meanwhile. Give the file once more."
NOT_READ = (
    "This file could not be read, for a reason that lies here and not with you. Give it once more, or another one."
)

_readers = threading.BoundedSemaphore(MOST_READERS)


class Reading:
    """A file on its way to a data set, in a thread of its own.

    `share` of it is read, in [0, 1]. Once it is done, there is a `result` or, in a sentence, a `fault`.
    """

    def __init__(self, data: bytes) -> None:
        self.share = 0.0
        self.in_line = True
        self.result: UploadedSet | None = None
        self.fault = ""
        self._seen = time.monotonic()
        self._stopped = False
        self._thread = threading.Thread(target=self._work, args=(data,), name="read an upload", daemon=True)
        self._thread.start()

    def look(self) -> bool:
        """Whether it is done. Who asks waits for it: without a look for a while it is given up."""
        self._seen = time.monotonic()
        return not self._thread.is_alive()

    def wait(self, seconds: float) -> bool:
        """Wait for it to be done, at most so long; whether it is."""
        self._thread.join(seconds)
        return self.look()

    def stop(self) -> None:
        """Nobody wants it any more; its thread ends at the next picture."""
        self._stopped = True

    def _work(self, data: bytes) -> None:
        try:
            while not _readers.acquire(timeout=LOOK):
                self._go_on()
            try:
                self.in_line = False
                self.result = read_upload(data, self._progress)
            finally:
                _readers.release()
        except UploadError as fault:
            self.fault = NOBODY_WAITED if self._is_over() else str(fault)
        except Exception:
            logging.getLogger(__name__).exception("an upload could not be read")
            self.fault = NOT_READ

    def _progress(self, share: float) -> None:
        self.share = share
        self._go_on()

    def _go_on(self) -> None:
        if self._is_over():
            raise UploadError(NOBODY_WAITED)

    def _is_over(self) -> bool:
        return self._stopped or time.monotonic() - self._seen > PATIENCE
