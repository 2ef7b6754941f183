"""The questions of the lesson on training: each kind of answer, beside losses and readings that are computed anew."""

import re
from dataclasses import replace

import numpy as np
import pytest

import autoencoders as ae
from ui import cached
from ui.stored.curves import Ghost, Point
from ui.tasks.task import judged
from ui.train.choices import Choices
from ui.train.desk import Desk
from ui.train.reader import DIGITS, Reader
from ui.train.tasks import ENOUGH, TASKS, YET, Scene, loss_at, pace, tenfold
from ui.train.widgets import RATES

TASK = {task.key: task for task in TASKS}
CHOICES = Choices(data="synthetic", kind="MLP", d=10)
SLOW = Ghost(replace(CHOICES, seed=4).label, [Point(0, 0.0, {}, {"reconstruction": 540.0})])


def scene(job, choices=CHOICES, ghosts=()):
    return Scene(job, choices, ghosts, Reader(), choices.label)


def cost_by_hand(model, images):
    """Bernoulli cross-entropy of these images in nats an image, by its formula, on float64."""
    made = np.clip(model.reconstruct(images).astype(np.float64), 1e-12, 1 - 1e-12)
    return float(-(images * np.log(made) + (1 - images) * np.log(1 - made)).sum(axis=(1, 2, 3)).mean())


@pytest.mark.parametrize(
    ("given", "kind"), [(525, "near"), (575, "near"), (450, "low"), (0, "low"), (650, "high"), ("mean", "mean")]
)
def test_the_first_loss_is_that_of_coin_tosses(given, kind, start):
    job = start()
    true = cost_by_hand(job.model, job.probe.images)
    assert true == pytest.approx(784 * np.log(2), abs=10)
    given = 25 * round(job.probe.mean_line / 25) if given == "mean" else given
    answer = judged(TASK["first-loss"], (given,), scene(job))
    assert answer.kind == kind
    assert f"begins at {true:.0f} nats" in answer.measured
    assert "784 tosses make 543" in answer.measured


def test_a_run_that_began_as_a_trained_model_is_judged_by_one_that_did_not(start):
    job = start()
    job.history.cut(0)
    trained = ae.load("mlp-10")
    job.history.points[:] = [Point(0, 0.0, {}, {"reconstruction": 100.0})]
    job.history.all_snapshots[:] = []
    job.history.add(Point(0, 0.0, {}, {"reconstruction": 100.0}), trained)
    answer = judged(TASK["first-loss"], (550,), scene(job, replace(CHOICES, start="mlp-10")))
    assert answer.kind == "near"


def told(start, *names):
    """A run with snapshots of trained models, a hundred steps apart."""
    job = start()
    for i, name in enumerate(names, 1):
        job.history.add(Point(100 * i, float(i), {}, {"reconstruction": 1.0}), ae.load(name))
    return job


@pytest.mark.parametrize(("given", "kind"), [(30, "early"), (100, "near"), (300, "near"), (1_000, "late")])
def test_the_step_at_which_digits_are_told_judges_the_guess(given, kind, start):
    job = told(start, "mlp-100", "conv-100")
    answer = judged(TASK["digits-told"], (given,), scene(job))
    named = cached.judge().look(job.history.snapshots[1].model.reconstruct(job.probe.images[:DIGITS]))[1].argmax(axis=1)
    assert answer.kind == kind
    assert f"and {sum(named == job.probe.labels[:DIGITS])} at step 100." in answer.measured
    assert answer.said == f"step {given:,}"


def test_a_run_that_is_not_there_yet_says_so(start):
    answer = judged(TASK["digits-told"], (300,), scene(told(start)))
    assert answer.kind == YET
    assert "after 0 steps" in answer.measured
    assert judged(TASK["digits-told"], (), scene(told(start))).kind == YET  # which is measured again, too


def test_pictures_that_are_no_digits_are_not_read(start, material):
    shoes = replace(material, dataset=replace(material.dataset, name="fashion_mnist"))
    answer = judged(TASK["digits-told"], (300,), scene(start(material=shoes)))
    assert answer.kind == "none"


def run_of(start, steps, loss, rate=0.01):
    """A run that costs so much after so many steps, at this rate, with its choices."""
    job = start()
    job.history.add(Point(steps, 1.0, {}, {"reconstruction": loss}), job.model)
    return job, replace(CHOICES, rate=rate, seed=1)


EARLIER = Ghost(SLOW.label, [*SLOW.points, Point(1_000, 9.0, {}, {"reconstruction": 150.0})])
"""It fell on a straight line from 540 to 150, so that it cost 345 after 500 steps."""


@pytest.mark.parametrize(
    ("loss", "given", "kind"),
    [
        (300.0, "lower", "right"),
        (300.0, "breaks", "feared"),
        (346.0, "same", "right"),
        (346.0, "lower", "even"),
        (346.0, "higher", "feared"),
        (400.0, "higher", "right"),
        (400.0, "same", "hoped"),
    ],
)
def test_two_runs_are_compared_after_as_many_steps(loss, given, kind, start):
    job, choices = run_of(start, 500, loss)
    answer = judged(TASK["tenfold-rate"], (given,), scene(job, choices, (EARLIER,)))
    assert answer.kind == kind
    assert f"after 500 steps your run at rate 0.01 costs {loss:.0f} nats" in answer.measured
    assert "the earlier one at rate 0.001 345." in answer.measured


@pytest.mark.parametrize(("given", "kind"), [("breaks", "right"), ("lower", "hoped")])
def test_a_run_that_broke_is_said_to_have_broken(given, kind, start):
    job, choices = run_of(start, 2, 1e9)
    job.diverged_at = 3
    answer = judged(TASK["tenfold-rate"], (given,), scene(job, choices, (EARLIER,)))
    assert answer.kind == kind
    assert "broke at step 3" in answer.measured


OTHERS = [
    (),
    (Ghost(replace(CHOICES, d=2).label, EARLIER.points),),
    (Ghost(replace(CHOICES, rate=0.1).label, EARLIER.points),),
    (Ghost("a curve from elsewhere", EARLIER.points),),
    (Ghost("Adam fast, seed x", EARLIER.points),),
    (SLOW,),
    (Ghost(replace(CHOICES, rate=0.003).label, EARLIER.points),),
    (Ghost(replace(CHOICES, rate=0.0001).label, EARLIER.points),),
]


@pytest.mark.parametrize(
    "ghosts", OTHERS, ids=["none", "wider", "faster", "foreign", "no number", "short", "third", "hundredth"]
)
def test_a_run_alone_is_not_compared(ghosts, start):
    job, choices = run_of(start, 500, 300.0)
    answer = judged(TASK["tenfold-rate"], ("lower",), scene(job, choices, ghosts))
    assert answer.kind == YET
    assert "no earlier run" in answer.measured
    assert "Set the rate to 0.1 and change the seed" in answer.measured


@pytest.mark.parametrize(
    ("rate", "steps", "broke", "does"),
    [
        (0.01, ENOUGH - 1, 0, f"Let your run at rate 0.01 have {ENOUGH} steps first. Then set the rate to 0.1,"),
        (1.0, ENOUGH, 0, "Set the rate to 10 and"),
        (100.0, ENOUGH, 0, "First set the rate to 10, change the seed, and play 200 steps. Then set the rate to 100,"),
        (0.3, 500, 7, "First set the rate to 0.03,"),
        (6e-5, 500, 7, "First set the rate to 0.00001,"),
    ],
)
def test_who_has_no_pair_of_runs_is_told_how_to_make_one(rate, steps, broke, does, start):
    job, choices = run_of(start, steps, 300.0, rate)
    job.diverged_at = broke
    assert does in judged(TASK["tenfold-rate"], ("lower",), scene(job, choices)).measured


@pytest.mark.parametrize(
    ("rate", "seed", "steps", "broke", "ghosts", "needs"),
    [
        (0.001, 0, ENOUGH, 0, (), {"train_rate": 0.01, "train_seed": 1}),
        (0.01, 1, ENOUGH, 0, (), {"train_rate": 0.1, "train_seed": 0}),
        (1.0, 7, ENOUGH, 0, (), {"train_rate": 10.0, "train_seed": 0}),
        (0.01, 1, ENOUGH, 0, (EARLIER,), {}),  # it is the second of two already
        (0.001, 0, ENOUGH - 1, 0, (), {}),
        (0.001, 0, ENOUGH, 150, (), {}),
        (300.0, 0, ENOUGH, 0, (), {}),
    ],
)
def test_the_question_sets_ten_times_the_rate_of_the_run_on_the_desk(rate, seed, steps, broke, ghosts, needs, start):
    desk = Desk()
    job, desk.choices = run_of(start, steps, 300.0, rate)[0], replace(CHOICES, rate=rate, seed=seed)
    job.diverged_at = broke
    desk.put(job, desk.choices.label)
    desk.ghosts.extend(ghosts)
    assert TASK["tenfold-rate"].needs({"train_desk": desk}) == needs
    assert TASK["tenfold-rate"].needs({}) == {}


def test_every_rate_has_one_ten_times_as_high_up_to_the_slider_s_end():
    for rate in RATES:
        above = tenfold(rate)
        assert above == (pytest.approx(10 * rate) if rate <= 60 else None)


def test_a_run_too_short_is_not_compared(start):
    job, choices = run_of(start, ENOUGH - 1, 300.0)
    answer = judged(TASK["tenfold-rate"], ("lower",), scene(job, choices, (EARLIER,)))
    assert answer.kind == YET
    assert f"has {ENOUGH - 1} steps" in answer.measured


@pytest.mark.parametrize(("steps", "short"), [(ENOUGH, False), (ENOUGH - 1, True)])
def test_choices_that_are_not_played_yet_are_waited_for(steps, short, start):
    job, choices = run_of(start, steps, 300.0)
    answer = judged(TASK["tenfold-rate"], ("lower",), replace(scene(job, choices, (EARLIER,)), changed=True))
    assert answer.kind == YET
    assert "not played" in answer.measured
    assert (f"only {steps} steps" in answer.measured) == short


def test_a_label_tells_its_rate_and_all_but_the_seed():
    noisy = replace(CHOICES, noise=0.1)
    of = {
        name: pace(choices.label) or (0.0, ())
        for name, choices in {
            "fast": replace(noisy, rate=0.6, seed=9),
            "slow": noisy,
            "clean": CHOICES,
            "cosine": replace(CHOICES, cosine=True),
        }.items()
    }
    assert (of["fast"][0], of["slow"][0]) == (0.6, 0.001)
    assert of["fast"][1] == of["slow"][1]
    assert len({of[name][1] for name in ("slow", "clean", "cosine")}) == 3
    assert loss_at(EARLIER.points, 250) == pytest.approx(540 - 390 / 4)


def test_every_kind_has_its_sentence_and_is_reached_above():
    assert {key: set(task.words.says) for key, task in TASK.items()} == {
        "first-loss": {"near", "low", "mean", "high"},
        "digits-told": {"near", "early", "late", "yet", "none"},
        "tenfold-rate": {"right", "hoped", "even", "feared", "yet"},
    }


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_who_has_it_shown_is_told_what_was_measured_and_no_more(task, start):
    job, choices = run_of(start, 500, 300.0)
    answer = judged(task, (), scene(job, choices, (EARLIER,)))
    assert (answer.said, answer.given) == ("", ())
    assert not re.search(r"[{}]|[Yy]ou said|expected|waits", answer.measured)
