"""Only data that the models and the judge were trained beside is measured; of any other one sentence says why not."""

import json
from dataclasses import replace

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.__main__ import main
from autoencoders.report import all_measurements, folder, origin
from autoencoders.report.all_measurements import Size
from autoencoders.report.rules import UNKNOWN
from autoencoders.weights import WEIGHTS

SMALL = Size(sweep=12, bound=4, draws=100, samples=60, seeds=2)
OURS = {"name": "mnist", "digest": "0123456789abcdef"}
OTHER = {"name": "fashion_mnist", "digest": "f" * 16}


@pytest.fixture
def dataset(synthetic):
    """Data with the digest that `OURS` names."""
    found = replace(synthetic, name="mnist")
    vars(found)["digest"] = OURS["digest"]
    return found


@pytest.mark.parametrize(
    ("cards", "told"),
    [
        ({"a": OURS, "the judge": OURS}, ""),
        ({"a": {**OURS, "name": "my-mnist.npz"}, "the judge": OURS}, ""),  # the pixels count, and not the name
        ({"a": OTHER, "the judge": OTHER}, "the models and the judge were trained on fashion_mnist (ffffffffffffffff)"),
        ({"a": OURS, "b": OTHER, "the judge": OURS}, "not all models and the judge were trained on this data"),
        ({"a": OURS, "the judge": OTHER}, "the judge was trained on other data"),
        ({"a": OTHER, "b": {"name": "c", "digest": "0"}, "the judge": OTHER}, "a, b, the judge were trained on other"),
        (dict.fromkeys("abcde", OTHER) | {"the judge": OURS}, "a, b, c and 2 more were trained on other data"),
        ({"a": None, "the judge": OURS}, "a was trained on other data, as unknown data (no digest)"),
        ({"a": {"digest": ["x"]}, "the judge": OURS}, "a was trained on other data"),
    ],
)
def test_what_is_said_of_other_data(cards, told, dataset):
    said = origin.fault_in({name: {"data": data} for name, data in cards.items()}, dataset)
    assert told in said
    assert bool(said) == bool(told)
    assert said.count(". ") == 0
    assert not said or "mnist (0123456789abcdef)" in said


def test_the_shipped_models_and_the_judge_know_mnist_and_nothing_else(mnist, synthetic):
    assert origin.fault_of(mnist, WEIGHTS) == ""
    assert "synthetic" in origin.fault_of(synthetic, WEIGHTS)
    fewer = replace(mnist, test_images=mnist.test_images[:300], test_labels=mnist.test_labels[:300])
    assert "Nothing was measured" in origin.fault_of(fewer, WEIGHTS)


def test_of_three_hundred_shoes_nothing_is_claimed(tmp_path, monkeypatch, capsys):
    """Whatever the set is called; the figures are drawn all the same."""
    monkeypatch.setattr(folder, "measure_all", lambda *_: pytest.fail("it measures"))
    shoes = np.random.default_rng(0).integers(0, 256, (300, 28, 28)).astype(np.uint8)
    labels = np.arange(300) % 10
    np.savez(tmp_path / "mnist.npz", x_train=shoes, y_train=labels, x_test=shoes, y_test=labels)
    out = tmp_path / "out"
    assert main(["report", "--data", str(tmp_path / "mnist.npz"), "--out", str(out)]) == 0
    said = " ".join(capsys.readouterr().err.split())
    numbers = json.loads((out / "report.json").read_text(encoding="utf-8"))
    page = (out / "README.md").read_text(encoding="utf-8")
    assert "the models and the judge were trained on mnist (06b0d1f124c4e5fa)" in numbers["unmeasured"]
    assert " ".join(numbers["unmeasured"].split()) in said
    assert f"**{numbers['unmeasured']}**" in page
    assert set(numbers["verdicts"].values()) == {UNKNOWN}
    assert "variants" not in numbers
    assert len(list(out.glob("figure-*.png"))) == 6


def test_one_model_that_was_trained_on_other_data_stops_all_measuring(dataset, synthetic, tmp_path, monkeypatch):
    def card(name, *_):
        return {"data": OTHER if name == "conv-10" else OURS}

    monkeypatch.setattr(origin, "card", card)
    monkeypatch.setattr(origin, "read_judge", lambda _: (None, {"data": OURS}))
    numbers = folder.write(tmp_path / "out", dataset, synthetic, SMALL)
    assert "conv-10 was trained on other data, as fashion_mnist" in numbers["unmeasured"]
    assert set(numbers["verdicts"].values()) == {UNKNOWN}


@pytest.mark.parametrize(
    ("harm", "said"), [(lambda path: path.write_bytes(b"no codes"), "is damaged"), (lambda path: None, "is not in")]
)
@pytest.mark.parametrize("name", ["twin-10", "vae-10", "vae-2"])
def test_codes_that_are_damaged_or_missing_change_no_method_silently(
    name, harm, said, synthetic, tmp_path, monkeypatch
):
    weights = tmp_path / "weights"
    weights.mkdir()
    for path in WEIGHTS.glob("*.safetensors"):
        if path.name != f"{name}.codes.safetensors":
            (weights / path.name).symlink_to(path)
    harm(weights / f"{name}.codes.safetensors")
    monkeypatch.setattr(all_measurements, "side_by_side", lambda *_: pytest.fail("it measures"))
    with pytest.raises(ae.WeightsError, match=rf"{name}\.codes\.safetensors {said}"):
        all_measurements.measure_all(synthetic, SMALL, weights)
