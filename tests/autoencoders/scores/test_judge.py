"""The judge: its networks against Keras's layers, its training, its file, and what the shipped one is good for."""

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.__main__ import main
from autoencoders.networks import initial_parameters
from autoencoders.recipes import Recipe
from autoencoders.scores import judge
from autoencoders.weights import WEIGHTS


@pytest.fixture(scope="module")
def fresh():
    return judge.Judge(initial_parameters(judge.SHAPES, np.random.default_rng(0)))


def test_it_is_what_keras_makes_of_these_layers(fresh, synthetic):
    import keras

    layers = keras.layers
    maps = [
        layers.Conv2D(n, 3, 2, "same", name=name, activation=keras.layers.LeakyReLU(negative_slope=0.2))
        for name, n in (("conv1", 32), ("conv2", 48))
    ]
    dense = layers.Dense(64, name="features", activation=keras.layers.LeakyReLU(negative_slope=0.2))
    classes = layers.Dense(10, "softmax", name="classes")
    model = keras.Sequential([keras.Input((28, 28, 1)), *maps, layers.Flatten(), dense, classes])
    for layer in (*maps, dense, classes):
        layer.set_weights([fresh.parameters[f"{layer.name}.{part}"] for part in ("kernel", "bias")])
    images = synthetic.test_images[:20].astype(np.float32) / 255
    features, probabilities = fresh.look(images)
    np.testing.assert_allclose(probabilities, model(images).numpy(), atol=1e-5)
    assert features.shape == (20, 64)
    assert model.count_params() == judge.PARAMETER_COUNT


def test_many_images_are_looked_at_in_parts(fresh, synthetic):
    images = synthetic.test_images[: judge.CHUNK + 3]
    together = fresh.look(images)[1]
    np.testing.assert_allclose(together[-3:], fresh.look(images[-3:])[1], atol=1e-6)
    np.testing.assert_allclose(together.sum(axis=1), 1, atol=1e-5)


def test_what_has_less_ink_than_any_digit_is_none(fresh, synthetic):
    """Black paper, and one digit whose ink is a little less and a little more than that."""
    digit = synthetic.test_images[:1].astype(np.float64) / 255
    scaled = [digit / digit.sum() * judge.FAINTEST * factor for factor in (0, 0.99, 1.01)]
    black, less, more = fresh.look(np.concatenate(scaled).astype(np.float32))[1]
    np.testing.assert_array_equal(black, np.full(10, np.float32(0.1)))
    np.testing.assert_array_equal(less, black)
    assert np.ptp(more) > 0


def test_no_digit_has_so_little_ink(mnist):
    for images in (mnist.train_images, mnist.test_images):
        assert images.reshape(len(images), -1).sum(axis=1).min() / 255 > judge.FAINTEST


def test_training_learns_and_repeats(synthetic):
    recipe = Recipe("judge", optimizer="adam", rate=2e-3, steps=120, batch=32)
    runs = [list(judge.training(synthetic, recipe, seed=3)) for _ in range(2)]
    (progress, trained), (_, again) = runs[0][-1], runs[1][-1]
    assert progress.step == 120
    assert progress.losses["cross_entropy"][-20:].mean() < progress.losses["cross_entropy"][:20].mean() - 0.5
    assert trained.accuracy(synthetic.test_images, synthetic.test_labels) > 0.7
    for name, array in trained.parameters.items():
        np.testing.assert_array_equal(array, again.parameters[name])


def test_the_command_writes_it_with_its_card(tmp_path, capsys):
    options = ["--data", "synthetic", "--out", str(tmp_path), "--steps", "40", "--seed", "2"]
    assert main(["train", "judge", *options]) == 0
    assert "The judge names" in capsys.readouterr().err
    card = judge.read_judge(tmp_path / judge.JUDGE)[1]
    assert card["command"] == "python -m autoencoders train judge --data synthetic --seed 2 --steps 40"
    assert judge.JUDGE in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", judge.JUDGE]


def test_a_rate_that_is_too_large_is_a_sentence(synthetic):
    recipe = Recipe("judge", optimizer="sgd", rate=1e20, steps=30)
    with pytest.raises(ae.TrainingDiverged, match="not finite at step"):
        list(judge.training(synthetic, recipe))


def test_a_file_gives_back_what_was_written(fresh, tmp_path):
    path = tmp_path / judge.JUDGE
    judge.save_judge(path, fresh, {"name": "judge"})
    found, card = judge.read_judge(path)
    assert card == {"name": "judge"}
    for name, array in judge.rounded(fresh).parameters.items():
        np.testing.assert_array_equal(found.parameters[name], array)


@pytest.mark.parametrize("damage", ["missing", "truncated", "another model"])
def test_a_damaged_file_is_one_sentence(damage, fresh, tmp_path):
    path = tmp_path / judge.JUDGE
    if damage == "truncated":
        judge.save_judge(path, fresh, {})
        path.write_bytes(path.read_bytes()[:200])
    elif damage == "another model":
        path.write_bytes((WEIGHTS / "mlp-10.safetensors").read_bytes())
    with pytest.raises(ae.WeightsError, match=r"^judge\.safetensors(:| is| holds| has| lacks) "):
        judge.read_judge(path)


def test_the_shipped_judge_is_right_on_99_2_percent(mnist):
    found, card = judge.read_judge(WEIGHTS / judge.JUDGE)
    accuracy = found.accuracy(mnist.test_images, mnist.test_labels)
    assert accuracy >= 0.992
    assert accuracy == pytest.approx(card["scores"]["accuracy"], abs=2e-4)


def test_the_shipped_judge_is_unsure_of_what_is_no_digit():
    found, _ = judge.read_judge(WEIGHTS / judge.JUDGE)
    rng = np.random.default_rng(0)
    fine = rng.random((300, 28, 28, 1))
    coarse = rng.random((300, 7, 7, 1)).repeat(4, axis=1).repeat(4, axis=2)
    for pictures in (fine, coarse):
        assert (found.look(pictures)[1].max(axis=1) >= 0.9).mean() < 0.02


def test_the_shipped_judge_is_small():
    assert (WEIGHTS / judge.JUDGE).stat().st_size < 1_000_000
