"""`python -m ui.alone --out FILE`: builds the page; `python -m autoencoders page` calls it."""

import argparse
import logging
import sys
from pathlib import Path

from autoencoders.digits.datasets import DatasetError
from autoencoders.weights import WeightsError

from .facts import LESSONS
from .page import page


def main(arguments: list[str] | None = None) -> int:
    """Write the file, whole or not at all; 1 with a sentence on stderr where that can't be done."""
    options = argparse.ArgumentParser(prog="python -m ui.alone")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--lesson", choices=list(LESSONS), default="reconstruct")
    wanted = options.parse_args(arguments)
    logging.getLogger("streamlit").setLevel(logging.ERROR)  # it warns of every cache that is used without a server
    beside = wanted.out.with_name(f"{wanted.out.name}.part")
    try:
        beside.write_bytes(page(wanted.lesson).encode("ascii"))
        beside.replace(wanted.out)
    except (WeightsError, DatasetError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    finally:
        if wanted.out.parent.is_dir():
            beside.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
