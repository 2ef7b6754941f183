"""What a question of a lesson is: a row of data, whose judge is a measurement made on the visitor's own digit.

Nothing is right or wrong by itself: `measure` finds out then and there, and says which kind of answer the given one is.
Each kind has its sentence. Texts are plain sentences without Markdown, since an answer is saved, loaded and printed as it stands.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autoencoders.networks import PIXELS

from ..stored.answers import Answer
from .forms import Form, Given
from .words import Words


@dataclass(frozen=True, eq=False)
class Found:
    """What a measurement found: which kind of answer the given one is by that ("" for none), the numbers for its texts, each as
    it is to be written, a PNG that shows it, and what that shows."""

    kind: str
    numbers: Mapping[str, object]
    picture: bytes = b""
    alt: str = ""


@dataclass(frozen=True, eq=False)
class Task:
    """A question: its key in links and files, its texts, how it is answered, how it is judged, and what stays hidden until then.

    `measure` gets the answer and the lesson's scene: an object that knows, as `on`, what digit and setting it is in words.
    `hides` names parts of the page. `part` is the part of the lesson where it is asked, where there are several, and `settings`
    are widgets that it needs in a state, by their keys; a function where they depend on what the visitor's session holds.
    """

    key: str
    words: Words
    form: Form
    measure: Callable[[Given, Any], Found]
    hides: tuple[str, ...] = ()
    part: str = ""
    settings: Mapping[str, object] | Callable[[Mapping[str, Any]], Mapping[str, object]] = field(default_factory=dict)

    def needs(self, state: Mapping[str, Any]) -> Mapping[str, object]:
        """The widgets that it needs in a state, by their keys, in the session of this state."""
        return self.settings(state) if callable(self.settings) else self.settings


def judged(task: Task, given: Given, scene: Any) -> Answer:
    """Measure now, and put it into words: the record of the answer."""
    found = task.measure(given, scene)
    texts = [task.words.measured, task.words.says[found.kind]] if given else [task.words.measured]
    said = task.form.said(given) if given else ""
    measured = " ".join(text.format(**found.numbers, said=said) for text in texts)
    return Answer(task.key, task.words.question, given, said, found.kind, measured, scene.on, found.picture, found.alt)


def marks(scene: Any) -> tuple[bytes, ...]:
    """What pictures and codes a scene is about, in short: two drawings are the same in words."""
    fields = [value for value in vars(scene).values() if isinstance(value, np.ndarray | dict)]
    arrays = [each for value in fields for each in (value.values() if isinstance(value, dict) else [value])]
    small = [each for each in arrays if isinstance(each, np.ndarray) and each.size <= PIXELS]
    return tuple(hashlib.sha256(np.ascontiguousarray(each).tobytes()).digest()[:8] for each in small)
