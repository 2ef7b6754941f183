"""Steps a second at batch 64, ours beside the peers, and the time to the report's 4,000 steps with everything in it."""

import importlib.util
import time
from statistics import median

import numpy as np
from rich.console import Console
from rich.table import Table

import autoencoders as ae

from .our_peer import flops
from .peers import PEERS, SYSTEMS, Peer, Worker

ROUNDS = 9
SECONDS = 1.0
REPORT_STEPS = 4_000
STARTS = 3
TIMED = ("train_on_batch", "eager", "scan", "trainer")


def images() -> np.ndarray:
    """MNIST's training images, or the synthetic ones where it is not here: the pixels make no difference to the speed."""
    try:
        return ae.load_dataset("mnist", download=False).train_images
    except ae.DatasetError:
        return ae.load_dataset("synthetic").train_images


def present() -> list[Peer]:
    """The peers whose library is installed."""
    return [peer for peer in PEERS if not peer.needs or importlib.util.find_spec(peer.needs)]


def speeds(system: str, data: np.ndarray, console: Console) -> dict[str, float]:
    """Median steps a second of each peer: rounds in which everyone has a turn, so that a noisy moment hits all alike."""
    workers, counts = {}, {}
    for peer in present():
        worker = Worker(peer, system, data)
        try:
            worker.steps(200)  # imports, compiles, warms up
            counts[peer.name] = max(100, round(SECONDS / worker.steps(200) * 200 / 100) * 100)
        except RuntimeError as fault:
            console.print(f"{peer.name}, {system}: {fault}", style="yellow", markup=False)
            worker.stop()
        else:
            workers[peer.name] = worker
    rates: dict[str, list[float]] = {name: [] for name in workers}
    for _ in range(ROUNDS):
        for name, worker in workers.items():
            rates[name].append(counts[name] / worker.steps(counts[name]))
    for worker in workers.values():
        worker.stop()
    medians = {name: median(found) for name, found in rates.items()}
    console.print(
        f"{system}: {', '.join(f'{name} {rate:,.0f}' for name, rate in medians.items())}", style="dim", markup=False
    )
    return medians


def from_nothing(peer: Peer, system: str, data: np.ndarray) -> float:
    """Seconds from a new process to the report's 4,000 steps: imports, compilation and all."""
    began = time.perf_counter()
    worker = Worker(peer, system, data)
    worker.steps(REPORT_STEPS)
    taken = time.perf_counter() - began
    worker.stop()
    return taken


def tables(console: Console, ceiling: float) -> list[Table]:
    """Both tables; `ceiling` is the machine's GEMM rate in operations a second."""
    data = images()
    found = {system: speeds(system, data, console) for system in SYSTEMS}
    names = [peer.name for peer in PEERS if any(peer.name in rates for rates in found.values())]
    base = PEERS[0].name
    columns = [f"{system} {what}" for system in SYSTEMS for what in ("steps/s", "× (a)")]
    speed = Table("training, batch 64", *columns, title="Steps a second")
    for name in names:
        cells = []
        for system in SYSTEMS:
            value, report = found[system].get(name), found[system].get(base)
            cells += [f"{value:,.0f}" if value else "", f"{value / report:.1f}" if value and report else ""]
        speed.add_row(name, *cells)
    ours = found["vae-10"][PEERS[-1].name] * flops("vae-10")
    speed.caption = (
        f"GEMM ceiling of this machine: {ceiling / 1e9:.0f} GFLOP/s in float32. vae-10 in our Trainer: {ours / 1e9:.0f}, "
        f"{ours / ceiling:.0%} of it."
    )
    whole = Table(f"{REPORT_STEPS:,} steps from nothing", *SYSTEMS, title="Seconds, imports and compilation in it")
    runners = [peer for peer in present() if peer.mode in TIMED and peer.name in names]
    seconds: dict[tuple[str, str], list[float]] = {}
    for _ in range(STARTS):
        for system in SYSTEMS:
            for peer in runners:
                seconds.setdefault((peer.name, system), []).append(from_nothing(peer, system, data))
    for peer in runners:
        whole.add_row(peer.name, *(f"{median(seconds[peer.name, system]):.1f}" for system in SYSTEMS))
    return [speed, whole]
