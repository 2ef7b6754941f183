"""What one server carries: `python -m benchmarks.load --visitors 200 --period 5 --seconds 60`, with requirements-dev.txt.

Every visitor has a page open over a real websocket and asks it for another σ and another digit once a period; what counts
is the time from the question to the end of the script. Server and visitors share the machine, as for a class around
one laptop, so the visitors' own work counts against the server. `--idle` shows instead what an open page costs that nobody
touches, `--training` what a training takes from the others, and `--watch` what it costs if all watch one training.
"""

import argparse
import asyncio
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import psutil
from rich.console import Console
from rich.table import Table

from tests.browser.conftest import serving
from ui.input.noise import SIGMAS, written
from ui.input.pick import NUMBERS

from .visitor import Fault, Visitor

PAGES = ("", "reconstruct", "latent_map", "vae", "objective", "train", "assignment")
SETTLE_SECONDS = 15.0
"""How long a server warms up, models and workers, before anything is measured."""
TRAINING = "train_kind=VAE&train_d=10&train_steps=100000"


@dataclass
class Load:
    """What came of it: seconds of each answer, faults, and the server's memory in MB over time."""

    taken: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    cpu: float = 0.0
    seconds: float = 0.0

    def percentile(self, share: float) -> float:
        """Seconds within which this share of the answers, in percent, came."""
        ordered = sorted(self.taken) or [float("nan")]
        return ordered[min(len(ordered) - 1, int(share / 100 * len(ordered)))]


async def visit(port: int, number: int, period: float, start: float, end: float, load: Load) -> None:
    """One visitor: arrive before the start, then a question every period, each at a time of its own."""
    rng = random.Random(number)
    await asyncio.sleep(rng.random() * period)
    try:
        visitor = await Visitor.arrive(port, "reconstruct", "input=Pick")
        due = start + rng.random() * period
        while due < end:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            sigma = rng.choice(SIGMAS)
            answer = await visitor.ask(sigma=written(sigma), number=rng.randrange(NUMBERS))
            if f"σ = {sigma:.2f}" not in answer.html:
                load.faults.append("the answer was to another question")
            load.taken.append(answer.seconds)
            # Who got an answer late asks again at any time: a hold-up must not leave all visitors asking one after another.
            due, now = due + period, time.perf_counter()
            if due < now:
                due = now + rng.random() * period
        await visitor.leave()
    except (Fault, OSError, TimeoutError, KeyError) as fault:
        load.faults.append(f"{type(fault).__name__}: {fault}")


async def watch(server: psutil.Process, start: float, end: float, load: Load) -> None:
    """The server's memory twice a second, and its CPU over the whole time."""
    await asyncio.sleep(max(0.0, start - time.perf_counter()))
    before, began = server.cpu_times(), time.perf_counter()
    while time.perf_counter() < end:
        load.memory.append(server.memory_info().rss / 1e6)
        await asyncio.sleep(min(0.5, max(0.0, end - time.perf_counter())))
    after, load.seconds = server.cpu_times(), time.perf_counter() - began
    load.cpu = after.user + after.system - before.user - before.system


async def disturb(start: float, seconds: float) -> None:
    """From then on, and for so long, a process that keeps busy for every core: what a class server shares its machine with."""
    if not seconds:
        return
    await asyncio.sleep(max(0.0, start - time.perf_counter()))
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    await asyncio.sleep(seconds)
    for each in busy:
        each.kill()
        each.wait()


async def run(port: int, process: int, visitors: int, period: float, seconds: float, disturbed: float = 0.0) -> Load:
    """So many visitors, for so long, once all of them are there; after a fifth of it the machine is `disturbed`, so long."""
    load, arriving = Load(), max(2 * period, visitors / 5)
    start = time.perf_counter() + arriving
    end = start + seconds
    await asyncio.gather(
        watch(psutil.Process(process), start, end, load),
        disturb(start + seconds / 5, disturbed),
        *(visit(port, number, period, start, end, load) for number in range(visitors)),
    )
    return load


async def training(port: int, process: int, visitors: int, period: float, seconds: float) -> tuple[Load, Load]:
    """The same without and with a training that somebody watches."""
    before = await run(port, process, visitors, period, seconds)
    trainer = await at_work(port)
    watching = asyncio.create_task(trainer.stay(10 * (seconds + visitors)))
    during = await run(port, process, visitors, period, seconds)
    watching.cancel()
    return before, during


async def at_work(port: int) -> Visitor:
    """A visitor whose training is at work."""
    trainer = await Visitor.arrive(port, "train", TRAINING)
    await trainer.ask(press="train_play")
    return trainer


async def watched(port: int, process: int, visitors: int, seconds: float) -> float:
    """The share of a core, in percent, that so many visitors cost who watch one run at work, besides its holder."""
    server, holder = psutil.Process(process), await at_work(port)
    shared = await holder.ask(train_share=True)
    code = re.search(r"watch=([\w-]+)", shared.html)
    assert code, "the run has no link"
    staying = [asyncio.create_task(holder.stay(10 * seconds + visitors))]
    shares = []
    for count in (0, visitors):
        watchers = [await Visitor.arrive(port, "train", f"watch={code[1]}") for _ in range(count)]
        staying += [asyncio.create_task(watcher.stay(10 * seconds)) for watcher in watchers]
        await asyncio.sleep(SETTLE_SECONDS)
        shares.append(await share(server, asyncio.sleep(seconds), seconds))
    done = [task for task in staying if task.done()]
    for task in staying:
        task.cancel()
    for task in done:
        task.result()  # which raises what went wrong
    return shares[1] - shares[0]


async def share(server: psutil.Process, waiting: Awaitable[None], seconds: float) -> float:
    """The share of a core, in percent, that the server takes while one waits for this, so many seconds."""
    before = server.cpu_times()
    await waiting
    after = server.cpu_times()
    return float(100 * (after.user + after.system - before.user - before.system) / seconds)


async def idle(port: int, process: int, page: str, seconds: float) -> float:
    """The share of a core, in percent, that the server needs for one open page."""
    server = psutil.Process(process)
    visitor = await Visitor.arrive(port, page)
    await visitor.stay(SETTLE_SECONDS)
    found = await share(server, visitor.stay(seconds), seconds)
    await visitor.leave()
    return found


def shown(rows: dict[str, Load], visitors: int, period: float) -> Table:
    """The table of one or two loads."""
    table = Table(
        "", "questions", "faults", "p50 s", "p95 s", "longest s", "CPU s a question", "cores",
        "p95 s, tenth by tenth", "MB, tenth by tenth",
        title=f"{visitors} visitors, a question every {period:g} s each",
    )  # fmt: skip
    for name, load in rows.items():
        tenths = [np.array_split(values, 10) for values in (load.taken, load.memory)]
        late = " ".join(f"{np.percentile(tenth, 95):.1f}" for tenth in tenths[0] if len(tenth))
        table.add_row(
            name, f"{len(load.taken):,}", str(len(load.faults)), *(f"{load.percentile(p):.2f}" for p in (50, 95, 100)),
            f"{load.cpu / max(1, len(load.taken)):.3f}", f"{load.cpu / max(load.seconds, 1e-9):.2f}",
            late, " ".join(f"{np.mean(tenth):.0f}" for tenth in tenths[1] if len(tenth)),
        )  # fmt: skip
    return table


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--period", type=float, default=5.0, help="seconds between two questions of a visitor")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long it is measured")
    parser.add_argument("--training", action="store_true", help="once without and once with a training at work")
    parser.add_argument("--disturbed", type=float, default=0.0, help="seconds for which something else takes all cores")
    parser.add_argument("--watch", action="store_true", help="what visitors cost who all watch one training")
    parser.add_argument("--idle", action="store_true", help="what every page costs that nobody touches")
    chosen = parser.parse_args()
    console = Console(width=None if os.isatty(1) else 180)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "log") as (url, process):
        port = int(re.search(r":(\d+)", url.removeprefix("http:"))[1])  # type: ignore[index]
        asyncio.run(Visitor.arrive(port, "reconstruct"))
        time.sleep(SETTLE_SECONDS)
        if chosen.idle:
            table = Table("page", "% of a core", title="A page that nobody touches")
            for page in PAGES:
                table.add_row(page or "start", f"{asyncio.run(idle(port, process, page, chosen.seconds)):.2f}")
            console.print(table)
            return
        if chosen.watch:
            share = asyncio.run(watched(port, process, chosen.visitors, chosen.seconds))
            console.print(f"{chosen.visitors} who watch one run at work: {share:.0f} % of a core")
            return
        shape = port, process, chosen.visitors, chosen.period, chosen.seconds
        if chosen.training:
            before, during = asyncio.run(training(*shape))
            rows = {"no training": before, "a training": during}
        else:
            rows = {"": asyncio.run(run(*shape, chosen.disturbed))}
        console.print(shown(rows, chosen.visitors, chosen.period))
        for fault in sorted({fault for load in rows.values() for fault in load.faults}):
            console.print(fault)


if __name__ == "__main__":
    main()
