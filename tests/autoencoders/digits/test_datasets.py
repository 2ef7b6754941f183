"""Where a data set is looked for and in which order, and that whatever is wrong with it is one sentence."""

import gzip
import struct
import subprocess
import sys
import zipfile

import numpy as np
import pytest

from autoencoders.digits import datasets, npz_file
from autoencoders.digits.datasets import DatasetError, load_dataset


def arrays(fill=0, n=(6, 4)):
    return {
        "x_train": np.full((n[0], 28, 28), fill, np.uint8),
        "y_train": np.arange(n[0]) % 10,
        "x_test": np.full((n[1], 28, 28), fill, np.uint8),
        "y_test": np.arange(n[1]) % 10,
    }


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Folders for AUTOENCODERS_DATA and for Keras's cache, both empty, and a network that is down."""
    own, cache = tmp_path / "own", tmp_path / "keras" / "datasets"
    own.mkdir()
    cache.mkdir(parents=True)
    monkeypatch.setenv("AUTOENCODERS_DATA", str(own))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))

    def down(name):
        raise OSError(f"no route to {name}")

    monkeypatch.setattr(datasets, "_through_keras", down)
    return own, cache


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist"])
def test_the_folder_comes_before_the_cache_and_the_cache_before_the_network(places, monkeypatch, name):
    own, cache = places
    fetched = [arrays(3)[key] for key in datasets.KEYS]
    monkeypatch.setattr(datasets, "_through_keras", lambda name: (fetched[:2], fetched[2:]))
    assert load_dataset(name).train_images.max() == 3
    np.savez(cache / f"{name}.npz", **arrays(2))
    assert load_dataset(name).train_images.max() == 2
    np.savez(own / f"{name}.npz", **arrays(1))
    dataset = load_dataset(name)
    assert dataset.train_images.max() == 1
    assert dataset.name == name


def test_fashion_mnist_in_keras_own_files_is_no_download(places, monkeypatch):
    _, cache = places
    (cache / "fashion-mnist").mkdir()
    for file in datasets.FASHION_FILES:
        (cache / "fashion-mnist" / file).write_bytes(gzip.compress(b"read by Keras"))
    with pytest.raises(DatasetError, match="fashion-mnist"):
        load_dataset("fashion_mnist", download=False)
    fetched = [arrays(3)[key] for key in datasets.KEYS]
    monkeypatch.setattr(datasets, "_through_keras", lambda name: (fetched[:2], fetched[2:]))
    assert load_dataset("fashion_mnist", download=False).train_images.max() == 3


@pytest.mark.parametrize("download", [True, False])
@pytest.mark.parametrize("name", ["mnist", "fashion_mnist"])
def test_offline_without_a_copy_says_what_was_tried_and_what_to_do(places, name, download):
    own, cache = places
    with pytest.raises(DatasetError) as fault:
        load_dataset(name, download=download)
    why = "no route" if download else "not allowed"
    for part in (name, str(own), str(cache), why, "AUTOENCODERS_DATA", "synthetic"):
        assert part in str(fault.value)
    assert "\n" not in str(fault.value)


def test_keras_own_files_are_read_by_another_process(tmp_path, monkeypatch):
    """What Keras has in its cache comes back array by array, and neither it nor its timeout stays here."""
    folder = tmp_path / "datasets" / "fashion-mnist"
    folder.mkdir(parents=True)
    images, labels = (
        np.random.default_rng(0).integers(0, 255, (20, 28, 28), np.uint8),
        np.arange(20, dtype=np.uint8) % 10,
    )
    for part in ("train", "t10k"):
        (folder / f"{part}-images-idx3-ubyte.gz").write_bytes(gzip.compress(bytes(16) + images.tobytes()))
        (folder / f"{part}-labels-idx1-ubyte.gz").write_bytes(gzip.compress(bytes(8) + labels.tobytes()))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setenv("KERAS_BACKEND", "torch")  # which is not installed, and none of its business
    monkeypatch.delenv("AUTOENCODERS_DATA", raising=False)
    told = (
        "import sys, socket; from autoencoders.digits.datasets import load_dataset as load; found = load('fashion_mnist');"
        "print(int(found.test_images.sum()), found.train_labels.tolist(), socket.getdefaulttimeout(), 'keras' in sys.modules)"
    )
    said = subprocess.check_output([sys.executable, "-c", told], text=True)
    assert said.split("[")[0].strip() == str(int(images.sum()))
    assert said.rstrip().endswith(f"{labels.tolist()} None False")


def test_an_unset_folder_is_named_as_unset(places, monkeypatch):
    monkeypatch.delenv("AUTOENCODERS_DATA")
    with pytest.raises(DatasetError, match="AUTOENCODERS_DATA is not set"):
        load_dataset("mnist", download=False)


def test_a_damaged_copy_is_an_error_and_not_passed_over(places):
    own, cache = places
    np.savez(cache / "mnist.npz", **arrays())
    (own / "mnist.npz").write_bytes(b"half a file")
    with pytest.raises(DatasetError, match="damaged"):
        load_dataset("mnist")


@pytest.mark.parametrize(("given", "expected"), [("mnst", "mnist"), ("MNIST", "mnist"), ("fashion", "fashion_mnist")])
def test_an_unknown_name_names_the_close_ones(given, expected):
    with pytest.raises(DatasetError, match=f"Did you mean '{expected}'"):
        load_dataset(given)


CHANGES = {
    "a missing array": ({"y_test": None}, "lacks y_test"),
    "another shape": ({"x_train": np.zeros((6, 32, 32), np.uint8)}, r"\(6, 32, 32\)"),
    "three channels": ({"x_train": np.zeros((6, 28, 28, 3), np.uint8)}, r"\(6, 28, 28, 3\)"),
    "no images": ({"x_train": np.zeros((0, 28, 28), np.uint8), "y_train": np.zeros(0, int)}, r"\(0, 28, 28\)"),
    "a scalar": ({"x_train": np.uint8(3)}, r"shape .* got \(\)"),
    "wide integers": ({"x_train": np.zeros((6, 28, 28), np.int64)}, "int64"),
    "NaN": ({"x_test": np.full((4, 28, 28), np.nan)}, "x_test holds NaN"),
    "floats in 0..255": ({"x_test": np.full((4, 28, 28), 255.0)}, r"\[0, 1\].*255"),
    "too few labels": ({"y_train": np.arange(5)}, r"\(6,\) integers.*\(5,\)"),
    "one-hot labels": ({"y_train": np.eye(6, 10)}, r"\(6, 10\) float64"),
    "a label of 10": ({"y_test": np.array([0, 1, 2, 10])}, r"0\.\.9, got 0\.\.10"),
    "a negative label": ({"y_test": np.array([0, 1, 2, -1])}, r"got -1\.\.2"),
    "pickled objects": ({"x_train": np.array([{}, {}], object)}, "damaged or not"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_wrong_npz_names_the_file_what_was_given_and_what_was_expected(tmp_path, case):
    change, words = CHANGES[case]
    path = tmp_path / "mine.npz"
    np.savez(path, **{key: value for key, value in (arrays() | change).items() if value is not None})
    with pytest.raises(DatasetError, match=words) as fault:
        load_dataset(path)
    assert str(path) in str(fault.value)


def zipped(path, text):
    with zipfile.ZipFile(path, "w") as file:
        for key in datasets.KEYS:
            file.writestr(f"{key}.npy", text)


DAMAGES = {
    "empty": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-2000]),
    "cut to its head": lambda path: path.write_bytes(path.read_bytes()[:40]),
    "a flipped byte": lambda path: path.write_bytes(path.read_bytes()[:900] + b"\xff" + path.read_bytes()[901:]),
    "text": lambda path: path.write_text("x_train,y_train"),
    "a zip of other things": lambda path: zipped(path, "no array"),
}


@pytest.mark.parametrize("case", DAMAGES)
def test_a_damaged_npz_is_one_sentence(tmp_path, case):
    path = tmp_path / "mine.npz"
    np.savez(path, **arrays())
    DAMAGES[case](path)
    with pytest.raises(DatasetError, match="damaged or not an") as fault:
        load_dataset(path)
    assert str(path) in str(fault.value)


def test_a_single_array_and_a_missing_file_are_named(tmp_path):
    with (tmp_path / "one.npz").open("wb") as file:
        np.save(file, np.zeros(3))
    with pytest.raises(DatasetError, match="single array"):
        load_dataset(tmp_path / "one.npz")
    with pytest.raises(DatasetError, match=r"no file .*none\.npz"):
        load_dataset(tmp_path / "none.npz")


def promising(shape, kind="|u1"):
    """The beginning of an array of this shape, without its numbers."""
    header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}".encode().ljust(118) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (promising((60_000, 28, 28)), "promises 47040000 bytes and has 0"),
        (promising((10**9, 10**9, 10**9)), "promises 10{27} bytes"),
        (promising((-1, 28, 28)), "promises"),
        (promising((6, 28, 28), "|O"), "holds objects"),
        (b"\x93NUMPY\x01\x00\xff\xff" + b"(" * 65_535, "damaged"),
    ],
    ids=["no numbers", "far too many", "a negative side", "objects", "nested"],
)
def test_an_array_that_promises_what_it_has_not_is_told_from_its_header(tmp_path, monkeypatch, first, words):
    path = tmp_path / "mine.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for key in datasets.KEYS:
            file.writestr(f"{key}.npy", first)
    monkeypatch.setattr(npz_file.StoredArray, "read", None)  # no number is read
    with pytest.raises(DatasetError, match=words):
        load_dataset(path)


def test_a_set_of_another_shape_is_refused_before_its_numbers_are_read(tmp_path, monkeypatch):
    path = tmp_path / "mine.npz"
    np.savez_compressed(path, **(arrays() | {"x_test": np.zeros((4, 28, 29), np.uint8)}))
    monkeypatch.setattr(npz_file.StoredArray, "read", None)
    with pytest.raises(DatasetError, match=r"x_test must have the shape .* got \(4, 28, 29\)"):
        load_dataset(path)


@pytest.mark.parametrize("shape", [(28, 28), (28, 28, 1)])
@pytest.mark.parametrize("dtype", [np.uint8, np.float32, np.float64])
def test_ones_own_npz_may_have_either_layout_and_floats(tmp_path, shape, dtype):
    grey = np.random.default_rng(0).integers(0, 256, (6, *shape))
    images = grey.astype(np.uint8) if dtype == np.uint8 else (grey / 255).astype(dtype)
    np.savez(tmp_path / "mine.npz", **(arrays() | {"x_train": images}))
    dataset = load_dataset(str(tmp_path / "mine.npz"))
    assert dataset.train_images.dtype == dataset.train_labels.dtype == np.uint8
    np.testing.assert_array_equal(dataset.train_images, grey.reshape(6, 28, 28, 1))
    assert dataset.test_images.shape == (4, 28, 28, 1)


def test_the_digest_follows_every_array(tmp_path):
    digests = set()
    for key in (None, *datasets.KEYS):
        content = arrays()
        if key is not None:
            content[key] = content[key].copy()
            content[key].flat[-1] += 1
        np.savez(tmp_path / "mine.npz", **content)
        digests.add(load_dataset(tmp_path / "mine.npz").digest)
        assert load_dataset(tmp_path / "mine.npz").digest in digests
    assert len(digests) == 5
    assert all(len(digest) == 16 and int(digest, 16) >= 0 for digest in digests)


def test_synthetic_needs_no_file_and_is_always_the_same(places):
    dataset = load_dataset("synthetic")
    assert dataset.train_images.shape == (10_000, 28, 28, 1)
    assert dataset.test_images.shape == (2_000, 28, 28, 1)
    assert np.bincount(dataset.test_labels, minlength=10).min() > 100
    assert load_dataset("synthetic").digest == dataset.digest


def test_the_last_sixth_is_held_out_and_the_test_images_are_not_seen(tmp_path):
    given = arrays(n=(60, 4))
    given["x_train"] += np.arange(60, dtype=np.uint8)[:, None, None]
    given["x_test"] += 200
    np.savez(tmp_path / "mine.npz", **given)
    found = load_dataset(tmp_path / "mine.npz").held_out()
    assert found.train_images[:, 0, 0, 0].tolist() == list(range(50))
    assert found.test_images[:, 0, 0, 0].tolist() == list(range(50, 60))
    assert (found.train_labels.tolist(), found.test_labels.tolist()) == (list(range(10)) * 5, list(range(10)))
    assert "held out" in found.name


def test_of_five_images_no_sixth_is_held_out(tmp_path):
    np.savez(tmp_path / "mine.npz", **arrays(n=(5, 4)))
    with pytest.raises(DatasetError, match="has 5 training images, too few"):
        load_dataset(tmp_path / "mine.npz").held_out()


def test_mnist_is_the_published_one(mnist):
    assert mnist.train_images.shape == (60_000, 28, 28, 1)
    assert np.bincount(mnist.test_labels).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    assert mnist.train_images.mean() / 255 == pytest.approx(0.1307, abs=1e-4)
    assert mnist.train_images.std() / 255 == pytest.approx(0.3081, abs=1e-4)


def test_reading_data_and_pictures_imports_neither_keras_nor_tensorflow():
    program = "import sys, autoencoders.digits.datasets, autoencoders.digits.picture; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"keras", "tensorflow", "streamlit"} & set(loaded)
