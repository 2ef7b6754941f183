"""No run of a page loses its end or its beginning where another is asked for just then.

The end. Streamlit hands what a run writes to the server's loop, and when a run is over, some of it may still wait there. Where
a run of a fragment is asked for in that moment, a new runner takes the place of the old one, and the loop drops what the old
one had to say, since it is “non-current”: a page without its lower half, a dialog that never opens. Nobody runs the rest, since
a fragment runs itself alone, and each part that looks at a training twice a second asks so. Here a new runner waits until the
old one is heard out: milliseconds.

The beginning. A run first takes in what its visitor did, by callbacks, and may be overtaken at anything that these look up.
Then a press is lost, since no later run is told of it. Here a run is overtaken only once it has taken that in, and one that has
not begun is joined with the next: what Streamlit does where `runner.fastReruns` is off.
"""

import threading
from typing import Any
from weakref import WeakKeyDictionary

from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.state import SafeSessionState

_waiting: WeakKeyDictionary[AppSession, ScriptRequests] = WeakKeyDictionary()
"""What each page has asked for while its last runner was not heard out, folded into one run as Streamlit folds it."""


def _streamlits(function: Any) -> Any:
    """Streamlit's own function, also where this file is loaded anew, as an editor's watcher does."""
    return getattr(function, "streamlits", function)


_create = _streamlits(AppSession._create_scriptrunner)
_handle = _streamlits(AppSession._handle_scriptrunner_event_on_event_loop)
_may_yield = _streamlits(ScriptRunner._maybe_handle_execution_control_request)
_take_in = _streamlits(SafeSessionState.on_script_will_rerun)

_thread = threading.local()
"""Whether the run of this thread is taking in what its visitor did."""


def install() -> None:
    """From now on a page's runner begins when all is sent that the one before it wrote, and takes in all that was done."""
    AppSession._create_scriptrunner = _create_in_turn  # type: ignore[assignment, method-assign]
    AppSession._handle_scriptrunner_event_on_event_loop = _handle_and_go_on  # type: ignore[assignment, method-assign]
    ScriptRunner._maybe_handle_execution_control_request = _yield_later  # type: ignore[assignment, method-assign]
    SafeSessionState.on_script_will_rerun = _take_all_in  # type: ignore[assignment, method-assign]


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


def _take_all_in(state: SafeSessionState, *done: Any, **named: Any) -> None:
    """Take in what the visitor did, callbacks and all, whatever is asked for meanwhile."""
    _thread.takes_in = True
    try:
        _take_in(state, *done, **named)
    finally:
        _thread.takes_in = False


def _yield_later(runner: ScriptRunner) -> None:
    """Make room for what is asked for, unless this run is still taking in."""
    if not getattr(_thread, "takes_in", False):
        _may_yield(runner)


_yield_later.streamlits = _may_yield  # type: ignore[attr-defined]
_take_all_in.streamlits = _take_in  # type: ignore[attr-defined]
_create_in_turn.streamlits = _create  # type: ignore[attr-defined]
_handle_and_go_on.streamlits = _handle  # type: ignore[attr-defined]
