"""What every command prints with: the console for words and progress on stderr, the bar of a long run, the width of a table."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

TABLE_WIDTH = 160
"""Columns of a table that is piped into a file or a pager: wide enough for every row on one line."""

console = Console(stderr=True)


@contextmanager
def hushed() -> Iterator[None]:
    """While this lasts nothing comes to stderr: TensorFlow's libraries write there past every setting while they start.

    What Python raises meanwhile is raised as ever. Where stderr is no file of the system, nothing is changed.
    """
    try:
        sys.stderr.flush()
        number = sys.stderr.fileno()
    except (OSError, AttributeError):
        yield
        return
    kept, nothing = os.dup(number), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, number)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, number)
        os.close(kept)
        os.close(nothing)


def progress_bar(counted: bool = True) -> Progress:
    """A bar with the count, the time left and the latest loss (the task's field `loss`).

    What is not `counted` but weighed shows its share in place of the count, and takes its speed from the last ten minutes.
    """
    return Progress(
        *(TextColumn("{task.description}"), BarColumn()),
        *(MofNCompleteColumn() if counted else TaskProgressColumn(), TimeRemainingColumn()),
        TextColumn("{task.fields[loss]}"),
        console=console,
        speed_estimate_period=30 if counted else 600,
    )


def table_console() -> Console:
    """The console for tables on stdout: as wide as the terminal, or `TABLE_WIDTH` where there is none."""
    return Console(width=None if sys.stdout.isatty() else TABLE_WIDTH)
