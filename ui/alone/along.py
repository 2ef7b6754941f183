"""The button by which a lesson of the app is taken along as one file.

The file is made once a server, by another process: it takes six seconds of a core, which visitors would miss here.
"""

import subprocess
import sys
import tempfile
import threading
from functools import lru_cache
from pathlib import Path

import streamlit as st

from autoencoders.weights import WEIGHTS, WeightsError

_making = threading.Lock()


def take_along(lesson: str) -> None:
    """The button, for the lesson that `facts.LESSONS` has by this name.

    All lessons are in the file; its own name says which of them it opens first.
    """
    st.download_button(
        "Take this lesson along",
        lab_page,
        f"latent-lab-{lesson}.html",
        "text/html",
        icon=":material/download:",
        on_click="ignore",
        help="One file of 12 MB that opens in any browser, without a network and without this server.",
    )


def lab_page() -> bytes:
    """The lab as one file. Who asks while it is being made waits for it; a `WeightsError` says why it can't be made."""
    with _making:
        return _made()


@lru_cache(maxsize=1)
def _made() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "latent-lab.html"
        command = [sys.executable, "-m", "ui.alone", "--out", str(out)]
        done = subprocess.run(command, cwd=WEIGHTS.parent, capture_output=True, text=True, check=False)
        if done.returncode:
            raise WeightsError(done.stderr.strip() or "The page can't be made: the log of the server says why.")
        return out.read_bytes()
