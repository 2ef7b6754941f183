"""A room in which a class's guesses are counted, without names, in memory, for some hours. No Streamlit here.

The room's code stands in the link for the class: who has it may vote, and sees nothing. Who opened the room sees the counts, and
is known by another text, which stands in no link. So who guessed a code could only add votes to a room that nobody named:
guessing is hopeless (`LENGTH`), and of no use.

Who votes is known within a room only, as a hash salted for that room: the same visitor is somebody else in the next one, and
with the room the salt is gone. A room with a class of thirty and 26 questions takes 35 kB. A full one, with 300 voters and 40
texts of 40 wide characters under each of 40 questions, takes 0.5 MB, and all of them 25 MB.
"""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

IN_LINK = "room"
"""The parameter of a link that brings a visitor into a room."""

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What a code is made of: no letter that is read as another (i, l and 1, o and 0), since it may have to be typed."""

LENGTH = 8
"""Letters of a code: 8.5e11 of them. A guess costs the server a page, and it gives fifty a second, so that with every room in use
one is met after some ten years; a room lives for hours."""

HOURS = 4.0
"""Without a vote after which a room is closed: a lesson may go on after a long break, and nothing stays overnight. To look is no
use: a forgotten tab looks all night."""

MOST_ROOMS = 50
"""Rooms at once; a server carries two hundred learners. Each holder has one of them."""

MOST_TASKS, MOST_VOTERS, MOST_CHOICES = 40, 300, 40
"""Of one room: questions, of which there are some thirty; voters, a lecture; different answers to one question."""

LONGEST = 40
"""Characters of a choice, and of a question's key: the longest choice of a lesson has under thirty."""

NONE = 0
"""In the place of a vote: this voter has none on this question."""


@dataclass
class Task:
    """The votes on one question: of each voter, by number, which of the `texts` it is, counted from 1.

    A text that nobody chooses any more leaves when its place is needed.
    """

    texts: list[str] = field(default_factory=list)
    votes: bytearray = field(default_factory=bytearray)

    def place(self, choice: str) -> int:
        """The number of this choice, a new one where it is not there yet; `NONE` where there are too many."""
        if choice in self.texts:
            return self.texts.index(choice) + 1
        if len(self.texts) < MOST_CHOICES:
            self.texts.append(choice)
            return len(self.texts)
        for number in range(1, MOST_CHOICES + 1):
            if number not in self.votes:
                self.texts[number - 1] = choice
                return number
        return NONE


@dataclass
class Room:
    """Who holds it, its voters as hashes with their numbers, its questions, and when it was last used."""

    holder: str
    used: float
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    voters: dict[bytes, int] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)


class Ballots:
    """The rooms of a server, by their codes. What is too much is refused, and never an exception."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._rooms: dict[str, Room] = {}

    def open(self, holder: str) -> str:
        """The code of the room of this holder, a new one where there is none; empty where the server has no room left."""
        with self._lock:
            self._forget()
            if code := self._of(holder):
                return code
            if len(self._rooms) >= MOST_ROOMS:
                return ""
            code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
            self._rooms[code] = Room(holder, self._clock())
            return code

    def of(self, holder: str) -> str:
        """The code of the room that this holder has open; empty where there is none."""
        with self._lock:
            self._forget()
            return self._of(holder)

    def close(self, code: str) -> None:
        """Forget this room with all its votes."""
        with self._lock:
            self._rooms.pop(bare(code), None)

    def is_open(self, code: str) -> bool:
        """Whether there is a room of this code, as it stands in a link."""
        with self._lock:
            self._forget()
            return bare(code) in self._rooms

    def vote(self, code: str, task: str, voter: str, choice: str) -> bool:
        """Count this choice as the one vote of this voter on this question, in the place of an earlier one; whether it counts."""
        with self._lock:
            room = self._used(code)
            if room is None or not choice or len(choice) > LONGEST or len(task) > LONGEST:
                return False
            if task not in room.tasks and len(room.tasks) >= MOST_TASKS:
                return False
            who = hashlib.sha256(room.salt + voter.encode(errors="replace")).digest()
            if who not in room.voters and len(room.voters) >= MOST_VOTERS:
                return False
            votes = room.tasks.setdefault(task, Task())
            if not (place := votes.place(choice)):
                return False
            number = room.voters.setdefault(who, len(room.voters))
            votes.votes.extend(bytes(max(number + 1 - len(votes.votes), 0)))
            votes.votes[number] = place
            return True

    def counts(self, code: str, task: str) -> dict[str, int]:
        """How many chose what, the first choice first; a choice that all have taken back is not in it."""
        with self._lock:
            self._forget()
            room = self._rooms.get(bare(code))
            if room is None or task not in room.tasks:
                return {}
            votes = room.tasks[task]
            found = {text: votes.votes.count(number) for number, text in enumerate(votes.texts, 1)}
            return {text: count for text, count in found.items() if count}

    def _used(self, code: str) -> Room | None:
        """The room of this code, which is in use by that."""
        self._forget()
        room = self._rooms.get(bare(code))
        if room is not None:
            room.used = self._clock()
        return room

    def _of(self, holder: str) -> str:
        return next((code for code, room in self._rooms.items() if room.holder == holder), "")

    def _forget(self) -> None:
        """Close the rooms that nobody has used for long."""
        oldest = self._clock() - 3600 * HOURS
        for code in [code for code, room in self._rooms.items() if room.used < oldest]:
            del self._rooms[code]


def bare(code: str) -> str:
    """The code of a room as it stands in a link, without the holder's route; capitals count as small letters."""
    return code.partition(".")[0].lower()
