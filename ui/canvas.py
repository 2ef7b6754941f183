"""The canvas: what was drawn on it, and undo, redo and clear in any order.

The component reports all strokes after each one, and takes a new drawing only where it differs from the one that it was given
last; that it has taken one it reports at once, but for its first. So what the canvas shows is kept here, and each command gives
it a drawing with a number of its own: without that, to clear a canvas that began empty would be no news to it. What it reports
is looked at in `stored/message.py`; what is no drawing counts as not said.
"""

import contextlib
import hashlib
import json
from dataclasses import dataclass, field

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.scores.readings import each_reading

from . import looked_at
from .browser.pen import pen
from .browser.told import told
from .colors import INK
from .pictures import data_url, grey
from .plain import plain
from .stored import strokes as texts
from .stored.message import drawing_from, ink_in, is_too_much
from .stored.strokes import MOST_DRAWN, MOST_STROKES, Stroke

SIDE = 280
"""Pixels a side: ten for each of the 28, and it fits beside the margins of a phone."""

BRUSH, THINNEST, THICKEST = 20, 8, 40
"""Pixels of the pen, and its bounds; 20 is two pixels of the 28."""

MOST_DRAWINGS = 100
"""Drawings that can be undone; each keeps its picture as a PNG of some 3 KB."""

MOST_KEPT, POINT = 8 * 2**20, 200
"""Bytes of all these together, and of a point of a stroke as Python keeps it: a hundred usual ones have 2 MB."""

TOO_MUCH = (
    f"There is more on this canvas than {MOST_STROKES} strokes or {MOST_DRAWN:,} points: what you drew last does not count. Undo "
    "some of it, or clear the canvas."
)
"""What is said then."""

MOST_SEEN = 2_000
"""Strokes of which is known that they were reported: the canvas tells late of those that it showed last."""

FAINT = 0.35
"""How bright the digit that stands in shows on the empty canvas, of 1: seen, and not taken for one's own ink."""

IN_LINK = "drawing"
"""The parameter of a link that brings strokes; that of the second canvas has `_b` after it."""


@dataclass
class Drawings:
    """The drawings of a visit on one canvas: each its strokes and its picture as PNG data. The first is empty.

    The one at `at` is shown, and `changes` counts how often it was another. `given` are the strokes that the canvas was given
    last, by the command of that number, and `mount` counts the canvases; `seen` are the digests of paths that were reported or
    shown, the last ones last.
    """

    all: list[tuple[list[Stroke], bytes]] = field(default_factory=lambda: [([], b"")])
    at: int = 0
    given: list[Stroke] = field(default_factory=list)
    command: int = 0
    mount: int = 0
    seen: dict[bytes, None] = field(default_factory=dict)
    changes: int = 0
    _text: tuple[list[Stroke], tuple[str, bool]] | None = None
    _ink: tuple[bytes, np.ndarray | None] | None = None

    @property
    def strokes(self) -> list[Stroke]:
        """What is on the canvas now."""
        return self.all[self.at][0]

    @property
    def ink(self) -> np.ndarray | None:
        """The same as `(SIDE, SIDE)` uint8, 0 where there is none; None where nothing is drawn."""
        picture = self.all[self.at][1]
        if not self.strokes:
            return None
        if self._ink is None or self._ink[0] is not picture:
            self._ink = (picture, ink_in(picture, SIDE))
        return self._ink[1]

    def reported(self, strokes: list[Stroke], picture: bytes) -> None:
        """The canvas shows these strokes: with one that was never seen this is another drawing.

        Else it is the echo of a command, perhaps of an older one than the last, and no news.
        """
        new = [stroke for stroke in strokes if digest(stroke) not in self.seen]
        self._see(strokes)
        drawn = [*self.strokes, *new]
        if new and len(drawn) <= MOST_STROKES and sum(len(stroke["path"]) for stroke in drawn) <= MOST_DRAWN:
            self._append(drawn, picture)

    def undo(self) -> None:
        """Show the drawing before."""
        self._show(max(0, self.at - 1))

    def redo(self) -> None:
        """Show the drawing that was undone last."""
        self._show(min(len(self.all) - 1, self.at + 1))

    def clear(self) -> None:
        """Empty the canvas; undo brings back what was on it."""
        self._append([], b"")
        self._show(self.at)

    def show_again(self) -> None:
        """The canvas comes into the page anew, and starts with what it showed last."""
        self._show(self.at)

    @property
    def text(self) -> str:
        """The strokes as text for a link; empty where there are none."""
        return self._as_text()[0]

    @property
    def is_coarser_as_text(self) -> bool:
        """Whether the strokes are so many that what comes back of a text is coarser than what was drawn."""
        return self._as_text()[1]

    def _as_text(self) -> tuple[str, bool]:
        if self._text is None or self._text[0] is not self.strokes:
            self._text = (self.strokes, texts.text_of(self.strokes) if self.strokes else ("", False))
        return self._text[1]

    def restore(self, strokes: list[Stroke], picture: bytes = b"") -> None:
        """Show these strokes, which came from elsewhere; the picture of them is drawn anew where it is not given.

        On a canvas of its own: one that stands in the page reports at once what it is given, and with that come the values of
        all controls, which it would set back to what they were before the link or the visit that brought the strokes.
        """
        self._append(strokes, picture or texts.picture(strokes, SIDE))
        self._show(self.at)
        self.mount += 1

    def _append(self, strokes: list[Stroke], picture: bytes) -> None:
        self.all = [*self.all[: self.at + 1], (strokes, picture)][-MOST_DRAWINGS:]
        while len(self.all) > 1 and self.bytes > MOST_KEPT:
            del self.all[0]
        self.at = len(self.all) - 1
        self.changes += 1

    @property
    def bytes(self) -> int:
        """What all drawings take, about: they share most of their strokes."""
        points = {id(stroke): len(stroke["path"]) for strokes, _ in self.all for stroke in strokes}
        return POINT * sum(points.values()) + sum(len(picture) for _, picture in self.all)

    def _show(self, at: int) -> None:
        self.at = at
        self.changes += 1
        self.given, self.command = self.strokes, self.command + 1
        self._see(self.strokes)

    def _see(self, strokes: list[Stroke]) -> None:
        paths = dict.fromkeys(map(digest, strokes))
        kept = [path for path in self.seen if path not in paths]
        self.seen = {**dict.fromkeys(kept[len(paths) - MOST_SEEN :]), **paths}


def digest(stroke: Stroke) -> bytes:
    """What tells the path of this stroke from others, wherever it has been meanwhile."""
    path = [[command, *map(float, numbers)] for command, *numbers in stroke["path"]]
    return hashlib.blake2b(json.dumps(path).encode(), digest_size=16).digest()


def canvas(which: str, stand_in: np.ndarray, words: str) -> ae.Digit | None:
    """The canvas with its buttons: the digit that is drawn on it, with all its ink, or None while there is none.

    Until something is drawn, `stand_in` `(28, 28, 1)`, which is `words`, shows faintly on it: what the models get meanwhile.
    """
    from streamlit_drawable_canvas import st_canvas  # importing it outside a running app raises

    state = st.session_state
    drawings = drawings_of(which)
    _from_link(which, drawings)
    key = key_of(which)
    if key not in state:
        drawings.show_again()
    state.setdefault("brush", BRUSH)
    with st.container(gap="xxsmall"):
        # The component reads what was reported once it is in the page, and believes all of it; nobody asks for its reading.
        with contextlib.suppress(AttributeError, KeyError, TypeError):
            st_canvas(
                stroke_width=state.brush,
                stroke_color=INK,
                width=SIDE,
                height=SIDE,
                initial_drawing={"objects": drawings.given, "command": drawings.command},
                return_image_data=True,
                key=key,
                on_change=lambda: _listen(key, drawings),
            )
        digit = None if drawings.ink is None else ae.digit_from_drawing(drawings.ink)
        read = [""] if digit is None else each_reading(looked_at.judge(), [digit.image])
        paper = "" if drawings.strokes else data_url(grey(FAINT * stand_in))
        pen(key, SIDE, paper, words, read[0], token=str(drawings.changes))
        with st.container(horizontal=True, gap="xsmall"):  # without icons, so that a phone has them in one row
            for label, command, possible in (
                ("Undo", drawings.undo, drawings.at > 0),
                ("Redo", drawings.redo, drawings.at + 1 < len(drawings.all)),
                ("Clear drawing", drawings.clear, bool(drawings.strokes)),
            ):
                st.button(label, on_click=command, disabled=not possible, key=f"{label.split()[0].lower()}{which}")
            if not which:
                with st.popover("Pen", icon=":material/line_weight:"):
                    st.slider(
                        "Width of the pen", THINNEST, THICKEST, key="brush", persist_state="session", format="%d px"
                    )
    return digit


def drawings_of(which: str = "") -> Drawings:
    """The visitor's drawings on this canvas."""
    drawings: Drawings = st.session_state.setdefault(f"drawings{which}", Drawings())
    return drawings


def key_of(which: str = "") -> str:
    """The key of this canvas as it stands in the page; it begins with `canvas`."""
    mount = drawings_of(which).mount
    return f"canvas{which}_{mount}" if mount else f"canvas{which}"


def _from_link(which: str, drawings: Drawings) -> None:
    """Draw what the link brings, once; the address is short again afterwards."""
    text = st.query_params.get(f"{IN_LINK}{which}")
    if text is None:
        return
    del st.query_params[f"{IN_LINK}{which}"]
    try:
        strokes = texts.from_text(text, INK)
    except ValueError as fault:
        st.toast(plain(str(fault)), icon=":material/link_off:", duration="infinite")
        return
    drawings.restore(strokes)


def _listen(key: str, drawings: Drawings) -> None:
    report = told(key, "drawing")
    found = drawing_from(report, SIDE, INK)
    if found is not None:
        drawings.reported(*found)
    elif is_too_much(report):
        st.toast(TOO_MUCH, icon=":material/draw:")
