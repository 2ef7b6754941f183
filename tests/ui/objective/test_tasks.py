"""Each question of the lesson on what a VAE pays for: judged as NumPy judges, every kind of answer within reach, texts whole."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.chance import normals
from autoencoders.scores.digit_bill import bill
from autoencoders.scores.judge import read_judge
from autoencoders.weights import WEIGHTS
from tests.checkout import source
from ui import cached
from ui.frame import lesson_of
from ui.objective import task_words as words
from ui.objective.tasks import (
    TASKS,
    Dialled,
    Thrown,
    change_by_number,
    half_kind,
    parts_of,
    throws_kind,
)
from ui.objective.throw import thrown
from ui.objective.vaes import NAMES
from ui.stored.answers import is_picture
from ui.tasks.forms import Given
from ui.tasks.task import judged

OF = {task.key: task for task in TASKS}
KINDS: dict[str, set[str]] = {task.key: set(task.words.says) for task in TASKS}


@pytest.fixture(scope="module")
def eight(mnist):
    return mnist.test_images[np.flatnonzero(mnist.test_labels == 8)[785]].astype(np.float32) / 255


def scene_of(name, image, number=1):
    model = ae.load(name)
    assert isinstance(model, ae.VAE)
    epsilons = thrown(number, model.latent_dim)
    return Thrown(bill(model, image, epsilons[0]), epsilons, number, "an 8")


def test_each_beta_is_drawn_from_and_scored(mnist):
    numbers = OF["betas"].measure((), Dialled(3, "seed 3")).numbers
    judge = read_judge(WEIGHTS / "judge.safetensors")[0]
    codes = normals(3, 2000).reshape(200, 10).astype(np.float32)
    shares, likeness, price = {}, {}, {}
    for beta, name in NAMES.items():
        model = ae.load(name)
        shares[beta] = np.mean(judge.look(model.decode(codes))[1].max(axis=1) >= 0.9)
        likeness[beta] = ae.card(name)["scores"]["ssim"]
        price[beta] = ae.card(name)["scores"]["reconstruction"] + ae.card(name)["scores"]["kl"]
    assert numbers["own"] == max(shares, key=lambda beta: shares[beta])
    assert numbers["own_share"] == f"{100 * max(shares.values()):.0f} %"
    assert (numbers["sharp"], numbers["elbo"]) == (
        max(likeness, key=likeness.__getitem__),
        min(price, key=price.__getitem__),
    )
    assert numbers["nats"] == f"{min(price.values()):.1f}"
    assert "β = 0," not in str(numbers["own_even"])


@pytest.mark.parametrize("seed", [0, 1, 7])
def test_the_most_random_digits_are_where_the_report_counted_most_whatever_the_seed(seed):
    row = re.compile(r"^\| vae-10(?:\.beta-(\S+))?, N\(0, I\) \| ([0-9.]+)% ", flags=re.MULTILINE)
    printed = {beta or "1": float(share) for beta, share in row.findall(source("docs/report/README.md"))}
    best = max(printed, key=printed.__getitem__)
    for given in (("0", best, "1"), ("0", "2", "1")):
        answer = judged(OF["betas"], tuple(map(float, given)), Dialled(seed, "a seed"))
        assert answer.kind == "all"
        assert (
            f"most are taken for digits at β = {best}: {printed[best]:.1f} %; within chance of that: β = 2."
            in answer.measured
        )
        assert words.PLACES_APART in answer.measured
    assert judged(OF["betas"], (0.0, 1.0, 1.0), Dialled(seed, "a seed")).kind == "drawn"


@pytest.mark.parametrize(
    ("off", "spread", "kind"), [(0.3, 0.5, "wide"), (0.3, 0.99, "idle"), (0.05, 0.99, "near"), (-0.3, 0.99, "narrow")]
)
def test_a_cloud_as_wide_as_the_prior_s_says_nothing_of_the_digit(off, spread, kind):
    assert throws_kind(off, spread) == kind
    assert kind in KINDS["throws"]


def test_the_widest_cloud_at_beta_8_is_that_of_a_number_out_of_use(eight):
    assert OF["throws"].measure((2.0,), scene_of("vae-10.beta-8", eight)).kind == "idle"


@pytest.mark.parametrize("shared", [0, 7])
def test_what_falls_out_of_use_is_told_by_both_measures(mnist, shared):
    numbers = OF["unused"].measure((), Dialled(shared, "")).numbers
    model = ae.load("vae-10.beta-8")
    assert isinstance(model, ae.VAE)
    mean, log_var = (each.astype(np.float64) for each in model.posterior(mnist.test_images))
    costs = 0.5 * (np.exp(log_var) - log_var + mean**2 - 1).mean(axis=0)
    assert numbers["unused"] == (costs < 0.01).sum() == 10 - (mean.var(axis=0) > 0.01).sum()
    assert "as many" in str(numbers["also"])
    changes = change_by_number(model, shared)
    assert numbers["still"] == f"{100 * max(changes[costs < 0.01]):.1f}"
    assert max(changes[costs < 0.01]) < 0.1 * min(changes[costs >= 0.01])  # so the KL says what a number does
    kinds = [OF["unused"].measure((given,), Dialled(0, "")).kind for given in (0, 3, 10)]
    assert kinds == ["fewer", "same", "more"]


def test_both_measures_are_said_where_they_differ(monkeypatch):
    card = ae.card("vae-10.beta-8")
    other = {**card, "scores": {**card["scores"], "active_units": 5}}
    monkeypatch.setattr("ui.cached.card", lambda name: other if name.endswith("-8") else ae.card(name))
    assert str(OF["unused"].measure((), Dialled(0, "")).numbers["also"]).endswith("it is 5.")


def test_a_card_that_lacks_the_costs_is_a_sentence(monkeypatch):
    monkeypatch.setattr("ui.cached.card", lambda name: {"scores": {"kl": 1.0}})
    with pytest.raises(ae.WeightsError, match="does not say what each number costs"):
        OF["unused"].measure((), Dialled(0, ""))


def test_a_number_s_change_is_that_of_its_two_ends():
    model = ae.load("vae-10")
    start = normals(4, 10).astype(np.float32)
    for i, change in enumerate(change_by_number(cached.vae("vae-10"), 4)):
        ends = np.stack([start, start])
        ends[:, i] = -3, 3
        low, high = model.decode(ends)
        assert change == pytest.approx(np.sqrt(np.mean((high - low) ** 2)), rel=1e-4)


@pytest.mark.parametrize("name", ["vae-10.beta-0", "vae-10", "vae-10.beta-8"])
def test_throws_fall_apart_as_draws_of_their_cloud_do(name, eight):
    scene = scene_of(name, eight)
    numbers = OF["throws"].measure((), scene).numbers
    spread = max(math.exp(each / 2) for each in scene.bill.log_var)
    i = int(str(numbers["place"])) - 1
    assert math.exp(scene.bill.log_var[i] / 2) == spread
    draws = np.random.default_rng(0).normal(scene.bill.mean[i], spread, (2, 100_000))
    apart = np.abs(draws[0] - draws[1]).mean()
    assert float(str(numbers["formula"])) == pytest.approx(apart, abs=0.01)
    assert float(str(numbers["mean"])) == pytest.approx(apart, rel=0.08, abs=0.01)
    z = scene.bill.mean + np.exp(scene.bill.log_var / 2) * scene.epsilons
    assert numbers["now"] == f"{abs(z[0, i] - z[1, i]):.2f}"


def test_kinds_of_distances(eight):
    scene = scene_of("vae-10.beta-4", eight)
    true = float(str(OF["throws"].measure((), scene).numbers["mean"]))
    kinds = [OF["throws"].measure((true + off,), scene).kind for off in (-0.2, -0.08, 0.08, 0.2)]
    assert kinds == ["narrow", "near", "near", "wide"]


def test_a_digit_s_pixels_are_inside_on_the_edge_or_paper(eight):
    image = np.zeros((28, 28))
    image[10:15, 10:15] = 1  # five by five pixels of ink
    parts = {name: int(part.sum()) for name, part in parts_of(image).items()}
    assert parts == {"inside": 9, "edge": 16 + 20, "paper": 784 - 25 - 20}
    scene = scene_of("vae-10", eight)
    numbers = OF["pixels"].measure((), scene).numbers
    of_it = {name: scene.bill.pixel_terms[..., 0][part] for name, part in parts_of(eight[..., 0]).items()}
    assert {name: numbers[name] for name in of_it} == {name: f"{terms.mean():.3f}" for name, terms in of_it.items()}
    assert float(str(numbers["share"]).rstrip(" %")) == pytest.approx(
        100 * of_it["edge"].sum() / scene.bill.reconstruction, abs=1
    )
    dearest = max(of_it, key=lambda name: of_it[name].mean())
    kinds = {given: OF["pixels"].measure((given,), scene).kind for given in of_it}
    assert kinds == {given: "right" if given == dearest else given for given in of_it}


def test_the_edge_is_not_always_dearest(eight):
    terms = np.ones((28, 28, 1)) - 0.9 * parts_of(eight[..., 0])["edge"][..., None]
    same = scene_of("vae-10", eight).bill
    odd = replace(same, pixel_terms=terms)
    assert OF["pixels"].measure(("edge",), Thrown(odd, thrown(1, 10), 1, "")).kind == "edge"


def test_without_the_half_the_kl_doubles(mnist):
    numbers = OF["half"].measure((), Dialled(0, "")).numbers
    assert numbers["times"] == "2"
    costs = {beta: ae.card(name)["scores"]["kl"] for beta, name in NAMES.items()}
    report = ae.card("vae-10.assignment")["scores"]["kl"]
    assert numbers["report"] == f"{report:.1f}"
    assert all(abs(costs[str(numbers["nearest"])] - report) <= abs(cost - report) for cost in costs.values())


@pytest.mark.parametrize(
    ("given", "kind"), [("2", "right"), ("0.5", "half"), ("1", "one"), ("4", "more"), ("none", "none")]
)
def test_kinds_of_weights(given, kind):
    assert half_kind(given, "2") == kind
    assert kind in KINDS["half"]


GIVEN: dict[str, Given] = {
    "betas": (0.0, 0.0, 0.0),
    "unused": (5,),
    "throws": (1.0,),
    "pixels": ("paper",),
    "half": ("1",),
}


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_texts_are_whole_whatever_is_said(task, eight):
    scene = scene_of("vae-10", eight) if task.key in ("throws", "pixels") else Dialled(0, "seed 0")
    for given in ((), GIVEN[task.key]):
        answer = judged(task, given, scene)
        assert "{" not in answer.measured
        assert bool(answer.picture) == bool(answer.alt)
        assert not answer.picture or is_picture(answer.picture)
        assert answer.kind in (task.words.says if given else [""])
    for says in task.words.says.values():
        assert "{" not in says.format(**task.measure((), scene).numbers, said="so")


def test_the_sidebar_counts_these_questions():
    assert lesson_of("pages/objective.py").tasks == tuple(OF)
