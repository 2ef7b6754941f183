"""The questions of the page on the report: each answer's kind, beside verdicts and pictures that were judged by other means."""

import re

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.report.claims import CLAIMS, judged
from autoencoders.report.folder import shipped_numbers
from autoencoders.report.rules import CAVEAT, FAILS, HOLDS, UNKNOWN, Finding
from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.weights import WEIGHTS
from tests.checkout import ROOT
from ui.assignment import task_words as words
from ui.assignment.tasks import DOUBTED, TASKS, Scene, says
from ui.stored.answers import MOST_PICTURE, is_picture
from ui.tasks.task import judged as answered

NUMBERS = shipped_numbers()
SCENE = Scene({claim.key: judged(claim, NUMBERS) for claim in CLAIMS}, NUMBERS)
NOTHING = Scene({claim.key: Finding("Not measured.", UNKNOWN) for claim in CLAIMS}, {})
TASK = {task.key: task for task in TASKS}


def printed():
    """The verdict on each claim as it is printed in docs/report, by what the report says."""
    text = (ROOT / "docs/report/README.md").read_text(encoding="utf-8").split("## Figures")[0]
    found = re.findall(rf"^- \*\*(.+)\.\*\* ({CAVEAT}|{HOLDS}|{FAILS}) \(", text, flags=re.MULTILINE | re.IGNORECASE)
    return {claim: verdict.lower() for claim, verdict in found}


@pytest.mark.parametrize("key", DOUBTED)
def test_the_claim_that_falls_is_the_one_that_the_printed_report_says(key):
    kind = {HOLDS: "holds", CAVEAT: "caveat", FAILS: "right"}[printed()[says(key)]]
    answer = answered(TASK["claim-that-falls"], (key,), SCENE)
    assert (answer.kind, answer.said) == (kind, says(key))
    assert "*" not in answer.measured
    assert "22.1 dB" in answer.measured  # what the denoisers' input has, and none of them reaches


def test_of_the_four_one_alone_fails():
    assert sorted(printed()[says(key)] for key in DOUBTED).count(FAILS) == 1


def test_without_measurements_nobody_can_say():
    answer = answered(TASK["claim-that-falls"], ("third",), NOTHING)
    assert answer.kind == "unknown"
    assert words.NONE_FALLS in answer.measured
    assert "10 could not be measured" in answered(TASK["claims-that-hold"], (4, 3), NOTHING).measured


@pytest.mark.parametrize("given", [(0, 0), (4, 3), (10, 0)])
def test_claims_that_could_not_be_counted_judge_no_answer(given):
    one = {**SCENE.findings, DOUBTED[0]: Finding("Not measured.", UNKNOWN)}
    for scene in (NOTHING, Scene(one, NUMBERS)):
        answer = answered(TASK["claims-that-hold"], given, scene)
        assert answer.kind == "unknown"
        assert "You trusted" not in answer.measured


def recognised_by_hand(name):
    """Of the 30 pictures of Figure 6, decoded from the same draw, how many the judge gives a class 0.9 or more."""
    codes = np.random.default_rng(0).standard_normal((30, 10)).astype(np.float32)
    looks = read_judge(WEIGHTS / JUDGE)[0].look(ae.load(name).decode(codes))[1]
    return sum(max(each) >= 0.9 for each in looks.tolist())


@pytest.mark.parametrize(("off", "kind"), [(0, "near"), (2, "near"), (-2, "near"), (3, "high"), (-3, "low")])
def test_pictures_are_counted_as_the_judge_counts_them(off, kind):
    true = recognised_by_hand("vae-10.assignment")
    answer = answered(TASK["figure-six"], (true + off,), SCENE)
    assert answer.kind == kind
    assert answer.said == f"{true + off} of 30"
    assert f"the judge is sure of {true} " in answer.measured
    assert f"Trained further, it is sure of {recognised_by_hand('vae-10')}." in answer.measured
    assert is_picture(answer.picture)
    assert len(answer.picture) < MOST_PICTURE
    assert sum(map(int, re.findall(r"(\d+) (?:as|read as) \d", answer.alt))) == true


@pytest.mark.parametrize(
    ("more", "caveats", "kind"),
    [(0, 0, "right"), (0, 1, "caveats"), (1, 0, "trust"), (-1, 0, "doubt"), (3, 4, "over")],
)
def test_claims_are_counted_as_they_are_printed(more, caveats, kind):
    verdicts = list(printed().values())
    assert len(verdicts) == len(CLAIMS)
    holds, caveat, fails = map(verdicts.count, (HOLDS, CAVEAT, FAILS))
    answer = answered(TASK["claims-that-hold"], (holds + more, caveat + caveats), SCENE)
    assert answer.kind == kind
    assert f"{holds} hold, {caveat} hold with a caveat, {fails} do not hold." in answer.measured


def test_every_kind_has_its_sentence_and_is_reached_above():
    assert {key: set(task.words.says) for key, task in TASK.items()} == {
        "claim-that-falls": {"right", "caveat", "holds", "unknown"},
        "figure-six": {"near", "high", "low"},
        "claims-that-hold": {"right", "caveats", "trust", "doubt", "over", "unknown"},
    }


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
@pytest.mark.parametrize("scene", [SCENE, NOTHING], ids=["measured", "nothing"])
def test_who_has_it_shown_is_told_what_was_measured_and_no_more(task, scene):
    answer = answered(task, (), scene)
    assert (answer.kind, answer.said, answer.given) == ("", "", ())
    assert answer.measured
    assert not re.search(r"[{}]", answer.measured)
