"""Each question of the lesson on reconstruction: judged as NumPy judges, every kind of answer within reach, texts whole."""

import re
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.digits.aliens import KIND, alien
from autoencoders.digits.noise import standard_noise
from autoencoders.networks import LEAST, PIXELS
from autoencoders.scores import strangeness
from autoencoders.scores.samples import CONFIDENT
from ui import cached
from ui.input.noise import SIGMAS
from ui.looked_at import LookedAt
from ui.reconstruct.elsewhere import ELSEWHERE
from ui.reconstruct.task_words import AS_DIGITS, TAUGHT_SIGMAS
from ui.reconstruct.tasks import TASKS, Scene, end, from_where, placed
from ui.tasks.forms import Given
from ui.tasks.task import judged

OF = {task.key: task for task in TASKS}


@pytest.fixture(scope="module")
def scenes(mnist):
    """A clean 8, another digit, and a cross that nobody takes for one."""
    cross = np.zeros((28, 28, 1), np.float32)
    cross[4:24, 12:16], cross[12:16, 4:24] = 1, 1
    digits = [mnist.test_images[row].astype(np.float32) / 255 for row in (61, 2)]
    return [Scene(image, True, 3, False, "a digit") for image in (*digits, cross)]


def nats(task, given, scene):
    """The numbers that a measurement found."""
    return OF[task].measure(given, scene).numbers


def decibels(clean, picture):
    return 10 * np.log10(1 / np.mean((clean - picture) ** 2))


def test_codes_are_in_the_order_of_their_psnr(scenes):
    for scene in scenes:
        found = {
            size: decibels(scene.image, ae.load(name).reconstruct(scene.image[None])[0])
            for size, name in (("2", "twin-2"), ("10", "twin-10"), ("100", "mlp-100"))
        }
        numbers = nats("order", (), scene)
        assert {size: numbers[f"dB_{size}"] for size in found} == {size: f"{dB:.1f}" for size, dB in found.items()}
        best = tuple(sorted(found, key=lambda size: -found[size]))
        kinds = {given: OF["order"].measure(given, scene).kind for given in permutations(("2", "10", "100"))}
        assert {given for given, kind in kinds.items() if kind != "other"} == {best}


@pytest.mark.parametrize("clip", [False, True])
def test_denoising_pays_from_where_the_output_is_closer_and_stays_so(scenes, clip):
    scene = replace(scenes[0], clip=clip)
    model, better = ae.load("mlp-denoise-10"), []
    for sigma in SIGMAS:
        noisy = scene.image + np.float32(sigma) * standard_noise(3)
        clipped = np.minimum(np.maximum(noisy, 0), 1)  # what the output has to beat, whatever the model was given
        output = model.reconstruct((clipped if clip else noisy)[None])[0]
        better.append(np.mean((output - scene.image) ** 2) < np.mean((clipped - scene.image) ** 2))
    true = next(sigma for i, sigma in enumerate(SIGMAS) if all(better[i:]))
    assert 0 < true < 1
    assert f"σ = {true:.2f} on" in str(nats("pays", (), scene)["from_10"])
    kind = lambda sigma: OF["pays"].measure((sigma,), scene).kind  # noqa: E731
    assert (kind(true), kind(0.0), kind(1.0)) == ("near", "low", "high")


@pytest.mark.parametrize(
    ("better", "at"), [([0, 1, 0, 1, 1], 3), ([1, 1], 0), ([0, 0], None), ([1, 0], None), ([0, 1], 1)]
)
def test_it_pays_from_the_last_place_where_it_does_not(better, at):
    assert from_where(np.array(better, bool)) == at


def test_what_a_drawing_becomes_is_told_from_the_errors_of_all_test_digits(scenes, mnist):
    cross = scenes[2]
    numbers = nats("no-digit", (), cross)
    for size, name in (("10", "twin-10"), ("100", "mlp-100")):
        model = ae.load(name)
        error = np.mean((cross.image - model.reconstruct(cross.image[None])[0]) ** 2)
        some = mnist.test_images[::10].astype(np.float32) / 255
        share = np.mean(np.mean((some - model.reconstruct(some)) ** 2, axis=(1, 2, 3)) > error)
        assert abs(int(str(numbers[f"worse_{size}"]).replace(",", "")) / 10_000 - share) < 0.03
    kinds = {given: OF["no-digit"].measure((given,), cross).kind for given in ("copy", "digit", "neither")}
    assert sorted(kinds.values()) == ["right", "wrong", "wrong"]
    assert OF["no-digit"].measure(("copy",), scenes[0]).kind == "digit"  # what was drawn is one


LOOK = np.eye(10) * 0.95 + 0.005


@pytest.mark.parametrize(
    ("last", "look", "where"),
    [
        (0.0, LOOK[3], "stays"),
        (0.2, LOOK[3], "drifts"),
        (0.0, LOOK[8], "other"),
        (0.0, np.full(10, 0.1), "fades"),
    ],
)
def test_where_a_row_of_outputs_ends(last, look, where):
    pictures = np.zeros((4, 28, 28, 1))
    pictures[-1] += last
    assert end(pictures, np.stack([LOOK[3], LOOK[3], LOOK[3], look])) == where
    unsure = 0.8 * LOOK[3] + 0.2 * LOOK[8]  # likeliest a 3, and no clear one
    assert end(pictures, np.stack([unsure, LOOK[3], LOOK[3], look])) == "unclear"


def test_a_start_that_is_no_clear_digit_is_said(scenes):
    answer = judged(OF["fed-back"], ("stays",), scenes[2])
    assert answer.kind == "unclear"
    assert "same digit" not in answer.measured
    assert OF["fed-back"].measure((), scenes[2]).kind == ""


def test_an_output_is_fed_back_ten_times(scenes):
    scene, model, picture = scenes[1], ae.load("twin-10"), scenes[1].image[None]
    steps = []
    for _ in range(10):
        before, picture = picture, model.decode(model.encode(picture))
        steps.append(np.sqrt(np.mean((picture - before) ** 2)))
    numbers = nats("fed-back", (), scene)
    assert numbers["first"] == f"{100 * steps[0]:.0f} %"
    assert numbers["last"] == f"{100 * steps[-1]:.1f} %"
    assert (
        f"changed the AE's picture by {100 * steps[0]:.0f} % of full scale"
        in judged(OF["fed-back"], (), scene).measured
    )
    kinds = {OF["fed-back"].measure((given,), scene).kind for given in ("stays", "drifts", "other", "fades")}
    assert kinds == {"right", "wrong"}


@pytest.mark.parametrize("count", [2_000, 10_000])
def test_as_many_test_digits_are_named_as_there_are(count, scenes, monkeypatch):
    monkeypatch.setattr("ui.computed.errors", lambda name: np.linspace(0, 1, count))
    assert f" of {count:,} test digits come back worse" in judged(OF["no-digit"], (), scenes[2]).measured
    assert f"at {len(SIGMAS)} strengths" in judged(OF["pays"], (), scenes[0]).measured


def test_the_marks_on_the_scale_are_cross_entropies(scenes, mnist):
    x = scenes[0].image.astype(np.float64)
    mean = np.clip(mnist.train_images.mean(axis=0) / 255, 1e-6, 1 - 1e-6)
    numbers = nats("scale", (), scenes[0])
    assert numbers["mean"] == f"{-(x * np.log(mean) + (1 - x) * np.log(1 - mean)).sum() / PIXELS:.2f}"
    grey = x[(x > 0) & (x < 1)]
    assert numbers["floor"] == f"{-(grey * np.log(grey) + (1 - grey) * np.log(1 - grey)).sum() / PIXELS:.2f}"
    parts = ae.load("pca-10").parameters
    directions = parts["pca.directions"].astype(np.float64)
    linear = parts["pca.mean"] + (x.ravel() - parts["pca.mean"]) @ directions @ directions.T
    cut = np.clip(linear, LEAST, 1 - LEAST).reshape(x.shape)
    assert numbers["pca"] == f"{-(x * np.log(cut) + (1 - x) * np.log(1 - cut)).sum() / PIXELS:.2f}"
    assert float(str(numbers["floor"])) < float(str(numbers["mlp"])) < float(str(numbers["mean"]))


@pytest.mark.parametrize(
    ("given", "kind"),
    [((0.07, 0.18, 0.3), "near"), ((0.0, 0.18, 0.3), "floor"), ((0.3, 0.2, 0.1), "order"), ((0.1, 0.3, 0.45), "off")],
)
def test_places_on_the_scale_of_losses(given, kind):
    assert placed(given, (0.06, 0.17, 0.27)) == kind


@pytest.mark.parametrize(("given", "kind"), [((0.01, 0.18, 0.4), "off"), ((0.01, 0.3, 0.1), "order")])
def test_a_perfect_copy_within_the_tolerance_is_not_called_free(given, kind):
    assert placed(given, (0.04, 0.17, 0.27)) == kind


def test_denoisers_are_compared_on_the_digit_with_one_noise(scenes):
    """Counted anew from noise and models; of the four answers one is the best denoiser, told from weaker and stronger ones."""
    for scene in scenes[:2]:
        noisy = scene.image + np.float32(0.4) * standard_noise(scene.draw)
        names = ["conv-denoise-10", *(f"conv-denoise-10.sigma-{sigma}" for sigma in ("0.2", "0.4", "0.8"))]
        found = [decibels(scene.image, ae.load(name).reconstruct(noisy[None])[0]) for name in names]
        numbers = nats("taught", (), scene)
        assert [numbers[f"dB_{place}"] for place in range(4)] == [f"{dB:.1f}" for dB in found]
        best = int(np.argmax(found))
        kinds = [OF["taught"].measure((key,), scene).kind for key in TAUGHT_SIGMAS]
        assert kinds[:best] == ["weaker"] * best
        assert kinds[best] == ("right" if best == 2 else "odd")
        assert kinds[best + 1 :] == ["stronger"] * (3 - best)


def test_who_notices_a_picture_is_what_counting_says(mnist):
    vae = ae.load("vae-10")
    assert isinstance(vae, ae.VAE)
    some = mnist.test_images[:400]
    beyond = {}
    for name in ("salt", "empty", "letter"):
        image = alien(KIND[name], 0, lambda: some)[0]
        found = [
            (strangeness.error(vae, some) < strangeness.error(vae, image[None])[0]).mean(),
            (strangeness.negative_elbo(vae, some) < strangeness.negative_elbo(vae, image[None])[0]).mean(),
        ]
        scene = Scene(image, True, 0, False, "an alien")
        numbers = nats("notices", (), scene)
        for share, said in zip(found, (numbers["error"], numbers["negative_elbo"]), strict=True):
            # The first 400 test digits stand for all: a percent or two apart.
            if share in (0, 1):
                assert re.search(r"any test digit|more than (0|99)\.", str(said))
            else:
                assert float(re.search(r"[\d.]+", str(said))[0]) == pytest.approx(100 * share, abs=3)  # type: ignore[index]
        kinds = {given: OF["notices"].measure((given,), scene).kind for given in ("all", "some", "none")}
        (beyond[name],) = [given for given, kind in kinds.items() if kind == "right"]
    assert beyond["salt"] == "all"
    assert beyond["empty"] == "none"
    digit = Scene(some[0].astype(np.float32) / 255, False, 0, False, "test digit 7")
    assert OF["notices"].measure(("none",), digit).kind == "digit"


def test_without_mnist_two_measures_are_left(monkeypatch, synthetic):
    monkeypatch.setattr("ui.cached.dataset", lambda: synthetic)
    scene = Scene(np.zeros((28, 28, 1), np.float32), True, 0, False, "an alien")
    assert "unknown, since MNIST is not on this machine" in judged(OF["notices"], ("none",), scene).measured


GIVEN: dict[str, Given] = {
    "order": ("2", "10", "100"),
    "scale": (0.1, 0.2, 0.3),
    "pays": (0.3,),
    "no-digit": ("copy",),
    "fed-back": ("stays",),
    "taught": ("0.4",),
    "notices": ("some",),
}


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_texts_are_whole_whatever_is_said(task, scenes):
    for scene in scenes:
        for given in ((), GIVEN[task.key]):
            answer = judged(task, given, scene)
            assert "{" not in answer.measured
            assert bool(answer.picture) == bool(answer.alt)
            assert answer.kind in (task.words.says if given else [""])
    for says in task.words.says.values():
        says.format(said="so")


def test_what_a_model_of_digits_makes_of_other_pictures_is_counted(monkeypatch, synthetic):
    """Pictures that are digits, and pictures that are none, as what is looked at: the same measurement says so of both."""
    (task,) = ELSEWHERE
    noise = np.random.default_rng(0).integers(0, 256, (40, 28, 28, 1), np.uint8)
    said = {}
    for name, images in (("digits", synthetic.test_images[:40]), ("noise", noise)):
        here = LookedAt(name, name, replace(synthetic, test_images=images))
        monkeypatch.setattr("ui.looked_at.now", lambda here=here: here)
        scene = Scene(images[0] / np.float32(255), False, 0, False, "a picture")
        made = ae.load("vae-10").reconstruct(images / np.float32(255))
        share = float((cached.judge().look(made)[1].max(axis=1) >= CONFIDENT).mean())
        true = "few" if share < 0.25 else "some" if share <= 0.5 else "most"
        kinds = {given: task.measure((given,), scene).kind for given in AS_DIGITS}
        assert [given for given, kind in kinds.items() if kind == "right"] == [true]
        answer = judged(task, (true,), scene)
        assert f"{share:.0%} are a clear digit" in answer.measured
        assert "{" not in answer.measured
        assert answer.picture
        said[name] = true
    assert len(set(said.values())) > 1
