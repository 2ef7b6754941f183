"""A fault is one line in the log: of what kind, from where, and not a word of what a visitor brought."""

import io
import logging
import os
import re
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from tests.checkout import ROOT
from ui import faults

NAME = "Erika Mustermann, class 7b.png"

SCRIPT = f"""
import threading
from streamlit import config
config.get_config_options(force_reparse=True)
from streamlit.testing.v1 import AppTest
from ui.start import figures

def fails(*given):
    raise ValueError("{NAME}")

figures.pathway = fails
assert AppTest.from_file("app.py", default_timeout=60).run().exception
thread = threading.Thread(target=fails, name="a thread of ours")
thread.start()
thread.join()
"""
"""The start page as a server has it, with its configuration, in a process of its own: it raises, and so does a thread."""


def raised(work):
    try:
        work()
    except Exception as fault:
        return fault
    raise AssertionError("nothing was raised")


@pytest.fixture
def log(monkeypatch):
    """What a logger writes while faults are told in a line; the rest of the tests have their own records again."""
    before, hook = logging.getLogRecordFactory(), threading.excepthook
    written = io.StringIO()
    logger, handler = logging.getLogger("tests.faults"), logging.StreamHandler(written)
    logger.addHandler(handler)
    faults.install()
    yield logger, written
    logger.removeHandler(handler)
    logging.setLogRecordFactory(before)
    threading.excepthook = hook


def test_a_line_has_the_kind_and_the_places_and_no_text_of_the_exception(log):
    logger, written = log
    logger.error("a set of %s", "pictures", exc_info=raised(lambda: zipfile.ZipFile(io.BytesIO()).read(NAME)))
    line = written.getvalue()
    assert line.count("\n") == 1
    assert re.search(r"a set of pictures: BadZipFile in \w+ \([\w/.]*zipfile[\w/]*\.py:\d+\)", line)
    assert "(tests/ui/test_faults.py:" in line
    assert "Erika" not in line


def test_what_it_came_from_is_named_too():
    def work():
        try:
            dict[str, str]()[NAME]
        except KeyError as fault:
            raise ValueError(NAME) from fault

    assert re.fullmatch(
        r"ValueError in work \(.+\), raised .+, from KeyError in work \(.+\)", faults.in_a_line(raised(work))
    )


def test_what_the_system_says_stays_without_the_path():
    line = faults.in_a_line(raised(lambda: Path(f"/nowhere/{NAME}").read_bytes()))
    assert line.startswith("FileNotFoundError (No such file or directory) in ")
    assert "nowhere" not in line


def test_a_fault_without_a_place_and_one_that_goes_round_in_a_circle():
    one, other = ValueError(NAME), KeyError(NAME)
    one.__cause__, other.__cause__ = other, one
    assert faults.in_a_line(one) == "ValueError in no code, from KeyError in no code"


def test_a_record_that_can_not_be_made_says_the_kind_all_the_same(log):
    logger, written = log
    logger.error("%d pictures", "no number", exc_info=ValueError(NAME))
    assert written.getvalue() == "a fault: ValueError\n"


def test_streamlit_s_log_and_that_of_a_thread_hold_no_name():
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    said = ran.stdout + ran.stderr
    assert "Erika" not in said
    assert "Traceback" not in said
    assert re.search(r"Uncaught app execution: ValueError in fails \(.+\), <module> \(app\.py:\d+\)\n", said), said
    assert re.search(r"the thread “a thread of ours” ended: ValueError in fails \(", said), said
