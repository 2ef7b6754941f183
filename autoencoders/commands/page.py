"""`python -m autoencoders page`: the lab as one HTML file. What is in it is the app's, so the app's own program writes it."""

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The folder of the project, in which the app lies beside this package."""


def write_page(options: argparse.Namespace) -> None:
    """Write the file; a SystemExit with the program's own status where it can't, which has said why."""
    command = [sys.executable, "-m", "ui.alone", "--out", str(options.out.resolve())]
    if options.lesson:
        command += ["--lesson", options.lesson]
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if status:
        raise SystemExit(status)
    size = options.out.stat().st_size / 1e6
    print(f"{options.out}: {size:.1f} MB. It opens in any browser, and needs nothing beside it.")
