"""`python -m ui.alone --out FILE`: builds the page; `python -m autoencoders page` calls it."""

import argparse
import sys
from pathlib import Path

from streamlit.logger import set_log_level
from threadpoolctl import threadpool_limits

from autoencoders.weights import WeightsError


def main(arguments: list[str] | None = None) -> int:
    """Write the file, whole or not at all; 1 with a sentence on stderr where that can't be done."""
    set_log_level("ERROR")  # Streamlit warns of every cache that is used without a server, from the imports below on
    from .facts import LESSONS
    from .page import page
    from .parcels import MARK, as_file

    options = argparse.ArgumentParser(prog="python -m autoencoders page")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--lesson", default="reconstruct")
    options.add_argument("--home", default="", help="the project's address, for the link at the end of the page")
    wanted = options.parse_args(arguments)
    beside = wanted.out.with_name(f"{wanted.out.name}.part")
    try:
        if wanted.lesson not in LESSONS:
            raise ValueError(f"The page has no lesson {wanted.lesson!r}; it has {', '.join(LESSONS)}.")
        if not wanted.out.parent.is_dir():
            raise ValueError(f"There is no folder {wanted.out.parent} to write {wanted.out.name} into.")
        with threadpool_limits(1):  # two cores sum in another order, and round some weights otherwise
            made = page(wanted.lesson, wanted.home)
        beside.write_bytes(MARK + as_file(made))
        beside.replace(wanted.out)
    except (WeightsError, ValueError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    finally:
        if beside.parent.is_dir():
            beside.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
