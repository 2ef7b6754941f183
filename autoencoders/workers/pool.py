"""The workers that train, as a server sees them: start or find them, send them a block, take back what they made of it.

Without an address the pool starts workers on this machine, one for every two cores, the first time that somebody needs
them; with one, those of that Dask scheduler are used. No TensorFlow here: only the workers import it.
"""

import logging
import threading
import time
import weakref
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import Any, TypeVar

import dask
from dask.system import CPU_COUNT
from distributed import Client, Future, WorkerPlugin, get_worker
from distributed.client import FutureCancelledError
from distributed.scheduler import KilledWorker

from ..export import keras_file
from ..models import Model
from .block import Block, Done, Material, advance
from .processes import START_SECONDS, Processes

CORES_A_WORKER = 2
"""Cores of a worker whose visitor waits for it: a block is done sooner on two, though two blocks on one each take less in all."""

MOST_COMPILED = 24
"""Compiled loops after which a worker is started anew, once its seat is free: TensorFlow keeps 10 to 40 MB for each."""

TRIES = 3
"""How often a block is sent again whose worker was lost together with the images."""

CONNECT_SECONDS = 10
"""How long a scheduler may take to answer, of this machine or of another."""

LOOK_SECONDS = 0.1
"""How often it is looked for a worker that is to come."""

MOST_MATERIALS = 6
"""Data sets that workers keep, the last used ones: at most 50 MB each."""

SEATS_SECONDS = 2.0
"""How long the number of a cluster's workers is taken as known."""

LOST = (KilledWorker, FutureCancelledError, OSError, TimeoutError)
"""What Dask says of a worker, or of the images on it, that is gone."""


# Its own words on a lost connection are tracebacks; the pool says in a line what was lost. And a state may be large.
logging.getLogger("distributed").setLevel(logging.CRITICAL)
dask.config.set({"distributed.admin.large-graph-warning-threshold": "100MB"})


Given = TypeVar("Given")
Result = TypeVar("Result")


class PoolLost(RuntimeError):
    """No worker can be had. The message says why, and what to do."""


def _done(work: Callable[[Given, Material], Result], given: Given, material: Material) -> tuple[str, Result]:
    return get_worker().address, work(given, material)


class Warm(WorkerPlugin):
    """Imports TensorFlow as soon as a worker is there, so that no first run waits for it; and stands back for pages."""

    name = "warm"

    def setup(self, worker: Any) -> None:
        threading.Thread(target=_import_tensorflow, name="warm TensorFlow", daemon=True).start()


def _import_tensorflow() -> None:
    from ..backend import namespace, tensorflow

    one = tensorflow().ones((1, 1))
    namespace(one).matmul(one, one)


class Pool:
    """Workers, each of which does one thing at a time, on this machine with so many cores. Threads may share it."""

    def __init__(self, address: str | None = None, cores_a_worker: int = CORES_A_WORKER) -> None:
        self.address = address
        self.cores_a_worker = cores_a_worker
        self._lock = threading.RLock()  # what is dropped may be garbage that is collected while it is held
        self._client: Client | None = None
        self._processes: Processes | None = None
        self._sent: dict[int, Future] = {}
        self._closed = False
        self._counted = 0.0, 1

    @cached_property
    def seats_here(self) -> int:
        """How many workers this machine has room for: at least one. A container's share of the cores counts."""
        return max(1, int(CPU_COUNT) // self.cores_a_worker)

    @property
    def seats(self) -> int:
        """How many workers there are; as long as nobody has started them, how many there will be, and at least one."""
        if self.address is None:
            return self.seats_here
        if (client := self._client) is not None and time.monotonic() - self._counted[0] > SEATS_SECONDS:
            with suppress(*LOST):  # who asks for a block will be told
                self._counted = time.monotonic(), max(1, len(client.nthreads()))
        return self._counted[1]

    def start(self) -> None:
        """Start or find the workers, if that has not been done or they were lost; a `PoolLost` where it can't be done."""
        self._connected()

    def advance(self, block: Block, material: Material, near: str | None = None) -> tuple[str, Done]:
        """Do a block, as `call` does."""
        return self.call(advance, block, material, near)

    def call(
        self,
        work: Callable[[Given, Material], Result],
        given: Given,
        material: Material,
        near: str | None = None,
    ) -> tuple[str, Result]:
        """`work(given, material)` on the worker `near`, or on any other; gives the address of the one that did it, too.

        It waits for the worker. One that dies is replaced by the next; a `PoolLost` where there is none.
        """
        for attempt in range(TRIES):
            try:
                return self._tried(self._connected(), work, given, material, near)
            except LOST as fault:
                if self._closed:
                    raise PoolLost("The workers were sent away.") from fault
                logging.getLogger(__name__).warning("a worker was lost: %s", type(fault).__name__)
                if attempt == TRIES - 1:
                    raise PoolLost(
                        "The workers that train were lost three times in a row, perhaps for want of memory: try again, or "
                        "choose a smaller batch or model."
                    ) from fault
                near = None
                self._forget(id(material))
        raise AssertionError("no try was made")

    def _tried(
        self,
        client: Client,
        work: Callable[[Given, Material], Result],
        given: Given,
        material: Material,
        near: str | None,
    ) -> tuple[str, Result]:
        images = self._sent_to_one(client, lambda: self._at_workers(client, material))
        chosen = {"workers": [near], "allow_other_workers": True} if near else {}
        future = client.submit(_done, work, given, images, pure=False, **chosen)
        try:
            worker, result = future.result()
            return worker, result
        finally:
            future.release()

    def workers(self) -> list[str]:
        """The addresses of the workers that there are now."""
        return sorted(self._connected().nthreads())

    def tidy(self, worker: str, compiled: int) -> bool:
        """Start this worker anew if it has compiled too many loops; whether it did. For who leaves a seat."""
        if compiled <= MOST_COMPILED or (client := self._client) is None:
            return False
        client.restart_workers([worker], raise_for_error=False)
        return True

    def keras_file(self, model: Model) -> bytes:
        """The `.keras` file of a model, which a worker makes: it needs Keras. A `PoolLost` where there is none."""
        try:
            client = self._connected()
            sent = self._sent_to_one(client, lambda: client.scatter(model, hash=False, timeout=LOOK_SECONDS))
            made: bytes = client.submit(keras_file, sent, pure=False).result()
        except LOST as fault:
            raise PoolLost("The worker that made the file was lost: try again in a moment.") from fault
        return made

    def close(self) -> None:
        """End the workers that were started here. Nothing can be asked of the pool any more."""
        self._closed = True  # a thread that still waits for a worker must not start others
        with self._lock:
            self._disconnect()

    def _connected(self) -> Client:
        with self._lock:
            if self._client is not None and self._client.status == "running" and self._alive:
                return self._client
            self._disconnect()
            if self._closed:
                raise PoolLost("The workers were sent away: start again.")
            try:
                if self.address is None:
                    self._processes = Processes(self.seats_here, self.cores_a_worker)
                address = self._processes.address if self._processes else self.address
                self._client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False, direct_to_workers=True)
                self._client.register_plugin(Warm())
            except (OSError, TimeoutError, ValueError) as fault:
                self._disconnect()
                raise self._nobody() from fault
            return self._client

    def _nobody(self) -> PoolLost:
        where = f"at {self.address}" if self.address else "on this machine"
        return PoolLost(f"No workers to train could be had {where}: try again in a moment.")

    def _sent_to_one(self, client: Client, send: Callable[[], Future]) -> Future:
        """What `send` gives as soon as there is a worker: where the last one was lost, the next may still be on its way."""
        end = time.monotonic() + (CONNECT_SECONDS if self.address else START_SECONDS)
        while True:
            # Not by `wait_for_workers`, which ends in an error of its own where the client is closed meanwhile.
            with self._lock:
                if client is not self._client:
                    raise OSError("the connection was given up meanwhile")
                with suppress(TimeoutError):  # there is nobody to send it to
                    return send()
            if time.monotonic() > end:
                raise self._nobody()
            time.sleep(LOOK_SECONDS)

    @property
    def _alive(self) -> bool:
        return self._processes is None or self._processes.alive

    def _disconnect(self) -> None:
        self._sent.clear()
        if self._client is not None:
            self._client.close(timeout=1)
            self._client = None
        if self._processes is not None:
            self._processes.end()
            self._processes = None

    def _at_workers(self, client: Client, material: Material) -> Future:
        """The material at the workers: sent to all of them when it is first needed. Under the lock."""
        future = self._sent.pop(id(material), None)
        if future is None or future.status != "finished":
            future = client.scatter(material, broadcast=True, hash=False, timeout=LOOK_SECONDS)
            # A visitor's own pictures are nobody's any more once the visitor has left, here and at the workers.
            weakref.finalize(material, self._forget, id(material)).atexit = False
        self._sent[id(material)] = future
        while len(self._sent) > MOST_MATERIALS:
            self._sent.pop(next(iter(self._sent)))
        return future

    def _forget(self, number: int) -> None:
        with self._lock:
            self._sent.pop(number, None)
