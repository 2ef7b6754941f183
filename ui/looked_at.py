"""Which pictures the lessons look at: MNIST's, Fashion-MNIST's or the visitor's own; how their classes are called, and what a
sentence calls one of them.

The choice stands in the sidebar and in the link, and only where there is a choice. A model of the visitor's own that learned from
another set takes the lessons along to it when it is kept, for that is what one trains it for. The judge reads digits alone: of
other pictures nothing is read, and questions about digits are not asked.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

import autoencoders as ae
from autoencoders.digits.datasets import is_here
from autoencoders.digits.uploaded import NAME as OWN
from autoencoders.digits.uploaded import UploadedSet
from autoencoders.scores.judge import Judge

from . import cached
from .browser.marks import DIGITS
from .browser.mount import READS
from .plain import bare

KEY, WANTED, CHOSEN, PAGE = "data", "data_wanted", "data_chosen", "data_page"
"""Keys of the session: the widget, the set that it is to be set to next, the one that it was set to last, and on which page."""

SETS, LEARNED = "own_sets", "own_learned"
"""Keys of the session: the visitor's own sets by their keys; from which set each own model learned, by its key."""

MNIST, FASHION, SYNTHETIC = "mnist", "fashion_mnist", "synthetic"
CLOTHES = ("T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")
"""Fashion-MNIST's classes, as its authors call them; the first is “T-shirt/top” there."""

BASE = ""
"""In place of the key of MNIST, or of synthetic digits where that is not here: so to ask for it loads nothing."""

TITLES = {MNIST: "MNIST", FASHION: "Fashion-MNIST", SYNTHETIC: "synthetic digits"}
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class LookedAt:
    """A set of pictures that the lessons look at.

    `key` tells it from others. `names` are those of its classes, none where its labels say nothing; `one` is what a picture of it
    is called, and `are_digits` whether they are digits. A `private` one is seen by nobody else.
    """

    key: str
    title: str
    dataset: ae.Dataset
    names: tuple[str, ...] = DIGITS
    one: str = "digit"
    are_digits: bool = True
    private: bool = False

    def tell(self, text: str) -> str:
        """A sentence that was written for digits, with what these are called; digits of synthetic sets are digits too."""
        return tell(self.one, text)

    def named(self, label: int, number: int) -> str:
        """What one of its test pictures is called, by its class and its number within the class."""
        if self.one == "digit":
            return f"test digit {self.names[label]}, no. {number}"
        of = f" “{self.names[label]}”" if self.names else ""
        return f"test {self.one}{of}, no. {number}"


def tell(one: str, text: str) -> str:
    """A sentence that was written for digits, with what else its pictures are called."""
    return re.sub(r"\b(test|training|ordinary|any|nearest) digit", rf"\1 {one}", text)


def tell_of(dataset: ae.Dataset, text: str) -> str:
    """The same, by the data set that the sentence is about."""
    return tell({FASHION: "piece", OWN: "picture"}.get(dataset.name, "digit"), text)


def base() -> LookedAt:
    """MNIST; synthetic digits where it is not on this machine."""
    found = cached.dataset()
    return LookedAt(found.name, TITLES.get(found.name, found.name), found)


def own_key(dataset: ae.Dataset) -> str:
    """The key of a data set: its name, and for one of the visitor's own its pixels too."""
    return f"{OWN} {dataset.digest}" if dataset.name == OWN else dataset.name


def own_sets() -> Mapping[str, UploadedSet]:
    """The visitor's own sets that are held, by their keys; the one given last stands last."""
    found: dict[str, UploadedSet] = st.session_state.get(SETS, {})
    return found


def hold(read: UploadedSet) -> None:
    """Hold this set for the lessons; of those before only what a model of the visitor's learned from."""
    key = own_key(read.dataset)
    needed = set(st.session_state.get(LEARNED, {}).values())
    kept = {other: each for other, each in own_sets().items() if other in needed and other != key}
    st.session_state[SETS] = {**kept, key: read}


def offered() -> dict[str, str]:
    """What may be looked at: the keys by what the choice calls them."""
    found = {TITLES[MNIST if is_here(MNIST) else SYNTHETIC]: BASE}
    if is_here(FASHION):
        found[TITLES[FASHION]] = FASHION
    keys = list(own_sets())
    return found | {("your own" if i == len(keys) - 1 else f"your own, no. {i + 1}"): key for i, key in enumerate(keys)}


def choose(path: str) -> None:
    """The choice, in the sidebar of the page of this path; nothing where there is none.

    Called once a run, before the page asks what is looked at.
    """
    state, there = st.session_state, offered()
    came, state[PAGE] = state.get(PAGE) != path, path
    titles = {key: title for title, key in there.items()}
    wanted = titles.get(state.pop(WANTED, None))
    if wanted is None and KEY not in st.query_params and (came or KEY not in state):
        wanted = titles.get(
            state.get(CHOSEN, BASE)
        )  # as on the page before: a widget bound to the link begins anew here
    if wanted is not None:
        state[KEY] = wanted
    elif state.get(KEY) not in (None, *there):
        del state[KEY]
    title = next(iter(there))
    if len(there) > 1:
        title = st.radio("Pictures looked at", list(there), key=KEY, bind="query-params", help=HELP)
    state[CHOSEN] = there[title]
    state[READS] = not is_elsewhere() or now().are_digits


HELP = (
    "All lessons look at these: pictures to pick, maps, scores and distances. A model that learned from others can be looked at "
    "with them too, to see what it makes of what it never saw."
)


def now() -> LookedAt:
    """What is looked at."""
    key = _chosen()
    if key in own_sets():
        return of_own(key, own_sets()[key])
    if key == FASHION:
        return LookedAt(key, TITLES[key], cached.training_set(key), CLOTHES, "piece", are_digits=False)
    return base()


def _chosen() -> str:
    """The key of what was chosen, where it is still there; `BASE` where it is not, or nothing else was chosen."""
    key: str = st.session_state.get(CHOSEN, BASE)
    if key == FASHION:
        try:
            cached.training_set(key)
        except ae.DatasetError:
            return BASE  # it is damaged, or went away: the page that trains says so
        return key
    return key if key in own_sets() else BASE


def of_own(key: str, read: UploadedSet) -> LookedAt:
    """A set of the visitor's own, as it is looked at."""
    one = "digit" if read.are_digits and read.names == DIGITS else "picture"
    return LookedAt(key, "your own pictures", read.dataset, harmless(read.names), one, read.are_digits, private=True)


def harmless(names: Sequence[str]) -> tuple[str, ...]:
    """Names of classes as a visitor's folders have them, with letters, digits and little else, and no two alike."""
    plain = [bare(name) or f"class {label}" for label, name in enumerate(names)]
    return tuple(name if plain.count(name) == 1 else f"{name} {label}" for label, name in enumerate(plain))


def is_elsewhere() -> bool:
    """Whether something else is looked at than what the shipped numbers are about."""
    return _chosen() != BASE


def look_at(key: str) -> None:
    """Look at this set from the next run on, where it is among those offered."""
    st.session_state[WANTED] = BASE if key in (MNIST, SYNTHETIC) else key


def judge() -> Judge | None:
    """Who reads pictures, where these are digits and his file is there."""
    return cached.judge_if_here() if now().are_digits else None


def of_digits(tasks: Sequence[T], elsewhere: Sequence[T] = ()) -> Sequence[T]:
    """These questions, which are about digits of ten classes; those for `elsewhere` where no digits are looked at."""
    return tasks if now().one == "digit" else () if now().are_digits else elsewhere


def learned(name: str, key: str, kept: Collection[str]) -> None:
    """Note from which set this own model learned, and look at that from now on; forget it of models that are not `kept`."""
    before = st.session_state.get(LEARNED, {})
    st.session_state[LEARNED] = {old: each for old, each in before.items() if old in kept} | {name: key}
    if key and key != now().key:
        look_at(key)


def learned_by(name: str) -> str:
    """The key of the set that this own model learned from; empty where that is not known."""
    return str(st.session_state.get(LEARNED, {}).get(name, ""))


def title_of(key: str) -> str:
    """What a set is called in a sentence, by its key."""
    return "pictures of your own" if key.startswith(OWN) else TITLES.get(key, "")


def learned_elsewhere(names: Sequence[str]) -> None:
    """Where one of these own models learned from another set than is looked at: say so, with one press to look at that."""
    learned_from = st.session_state.get(LEARNED, {})
    here = now()
    if WANTED in st.session_state:
        st.rerun()  # the choice stands outside of a part that runs by itself
    keys = {learned_from[name]: name for name in names if learned_from.get(name, here.key) != here.key}
    for key, name in keys.items():
        title = title_of(key)
        if not title:
            continue
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(f"{name} learned from {title}; it is shown with {here.title} here.")
            if key in offered().values() or key == base().key:
                st.button(
                    f"Look at {title}", icon=":material/visibility:", on_click=look_at, args=(key,), key=f"look_{name}"
                )


def beside_the_promise(lesson: str) -> None:
    """Under a page's promise, where others than the shipped numbers are about are looked at: which pictures, and what follows."""
    if not is_elsewhere() or lesson == "train":
        return
    here = now()
    said = ABOUT_MNIST if lesson in ("assignment", "dimensions") else LOOKS_AT
    left_out = "" if here.are_digits else NOT_READ
    count = f"{len(here.dataset.test_images):,} test {here.one}s"
    st.caption(f":material/dataset: {said.format(title=here.title, count=count)}{left_out if said is LOOKS_AT else ''}")


def about_mnist() -> None:
    """Say of a part that it is about MNIST, where something else is looked at."""
    if is_elsewhere():
        st.caption(PART_ABOUT_MNIST)


PART_ABOUT_MNIST = "About MNIST’s digits, whatever you look at:"
ABOUT_MNIST = "This lesson is about MNIST’s digits, whatever else you look at elsewhere."
LOOKS_AT = (
    "Looked at: **{title}**, {count}; the choice is in the sidebar. The shipped models learned from MNIST’s digits, and “What to "
    "make of it” is about these."
)
NOT_READ = " The judge reads digits alone and is left out, and so are the questions about digits."
