"""The processes on this machine that train, as who started them has them: cluster.py in one, and its workers.

They end when their standard input is closed, which also happens where who started them is killed.
"""

import os
import subprocess
import sys
import threading
from pathlib import Path

START_SECONDS = 60
"""How long processes on this machine may take to start: two seconds, and many times that on a machine at its limit."""

END_SECONDS = 10
"""How long they may take to end by themselves."""


class Processes:
    """A scheduler and so many workers, each with so many cores; an `OSError` where they don't start."""

    def __init__(self, workers: int, cores: int) -> None:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"{__package__}.cluster", str(workers)],
            cwd=Path(__file__).parents[2],
            env=environment | {"TF_NUM_INTRAOP_THREADS": str(cores), "TF_CPP_MIN_LOG_LEVEL": "3"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # TensorFlow's greetings; what fails comes back as an exception
            text=True,
        )
        self.pid = self._process.pid
        self.address = self._told()
        """Where the scheduler is."""
        if not self.address:
            self.end()
            raise OSError("the processes ended before they said where they are")

    def _told(self) -> str:
        assert self._process.stdout is not None
        timer = threading.Timer(START_SECONDS, self._process.kill)
        timer.start()
        try:
            return self._process.stdout.readline().strip()
        finally:
            timer.cancel()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()  # which is what the processes end by
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
