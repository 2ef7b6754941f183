"""Small pictures to press, in place of a number that nobody knows: what is sent to `thumbnails.js`, and what it tells.

All pictures of a page go as one, of some six kilobytes: it is made in 0.4 ms, so nothing of it is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from .scripts import text
from .told import told

COLUMNS, ROWS = 6, 4
"""Pictures beside and under each other: so many fit into the column of a canvas, each large enough for a finger."""

PAGE = COLUMNS * ROWS
"""Pictures of a page."""

_THUMBNAILS = st.components.v2.component(
    "thumbnails",
    html='<div class="grid" role="radiogroup"></div><div class="pager"></div>',
    css=text("thumbnails.css"),
    js=text("drawing.js", "thumbnails.js"),
)


@dataclass(frozen=True)
class Choice:
    """What there is to choose from: `count` pictures under `label`, each called `name`, of which number `at` is chosen."""

    label: str
    name: str
    count: int
    at: int


def thumbnails(key: str, choice: Choice, sheet: Callable[[range, int], str], number_key: str, beside: str = "") -> None:
    """A page of `choice` to press by mouse, finger or key; the widget of `number_key` is set to the number that was pressed.

    `sheet` gives some of them as one picture of so many columns, a `data:` address. The page is that of the chosen one until the
    visitor leafs on; and again, once another one is chosen or `label` or `beside` are others.
    """
    of = (choice.label, beside, choice.at)
    turned: tuple[object, int] = st.session_state.get(f"leaf_{key}", (None, 0))
    page = turned[1] if turned[0] == of else choice.at // PAGE
    last = (choice.count - 1) // PAGE
    page = min(max(page, 0), last)
    numbers = range(page * PAGE, min((page + 1) * PAGE, choice.count))
    _THUMBNAILS(
        key=key,
        height="content",
        data={
            "sheet": sheet(numbers, COLUMNS),
            "columns": COLUMNS,
            "first": numbers.start,
            "shown": len(numbers),
            "count": choice.count,
            "at": choice.at,
            "label": choice.label,
            "name": choice.name,
            "page": page,
            "last": last,
        },
        on_chosen_change=lambda: _hear(told(key, "chosen"), choice.count, number_key, int),
        on_page_change=lambda: _hear(told(key, "page"), last + 1, f"leaf_{key}", lambda to: (of, to)),
    )


def _hear(number: object, end: int, key: str, kept: Callable[[int], object]) -> None:
    """Keep a number that is one of those there are under this key of the session; a browser may say anything."""
    if isinstance(number, (int, float)) and 0 <= number < end:
        st.session_state[key] = kept(int(number))
