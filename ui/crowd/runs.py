"""No run of a page loses its end.

Streamlit hands what a run writes to the server's loop, and when a run is over, some of it may still wait there. Where a run of a
fragment is asked for in that moment, a new runner takes the place of the old one, and the loop drops what the old one had to
say, since it is “non-current”: a page without its lower half, a dialog that never opens. Nobody runs the rest, since a fragment
runs itself alone; and the canvas asks for such a run just when a page's first is over. So here a new runner waits until the old
one is heard out, which is milliseconds.
"""

from itertools import dropwhile
from typing import Any, cast
from weakref import WeakKeyDictionary

from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import ScriptRunner

_waiting: WeakKeyDictionary[AppSession, list[Any]] = WeakKeyDictionary()
"""What each page has asked for while its last runner was not heard out, in order. The loop's thread alone comes here."""

_create, _handle = AppSession._create_scriptrunner, AppSession._handle_scriptrunner_event_on_event_loop


def install() -> None:
    """From now on a page's runner begins when all is sent that the one before it has written."""
    AppSession._create_scriptrunner = _create_in_turn  # type: ignore[assignment, method-assign]
    AppSession._handle_scriptrunner_event_on_event_loop = _handle_and_go_on  # type: ignore[assignment, method-assign]


def _create_in_turn(page: AppSession, asked: Any) -> None:
    """Begin what is asked for; where the page still has a runner, which is over then, once that has been heard out."""
    if page._scriptrunner is None and page not in _waiting:
        _create(page, asked)
    else:
        _waiting.setdefault(page, []).append(asked)
        _go_on(page)


def _handle_and_go_on(page: AppSession, *event: Any, **named: Any) -> None:
    """Hear what a runner says. The last that it says takes it out of its page, and then the next one begins."""
    _handle(page, *event, **named)
    _go_on(page)


def _go_on(page: AppSession) -> None:
    """Where the page has no runner by now, and is open, begin the first of what waits; its runner does the others, too."""
    if page._scriptrunner is None and page in _waiting:
        first, *later = _waiting.pop(page)
        if page._state is AppSessionState.SHUTDOWN_REQUESTED:
            return
        _create(page, first)
        runner = cast(ScriptRunner, page._scriptrunner)
        if left := list(dropwhile(runner.request_rerun, later)):  # it is over already
            _waiting[page] = left
