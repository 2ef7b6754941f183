"""The judge reads each snapshot of a run once, and finds the first at which half of the copies are what they should be."""

from typing import Any

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.weights import WEIGHTS
from ui.stored.curves import Point
from ui.train.reader import DIGITS, Reader, count

JUDGED = read_judge(WEIGHTS / JUDGE)[0]


class Counting:
    """The judge, which counts how often it is asked."""

    looks = 0

    def look(self, images):
        self.looks += 1
        return JUDGED.look(images)


def grown(job, *models):
    """The run with a snapshot for each of these models, a hundred steps apart."""
    for i, model in enumerate(models, 1):
        job.history.add(Point(100 * i, float(i), {}, {"reconstruction": 1.0}), model)
    return job


def by_hand(job, model):
    """How many of the copies are named as their digit is, one after another."""
    copies = model.decode(model.encode(job.probe.images[:DIGITS]))
    return sum(
        int(np.argmax(JUDGED.look(copy[None])[1][0])) == label
        for copy, label in zip(copies, job.probe.labels, strict=False)
    )


def test_each_snapshot_is_read_once(start):
    judge: Any = Counting()
    job, reader = grown(start(), ae.load("mlp-100")), Reader()
    for _ in range(2):
        for snapshot in job.history.snapshots:
            assert reader.right(job, snapshot, judge) == by_hand(job, snapshot.model)
    assert judge.looks == 2
    assert count(job) == DIGITS


@pytest.mark.parametrize(
    ("models", "steps"),
    [((), (0, None)), (("mlp-100",), (0, 100)), (("untrained", "mlp-100", "conv-100"), (100, 200))],
)
def test_the_first_that_names_half_is_found(models, steps, start):
    trained = [ae.variant("mlp-10").initial(7) if name == "untrained" else ae.load(name) for name in models]
    job = grown(start(), *trained)
    before, first = Reader().first(job, JUDGED)
    assert (before.step, first and first.step) == steps
    assert first is None or 2 * by_hand(job, first.model) >= DIGITS
    assert 2 * by_hand(job, before.model) < DIGITS
