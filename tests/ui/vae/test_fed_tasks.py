"""The questions of the part “Fed back”: what is measured, and which kind of answer is which."""

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.scores.judge import read_judge
from autoencoders.weights import WEIGHTS
from ui.tasks.task import judged
from ui.vae.fed_tasks import FED_TASKS, Circled, ends_kind, fifty_kind
from ui.vae.rounds import rounds, shipped

OF = {task.key: task for task in FED_TASKS}


@pytest.fixture(scope="module")
def scene(mnist):
    image = mnist.test_images[np.flatnonzero(mnist.test_labels == 1)[3]].astype(np.float32) / 255
    names = shipped("2", "0")
    return Circled(rounds({title: (name, ae.load(name)) for title, name in names.items()}, image), image, names, "a 1")


def test_who_still_draws_the_digit_is_read_after_fifty_passes(scene):
    judge = read_judge(WEIGHTS / "judge.safetensors")[0]
    kept = []
    for title, name in scene.names.items():
        x = scene.image[None]
        for _ in range(50):
            x = ae.load(name).reconstruct(x)
        look = judge.look(x)[1][0]
        kept += [title] * bool(look.max() >= 0.9 and look.argmax() == 1)
    true = ",".join(kept) or "none"
    assert OF["fifty"].measure((true,), scene).kind == "right"
    others = {OF["fifty"].measure((given,), scene).kind for given in ("none", "AE", "VAE", "AE,VAE") if given != true}
    assert "right" not in others
    empty = Circled(scene.rounds, np.zeros((28, 28, 1), np.float32), scene.names, "nothing")
    assert OF["fifty"].measure(("AE",), empty).kind == "unclear"


@pytest.mark.parametrize(
    ("given", "true", "kind"),
    [
        ("none", "none", "right"),
        ("AE,VAE", "VAE", "more"),
        ("AE", "none", "more"),
        ("none", "AE", "fewer"),
        ("AE", "AE,VAE", "fewer"),
        ("AE", "VAE", "other"),
    ],
)
def test_kinds_of_who_keeps(given, true, kind):
    assert fifty_kind(given, true) == kind
    assert kind in OF["fifty"].words.says


@pytest.mark.parametrize(
    ("given", "true", "kind"),
    [
        ((60, 60), (62, 59), "near"),
        ((74, 71), (62, 59), "near"),
        ((75, 59), (62, 59), "many"),
        ((62, 10), (62, 59), "few"),
        ((80, 10), (62, 59), "few"),
    ],
)
def test_kinds_of_counts_that_are_left(given, true, kind):
    assert ends_kind(*given, *true) == kind
    assert kind in OF["ends-left"].words.says


@pytest.mark.parametrize("key", OF)
def test_texts_are_whole_whatever_is_said(key, scene):
    for given in ((), ("AE",) if key == "fifty" else (20, 90)):
        answer = judged(OF[key], given, scene)
        assert "{" not in answer.measured
        assert bool(answer.picture) == bool(answer.alt) == (key == "fifty")
        assert answer.kind in (OF[key].words.says if given else [""])
    if key == "ends-left":
        assert "in the VAE (vae-2)" in answer.measured
