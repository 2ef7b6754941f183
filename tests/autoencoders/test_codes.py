"""The file of codes: what is written comes back, and a file that is missing, damaged or another's is one sentence."""

from dataclasses import replace

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

import autoencoders as ae
from autoencoders import weights
from autoencoders.codes import DENSITIES, codes_of, codes_path, load_codes, save_codes
from autoencoders.digits.datasets import Dataset
from autoencoders.weights import WEIGHTS

SHIPPED = [row for row in ae.VARIANTS if row.codes]


@pytest.fixture(scope="module", params=["twin-2", "vae-2"])
def written(request, tmp_path_factory, synthetic):
    """Name, folder and codes of an untrained model on a few hundred digits, as `train` writes them."""
    some = Dataset(
        synthetic.name,
        synthetic.train_images[:400],
        synthetic.train_labels[:400],
        synthetic.test_images[:150],
        synthetic.test_labels[:150],
    )
    model = ae.variant(request.param).initial(seed=1)
    codes = codes_of(model, some, np.random.default_rng(0))
    folder = tmp_path_factory.mktemp("codes")
    save_codes(codes_path(request.param, folder), codes)
    return request.param, folder, codes


def test_what_is_written_comes_back(written):
    name, folder, codes = written
    read = load_codes(name, folder)
    np.testing.assert_allclose(read.mean, codes.mean, rtol=1e-3, atol=1e-6)
    np.testing.assert_array_equal(read.labels, codes.labels)
    assert (read.log_var is None) == (name == "twin-2")
    if read.log_var is not None:
        np.testing.assert_allclose(read.log_var, codes.log_var, rtol=1e-3, atol=1e-6)
    for density, components in DENSITIES.items():
        assert getattr(read, density).weights.shape == (components,)
        places = codes.mean.astype(np.float64)
        one, other = (getattr(each, density).log_density(places) for each in (read, codes))
        np.testing.assert_allclose(one, other, rtol=1e-3, atol=1e-3)
    assert [path.name for path in folder.iterdir()] == [f"{name}.codes.safetensors"]


def test_the_gaussian_is_of_the_training_codes(written, synthetic):
    name, _, codes = written
    training = ae.variant(name).initial(seed=1).encode(synthetic.train_images[:400])
    np.testing.assert_allclose(codes.gaussian.means[0], training.mean(axis=0), rtol=1e-5, atol=1e-6)
    assert codes.mixture.log_density(training).mean() >= codes.gaussian.log_density(training).mean()


def test_codes_of_other_weights_are_refused(tmp_path, written, synthetic):
    name, _, codes = written
    save_codes(codes_path(name, tmp_path), codes)
    weights.save(
        tmp_path / f"{name}.safetensors",
        ae.variant(name).initial(seed=2),
        {"recipe": {"summary": "none"}},
        synthetic.test_images[:20],
    )
    with pytest.raises(ae.WeightsError, match="codes of other weights"):
        load_codes(name, tmp_path)


def test_missing_codes_say_how_to_make_them(tmp_path):
    with pytest.raises(ae.WeightsError, match=r"twin-2\.codes\.safetensors is not in .*train twin-2"):
        load_codes("twin-2", tmp_path)


@pytest.mark.parametrize("length", [0, 5, 300, -1])
def test_a_truncated_file_is_a_sentence(length, written, tmp_path):
    name, folder, _ = written
    content = codes_path(name, folder).read_bytes()
    codes_path(name, tmp_path).write_bytes(content[:length])
    with pytest.raises(ae.WeightsError, match="damaged"):
        load_codes(name, tmp_path)


DAMAGES = {
    "no labels": lambda arrays: arrays.pop("labels"),
    "no mixture": lambda arrays: arrays.pop("mixture.means"),
    "fewer labels": lambda arrays: arrays.update(labels=arrays["labels"][:-1]),
    "a label of 12": lambda arrays: arrays.update(labels=np.full_like(arrays["labels"], 12)),
    "one label": lambda arrays: arrays.update(labels=np.uint8(3)),
    "another d": lambda arrays: arrays.update(mean=np.zeros((150, 3), np.float16)),
    "flat codes": lambda arrays: arrays.update(mean=np.zeros(150, np.float16)),
    "nan": lambda arrays: arrays.update(mean=np.full((150, 2), np.nan, np.float16)),
    "log-variances": lambda arrays: arrays.update(log_var=np.zeros((7, 2), np.float16)),
    "a density of other shape": lambda arrays: arrays.update({"gaussian.means": np.zeros((1, 5), np.float32)}),
    "a negative weight": lambda arrays: arrays.update({"mixture.weights": np.full(10, -0.1, np.float32)}),
    "no covariance": lambda arrays: arrays.update({"gaussian.covariances": np.zeros((1, 2, 2), np.float32)}),
    "an infinite covariance": lambda arrays: arrays.update({"gaussian.covariances": np.full((1, 2, 2), np.inf, "f4")}),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_a_sentence(damage, written, tmp_path):
    name, folder, _ = written
    arrays = load_file(codes_path(name, folder))
    damage(arrays)
    save_file({key: np.asarray(array) for key, array in arrays.items()}, codes_path(name, tmp_path))
    with pytest.raises(ae.WeightsError, match=f"{name}.codes.safetensors"):
        load_codes(name, tmp_path)


def test_a_vae_without_its_log_variances_is_a_sentence(written, tmp_path):
    name, _, codes = written
    other = np.zeros_like(codes.mean) if codes.log_var is None else None
    save_codes(codes_path(name, tmp_path), replace(codes, log_var=other))
    with pytest.raises(ae.WeightsError, match="log-variances"):
        load_codes(name, tmp_path)


@pytest.mark.parametrize("row", SHIPPED, ids=[row.name for row in SHIPPED])
def test_the_shipped_codes_are_those_of_the_shipped_weights(row, mnist):
    codes, model = load_codes(row.name), ae.load(row.name)
    assert len(codes.mean) == 10_000
    np.testing.assert_array_equal(codes.labels, mnist.test_labels)
    np.testing.assert_allclose(codes.mean[:200], model.encode(mnist.test_images[:200]), rtol=2e-3, atol=2e-3)
    assert codes_path(row.name).parent == WEIGHTS
