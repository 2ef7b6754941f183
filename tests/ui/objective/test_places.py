"""The kinds of three places on the dial over β, what follows from them, and a report that did not count."""

import pytest

import autoencoders as ae
from ui.objective import task_words as words
from ui.objective.places import betas_kind, conclusion, counted, within_chance
from ui.objective.tasks import TASKS

KINDS = next(set(task.words.says) for task in TASKS if task.key == "betas")


@pytest.mark.parametrize(
    ("sharp", "drawn", "elbo", "said"),
    [
        ("0", ["2", "4"], "1", words.PLACES_APART),
        ("0", ["1", "2"], "1", words.PLACES_PARTLY),
        ("1", ["2"], "1", words.PLACES_PARTLY),
        ("1", ["1", "2"], "1", words.PLACES_TOGETHER),
    ],
)
def test_what_follows_is_what_the_three_places_show(sharp, drawn, elbo, said):
    assert conclusion(sharp, drawn, elbo) == said


@pytest.mark.parametrize("report", [{}, {"samples": {}}, {"samples": {}, "size": {}}])
def test_a_report_that_did_not_count_is_a_sentence(report, monkeypatch):
    monkeypatch.setattr("ui.cached.measured", lambda: report)
    with pytest.raises(ae.WeightsError, match="does not say how many random codes"):
        counted()


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (("0", "2", "1"), "all"),
        (("0", "4", "1"), "all"),
        (("1", "1", "1"), "one"),
        (("4", "4", "4"), "one"),
        (("0.1", "2", "1"), "sharp"),
        (("0", "2", "8"), "elbo"),
        (("0", "0", "1"), "drawn"),
    ],
)
def test_kinds_of_three_places(given, kind):
    assert betas_kind(given, "0", ["2", "4"], "1") == kind
    assert kind in KINDS


def test_what_is_as_good_as_the_best_within_chance():
    shares = {"0": 0.0, "1": 0.41, "2": 0.5, "4": 0.39}
    errors = {"0": 0.0, "1": 0.03, "2": 0.04, "4": 0.03}  # two standard errors of a difference are 0.1
    assert within_chance(shares, errors) == ["1", "2"]
