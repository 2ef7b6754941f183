"""No run of a page loses its end where a fragment is asked for just then.

Streamlit hands what a run writes to the server's loop, and when a run is over, some of it may still wait there. Where a run of a
fragment is asked for in that moment, a new runner takes the place of the old one, and the loop drops what the old one had to
say, since it is “non-current”: a page without its lower half, a dialog that never opens. Nobody runs the rest, since a fragment
runs itself alone, and each part that looks at a training twice a second asks so. Here a new runner waits until the old one is
heard out: milliseconds, or until the next element of a run that was told to stop.
"""

from typing import Any
from weakref import WeakKeyDictionary

from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests

_waiting: WeakKeyDictionary[AppSession, ScriptRequests] = WeakKeyDictionary()
"""What each page has asked for while its last runner was not heard out, folded into one run as Streamlit folds it."""

# Streamlit's own, also where this file is loaded anew, as an editor's watcher does.
_create = getattr(AppSession._create_scriptrunner, "streamlits", AppSession._create_scriptrunner)
_handle = getattr(
    AppSession._handle_scriptrunner_event_on_event_loop,
    "streamlits",
    AppSession._handle_scriptrunner_event_on_event_loop,
)


def install() -> None:
    """From now on a page's runner begins when all is sent that the one before it has written."""
    AppSession._create_scriptrunner = _create_in_turn  # type: ignore[assignment, method-assign]
    AppSession._handle_scriptrunner_event_on_event_loop = _handle_and_go_on  # type: ignore[assignment, method-assign]


def _create_in_turn(page: AppSession, asked: Any) -> None:
    """Begin what is asked for; where the page still has a runner, which is over or told to stop, once that is heard out."""
    if page._scriptrunner is None and page not in _waiting:
        _create(page, asked)
    else:
        _waiting.setdefault(page, ScriptRequests()).request_rerun(asked)
        _go_on(page)


def _handle_and_go_on(page: AppSession, *event: Any, **named: Any) -> None:
    """Hear what a runner says. The last that it says takes it out of its page, and then the next one begins."""
    _handle(page, *event, **named)
    _go_on(page)


def _go_on(page: AppSession) -> None:
    """Begin what waits, where the page has no runner by now and is open."""
    if page._scriptrunner is None and page in _waiting:
        asked = _waiting.pop(page).on_scriptrunner_ready().rerun_data
        if page._state is not AppSessionState.SHUTDOWN_REQUESTED:
            _create(page, asked)


_create_in_turn.streamlits = _create  # type: ignore[attr-defined]
_handle_and_go_on.streamlits = _handle  # type: ignore[attr-defined]
