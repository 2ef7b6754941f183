"""What visitors have made and is not needed this moment, on disk: snapshots of runs, their own models. No Streamlit here.

One budget counts for all visitors. Where it is spent, the visitor who has most loses what lies there longest, and can ask
how much that was; so nobody who fills the shelf takes anything from those who don't. What nobody holds any more is
deleted at once, and the folder when the server ends.
"""

import itertools
import pickle
import shutil
import tempfile
import threading
import weakref
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

MOST_BYTES = 4 * 2**30
"""Bytes on disk of all visitors' things, where the disk has room for them: 20 MB each for two hundred."""

SHARE_OF_DISK = 0.5
"""Of what is free on the disk when the server starts, the shelf takes no more."""

MOST_AT_HAND = 48 * 2**20
"""Bytes of what was asked for last that stay in memory too, for all visitors: a page asks for its models at each rerun."""

T = TypeVar("T")


class Gone(LookupError):
    """What was kept had to make room, or could not be written."""


class Kept(Generic[T]):
    """One thing on the shelf. It stays there for as long as somebody holds this, unless it has to make room: see `gone`."""

    def __init__(self, shelf: "Shelf", path: Path, size: int, thing: T) -> None:
        self.path, self.bytes, self.gone = path, size, False
        self._shelf = shelf
        self.lives(thing)

    def take(self) -> T:
        """The thing itself; `Gone` where it had to make room and nobody has it in use."""
        thing: T | None = self._live()
        return thing if thing is not None else self._shelf.read(self)

    def lives(self, thing: T) -> None:
        """This is the thing as it was put, or read again: whoever asks while it is in use gets the same."""
        self._live = _reference(thing)


@dataclass(frozen=True)
class _Row:
    owner: str
    bytes: int
    told: bool
    kept: "weakref.ref[Kept[Any]]"


class Shelf:
    """Things of all visitors in a folder of its own, `most` bytes in all.

    Only the server writes to the folder, which nobody else can open: what is read there can be trusted like its own memory.
    """

    def __init__(self, most: int | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="latent-lab-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        free = int(SHARE_OF_DISK * shutil.disk_usage(self.folder).free)
        self.most = min(MOST_BYTES, free) if most is None else most
        self._lock = (
            threading.RLock()
        )  # garbage may be collected in the middle of it, which forgets things in this same thread
        self._rows: dict[Path, _Row] = {}
        self._bytes: Counter[str] = Counter()
        self._lost: Counter[str] = Counter()
        self._at_hand: OrderedDict[Path, tuple[int, Any]] = OrderedDict()
        self._numbers = itertools.count()

    @property
    def bytes(self) -> int:
        """Bytes of all that lies here."""
        return self._bytes.total()

    def put(self, owner: str, thing: T, told: bool = True) -> Kept[T]:
        """Keep this thing, that can be pickled, for this visitor; where it is not `told`, its loss is not counted."""
        data = pickle.dumps(thing, protocol=5)
        path = self.folder / str(next(self._numbers))
        kept: Kept[T] = Kept(self, path, len(data), thing)
        try:
            path.write_bytes(data)
        except OSError:  # the disk is full, whoever filled it
            path.unlink(missing_ok=True)
            kept.gone = True
            with self._lock:
                self._lost[owner] += told
            return kept
        with self._lock:
            self._rows[path] = _Row(owner, len(data), told, weakref.ref(kept))
            self._bytes[owner] += len(data)
            weakref.finalize(kept, self._forget, path).atexit = False
            while self.bytes > self.most:
                self._make_room()
        return kept

    def read(self, kept: Kept[T]) -> T:
        """The thing on the shelf; `Gone` where it is not there any more."""
        with self._lock:
            if kept.path in self._at_hand:
                self._at_hand.move_to_end(kept.path)
                at_hand: T = self._at_hand[kept.path][1]
                return at_hand
        try:
            thing: T = pickle.loads(kept.path.read_bytes())
        except OSError:
            kept.gone = True
            raise Gone("The server's room for kept models was full, and this one had to go. Begin anew.") from None
        kept.lives(thing)
        with self._lock:
            if kept.path in self._rows:
                self._at_hand[kept.path] = (kept.bytes, thing)
            while sum(size for size, _ in self._at_hand.values()) > MOST_AT_HAND:
                self._at_hand.popitem(last=False)
        return thing

    def lost(self, owner: str) -> int:
        """How many things of this visitor have had to make room since this was asked last."""
        with self._lock:
            return self._lost.pop(owner, 0)

    def _make_room(self) -> None:
        """The oldest thing of who has most goes."""
        richest = max(list(self._bytes), key=lambda owner: self._bytes[owner])
        path, row = next((path, row) for path, row in list(self._rows.items()) if row.owner == richest)
        if (kept := row.kept()) is not None:
            kept.gone = True
            self._lost[row.owner] += row.told
        self._forget(path)

    def _forget(self, path: Path) -> None:
        with self._lock:
            row = self._rows.pop(path, None)
            if row is None:
                return
            self._at_hand.pop(path, None)
            self._bytes[row.owner] -= row.bytes
            if not self._bytes[row.owner]:
                del self._bytes[row.owner]
        path.unlink(missing_ok=True)


def _reference(thing: Any) -> Callable[[], Any]:
    """A way to a thing for as long as it is in use; to one that Python can't refer to weakly there is none."""
    try:
        return weakref.ref(thing)
    except TypeError:
        return lambda: None
