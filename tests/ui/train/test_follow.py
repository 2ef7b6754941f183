"""An answer follows its run until that has got there, and no longer; one that is just being changed is left alone."""

from types import SimpleNamespace
from typing import Any

import pytest

from autoencoders.validator import WeightsError
from ui.stored.answers import Answer
from ui.tasks import asking
from ui.tasks.task import Found
from ui.train import follow
from ui.train.tasks import YET


NO_SCENE: Any = None
"""What nothing here looks at."""


def asked(kind, monkeypatch, changing=False, finds="near"):
    """The open question as it was answered, in a session; `finds` is what a measurement now finds, or raises."""

    def measure(given, scene):
        if isinstance(finds, Exception):
            raise finds
        return Found(finds, {})

    state: dict[str, Any] = {asking.AGAIN: "steps"} if changing else {}
    if kind is not None:
        state[asking.ANSWERS] = {"steps": Answer("steps", "When?", (30,), "step 30", kind, "Not yet.", "a run")}
    monkeypatch.setattr("ui.tasks.asking.st.session_state", state)
    question: Any = SimpleNamespace(open=SimpleNamespace(key="steps", measure=measure))
    return question, state


@pytest.mark.parametrize(
    ("kind", "changing", "waits"),
    [(YET, False, True), (YET, True, False), ("near", False, False), (None, False, False)],
)
def test_only_an_answer_that_waits_is_measured_again(kind, changing, waits, monkeypatch):
    question, state = asked(kind, monkeypatch, changing)
    assert follow.arrived(question, NO_SCENE) == waits
    follow.follow(question)
    assert state.get(asking.ANSWERING) == (("steps", (30,)) if waits else None)


@pytest.mark.parametrize("finds", [YET, WeightsError("The judge is missing.")])
def test_it_has_not_arrived_while_nothing_is_found(finds, monkeypatch):
    question, _ = asked(YET, monkeypatch, finds=finds)
    assert not follow.arrived(question, NO_SCENE)


def test_who_only_looks_is_left_alone(monkeypatch):
    monkeypatch.setattr("ui.tasks.asking.st.session_state", {})
    nothing: Any = SimpleNamespace(open=None)
    follow.follow(nothing)
    assert not follow.arrived(nothing, NO_SCENE)
