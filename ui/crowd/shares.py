"""What one visitor shows to others by a link: a code that nobody can guess for each thing that is shown. No Streamlit here.

Being shown keeps nothing alive: a thing is there for as long as its visitor has it.
"""

import re
import secrets
import threading
import weakref
from typing import Generic, TypeVar

IN_LINK = "watch"
"""The parameter of a link that says what to show."""

LENGTH = 9
"""Random bytes of a code: with a thousand things shown, a guess a microsecond would need a hundred years to meet one."""

ROUTE = re.compile("[a-z]{1,20}")
"""What a proxy before several servers puts into its cookie to tell which of them a visitor is at: the server's name."""

ROUTE_COOKIE = "latent_lab"
"""The name of that cookie, as deploy/nginx.conf.template sets it."""

T = TypeVar("T")


class Shares(Generic[T]):
    """Things that are shown, by their codes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._things: weakref.WeakValueDictionary[str, T] = weakref.WeakValueDictionary()

    def code(self, thing: T) -> str:
        """The code of this thing: a new one where it is not shown yet."""
        with self._lock:
            for code, shown in list(self._things.items()):
                if shown is thing:
                    return code
            code = secrets.token_urlsafe(LENGTH)
            self._things[code] = thing
            return code

    def thing(self, code: str) -> T | None:
        """The thing of this code, as it stands in a link; None where nobody has it any more."""
        return self._things.get(code.partition(".")[0])


def with_route(code: str, cookie: str | None) -> str:
    """The code as it stands in a link: with the holder's route, where there is one, so that it leads to the same server."""
    return f"{code}.{cookie}" if cookie and ROUTE.fullmatch(cookie) else code
