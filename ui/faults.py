"""What the log says of a fault: one line with its kinds and places, and nothing that a visitor brought. No Streamlit here.

The text of an exception may hold what it was raised over, such as the name of a file in somebody's zip. So it is left out
of every line of this process, Streamlit's too: whoever logs an exception hands it to a record, and records are made here.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
"""Where our own code lies: of a place elsewhere only the innermost is named."""

MOST_PLACES = 6
"""Places that a line names, the innermost first: the rest is the same for every page."""

_make = logging.getLogRecordFactory()


def install() -> None:
    """From now on the log of this process has a line a fault."""
    if logging.getLogRecordFactory() is not _record:
        logging.setLogRecordFactory(_record)
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = _thread_ended


def in_a_line(fault: BaseException) -> str:
    """The kinds and places of a fault and of what it came from: `KeyError in read (ui/visit.py:170), load (…), from …`."""
    return ", from ".join(f"{_kind(each)} in {', '.join(_places(each)) or 'no code'}" for each in _chain(fault))


def _record(*args: Any, **named: Any) -> logging.LogRecord:
    record = _make(*args, **named)
    if record.exc_info and (fault := record.exc_info[1]):
        try:
            record.msg, record.args = "%s: %s", (record.getMessage(), in_a_line(fault))
        except Exception:  # a line that can't be made must not take the place of what it is about
            record.msg, record.args = "a fault: %s", (type(fault).__name__,)
        record.exc_info = None
    return record


def _thread_ended(ended: threading.ExceptHookArgs) -> None:
    name = ended.thread.name if ended.thread else "?"
    logging.getLogger(__name__).error("the thread “%s” ended", name, exc_info=ended.exc_value)


def _chain(fault: BaseException) -> Iterator[BaseException]:
    """The fault, and what it was raised from or in."""
    seen: set[int] = set()
    each: BaseException | None = fault
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _kind(fault: BaseException) -> str:
    """Its class, and of what the system says the system's own words, such as "No space left on device"."""
    name = type(fault).__name__
    return f"{name} ({fault.strerror})" if isinstance(fault, OSError) and fault.errno and fault.strerror else name


def _places(fault: BaseException) -> list[str]:
    """Where it was raised and who had called that, the innermost first; of others' code the innermost alone."""
    frames = list(reversed(traceback.extract_tb(fault.__traceback__)))
    shown = [frame for number, frame in enumerate(frames) if number == 0 or _own(frame.filename)]
    return [f"{frame.name} ({_short(frame.filename)}:{frame.lineno})" for frame in shown[:MOST_PLACES]]


def _own(file: str) -> bool:
    return Path(file).is_relative_to(ROOT) and not Path(file).is_relative_to(Path(sys.prefix))


def _short(file: str) -> str:
    """The path within our code, or the last two parts of one elsewhere."""
    path = Path(file)
    return (path.relative_to(ROOT) if _own(file) else Path(*path.parts[-2:])).as_posix()
