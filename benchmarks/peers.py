"""What is compared: three systems, and for each way to train them a worker process that takes so many steps on demand.

Every way has a process of its own, because libraries disturb each other's threads; the others sleep meanwhile.
"""

import importlib
import multiprocessing
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

BATCH = 64
SYSTEMS = {"mlp-10": "adadelta", "conv-10": "adadelta", "vae-10": "adam"}
"""System -> the report's optimizer; Adadelta at rate 1, Adam at 0.001."""

Steps = Callable[[int], object]
"""Takes so many steps and comes back when they are done."""


@dataclass(frozen=True)
class Peer:
    """A way to train: its name in the table, the module that has it, and what the module calls it."""

    name: str
    module: str
    mode: str
    needs: str = ""


PEERS = (
    Peer("(a) Keras, train_on_batch loop", "keras_peer", "train_on_batch"),
    Peer("(b) Keras fit", "keras_peer", "fit"),
    Peer("(b) Keras fit, steps_per_execution=100", "keras_peer", "executions"),
    Peer("(b) Keras fit, steps_per_execution=100, XLA", "keras_peer", "xla"),
    Peer("(c) PyTorch eager", "torch_peer", "eager", "torch"),
    Peer("(c) PyTorch, torch.compile", "torch_peer", "compiled", "torch"),
    Peer("(d) JAX, jitted scan", "jax_peer", "scan", "jax"),
    Peer("(e) our Trainer", "our_peer", "trainer"),
)


class Worker:
    """A process that holds one peer at one system."""

    def __init__(self, peer: Peer, system: str, images: np.ndarray) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, peer.module, peer.mode, system, images), daemon=True
        )
        self._process.start()

    def steps(self, count: int) -> float:
        """Take so many steps; gives the seconds they took."""
        self._pipe.send(count)
        answer: float | str = self._pipe.recv()
        if isinstance(answer, str):
            raise RuntimeError(answer)
        return answer

    def stop(self) -> None:
        """End the process."""
        self._pipe.close()
        self._process.join(5)
        self._process.kill()


def _serve(pipe: Connection, module: str, mode: str, system: str, images: np.ndarray) -> None:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    steps: Any = None
    while True:
        try:
            count = pipe.recv()
        except EOFError:
            return
        try:
            steps = steps or importlib.import_module(f"benchmarks.{module}").runner(system, mode, images)
            began = time.perf_counter()
            steps(count)
            pipe.send(time.perf_counter() - began)
        except Exception as fault:
            pipe.send(f"{type(fault).__name__}: {str(fault)[:300]}")
