"""An answer follows its run until that has got there, and no longer; one that is just being changed is left alone."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from autoencoders.validator import WeightsError
from ui.classroom.asking import AGAIN
from ui.stored.answers import Answer
from ui.tasks.forms import Scale
from ui.tasks.given import ANSWERS, answers
from ui.tasks.task import Found, Task
from ui.tasks.words import Words
from ui.train.follow import arrived, follow
from ui.train.tasks import YET

SCENE: Any = SimpleNamespace(on="a run")
WORDS = Words("When?", "Measured.", {YET: "Not yet: {said}.", "near": "Near: {said}."}, "Go on.")
BEFORE = Answer("steps", "When?", (30,), "30", YET, "Measured. Not yet: 30.", "a run")


def asked(monkeypatch, record, changing=False, finds="near"):
    """The open question with this record in the session; `finds` is what a measurement now finds, or raises."""

    def measure(given, scene):
        if isinstance(finds, Exception):
            raise finds
        return Found(finds if not given or float(given[0]) > 0 else YET, {})

    state = {ANSWERS: {} if record is None else {"steps": record}, AGAIN: "steps" if changing else None}
    monkeypatch.setattr("streamlit.session_state", state)
    question: Any = SimpleNamespace(open=Task("steps", WORDS, Scale((10, 30), 10), measure))
    return question


def test_an_answer_that_waits_is_measured_once_its_run_is_there(monkeypatch):
    question = asked(monkeypatch, BEFORE)
    assert arrived(question, SCENE)
    follow(question, SCENE)
    record = answers()["steps"]
    assert (record.kind, record.given, record.measured) == ("near", (30,), "Measured. Near: 30.")
    assert not arrived(question, SCENE)


@pytest.mark.parametrize(
    ("record", "changing", "finds"),
    [
        (None, False, "near"),
        (Answer("steps", "When?", (30,), "30", "near", "Near enough.", "a run"), False, "near"),
        (BEFORE, True, "near"),
        (BEFORE, False, YET),
        (BEFORE, False, WeightsError("The judge is missing.")),
    ],
    ids=["no answer", "there already", "just being changed", "not there yet", "no judge"],
)
def test_else_it_stays_as_it_is(record, changing, finds, monkeypatch):
    question = asked(monkeypatch, record, changing, finds)
    assert not arrived(question, SCENE)
    follow(question, SCENE)
    assert answers().get("steps") == record


def test_what_a_file_brought_and_is_no_answer_stays_as_it_is(monkeypatch):
    question = asked(monkeypatch, replace(BEFORE, given=("never",)))
    follow(question, SCENE)
    assert answers()["steps"].measured == BEFORE.measured


def test_who_only_looks_is_left_alone(monkeypatch):
    asked(monkeypatch, BEFORE)
    nothing: Any = SimpleNamespace(open=None)
    follow(nothing, SCENE)
    assert not arrived(nothing, SCENE)
    assert answers()["steps"] is BEFORE
