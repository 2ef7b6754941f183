"""The forms of an answer: choose, order, one or several numbers on a scale, a place on a map, a drawing. Each shows its widgets.

`ask` gives the values that stand there now, none while the answer isn't whole; `said` puts them into words.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any, Protocol

import numpy as np
import streamlit as st

from ..stored.answers import Value

Given = tuple[Value, ...]
"""The values of an answer; none while it isn't whole, or where the visitor had it shown."""

MOVE, MOVE_EACH = "Move it to your guess.", "Move each to your guess."
"""Beside sliders that nobody has touched: where they begin is no guess."""

MOST_BARS = 12
"""Bars that a class's numbers on a scale are counted in, at most: one glance holds no more."""

RINGS = {2.0: "inside the 2 σ ring", 3.0: "between 2 and 3 σ", math.inf: "outside all rings"}
"""What a class's places on a map are counted as, by how far from 0 they reach."""


@dataclass(frozen=True)
class Poll:
    """What a class votes on: a title, and the choices in their order, short keys with their labels."""

    title: str
    choices: Mapping[str, str]


class Form(Protocol):
    """How an answer is given."""

    def ask(self, key: str, scene: Any) -> Given:
        """Show the widgets under this key; what stands there, or nothing while it isn't whole."""

    def said(self, given: Given) -> str:
        """The answer in words."""

    def fits(self, given: Given) -> bool:
        """Whether this is an answer of this form: a visit's file may bring any values."""

    def recall(self, key: str, given: Given) -> None:
        """Fill the widgets under this key in with an answer that fits, to be changed."""

    def polls(self) -> list[Poll]:
        """What a class votes on: one thing, or one for each mark."""

    def votes(self, given: Given) -> list[str]:
        """Which choice of each poll a whole answer is a vote for."""


@dataclass(frozen=True)
class Choose:
    """One of several; `options` are their labels by their keys."""

    options: Mapping[str, str]

    def ask(self, key: str, scene: Any) -> Given:
        chosen = st.pills(
            "Your guess",
            list(self.options),
            format_func=self.options.__getitem__,
            key=key,
            label_visibility="collapsed",
            wrap=True,
        )
        return () if chosen is None else (chosen,)

    def said(self, given: Given) -> str:
        return self.options.get(str(given[0]), str(given[0]))

    def fits(self, given: Given) -> bool:
        return len(given) == 1 and given[0] in self.options

    def recall(self, key: str, given: Given) -> None:
        st.session_state[key] = given[0]

    def polls(self) -> list[Poll]:
        return [Poll("", self.options)]

    def votes(self, given: Given) -> list[str]:
        return [str(given[0])]


@dataclass(frozen=True)
class Order:
    """All of several in an order, pressed one after another; `first` says what comes first."""

    options: Mapping[str, str]
    first: str

    def ask(self, key: str, scene: Any) -> Given:
        pressed: list[str] = st.session_state.setdefault(key, [])
        st.markdown(f"{self.first}:", width="content")
        for option, label in self.options.items():
            place = f"{pressed.index(option) + 1}. " if option in pressed else ""
            st.button(
                f"{place}{label}",
                key=f"{key}_{option}",
                disabled=bool(place),
                on_click=pressed.append,
                args=(option,),
            )
        st.button("Again", icon=":material/undo:", key=f"{key}_again", disabled=not pressed, on_click=pressed.clear)
        return tuple(pressed) if len(pressed) == len(self.options) else ()

    def said(self, given: Given) -> str:
        return f"{self.first}: {', then '.join(self.options.get(str(each), str(each)) for each in given)}"

    def fits(self, given: Given) -> bool:
        return sorted(map(str, given)) == sorted(self.options)

    def recall(self, key: str, given: Given) -> None:
        st.session_state[key] = []  # an order is changed by pressing it anew

    def polls(self) -> list[Poll]:
        orders = permutations(self.options)
        return [Poll(self.first, {">".join(each): ", ".join(self.options[one] for one in each) for each in orders})]

    def votes(self, given: Given) -> list[str]:
        return [">".join(map(str, given))]


@dataclass(frozen=True)
class Scale:
    """Numbers on one scale, a slider for each mark: `marks` are their labels. `form` writes a number, with its unit.

    All begin at `start`, which is no proposal: an answer is whole once each slider was moved, if only there and back.
    """

    places: Sequence[float]
    start: float
    marks: Sequence[str] = ("",)
    form: str = "{:g}"

    def ask(self, key: str, scene: Any) -> Given:
        moved: set[int] = st.session_state.setdefault(f"{key}_moved", set())
        given = []
        for i, mark in enumerate(self.marks):
            given.append(
                st.select_slider(
                    mark or "Your guess",
                    list(self.places),
                    self.start,
                    format_func=self.form.format,
                    key=f"{key}_{i}",
                    label_visibility="visible" if mark else "collapsed",
                    width=420 if len(self.marks) == 1 else 240,  # pixels: several stand in one row
                    on_change=moved.add,
                    args=(i,),
                )
            )
        if len(moved) < len(self.marks):
            with st.container(width="content", key="move_first"):
                st.caption(MOVE if len(self.marks) == 1 else MOVE_EACH)
            return ()
        return tuple(given)

    def said(self, given: Given) -> str:
        if self.marks == ("",):
            return self.form.format(given[0])
        return "; ".join(f"{mark}: {self.form.format(each)}" for mark, each in zip(self.marks, given, strict=False))

    def fits(self, given: Given) -> bool:
        least, most = min(self.places), max(self.places)
        return len(given) == len(self.marks) and all(
            isinstance(each, int | float) and least <= each <= most for each in given
        )

    def recall(self, key: str, given: Given) -> None:
        places = list(self.places)
        for i, each in enumerate(given):
            st.session_state[f"{key}_{i}"] = places[int(np.abs(np.subtract(places, float(each))).argmin())]
        st.session_state[f"{key}_moved"] = set(range(len(given)))

    def polls(self) -> list[Poll]:
        bins = {str(at): self._bin(at) for at in range(0, len(self.places), self._width)}
        return [Poll(mark, bins) for mark in self.marks]

    def votes(self, given: Given) -> list[str]:
        at = [int(np.abs(np.subtract(self.places, float(each))).argmin()) for each in given]
        return [str(i - i % self._width) for i in at]

    @property
    def _width(self) -> int:
        """Places of the scale that are counted as one."""
        return -(-len(self.places) // MOST_BARS)

    def _bin(self, at: int) -> str:
        """What the places that are counted as one from this on are called."""
        last = min(at + self._width, len(self.places)) - 1
        return " to ".join(self.form.format(self.places[i]) for i in dict.fromkeys((at, last)))


@dataclass(frozen=True)
class Place:
    """The place on the map that the visitor has pressed; the scene knows it as `place`, None before."""

    hint: str

    def ask(self, key: str, scene: Any) -> Given:
        if scene.place is None:
            st.caption(self.hint)
            return ()
        st.markdown(f"Your place: **{self.said(scene.place)}**")
        return tuple(map(float, scene.place))

    def said(self, given: Given) -> str:
        return f"({', '.join(f'{float(each):.2f}' for each in given)})".replace("-", "−")

    def fits(self, given: Given) -> bool:
        return len(given) == 2 and all(isinstance(each, int | float) for each in given)

    def recall(self, key: str, given: Given) -> None:
        """The map has its place still."""

    def polls(self) -> list[Poll]:
        return [Poll("", {str(radius): words for radius, words in RINGS.items()})]

    def votes(self, given: Given) -> list[str]:
        distance = math.hypot(*map(float, given))
        return [str(next(radius for radius in RINGS if distance <= radius))]


@dataclass(frozen=True)
class Drawn:
    """A drawing of the visitor's, which the scene knows as `drawn`, and with it a guess at what becomes of it."""

    hint: str
    guess: Form

    def ask(self, key: str, scene: Any) -> Given:
        if not scene.drawn:
            st.caption(self.hint)
            return ()
        return self.guess.ask(key, scene)

    def said(self, given: Given) -> str:
        return self.guess.said(given)

    def fits(self, given: Given) -> bool:
        return self.guess.fits(given)

    def recall(self, key: str, given: Given) -> None:
        self.guess.recall(key, given)

    def polls(self) -> list[Poll]:
        return self.guess.polls()

    def votes(self, given: Given) -> list[str]:
        return self.guess.votes(given)
