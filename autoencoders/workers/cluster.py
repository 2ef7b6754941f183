"""Workers on this machine: `python -m autoencoders.workers.cluster 2` starts a scheduler and two, and says where.

It is a process of its own, so that no server becomes heavier for it, and so that the workers, which import the main
module of the process that starts them, import this small one. It ends with whoever started it: when its standard input
is closed. All of it runs at a lower priority than the pages.
"""

import os
import sys

NICE = 10
"""By how much the workers stand back: a page gets nine times as much of a core as a training does."""

MEMORY = "2GiB"
"""Of a worker, above which it is started anew: TensorFlow needs 0.6 GB, a data set 0.05, a compiled loop 0.01 to 0.04."""

QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.scheduler.allowed-failures": 3,
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": 2**28,
    "distributed.nanny.pre-spawn-environ.MALLOC_MMAP_THRESHOLD_": 2**26,
}
"""Settings of Dask: no profiling hundred times a second, so that nothing is spent at rest. And it would have each worker give
memory back at once, so that every array of NumPy's is new pages: scoring a model took twice the time. Here up to 256 MB wait for
the next."""


def main(seats: int) -> None:
    """Run until the standard input ends."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import dask
    from distributed import LocalCluster

    dask.config.set(QUIET)
    with LocalCluster(
        n_workers=seats, threads_per_worker=1, memory_limit=MEMORY, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]))
