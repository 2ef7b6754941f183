"""What tests of several folders share: a Dask cluster of worker processes, as anybody starts one."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.waiting import until


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """The address of a scheduler behind which two workers are."""
    with cluster_of(2, tmp_path_factory.mktemp("cluster")) as address:
        yield address


@contextmanager
def cluster_of(workers: int, where: Path) -> Iterator[str]:
    """A scheduler and so many workers, which write into this folder: its address."""
    told = where / "scheduler.json"
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
    worker = ["worker", "--scheduler-file", str(told), "--nthreads", "1", "--nworkers", "1", "--no-dashboard"]
    started = []
    for arguments in (scheduler, *[worker] * workers):
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments],
                cwd=where,
                env={**os.environ, "PYTHONPATH": os.getcwd(), "TF_CPP_MIN_LOG_LEVEL": "3"},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        until(lambda: started[0].poll() is not None or (told.exists() and told.read_text().endswith("}")))
        assert started[0].poll() is None
    yield json.loads(told.read_text())["address"]
    for process in reversed(started):
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
        process.kill()
        process.wait()
