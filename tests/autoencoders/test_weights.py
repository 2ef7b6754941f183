"""Weights files: what is written comes back, what is broken gets a sentence, and the shipped ones score what their cards say."""

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

import autoencoders as ae
from autoencoders import cards, weights
from autoencoders.scores.model_scores import evaluate

CARD = {"name": "mine", "recipe": {"summary": "a few steps"}}


@pytest.fixture(scope="module")
def probe(synthetic):
    return synthetic.test_images[:50]


@pytest.fixture
def path(tmp_path, probe):
    path = tmp_path / "conv-10.safetensors"
    weights.save(path, ae.variant("conv-10").initial(3), CARD, probe)
    return path


@pytest.mark.parametrize("name", ["mlp-10", "conv-100", "vae-10.assignment"])
def test_what_is_saved_comes_back(name, tmp_path, probe):
    model = ae.variant(name).initial(3)
    path = tmp_path / f"{name}.safetensors"
    weights.save(path, model, CARD | {"note": "é"}, probe)
    again = ae.load(path)
    assert (type(again), again.latent_dim) == (type(model), model.latent_dim)
    assert getattr(again, "beta", None) == getattr(model, "beta", None)
    assert np.abs(again.reconstruct(probe) - model.reconstruct(probe)).max() <= 1e-3
    card = ae.card(path)
    assert card["note"] == "é"
    assert card["parameters"] == model.parameter_count
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_float16_is_used_only_where_it_does_no_harm(tmp_path, probe):
    model = ae.variant("mlp-10").initial(3)
    assert weights.save(tmp_path / "a.safetensors", model, CARD, probe)["float16"] == sorted(model.parameters)
    steep = replace(
        model, parameters=model.parameters | {"decoder.pixels.kernel": 300 * model.parameters["decoder.pixels.kernel"]}
    )
    kept = set(model.parameters) - set(weights.save(tmp_path / "b.safetensors", steep, CARD, probe)["float16"])
    assert "decoder.pixels.kernel" in kept
    stored = load_file(tmp_path / "b.safetensors")
    assert {name for name, array in stored.items() if array.dtype == np.float32} == kept
    again = ae.load(tmp_path / "b.safetensors")
    assert np.abs(again.reconstruct(probe) - steep.reconstruct(probe)).max() <= 1e-3


def test_errors_of_a_large_kernel_are_made_good_where_training_images_are_given(tmp_path, synthetic):
    """Steep enough that plain rounding moves a pixel too far; held on digits that nothing was made good for."""
    name, model = "decoder.pixels.kernel", ae.variant("twin-2").initial(3)
    steep = replace(model, parameters=model.parameters | {name: 600 * model.parameters[name]})
    plain = weights.save(tmp_path / "a.safetensors", steep, CARD, synthetic.test_images[:50])
    assert name not in plain["float16"]
    training = synthetic.train_images[:1000]
    made_good = weights.save(tmp_path / "b.safetensors", steep, CARD, synthetic.test_images[:50], training)
    assert name in made_good["float16"]
    others = synthetic.test_images[50:250]
    moved = np.abs(ae.load(tmp_path / "b.safetensors").reconstruct(others) - steep.reconstruct(others)).max()
    assert 0 < moved <= 1e-3


def test_a_failed_write_leaves_the_old_file(path, probe, monkeypatch):
    before = path.read_bytes()

    def interrupted(*arguments, **named):
        path.with_suffix(".part").write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(weights, "save_file", interrupted)
    with pytest.raises(KeyboardInterrupt):
        weights.save(path, ae.variant("conv-10").initial(4), CARD, probe)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_card_that_would_not_load_back_is_not_written(tmp_path, probe):
    with pytest.raises(ae.WeightsError, match="without the recipe"):
        weights.save(tmp_path / "a.safetensors", ae.variant("mlp-10").initial(), {"name": "mine"}, probe)
    assert not list(tmp_path.iterdir())


def test_a_score_that_is_no_number_is_written_as_none(tmp_path, probe):
    fields = CARD | {"scores": {"psnr": np.inf, "kl_per_dimension": [1.0, float("nan")]}}
    weights.save(tmp_path / "a.safetensors", ae.variant("mlp-10").initial(), fields, probe)
    assert ae.card(tmp_path / "a.safetensors")["scores"] == {"psnr": None, "kl_per_dimension": [1.0, None]}


def rewrite(path, change):
    """Change the arrays and the metadata of a weights file."""
    arrays, card = load_file(path), ae.card(path)
    arrays, card = change(dict(arrays), card)
    save_file(arrays, path, metadata=None if card is None else {"card": json.dumps(card)})


def without(arrays, name):
    return {key: array for key, array in arrays.items() if key != name}


BROKEN = {
    "a missing array": (lambda a, c: (without(a, "encoder.code.bias"), c), r"lacks the array encoder\.code\.bias"),
    "an array too many": (lambda a, c: (a | {"extra": np.zeros(1, np.float32)}, c), "holds the array extra"),
    "a wrong shape": (
        lambda a, c: (a | {"encoder.code.bias": np.zeros(7, np.float32)}, c),
        r"encoder\.code\.bias has the shape \(7,\), and should have \(10,\)",
    ),
    "integers": (lambda a, c: (a | {"encoder.code.bias": np.zeros(10, np.int64)}, c), "other than finite float"),
    "a number that is not finite": (
        lambda a, c: (a | {"encoder.code.bias": np.full(10, np.nan, np.float32)}, c),
        "other than finite float",
    ),
    "no card": (lambda a, c: (a, None), "has no card"),
    "another dimension": (lambda a, c: (a, c | {"latent_dim": 11}), "should have"),
    "a huge dimension": (lambda a, c: (a, c | {"latent_dim": 10**9}), "no such network"),
    "an unknown family": (lambda a, c: (a, c | {"family": "gan"}), "no such network"),
    "a family that is no word": (lambda a, c: (a, c | {"family": ["mlp"]}), "no such network"),
    "a VAE without beta": (lambda a, c: (a, c | {"family": "vae"}), "no such network"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_file_that_does_not_fit_is_named_with_its_fault(fault, path):
    change, words = BROKEN[fault]
    rewrite(path, change)
    with pytest.raises(ae.WeightsError, match=rf"conv-10\.safetensors.*{words}"):
        ae.load(path)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:100],
        lambda data: data[:-1],
        lambda data: b"\xff" * 64,
        lambda data: b"PK" + data,
    ],
    ids=["empty", "cut in the head", "one byte short", "noise", "shifted"],
)
def test_a_damaged_file_is_named(damage, path):
    path.write_bytes(damage(path.read_bytes()))
    for read in (ae.load, ae.card):
        with pytest.raises(ae.WeightsError, match=r"conv-10\.safetensors is damaged"):
            read(path)


def test_a_missing_file_says_how_to_get_it(tmp_path):
    with pytest.raises(ae.WeightsError, match=r"python -m autoencoders train vae-10"):
        ae.load("vae-10", folder=tmp_path)


@pytest.mark.parametrize("name", [row.name for row in ae.VARIANTS])
def test_every_shipped_card_tells_how_it_was_made(name):
    row, card = ae.variant(name), ae.card(name)
    assert card["recipe"] == json.loads(json.dumps(cards.recipe_fields(row.recipe)))
    assert (card["family"], card["latent_dim"], card["beta"]) == (row.family, row.latent_dim, row.beta)
    assert card["parameters"] == row.parameter_count == ae.load(name).parameter_count
    assert card["data"]["name"] == "mnist"
    assert card["data"]["train"] == 60_000
    assert card["command"].startswith(f"python -m autoencoders train {name} ")
    assert {"tensorflow", "keras", "numpy", "python", "autoencoders"} <= card["versions"].keys()


@pytest.fixture(scope="module")
def scored(mnist):
    """A shipped model's scores on all test images, by its name; each is computed once."""
    return cache(lambda name: evaluate(ae.load(name), mnist, denoiser=ae.variant(name).noise > 0))


@pytest.mark.parametrize("name", [row.name for row in ae.VARIANTS])
def test_shipped_weights_meet_their_cards(name, mnist, scored):
    found = scored(name)
    card = ae.card(name)
    assert card["data"]["digest"] == mnist.digest
    for measure, value in found.items():
        # An unused dimension costs next to nothing, of which float16 may move more than 5e-3.
        slack = 1e-3 if measure == "kl_per_dimension" else None
        assert value == pytest.approx(card["scores"][measure], rel=5e-3, abs=slack), measure


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("mlp-10.assignment", 0.167, 0.187),
        ("mlp-100.assignment", 0.113, 0.133),
        ("conv-10.assignment", 0.133, 0.153),
        ("conv-100.assignment", 0.077, 0.097),
        ("mlp-10", 0.0581, 0.150),
        ("mlp-100", 0.0581, 0.067),
        ("conv-10", 0.0581, 0.128),
        ("conv-100", 0.0581, 0.0665),
    ],
)
def test_shipped_weights_reach_the_assignments_figures(name, low, high, scored):
    assert low <= scored(name)["test_bce_per_pixel"] <= high


def test_the_vae_reaches_its_bound_and_the_reports_pays_for_its_beta(scored):
    found = {name: scored(name) for name in ("vae-10", "vae-10.assignment")}
    assert found["vae-10"]["negative_elbo"] <= 106.5
    assert found["vae-10.assignment"]["kl"] < found["vae-10"]["kl"]
    assert found["vae-10.assignment"]["reconstruction"] > found["vae-10"]["reconstruction"]


def test_noise_at_the_reports_sigma_costs_less_than_ten_numbers_do(mnist):
    """The noisy input beats every d = 10 reconstruction by PSNR, and d = 100 trained to the end beats the noisy input."""
    scores = {
        name: ae.card(name)["scores"] for name in (f"{f}-denoise-{d}" for f in ("mlp", "conv") for d in (10, 100))
    }
    for name, score in scores.items():
        assert score["input_psnr"] == pytest.approx(22.1, abs=0.1)
        assert (score["noisy_psnr"] > score["input_psnr"]) == name.endswith("100"), name
