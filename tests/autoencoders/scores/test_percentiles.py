"""Percentiles against counting; their file there and back, damaged, and the shipped one beside the shipped weights."""

import json

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import save_file

import autoencoders as ae
from autoencoders.__main__ import main
from autoencoders.scores.percentiles import (
    PERCENTILES,
    distances,
    key,
    measured,
    percentiles,
    read_percentiles,
)
from autoencoders.scores.strangeness import DISTANCE, ERROR, NEGATIVE_ELBO, error, negative_elbo
from autoencoders.weights import WEIGHTS, fingerprint


def test_the_share_below_is_what_counting_says():
    values = np.random.default_rng(0).gamma(2, 3, 5_000)
    found = percentiles(values)
    assert found.count == 5_000
    for value in (*np.quantile(values, [0.001, 0.25, 0.5, 0.9, 0.995]), 1.0, 17.0):
        assert found.below(value) == pytest.approx((values < value).mean(), abs=0.0015)
    assert found.below(values.min() - 1) == 0
    assert found.below(values.max() + 1) == 1
    np.testing.assert_allclose(found.among(5), np.quantile(values, [0, 0.25, 0.5, 0.75, 1]), rtol=1e-5)


def test_the_command_measures_what_is_there_and_the_file_is_read_back(tmp_path, synthetic, monkeypatch):
    for name in ("mlp-10", "vae-2"):
        (tmp_path / f"{name}.safetensors").symlink_to(WEIGHTS / f"{name}.safetensors")
    few = synthetic.test_images[:30], synthetic.test_labels[:30]
    small = ae.Dataset("few", synthetic.train_images[:200], synthetic.train_labels[:200], *few)
    monkeypatch.setattr("autoencoders.commands.percentiles.load_dataset", lambda _: small)
    assert main(["percentiles", "--out", str(tmp_path)]) == 0
    found, card = read_percentiles(tmp_path / PERCENTILES)
    assert set(found) == {"error mlp-10", "error vae-2", "negative_elbo vae-2", "distance"}
    vae = ae.load("vae-2")
    assert isinstance(vae, ae.VAE)
    for name, values in (
        (key(ERROR, "vae-2"), error(vae, few[0])),
        (key(NEGATIVE_ELBO, "vae-2"), negative_elbo(vae, few[0])),
        (DISTANCE, distances(few[0], small.train_images)),
    ):
        assert found[name].count == 30
        assert found[name].quantiles[[0, 500, -1]] == pytest.approx(np.quantile(values, [0, 0.5, 1]), rel=1e-5)
    assert card["fingerprints"]["vae-2"] == fingerprint(vae)


def test_distances_are_those_to_the_nearest_of_all(synthetic):
    digits = synthetic.train_images[:50]
    pictures = synthetic.test_images[:7]
    by_hand = [min(np.sqrt(np.square(p / 255.0 - d / 255.0).mean()) for d in digits) for p in pictures]
    np.testing.assert_allclose(distances(pictures, digits), by_hand, rtol=1e-4)
    np.testing.assert_allclose(distances(pictures.astype(np.float32) / 255, digits), by_hand, rtol=1e-4)


@pytest.mark.parametrize(
    ("arrays", "card", "words"),
    [
        ({"error mlp-10": [0.0, 2.0, 1.0]}, {"data": {"test_images": 3}}, "no percentiles that ascend"),
        ({"error mlp-10": [0.0, np.nan]}, {"data": {"test_images": 3}}, "no percentiles that ascend"),
        ({"error mlp-10": [0.0, 1.0]}, {"data": 3}, "no percentiles that ascend"),
        (None, {}, "damaged"),
        ({}, None, r"percentiles\.safetensors"),
    ],
)
def test_a_damaged_file_is_one_sentence(arrays, card, words, tmp_path):
    path = tmp_path / PERCENTILES
    if arrays is None:
        path.write_bytes(b"nothing of the kind")
    else:
        metadata = None if card is None else {"card": json.dumps(card)}
        save_file({name: np.array(values, np.float32) for name, values in arrays.items()}, path, metadata)
    with pytest.raises(ae.WeightsError, match=words):
        read_percentiles(path)


def test_a_missing_file_names_the_command(tmp_path):
    with pytest.raises(ae.WeightsError, match="python -m autoencoders percentiles"):
        read_percentiles(tmp_path / PERCENTILES)


def test_the_shipped_file_is_of_the_shipped_weights():
    found, card = read_percentiles(WEIGHTS / PERCENTILES)
    assert card["data"]["name"] == "mnist"
    for row in ae.VARIANTS:
        again = "run `python -m autoencoders percentiles`"
        assert card["fingerprints"].get(row.name) == fingerprint(ae.load(row.name)), f"{row.name}: {again}"
        assert (key(NEGATIVE_ELBO, row.name) in found) == (row.beta is not None)
    with safe_open(WEIGHTS / PERCENTILES, framework="numpy") as file:
        assert len(list(file.keys())) == len(found)


def test_the_shipped_percentiles_are_those_of_mnist(mnist):
    found, _ = read_percentiles(WEIGHTS / PERCENTILES)
    models = {name: ae.load(name) for name in ("mlp-10", "vae-10")}
    some = ae.Dataset("some", mnist.train_images, mnist.train_labels, mnist.test_images[:500], mnist.test_labels[:500])
    for name, measure in measured(models, some):
        values = measure()[:500]
        for share in (0.1, 0.5, 0.9):
            # Of 500 digits a share has a standard error of 0.022 at most; the first 500 are a little tidier than the rest.
            assert found[name].below(float(np.quantile(values, share))) == pytest.approx(share, abs=0.09), name
