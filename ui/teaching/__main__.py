"""`python -m ui.teaching --out docs/teaching`: writes the folder for teachers; `make teaching` calls it."""

import argparse
import sys
from pathlib import Path

from streamlit.logger import set_log_level
from threadpoolctl import threadpool_limits

from autoencoders.weights import WeightsError

TEXTS = ("README.md", "plan-45.md", "plan-90.md", "self-learner.md", "worksheet.md", "solutions.md")
"""The pages that are filled as they stand."""

SLIDES = "slides.html"


def written(address: str) -> dict[str, str]:
    """The folder: text by file name, with links to the app at this address."""
    from ..browser.projector import IN_LINK, PROJECTOR
    from ..frame import LESSONS
    from .fill import fill, source
    from .measured import measured
    from .numbers import numbers
    from .slides import deck

    with threadpool_limits(1):  # several cores sum in another order, and a share might fall on the other side of a half
        known = {**numbers(), **measured(), "address": address, "projector": f"{IN_LINK}={PROJECTOR}"}
    pages = {name: fill(source(name), known, name) for name in TEXTS}
    titles = {Path(lesson.path).stem: lesson.title for lesson in LESSONS}
    slides = fill(source("slides.md"), known, "slides.md")
    return pages | {SLIDES: deck(slides, address, titles, known["projector"])}


def main(arguments: list[str] | None = None) -> int:
    """Write the folder, all of it or nothing; 1 with a sentence on stderr where that can't be done."""
    set_log_level("ERROR")  # Streamlit warns of caches that are used without a server
    options = argparse.ArgumentParser(prog="python -m ui.teaching")
    options.add_argument("--out", type=Path, required=True, help="the folder to write into")
    options.add_argument("--address", default="http://localhost:8501", help="the app's address, for links and QR codes")
    wanted = options.parse_args(arguments)
    try:
        if not wanted.address.startswith(("http://", "https://")):
            raise ValueError(f"The address {wanted.address!r} is none: give one such as http://192.168.0.7:8501.")
        pages = written(wanted.address.rstrip("/"))
        wanted.out.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            (wanted.out / name).write_text(text, encoding="utf-8", newline="\n")
    except (WeightsError, ValueError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
