"""Each question of the lesson on the map: judged as brute force judges, every kind of answer within reach, texts whole."""

import math
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.codes import load_codes
from autoencoders.recording import load_recording
from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.scores.ring_facts import facts
from autoencoders.variants import swept
from autoencoders.weights import WEIGHTS
from ui.latent_map.film_task import shape
from ui.latent_map.neighbours import ASKED, how_many, own_kind
from ui.latent_map.plane_task import PlaneScene
from ui.latent_map.rings import prior_radius, rings_of
from ui.latent_map.tasks import TASKS, Scene, on_the_map, where
from ui.tasks.task import judged

OF = {task.key: task for task in TASKS}
NAMES = {"AE": "twin-2", "VAE": "vae-2"}


@pytest.fixture(scope="module")
def scene():
    """The shipped maps, and a digit that is a 1 to everybody: a stroke."""
    stroke = np.zeros((28, 28, 1), np.float32)
    stroke[4:24, 13:15] = 1
    codes = {title: load_codes(name) for title, name in NAMES.items()}
    models = {title: ae.load(name) for title, name in NAMES.items()}
    return Scene(models, codes, {title: facts(each) for title, each in codes.items()}, None, stroke, "two maps")


@pytest.fixture(scope="module")
def places(scene):
    """A place within the ring for each pair of (the AE draws a digit, the VAE does); found by throwing darts."""
    judge = read_judge(WEIGHTS / JUDGE)[0]
    darts = np.random.default_rng(5).uniform(-1.4, 1.4, (1_000, 2)).astype(np.float32)
    in_ae, in_vae = (judge.look(model.decode(darts))[1].max(axis=1) >= 0.9 for model in scene.models.values())
    return {(bool(a), bool(v)): tuple(map(float, dart)) for a, v, dart in zip(in_ae, in_vae, darts, strict=True)}


@pytest.mark.parametrize(
    ("pair", "kind"),
    [
        ((False, True), "found"),
        ((False, False), "neither"),
        ((True, True), "both"),
        ((True, False), "reverse"),
    ],
)
def test_a_place_is_what_the_judge_reads_there_on_both_maps(scene, places, pair, kind):
    found = OF["hole"].measure(places[pair], scene)
    assert found.kind == kind
    for title, is_digit in zip(("ae", "vae"), pair, strict=True):
        assert str(found.numbers[title]).startswith("read as") == is_digit
    assert found.picture
    assert str(found.numbers["ae"]) in found.alt


def test_outside_the_rings_it_is_said_how_seldom_a_code_lands_there(scene):
    found = OF["hole"].measure((2.5, -2.5), scene)
    lengths = np.linalg.norm(np.random.default_rng(0).standard_normal((400_000, 2)), axis=1)
    assert found.kind == "far"
    assert float(str(found.numbers["beyond"]).split()[0]) == pytest.approx(100 * (lengths > 3).mean(), abs=0.1)


@pytest.mark.parametrize(("radius", "words"), [(0, "1 σ"), (1, "1 σ"), (1.5, "2 σ"), (3, "3 σ"), (3.1, "outside")])
def test_where_a_place_lies_is_the_smallest_ring_around_it(radius, words):
    assert words in where(radius)


def test_a_place_is_shown_where_there_is_one_and_the_shares_are_those_of_darts(scene):
    found = OF["hole"].measure((), scene)
    assert (found.kind, str(found.numbers["vae"])[:7], str(found.numbers["ae"])[:7]) == ("", "read as", "no clea")
    judge = read_judge(WEIGHTS / JUDGE)[0]
    darts = np.random.default_rng(1).uniform(-2, 2, (2_000, 2)).astype(np.float32)
    darts = darts[np.linalg.norm(darts, axis=1) < 2]
    for title, model in scene.models.items():
        share = (judge.look(model.decode(darts))[1].max(axis=1) >= 0.9).mean()
        said = int(str(found.numbers[f"{title.lower()}_share"]).split()[0])
        assert said == pytest.approx(100 * share, abs=6)


@pytest.mark.parametrize(
    ("place", "kept"), [((1.0, -2.0), (1.0, -2.0)), ((1e9, -1e9), (100.0, -100.0)), ((math.nan, 0.0), None)]
)
def test_a_place_from_a_browser_is_kept_on_the_map(place, kept):
    assert on_the_map(*place) == kept


def test_the_priors_radius_is_that_of_its_draws():
    draws = np.sort(np.linalg.norm(np.random.default_rng(2).standard_normal((400_000, 2)), axis=1))
    assert prior_radius() == pytest.approx(draws[int(0.68 * len(draws))], abs=0.01)


@pytest.mark.parametrize(
    ("said", "kind"), [(2.0, "near"), (1.5, "prior"), (1.0, "line"), (0.5, "low"), (1.25, "low"), (3.0, "high")]
)
def test_the_ring_is_that_of_codes_drawn_from_their_clouds(scene, said, kind):
    found = OF["ring"].measure((said,), scene)
    assert found.kind == kind
    vae, rng = scene.codes["VAE"], np.random.default_rng(9)
    lengths = sorted(
        math.hypot(*(mean + np.exp(log_var / 2) * rng.standard_normal(2)))
        for mean, log_var in zip(vae.mean, vae.log_var, strict=True)
    )
    assert float(str(found.numbers["drawn"])) == pytest.approx(lengths[int(0.68 * len(lengths))], abs=0.03)
    assert found.numbers["wider"] == "more widely than"
    rings = rings_of((said,), vae)
    assert [round(radius, 2) for radius, _ in rings] == [float(str(found.numbers["drawn"])), said]


@pytest.mark.parametrize(("times", "words"), [(0.5, "less widely than"), (0.75, "about as widely as")])
def test_codes_that_lie_closer_are_said_to(scene, times, words):
    vae = scene.codes["VAE"]
    closer = replace(vae, mean=times * vae.mean, log_var=vae.log_var + 2 * np.log(times))
    found = OF["ring"].measure((), replace(scene, codes={**scene.codes, "VAE": closer}))
    assert found.numbers["wider"] == words


@pytest.mark.parametrize(("off", "kind"), [((0, 0), "right"), ((1, 0), "many"), ((-1, -1), "few"), ((0, -1), "vae")])
def test_classes_inside_the_ring_are_counted(scene, off, kind):
    counts = []
    for codes in scene.codes.values():
        all_of_them = Counter(codes.labels.tolist())
        inside = Counter(
            int(label) for code, label in zip(codes.mean, codes.labels, strict=True) if math.hypot(*code) < 2
        )
        counts.append(sum(inside[digit] >= 0.01 * all_of_them[digit] for digit in range(10)))
    found = OF["classes"].measure(tuple(np.add(counts, off).tolist()), scene)
    assert (found.numbers["ae_count"], found.numbers["vae_count"]) == tuple(counts)
    assert found.kind == kind


@pytest.fixture(scope="module")
def outcomes(scene, mnist):
    """A test digit for each outcome, by brute force: is the nearest code of another digit of the class that the judge reads?"""
    judge = read_judge(WEIGHTS / JUDGE)[0]
    found: dict[tuple[bool, ...], np.ndarray] = {}
    for row in range(60):
        image = mnist.test_images[row].reshape(28, 28, 1).astype(np.float32) / 255
        look = judge.look(image[None])[1][0]
        if look.max() < 0.9:
            continue
        same = []
        for title, model in scene.models.items():
            codes = scene.codes[title]
            off = ((codes.mean - model.encode(image[None])[0]) ** 2).sum(axis=1)
            off[row] = np.inf
            same.append(bool(codes.labels[off.argmin()] == look.argmax()))
        found.setdefault(tuple(same), image)
    return found


@pytest.mark.parametrize(
    ("same", "kinds"),
    [
        ((True, True), {"both": "right", "ae": "fewer", "vae": "fewer", "neither": "fewer"}),
        ((True, False), {"both": "more", "ae": "right", "vae": "other", "neither": "fewer"}),
        ((False, True), {"both": "more", "ae": "other", "vae": "right", "neither": "fewer"}),
        ((False, False), {"both": "more", "ae": "more", "vae": "more", "neither": "right"}),
    ],
)
def test_the_nearest_code_is_of_another_digit(scene, outcomes, same, kinds):
    here = replace(scene, image=outcomes[same])
    assert {said: OF["nearest"].measure((said,), here).kind for said in kinds} == kinds


def test_nobody_knows_the_kind_of_a_blank(scene):
    blank = replace(scene, image=np.zeros((28, 28, 1), np.float32))
    assert OF["nearest"].measure(("both",), blank).kind == "unclear"


def test_the_share_with_their_own_kind_nearest_is_about_that_of_all(scene):
    for codes in scene.codes.values():
        right = 0
        for row in range(0, 2_000, 5):
            off = ((codes.mean - codes.mean[row]) ** 2).sum(axis=1)
            off[row] = np.inf
            right += codes.labels[off.argmin()] == codes.labels[row]
        assert own_kind(codes) == pytest.approx(right / 400, abs=0.07)


@pytest.mark.parametrize(
    ("shares", "kinds"),
    [
        ((0.1, 0.1, 0.2, 0.4, 0.38, 0.3, 0.2), ["low", "low", "low", "right", "close", "high", "high"]),
        ((0.5, 0.4, 0.3, 0.2, 0.1, 0.1, 0.48), ["right", *["high"] * 5, "close"]),
    ],
)
def test_the_best_beta_is_the_one_with_most_digits_in_the_ring(scene, monkeypatch, shares, kinds):
    names = [*swept(2).values(), "twin-2"]
    monkeypatch.setattr("ui.computed.ring_digits", dict(zip(names, (*shares, 0.05), strict=True)).__getitem__)
    assert [OF["map-beta"].measure((beta,), scene).kind for beta in swept(2)] == kinds
    assert OF["map-beta"].measure((), scene).kind == ""


def test_the_share_of_digits_at_a_beta_is_that_of_darts(scene):
    judge, model = read_judge(WEIGHTS / JUDGE)[0], ae.load("vae-2.beta-8")
    darts = np.random.default_rng(2).uniform(-2, 2, (2_000, 2)).astype(np.float32)
    share = (judge.look(model.decode(darts[np.linalg.norm(darts, axis=1) < 2]))[1].max(axis=1) >= 0.9).mean()
    said = str(OF["map-beta"].measure((), scene).numbers["all"]).split(", ")[-1]
    assert said.endswith(" % at β = 8")
    assert float(said.split()[0]) == pytest.approx(100 * share, abs=6)


COURSES = {"over": [0.1, 62, 5, 6], "up": [0.1, 3, 5, 6], "down": [9, 8, 7, 6]}
"""A KL over four snapshots that shoots up, rises, falls."""


@pytest.mark.parametrize("course", COURSES)
def test_what_the_kl_does_is_judged_by_the_recording(scene, course, monkeypatch):
    """With the KL changed to each course in turn; the shipped one shoots up."""
    made = {name: load_recording(name) for name in NAMES.values()}
    assert shape(made["vae-2"].losses["kl"]) == "over"
    kl = np.array(COURSES[course], np.float32)
    steps, codes = made["vae-2"].steps[:4], made["vae-2"].codes[:4]
    losses = {"kl": kl, "reconstruction": made["vae-2"].losses["reconstruction"][:4]}
    made["vae-2"] = replace(made["vae-2"], steps=steps, codes=codes, losses=losses)
    monkeypatch.setattr("ui.cached.recording", made.__getitem__)
    kinds = {said: OF["rise"].measure((said,), scene).kind for said in COURSES}
    assert kinds == {said: "right" if said == course else said for said in COURSES}
    numbers = OF["rise"].measure((), scene).numbers
    assert (float(str(numbers["most"])), float(str(numbers["last"]))) == (kl.max(), kl[-1])
    assert float(str(numbers["peak"])) == steps[kl.argmax()]
    far = np.hypot(*made["twin-2"].codes[kl.argmax()].T).mean()
    assert float(str(numbers["ae_far"])) == pytest.approx(far, abs=0.06)


@pytest.mark.parametrize("key", OF)
def test_every_text_can_be_filled(key, scene):
    """With the numbers of one measurement, also where it was only shown."""
    task = OF[key]
    found = task.measure((), scene)
    for text in (task.words.measured, *task.words.says.values()):
        text.format(**found.numbers, said="this")
    assert judged(task, (), scene).measured


@pytest.mark.parametrize("key", OF)
def test_a_map_that_is_missing_is_a_sentence(key, scene):
    one = replace(scene, models={"VAE": scene.models["VAE"]}, codes={"VAE": scene.codes["VAE"]})
    with pytest.raises(ae.WeightsError, match="can't be shown"):
        OF[key].measure((), one)


def test_there_is_a_sentence_for_each_kind_and_for_no_other():
    """The kinds that the tests above have met."""
    met = {
        "hole": {"found", "neither", "both", "reverse", "far"},
        "ring": {"near", "prior", "line", "low", "high"},
        "classes": {"right", "many", "few", "vae"},
        "map-beta": {"right", "close", "low", "high"},
        "nearest": {"right", "more", "fewer", "other", "unclear"},
        "rise": {"right", "down", "up", "over"},
        "plane": {"near", "high", "low", "mixed"},
    }
    assert {key: set(task.words.says) for key, task in OF.items()} == met


@pytest.mark.parametrize(
    ("off", "kind"), [((4, -9), "near"), ((30, 2), "high"), ((-2, -30), "low"), ((30, -30), "mixed")]
)
def test_the_best_plane_is_measured_by_singular_values(off, kind):
    codes = {title: load_codes(name) for title, name in (("AE", "twin-10"), ("VAE", "vae-10"))}
    shares = []
    for each in codes.values():
        values = np.linalg.svd(each.mean - each.mean.mean(axis=0), compute_uv=False) ** 2
        shares.append(100 * values[:2].sum() / values.sum())
    found = OF["plane"].measure(tuple(np.add(shares, off)), PlaneScene(codes, "two models"))
    assert found.kind == kind
    assert [found.numbers[title] for title in ("ae", "vae")] == [f"{share:.0f} %" for share in shares]
    assert (found.numbers["ae_even"], found.numbers["vae_d"]) == ("20 %", 10)


@pytest.mark.parametrize(("count", "asked"), [(2, 1), (20, 10), (2 * ASKED, ASKED), (10_000, ASKED)])
def test_of_a_small_set_half_is_asked_for(scene, count, asked):
    codes = scene.codes["AE"]
    few = replace(codes, mean=codes.mean[:count], labels=codes.labels[:count])
    assert how_many(few) == asked
    assert 0 <= own_kind(few) <= 1
    with pytest.raises(ae.WeightsError, match="one alone"):
        own_kind(replace(codes, mean=codes.mean[:1], labels=codes.labels[:1]))
