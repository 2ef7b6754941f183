"""`python -m benchmarks.sweep`: what a sweep makes of two cores, beside two processes that know nothing of each other.

Both do the same trainings of the same networks on the same data, score them, and start from nothing: imports and compilation
count. The sweep has a scheduler, sends states to and fro, and writes its table after each training; what that costs is the
efficiency. They take turns, and the medians are compared.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

PLAN = ("family=conv", "d=10", "steps=8000")
"""What is trained: some ten to twenty seconds of one core each."""

EACH = 3
"""Trainings for each of the two processes, and so half of the sweep's."""

ALONE = """
import sys
import autoencoders as ae
from autoencoders.sweep.goal import TEST, goal
from autoencoders.sweep.plan import from_words
from autoencoders.sweep.scoring import Trained, score
aim = goal(ae.load_dataset("mnist"), TEST, ae.__version__, None)
for training in from_words(sys.argv[1:]):
    trainer = ae.Trainer(training.initial(), aim.dataset.train_images, training.recipe, training.seed)
    for _ in trainer.run(training.recipe.steps):
        pass
    score(Trained(trainer.model, training.recipe, aim.judged_by), aim.material)
"""
"""What one of the two processes does: the same trainings without anything around them."""

ONE_CORE = {
    "TF_NUM_INTRAOP_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


def main() -> None:
    """Print both medians and the efficiency."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sweep")
    parser.add_argument("--rounds", type=int, default=3, help="how often the two take turns")
    rounds = parser.parse_args().rounds
    found: dict[str, list[float]] = {"two processes": [], "a sweep": []}
    for _ in range(rounds):
        found["two processes"].append(timed(processes))
        found["a sweep"].append(timed(swept))
    medians = {name: statistics.median(times) for name, times in found.items()}
    table = Table("way", "seconds", f"for {2 * EACH} trainings, {rounds} rounds")
    for name, times in found.items():
        table.add_row(name, f"{medians[name]:.1f}", " ".join(f"{each:.1f}" for each in times))
    console = Console(width=None if os.isatty(1) else 160)
    console.print(table)
    console.print(f"Efficiency of the sweep: {medians['two processes'] / medians['a sweep']:.0%}.")


def timed(work: Callable[[], None]) -> float:
    """The seconds that it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def processes() -> None:
    """Two processes, each with its half of the seeds."""
    halves = [f"seed={i * EACH}-{(i + 1) * EACH - 1}" for i in range(2)]
    running = [
        subprocess.Popen([sys.executable, "-c", ALONE, *PLAN, half], env={**os.environ, **ONE_CORE}) for half in halves
    ]
    for process in running:
        if process.wait():
            raise SystemExit("one of the two processes failed")


def swept() -> None:
    """The same by a sweep."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "autoencoders", "sweep", *PLAN, f"seed=0-{2 * EACH - 1}", "--out", folder]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        assert len(Path(folder, "sweep.csv").read_text().splitlines()) == 2 * EACH + 1


if __name__ == "__main__":
    main()
