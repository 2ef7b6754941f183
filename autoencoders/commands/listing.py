"""`python -m autoencoders list`: which variants there are; and which of them names on the command line mean."""

import argparse

from rich.table import Table

from ..variants import VARIANTS, Variant, variant
from .terminal import table_console


def chosen(names: list[str]) -> list[Variant]:
    """The rows of these names; `all`, or no name, means every one."""
    return list(VARIANTS) if not names or "all" in names else [variant(name) for name in names]


def list_variants(options: argparse.Namespace) -> None:
    """A table of the variants, and whether the folder holds their weights."""
    table = Table("name", "title", "parameters", "training", "weights")
    for row in VARIANTS:
        there = (options.out / f"{row.name}.safetensors").is_file()
        table.add_row(
            row.name, row.title, f"{row.parameter_count:,}", row.recipe.summary(), "there" if there else "missing"
        )
    table_console().print(table)
