"""What is begun once a server, beside the first page: models are loaded, MNIST is fetched, workers are started.

A server that has loaded its models is as large as it gets; what is there by then is kept from the garbage collector.
"""

import gc
import threading
from collections.abc import Callable
from contextlib import suppress

from streamlit import runtime
from threadpoolctl import threadpool_limits

import autoencoders as ae
from autoencoders.workers.pool import PoolLost

from . import cached, computed
from .crowd import server, uploads

_begun: set[str] = set()
_lock = threading.Lock()


def warm() -> None:
    """Load all models, and fetch MNIST if it is not here yet."""
    _once("warm", _warm)


def start_workers() -> None:
    """Start or find the workers that train, so that a first run need not wait for them."""
    _once("start workers", _start_workers)


def _once(name: str, work: Callable[[], None]) -> None:
    with _lock:
        if name not in _begun:
            _begun.add(name)
            threading.Thread(target=work, name=name, daemon=True).start()


def _start_workers() -> None:
    with suppress(PoolLost):  # a run that needs them will say so
        server.pool().start()


def _warm() -> None:
    if runtime.exists():
        uploads.bound(runtime.get_instance().uploaded_file_mgr)
    for row in ae.VARIANTS:
        with suppress(ae.WeightsError):  # the page that needs it says so
            cached.model(row.name)
    # A visitor's digit is too little work for two threads; they would only wait for each other, at full speed.
    threadpool_limits(1)
    # What is there by now stays for ever: the collector need not walk through it again and again.
    gc.collect()
    gc.freeze()
    if cached.dataset().name != "mnist":
        with suppress(ae.DatasetError):  # the pages go on with synthetic digits, and say so
            ae.load_dataset("mnist")
            _mnist_has_come()


def _mnist_has_come() -> None:
    """What was made of the synthetic digits is made anew, of MNIST."""
    for made in (cached.dataset, computed.gaussian, computed.recognised, computed.ends):
        made.clear()  # all else is kept under the name of its set
