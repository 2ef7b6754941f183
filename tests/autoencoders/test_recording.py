"""Recorded trainings: what is written comes back, a file that is missing, damaged or another's is one sentence, and the shipped
ones end at the shipped models."""

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

import autoencoders as ae
from autoencoders import weights
from autoencoders.low_rank import LARGEST
from autoencoders.recording import (
    POINTS,
    ends_as,
    ends_at,
    fixed_digits,
    kept_steps,
    load_recording,
    recording_of,
    recording_path,
    save_recording,
    thinned,
)
from autoencoders.weights import WEIGHTS

NAMES = ["twin-2", "vae-2"]
RNG = np.random.default_rng(0)


@pytest.fixture(scope="module", params=NAMES)
def written(request, tmp_path_factory, synthetic):
    """Name, folder, recording, snapshots and images of a training that made three models at random."""
    snapshots = [(step, ae.variant(request.param).initial(seed=step)) for step in (0, 3, 9)]
    terms = ["reconstruction"] + ["kl"] * (request.param == "vae-2")
    losses = {name: RNG.uniform(1, 9, 9).astype(np.float32) for name in terms}
    images, labels = synthetic.test_images[:60], synthetic.test_labels[:60]
    made, errors = recording_of(snapshots, losses, images, labels)
    folder = tmp_path_factory.mktemp("recording")
    save_recording(recording_path(request.param, folder), made)
    assert errors.shape == (3, 2)
    assert errors.max() <= LARGEST
    return request.param, folder, made, snapshots, images


def test_what_is_written_comes_back(written):
    name, folder, made, _, _ = written
    read = load_recording(name, folder)
    for part in ("steps", "labels", "curve_steps"):
        np.testing.assert_array_equal(getattr(read, part), getattr(made, part))
    np.testing.assert_allclose(read.codes, made.codes, rtol=1e-3, atol=1e-6)
    assert read.losses.keys() == made.losses.keys() == read.curve.keys()
    for term, each in made.losses.items():
        np.testing.assert_array_equal(read.losses[term], each)
        np.testing.assert_array_equal(read.curve[term], made.curve[term])
    assert (read.spread is None) == (name == "twin-2")
    places = RNG.uniform(-4, 4, (50, 2))
    for one, other in zip(read.decoders, made.decoders, strict=True):
        np.testing.assert_array_equal(one.decode(places), other.decode(places))
    assert [path.name for path in folder.iterdir()] == [f"{name}.recording.safetensors"]


def test_it_holds_what_the_models_do(written):
    _, _, made, snapshots, images = written
    for i, (step, model) in enumerate(snapshots):
        assert made.steps[i] == step
        np.testing.assert_array_equal(made.codes[i], model.encode(images))
        assert np.abs(made.decoders[i].decode(made.codes[i]) - model.decode(made.codes[i])).max() <= LARGEST
        if made.spread is not None and isinstance(model, ae.VAE):
            variance = np.exp(model.posterior(images)[1].astype(np.float64))
            np.testing.assert_allclose(made.spread[i], np.sqrt(variance.mean(axis=0)), rtol=1e-4)
            mean = model.posterior(images)[0].astype(np.float64)
            kl = 0.5 * (variance - np.log(variance) + mean**2 - 1).sum(axis=1)
            assert made.losses["kl"][i] == pytest.approx(kl.mean(), rel=1e-4)
    assert made.weights == weights.fingerprint(snapshots[-1][1])
    assert ends_as(made, snapshots[-1][1].parameters, snapshots[-1][1]) == 0
    assert ends_as(made, snapshots[0][1].parameters, snapshots[-1][1]) > 0.01


@pytest.mark.parametrize(("last", "count"), [(1, 2), (3, 2), (250, 9), (60_000, 23), (100_000, 23)])
def test_the_kept_steps_begin_at_0_rise_and_end_at_the_last(last, count):
    steps = kept_steps(last)
    assert (steps[0], steps[-1], len(steps)) == (0, last, count)
    assert steps == sorted(set(steps))


def test_the_fixed_digits_are_the_first_of_each_class():
    labels = RNG.integers(0, 10, 5_000)
    rows = fixed_digits(labels)
    assert len(rows) == 1_000
    assert list(rows) == sorted(rows)
    for digit in range(10):
        mine = rows[labels[rows] == digit]
        assert len(mine) == 100
        assert list(mine) == list(np.flatnonzero(labels == digit)[:100])


@pytest.mark.parametrize("count", [1, 7, 400, 60_000])
def test_the_curve_keeps_the_mean_and_every_step_counts_once(count):
    losses = {"reconstruction": RNG.uniform(50, 500, count)}
    steps, curve = thinned(losses)
    assert len(steps) == len(curve["reconstruction"]) <= POINTS
    assert (np.diff(steps) > 0).all()
    begin = 0
    for step, mean in zip(steps, curve["reconstruction"], strict=True):
        length = round(2 * (float(step) - begin) + 1)
        assert mean == pytest.approx(losses["reconstruction"][begin : begin + length].mean(), rel=1e-5)
        begin += length
    assert begin == count


def test_a_missing_recording_says_how_to_make_it(tmp_path):
    with pytest.raises(ae.WeightsError, match=r"twin-2\.recording\.safetensors is not in .*record twin-2"):
        load_recording("twin-2", tmp_path)


@pytest.mark.parametrize("length", [0, 5, 300, -1])
def test_a_truncated_file_is_a_sentence(length, written, tmp_path):
    name, folder, *_ = written
    recording_path(name, tmp_path).write_bytes(recording_path(name, folder).read_bytes()[:length])
    with pytest.raises(ae.WeightsError, match="damaged"):
        load_recording(name, tmp_path)


DAMAGES = {
    "no steps": lambda arrays: arrays.pop("steps"),
    "one step": lambda arrays: arrays.update(steps=np.zeros(1, np.float32)),
    "steps that fall": lambda arrays: arrays.update(steps=np.array([0, 9, 3], np.float32)),
    "a step below 0": lambda arrays: arrays.update(steps=np.array([-1, 3, 9], np.float32)),
    "a step that is none": lambda arrays: arrays.update(steps=np.array([0, 3, np.nan], np.float32)),
    "no codes": lambda arrays: arrays.pop("codes"),
    "another d": lambda arrays: arrays.update(codes=np.zeros((3, 60, 3), np.float16)),
    "nan": lambda arrays: arrays.update(codes=np.full((3, 60, 2), np.nan, np.float16)),
    "whole codes": lambda arrays: arrays.update(codes=np.zeros((3, 60, 2), np.int8)),
    "a label of 12": lambda arrays: arrays.update(labels=np.full(60, 12, np.uint8)),
    "one label": lambda arrays: arrays.update(labels=np.uint8(3)),
    "no losses": lambda arrays: arrays.pop("reconstruction"),
    "fewer losses": lambda arrays: arrays.update(reconstruction=np.ones(2, np.float32)),
    "a curve of other length": lambda arrays: arrays.update({"curve.reconstruction": np.ones(2, np.float32)}),
    "no decoder": lambda arrays: arrays.pop("2.left"),
    "a decoder of other shape": lambda arrays: arrays.update({"1.right": np.zeros((8, 783), np.int8)}),
    "an infinite bias": lambda arrays: arrays.update({"0.bias": np.full(784, np.inf, np.float16)}),
    "numbers of other kind": lambda arrays: arrays.update({"0.scales": np.ones(8, np.float64)}),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_a_sentence(damage, written, tmp_path):
    name, folder, *_ = written
    arrays = load_file(recording_path(name, folder))
    damage(arrays)
    kept = {key: np.asarray(array) for key, array in arrays.items()}
    save_file(kept, recording_path(name, tmp_path), metadata={"weights": "0"})
    with pytest.raises(ae.WeightsError, match=rf"{name}\.recording\.safetensors.*record {name} again"):
        load_recording(name, tmp_path)


def test_a_recording_knows_the_model_that_it_ends_at(written):
    name, folder, _, snapshots, _ = written
    read = load_recording(name, folder)
    assert [ends_at(read, model) for _, model in snapshots] == [False, False, True]


# The shipped ones


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_recording_is_small_and_begins_at_the_first_weights_of_its_seed(name, mnist):
    made, start = load_recording(name), ae.variant(name).initial(0)
    assert recording_path(name).stat().st_size < 3_000_000
    assert recording_path(name).parent == WEIGHTS
    rows = fixed_digits(mnist.test_labels)
    np.testing.assert_array_equal(made.labels, mnist.test_labels[rows])
    assert np.abs(made.codes[0] - start.encode(mnist.test_images[rows])).max() < 2e-3
    places = RNG.uniform(-4, 4, (400, 2)).astype(np.float32)
    assert np.abs(made.decoders[0].decode(places) - start.decode(places)).max() < 1.5 * LARGEST
    assert list(made.steps) == kept_steps(60_000)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_recordings_decoders_give_its_digits_back_at_what_it_says_they_cost(name, mnist):
    """Of an AE at its codes; a VAE's loss is that of draws, so there decoding the means can only cost less."""
    made = load_recording(name)
    images = mnist.test_images[fixed_digits(mnist.test_labels)].astype(np.float64) / 255
    for i in (5, 14, -1):
        pictures = np.clip(made.decoders[i].decode(made.codes[i]).astype(np.float64), 1e-7, 1 - 1e-7)
        cost = -(images * np.log(pictures) + (1 - images) * np.log1p(-pictures)).sum(axis=(1, 2, 3)).mean()
        said = float(made.losses["reconstruction"][i])
        assert cost == pytest.approx(said, rel=0.01) if made.spread is None else cost < said


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_recording_ends_at_the_map_of_the_shipped_model(name, mnist):
    """Exactly, where it says that it ends there; else to a tenth of the codes' spread, and its pictures to a few grey levels."""
    made, model, scores = load_recording(name), ae.load(name), ae.card(name)["scores"]
    reconstruction = scores.get("reconstruction", 784 * scores["test_bce_per_pixel"])
    assert made.losses["reconstruction"][-1] == pytest.approx(reconstruction, rel=0.03)
    if "kl" in made.losses:
        assert made.losses["kl"][-1] == pytest.approx(scores["kl"], rel=0.03)
    images = mnist.test_images[fixed_digits(mnist.test_labels)]
    apart = np.linalg.norm(made.codes[-1] - model.encode(images), axis=1)
    spread = np.linalg.norm(made.codes[-1].std(axis=0))
    assert apart.mean() < (1e-3 if ends_at(made, model) else 0.1) * spread
    places = RNG.uniform(-4, 4, (500, 2)).astype(np.float32)
    errors = np.abs(made.decoders[-1].decode(places) - model.decode(places))
    assert errors.max() < (1.5 * LARGEST if ends_at(made, model) else 0.25)
    assert np.sqrt((errors**2).mean()) < 0.02
