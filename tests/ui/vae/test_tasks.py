"""Each question of the lesson on samples, blends and single numbers: judged as NumPy judges, every kind within reach."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.chance import normals
from autoencoders.codes import load_codes
from autoencoders.losses import kl_per_dimension
from autoencoders.scores.judge import read_judge
from autoencoders.weights import WEIGHTS
from ui.frame import lesson_of
from ui.stored.answers import is_picture
from ui.tasks.task import judged
from ui.vae import task_words as words
from ui.vae.fed_tasks import FED_TASKS
from ui.vae.pair import SHIPPED, Pair
from ui.vae.tasks import (
    TASKS,
    Blended,
    Moved,
    Sampled,
    both_ends,
    chance,
    ends_kind,
    equal,
    middle_kind,
    samples_kind,
    sizes_kind,
)

OF = {task.key: task for task in TASKS}
KINDS: dict[str, set[str]] = {task.key: set(task.words.says) for task in TASKS}


def sure(pictures):
    """The classes that the judge gives at least 0.9, and −1."""
    looks = read_judge(WEIGHTS / "judge.safetensors")[0].look(pictures)[1]
    return [int(look.argmax()) if look.max() >= 0.9 else -1 for look in looks]


@pytest.fixture(scope="module")
def shipped():
    return Pair(dict(SHIPPED), ae.load("twin-10"), ae.load("vae-10"), {})


@pytest.fixture(scope="module")
def scenes(shipped, mnist):
    """A scene of each question, and how one answers it."""
    rows = np.flatnonzero(mnist.test_labels == 8)[785], np.flatnonzero(mnist.test_labels == 3)[0]
    eight, three = mnist.test_images[list(rows)].astype(np.float32) / 255
    of_ae, of_vae = load_codes("twin-10"), load_codes("vae-10")
    sampled = Sampled(shipped, 5, 1.0, lambda title: {"AE": of_ae, "VAE": of_vae}[title].mixture, "seed 5")
    moved = Moved(
        shipped,
        {"AE": shipped.autoencoder.encode(eight[None])[0], "VAE": shipped.vae.encode(eight[None])[0]},
        {"AE": of_ae.mean.mean(axis=0), "VAE": np.zeros(10)},
        {"AE": of_ae.mean.std(axis=0), "VAE": np.ones(10)},
        {"AE": of_ae.mean.var(axis=0), "VAE": kl_per_dimension(of_vae.mean, of_vae.log_var).mean(axis=0)},
        "an 8",
    )
    blended = Blended(shipped, eight, three, "straight", "an 8 and a 3")
    return {
        "samples": (sampled, (18, 18)),
        "sizes": (sampled, ("100", "10", "2")),
        "middle": (blended, ("VAE",)),
        "ends": (moved, (10,)),
    }


def test_samples_are_counted_as_the_judge_is_sure(scenes, shipped):
    scene, given = scenes["samples"]
    found = OF["samples"].measure(given, replace(scene, temperature=0.7))
    z = 0.7 * normals(5, 360).reshape(36, 10).astype(np.float32)
    for name, model in (("prior", shipped.autoencoder), ("vae", shipped.vae)):
        assert found.numbers[name] == sum(each >= 0 for each in sure(model.decode(z)))
    for name, title, model in (("fitted", "AE", shipped.autoencoder), ("vae_fitted", "VAE", shipped.vae)):
        many = scene.mixture(title).sample(1000, np.random.default_rng(1))  # other draws of the same density
        share = np.mean([each >= 0 for each in sure(model.decode(many))])
        fitted = OF["samples"].measure(given, scene).numbers[name]
        assert isinstance(fitted, int)
        assert fitted / 36 == pytest.approx(share, abs=3 * np.sqrt(share * (1 - share) / 36))


@pytest.mark.parametrize(
    ("given", "true", "kind"),
    [
        ((4, 26), (0, 30), "near"),
        ((5, 30), (0, 30), "high"),
        ((0, 30), (5, 30), "less"),
        ((0, 25), (0, 30), "low"),
        ((0, 35), (0, 30), "over"),
        ((20, 35), (0, 20), "high"),
    ],
)
def test_kinds_of_counts(given, true, kind):
    assert samples_kind(*given, *true) == kind
    assert kind in KINDS["samples"]


def test_shares_are_those_of_a_gaussian_with_the_codes_mean_and_covariance(scenes, mnist):
    scene, given = scenes["sizes"]
    numbers = OF["sizes"].measure(given, scene).numbers
    for word, name in (("two", "twin-2"), ("ten", "twin-10"), ("hundred", "mlp-100"), ("small", "mlp-10")):
        model = ae.load(name)
        codes = model.encode(mnist.train_images[:10_000]).astype(np.float64)
        z = np.random.default_rng(2).multivariate_normal(codes.mean(axis=0), np.cov(codes.T), 1500)
        share = np.mean([each >= 0 for each in sure(model.decode(z.astype(np.float32)))])
        assert float(str(numbers[word]).rstrip(" %")) / 100 == pytest.approx(share, abs=0.1)
    kinds = {given: OF["sizes"].measure(given, scene).kind for given in permutations(("2", "10", "100"))}
    assert {given for given, kind in kinds.items() if kind == "hundred"} == {("100", "2", "10"), ("100", "10", "2")}
    assert "same" in kinds.values()


@pytest.mark.parametrize(
    ("given", "shares", "kind"),
    [
        (("10", "2", "100"), (0.4, 0.5, 0.2), "same"),
        (("2", "10", "100"), (0.4, 0.5, 0.2), "other"),
        (("2", "10", "100"), (0.46, 0.5, 0.2), "same"),  # within chance
        (("100", "10", "2"), (0.4, 0.5, 0.2), "hundred"),
        (("10", "100", "2"), (0.4, 0.5, 0.2), "other"),
        (("10", "2", "100"), (0.4, 0.5, 0.6), "odd"),
        (("10", "2", "100"), (0.4, 0.5, 0.4), "same"),  # a tie is not odd
        (("10", "2", "100"), (0.4, 0.5, 0.44), "same"),  # nor is what chance does
    ],
)
def test_kinds_of_orders(given, shares, kind):
    assert sizes_kind(given, dict(zip(("2", "10", "100"), shares, strict=True)), 0.05) == kind
    assert kind in KINDS["sizes"]


@pytest.mark.parametrize(
    ("small", "long", "said"),
    [(0.22, 0.20, "alike"), (0.07, 0.12, "more"), (0.4, 0.2, "fewer"), (0.2, 0.4, "more"), (0.0, 0.0, "alike")],
)
def test_a_long_code_is_judged_by_equal_networks(small, long, said):
    assert equal(small, long) == said


@pytest.mark.parametrize(
    ("seed", "temperature", "said"), [(0, 1.0, "alike"), (5, 1.0, "fewer"), (0, 0.5, "more"), (0, 1.2, "fewer")]
)
def test_what_the_long_code_does_is_said_of_the_networks_that_are_equal(seed, temperature, said, scenes):
    scene, given = scenes["sizes"]
    scene = replace(scene, seed=seed, temperature=temperature)
    answer, numbers = judged(OF["sizes"], given, scene), OF["sizes"].measure(given, scene).numbers
    small, long = (float(str(numbers[of]).rstrip(" %")) / 100 for of in ("small", "hundred"))
    error = np.sqrt((small * (1 - small) + long * (1 - long)) / 400)
    assert said == ("alike" if abs(small - long) < 2 * error else "fewer" if long < small else "more")
    assert words.EQUAL[said] in answer.measured


def test_chance_is_what_two_shares_differ_by():
    rng = np.random.default_rng(3)
    differences = rng.binomial(400, 0.3, 20_000) / 400 - rng.binomial(400, 0.3, 20_000) / 400
    assert np.mean(np.abs(differences) > chance(0.3)) == pytest.approx(0.046, abs=0.01)  # two standard errors


def test_the_middles_are_as_far_as_brute_force_finds(scenes, shipped, mnist):
    scene, given = scenes["middle"]
    numbers = OF["middle"].measure(given, scene).numbers
    middles = {"pixels": (scene.start + scene.end) / 2}
    for title, model in (("AE", shipped.autoencoder), ("VAE", shipped.vae)):
        middles[title] = model.decode(model.encode(np.stack([scene.start, scene.end])).mean(axis=0)[None])[0]
    far = {}
    for row, picture in middles.items():
        squares = [
            ((chunk / 255 - picture) ** 2).mean(axis=(1, 2, 3)).min() for chunk in np.split(mnist.train_images, 60)
        ]
        far[row] = np.sqrt(min(squares))
        assert float(str(numbers[f"far_{row}"])) == pytest.approx(far[row], abs=0.001)
    best = min(far, key=far.__getitem__)
    assert str(numbers["nearest"]).startswith(
        {"pixels": "The mixed pixels", "AE": "The AE's", "VAE": "The VAE's"}[best]
    )
    assert OF["middle"].measure((best,), scene).kind == "right"
    assert OF["middle"].measure(("pixels",), scene).kind == "pixels"


@pytest.mark.parametrize(
    ("given", "far", "kind"),
    [
        ("AE", (0.3, 0.2, 0.25), "right"),
        ("VAE", (0.3, 0.2, 0.205), "even"),
        ("VAE", (0.3, 0.2, 0.25), "other"),
        ("pixels", (0.3, 0.2, 0.25), "pixels"),
        ("pixels", (0.205, 0.2, 0.25), "even"),
        ("pixels", (0.1, 0.2, 0.25), "odd"),
        ("AE", (0.1, 0.2, 0.25), "odd"),
    ],
)
def test_kinds_of_middles(given, far, kind):
    assert middle_kind(given, dict(zip(words.ROWS, far, strict=True))) == kind
    assert kind in KINDS["middle"]


def test_ends_are_decoded_one_number_at_a_time(scenes, shipped):
    scene, given = scenes["ends"]
    numbers = OF["ends"].measure(given, scene).numbers
    kept, changes = [], []
    for i in range(10):
        pair = []
        for at in (-3.0, 3.0):
            code = scene.starts["VAE"].copy()
            code[i] = at
            pair.append(shipped.vae.decode(code[None])[0])
        kept += sure(np.stack(pair))
        changes.append(np.mean((pair[1] - pair[0]) ** 2))
    assert numbers["digit"] == 8
    assert (numbers["same"], numbers["unclear"]) == (kept.count(8), kept.count(-1))
    assert numbers["others"] == 20 - kept.count(8) - kept.count(-1)
    most = int(np.argmax(changes))
    assert numbers["most"] == most + 1
    assert numbers["rank"] == sorted(scene.told["VAE"], reverse=True).index(scene.told["VAE"][most]) + 1
    start = np.array([5.0, 7.0], np.float32)
    np.testing.assert_array_equal(
        both_ends(start, np.ones(2), np.array([1.0, 2.0])), [[-2, 7], [5, -5], [4, 7], [5, 7]]
    )


def test_of_a_longer_code_the_ten_numbers_move_that_tell_most(scenes, shipped):
    scene, given = scenes["ends"]
    vae, kl = ae.load("vae-20"), np.random.default_rng(2).permutation(20).astype(float)
    start = np.zeros(20, np.float32)
    longer = replace(
        scene,
        pair=replace(shipped, vae=vae),
        starts=scene.starts | {"VAE": start},
        centers=scene.centers | {"VAE": start},
        scales=scene.scales | {"VAE": np.ones(20)},
        told=scene.told | {"VAE": kl},
    )
    numbers = OF["ends"].measure(given, longer).numbers
    ends = []
    for at in (-3.0, 3.0):
        for i in np.flatnonzero(kl >= 10):
            code = start.copy()
            code[i] = at
            ends.append(vae.decode(code[None])[0])
    read = sure(np.stack(ends))
    assert numbers["unclear"] == read.count(-1)
    assert (len(read), numbers["d"]) == (20, 20)
    assert kl[int(str(numbers["most"])) - 1] >= 10
    with pytest.raises(ae.WeightsError, match="ten or more"):
        OF["ends"].measure(given, replace(longer, told=scene.told | {"VAE": kl[:9]}))


@pytest.mark.parametrize(("given", "kind"), [(8, "near"), (4, "near"), (9, "many"), (3, "few")])
def test_kinds_of_ends(given, kind):
    assert ends_kind(given, 6) == kind
    assert kind in KINDS["ends"]


def test_a_start_that_is_no_digit_is_said(scenes, shipped):
    scene, given = scenes["ends"]
    codes = np.random.default_rng(0).standard_normal((20, 10), dtype=np.float32)
    unclear = codes[sure(shipped.vae.decode(codes)).index(-1)]
    starts = dict.fromkeys(("AE", "VAE"), unclear)
    found = OF["ends"].measure(given, replace(scene, starts=starts))
    assert found.kind == "start"
    assert "not sure at the start" in str(found.numbers["digit"])


def test_the_ends_of_both_models_are_held_to_one_digit(scenes, shipped, mnist):
    scene, given = scenes["ends"]
    three = mnist.test_images[np.flatnonzero(mnist.test_labels == 3)[0]].astype(np.float32)[None] / 255
    starts = {"AE": shipped.autoencoder.encode(three)[0], "VAE": scene.starts["VAE"]}
    numbers = OF["ends"].measure(given, replace(scene, starts=starts)).numbers
    kept = sure(shipped.autoencoder.decode(both_ends(starts["AE"], scene.centers["AE"], scene.scales["AE"])))
    assert numbers["digit"] == 8
    assert (numbers["same_AE"], numbers["others_AE"]) == (kept.count(8), 20 - kept.count(8) - kept.count(-1))
    assert kept.count(3) > kept.count(8)


@pytest.mark.parametrize("task", [task for task in TASKS if task not in FED_TASKS], ids=lambda task: task.key)
def test_texts_are_whole_whatever_is_said(task, scenes):
    scene, given = scenes[task.key]
    for said in ((), given):
        answer = judged(task, said, scene)
        assert "{" not in answer.measured
        assert bool(answer.picture) == bool(answer.alt)
        assert not answer.picture or is_picture(answer.picture)
        assert answer.kind in (task.words.says if said else [""])
    for says in task.words.says.values():
        says.format(said="so")


def test_the_sidebar_counts_these_questions():
    assert lesson_of("pages/vae.py").tasks == tuple(OF)
