"""What tests of several folders share: a Dask cluster of two worker processes, as anybody starts one."""

import json
import os
import subprocess
import sys

import psutil
import pytest


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """The address of a scheduler behind which two workers are."""
    where = tmp_path_factory.mktemp("cluster")
    told = where / "scheduler.json"
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
    worker = ["worker", "--scheduler-file", str(told), "--nthreads", "1", "--nworkers", "1", "--no-dashboard"]
    started = []
    for arguments in (scheduler, worker, worker):
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments],
                cwd=where,
                env={**os.environ, "PYTHONPATH": os.getcwd(), "TF_CPP_MIN_LOG_LEVEL": "3"},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        while not told.exists():
            assert started[0].poll() is None
    yield json.loads(told.read_text())["address"]
    for process in reversed(started):
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
        process.kill()
        process.wait()
