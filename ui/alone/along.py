"""The button by which a lesson of the app is taken along as one file.

The file is made once a server, by another process: it takes fifteen seconds of a core, which visitors would miss here.
"""

import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path

import streamlit as st

from autoencoders.weights import WEIGHTS, WeightsError

from .parcels import as_file

MOST_SECONDS = 120
"""Seconds that making the file may take; it takes fifteen where nobody else is at work."""

FIRST, OPENS = "reconstruct", 'data-lesson="%s"'
"""The lesson that the command's file opens with, and where it says so."""

_making = threading.Lock()
_made: dict[str, bytes] = {}
_faults: list[str] = []


def take_along(lesson: str) -> None:
    """The button, for the lesson that `facts.LESSONS` has by this name. The file has all of them, and opens with this one."""
    st.download_button(
        "Take this lesson along",
        partial(lab_page, lesson),
        f"latent-lab-{lesson}.html",
        "text/html",
        icon=":material/download:",
        on_click="ignore",
        help="One file of 12 MB that opens with this lesson in any browser, without a network and without this server. It starts "
        "afresh, with digits of its own: what you drew and set stays here.",
    )
    if _faults:  # Streamlit tells who asked for it only that it failed
        st.warning(f"The last try to make this file failed. {_faults[-1]}", icon=":material/error:")


def lab_page(lesson: str = FIRST) -> bytes:
    """The lab as one file that opens with this lesson.

    Who asks while it is being made waits for it; a `WeightsError` says why it can't be made.
    """
    with _making:
        if "page" not in _made:
            _faults[:] = [fault] if (fault := _make()) else []
        if _faults:
            raise WeightsError(_faults[-1])
        return _made["page"].replace(as_file(OPENS % FIRST), as_file(OPENS % lesson), 1)


def _make() -> str:
    """Make the file; in a sentence why it can't be made, or nothing."""
    polite = ["nice", "-n", "10"] if shutil.which("nice") else []
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "latent-lab.html"
        command = [*polite, sys.executable, "-m", "ui.alone", "--out", str(out)]
        try:
            done = subprocess.run(
                command,
                cwd=WEIGHTS.parent,
                capture_output=True,
                text=True,
                check=False,
                timeout=MOST_SECONDS,
            )
        except subprocess.TimeoutExpired:
            return f"It took more than {MOST_SECONDS} s: this server is busy. Try again later."
        if done.returncode:
            return done.stderr.strip() or "The log of the server says why."
        _made["page"] = out.read_bytes()
    return ""
