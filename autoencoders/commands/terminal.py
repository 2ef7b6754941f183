"""What every command prints with: the console for words and progress on stderr, the bar of a long run, the width of a table."""

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

TABLE_WIDTH = 160
"""Columns of a table that is piped into a file or a pager: wide enough for every row on one line."""

console = Console(stderr=True)


def progress_bar() -> Progress:
    """A bar with the count, the time left and the latest loss (the task's field `loss`)."""
    return Progress(
        *(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()),
        TextColumn("{task.fields[loss]}"),
        console=console,
    )


def table_console() -> Console:
    """The console for tables on stdout: as wide as the terminal, or `TABLE_WIDTH` where there is none."""
    return Console(width=None if sys.stdout.isatty() else TABLE_WIDTH)
