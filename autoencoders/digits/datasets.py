"""The data sets, read from where they lie; and the error that says why one can't be had, MNIST too.

MNIST and Fashion-MNIST are looked for in the folder `$AUTOENCODERS_DATA`, then in Keras's cache, and only then
downloaded through `keras.datasets`. A copy that is found but damaged is an error, never a reason to look further. Keras
is imported only where it must be, in a process of its own; a copy in the layout of `mnist.npz` needs only NumPy.
"""

import difflib
import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .npz_file import StoredArray, image_bytes, stored_array
from .synthetic import draw_digits

DOWNLOADED = ("mnist", "fashion_mnist")
NAMES = (*DOWNLOADED, "synthetic")
KEYS = ("x_train", "y_train", "x_test", "y_test")
SYNTHETIC_SEED = 28
"""Of the synthetic set, so that everybody has the same digits."""
SYNTHETIC_TRAIN, SYNTHETIC_TEST = 10_000, 2_000
"""Digits of the synthetic set to train and to test on: about a second of drawing."""

MOST_IMAGES = 1_000_000
"""Images in one array of a file: 800 MB as bytes, and more is not held in memory here."""

MOST_WIDE = 8
"""Bytes of a number in a file, at most: float64."""

PATIENCE = 20.0
"""Seconds without an answer after which a download is given up."""

FETCH = """
import socket, sys
import numpy as np
name, path, patience = sys.argv[1:]
socket.setdefaulttimeout(float(patience))
import keras
(x_train, y_train), (x_test, y_test) = getattr(keras.datasets, name).load_data()
np.savez(path, x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test)
"""

FASHION_FILES = (
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
)

HELD_OUT = 6
"""One of so many training images is held out where trainings are compared to choose one: of MNIST's 60,000, 10,000."""

Images = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.uint8]


class DatasetError(ValueError):
    """A data set that is unknown, can't be had or is damaged; the message says what was tried and what to do."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Images `(n, 28, 28, 1)` uint8 in 0..255 and labels `(n,)` uint8 in 0..9, to train and to test."""

    name: str
    train_images: Images
    train_labels: Labels
    test_images: Images
    test_labels: Labels

    @cached_property
    def digest(self) -> str:
        """Sixteen hex digits of the SHA-256 over the four arrays: the same pixels and labels, the same digest."""
        sha = hashlib.sha256()
        for array in (self.train_images, self.train_labels, self.test_images, self.test_labels):
            sha.update(np.ascontiguousarray(array).data)
        return sha.hexdigest()[:16]

    def held_out(self) -> "Dataset":
        """The same with the last sixth of the training images in place of the test images: of MNIST 50,000 and 10,000.

        For choosing among trainings, which the test images must not see. A DatasetError where there are too few images.
        """
        cut = len(self.train_images) - len(self.train_images) // HELD_OUT
        if cut == len(self.train_images):
            raise DatasetError(
                f"{self.name} has {cut} training images, too few to hold a sixth of them out: give {HELD_OUT} or more."
            )
        images, labels = self.train_images, self.train_labels
        return Dataset(f"{self.name}, held out", images[:cut], labels[:cut], images[cut:], labels[cut:])


def load_dataset(name: str | os.PathLike[str], *, download: bool = True) -> Dataset:
    """Load "mnist", "fashion_mnist", "synthetic" or a path that ends in ".npz".

    An .npz holds `x_train`, `y_train`, `x_test`, `y_test`: images `(n, 28, 28)` or `(n, 28, 28, 1)`, uint8 or floats in
    [0, 1], and integer labels 0..9. "synthetic" needs no file: 10,000 + 2,000 digits from a fixed seed. Raises
    DatasetError.
    """
    name = os.fspath(name)
    if name.endswith(".npz"):
        return _read_npz(Path(name).expanduser())
    if name == "synthetic":
        images, labels = draw_digits(SYNTHETIC_TRAIN + SYNTHETIC_TEST, np.random.default_rng(SYNTHETIC_SEED))
        cut = SYNTHETIC_TRAIN
        return Dataset(name, images[:cut], labels[:cut], images[cut:], labels[cut:])
    if name not in DOWNLOADED:
        close = difflib.get_close_matches(name.lower(), NAMES, n=1)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        raise DatasetError(f"There is no data set {name!r}.{hint} Known: {', '.join(NAMES)}, or a path ending in .npz.")
    return _find(name, download)


def is_here(name: str) -> bool:
    """Whether a copy of this named set seems to be on this machine, in a place where `load_dataset` reads it without Keras."""
    return any(folder is not None and (folder / f"{name}.npz").is_file() for folder, _ in _places())


def _places() -> tuple[tuple[Path | None, str], tuple[Path | None, str]]:
    """Where named sets are looked for, in that order, and what a sentence calls each; the folder of one's own may not be set."""
    folder = os.environ.get("AUTOENCODERS_DATA")
    cache = Path(os.environ.get("KERAS_HOME") or "~/.keras").expanduser() / "datasets"
    return (Path(folder).expanduser() if folder else None, "AUTOENCODERS_DATA"), (cache, "Keras's cache")


def _find(name: str, download: bool) -> Dataset:
    """A named set from the first place that has it."""
    tried = []
    cache = Path(os.environ.get("KERAS_HOME") or "~/.keras").expanduser() / "datasets"
    for place, where in _places():
        if place is None:
            tried.append(f"{where} is not set")
        elif (place / f"{name}.npz").is_file():
            return _read_npz(place / f"{name}.npz", name)
        else:
            tried.append(f"{where} ({place}) has no {name}.npz")
    if name == "fashion_mnist" and all((cache / "fashion-mnist" / file).is_file() for file in FASHION_FILES):
        tried[-1] = f"Keras's cache ({cache / 'fashion-mnist'}) holds files that can't be read"
    elif not download:
        tried.append("downloading was not allowed")
        raise DatasetError(_not_had(name, tried))
    try:
        (x_train, y_train), (x_test, y_test) = _through_keras(name)
    except Exception as fault:
        tried.append(f"the download failed ({type(fault).__name__}: {str(fault)[:200]})")
        raise DatasetError(_not_had(name, tried)) from fault
    arrays = dict(zip(KEYS, (x_train, y_train, x_test, y_test), strict=True))
    _check_layout(arrays, f"keras.datasets.{name}")
    return _checked(name, arrays, f"keras.datasets.{name}")


def _not_had(name: str, tried: list[str]) -> str:
    return (
        f"The data set {name!r} can't be had: {'; '.join(tried)}. Put {name}.npz into a folder and point "
        'AUTOENCODERS_DATA at it, go online once, or use "synthetic", which needs no file.'
    )


def _through_keras(name: str) -> Any:
    """`keras.datasets.NAME.load_data()`, which downloads unless Keras's cache already has the files.

    A process of its own does it: Keras brings TensorFlow along, which would stay in a server for ever, and sets no timeout
    for a network that swallows packets, so one is set there for all of the process. Whatever backend Keras is set to here, the
    pictures are the same, and only TensorFlow is sure to be installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fetched.npz"
        command = [sys.executable, "-c", FETCH, name, str(path), str(PATIENCE)]
        environment = {**os.environ, "KERAS_BACKEND": "tensorflow"}
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False, env=environment
        )
        if done.returncode:
            raise OSError((done.stderr.strip() or "it ended without a word").splitlines()[-1])
        with np.load(path, allow_pickle=False) as file:
            arrays = [file[key] for key in KEYS]
    return tuple(arrays[:2]), tuple(arrays[2:])


def _read_npz(path: Path, name: str | None = None) -> Dataset:
    """Read and check one .npz; pickled objects in it are refused."""
    if not path.is_file():
        raise DatasetError(f"There is no file {path}.")
    try:
        with path.open("rb") as stream:
            if stream.read(6) == np.lib.format.MAGIC_PREFIX:
                raise DatasetError(f"{path} holds a single array; expected an .npz with {', '.join(KEYS)}.")
        with zipfile.ZipFile(path) as archive:
            members = {member.filename.removesuffix(".npy"): member for member in archive.infolist()}
            missing = [key for key in KEYS if key not in members]
            if missing:
                found = ", ".join(members)[:200] or "nothing"
                raise DatasetError(f"{path} lacks {', '.join(missing)} (it holds {found}); expected {', '.join(KEYS)}.")
            stored = {key: stored_array(archive, members[key]) for key in KEYS}
            _check_layout(stored, str(path))
            arrays = {key: stored[key].read() for key in KEYS}
    except DatasetError:
        raise
    except Exception as fault:  # zipfile, zlib and NumPy's header parser fail in a dozen ways on a damaged file
        raise DatasetError(
            f"{path} is damaged or not an .npz ({type(fault).__name__}: {fault}); expected one with {', '.join(KEYS)}. "
            "Copy or save it again."
        ) from fault
    return _checked(name or str(path), arrays, str(path))


def _check_layout(arrays: Mapping[str, StoredArray | npt.NDArray[Any]], source: str) -> None:
    """Shapes and types, which are known before the numbers are."""
    for part in ("train", "test"):
        images, labels = arrays[f"x_{part}"], arrays[f"y_{part}"]
        what = f"{source}: x_{part}"
        if images.shape[1:] not in ((28, 28), (28, 28, 1)) or len(images) == 0:
            raise DatasetError(f"{what} must have the shape (n, 28, 28) or (n, 28, 28, 1), n > 0, got {images.shape}.")
        if len(images) > MOST_IMAGES:
            raise DatasetError(f"{what} has {len(images):,} images; at most {MOST_IMAGES:,} are read. Give fewer.")
        floats = np.issubdtype(images.dtype, np.floating) and images.dtype.itemsize <= MOST_WIDE
        if images.dtype != np.uint8 and not floats:
            raise DatasetError(f"{what} must be uint8 or floats in [0, 1], got {images.dtype}.")
        if labels.shape != (len(images),) or not np.issubdtype(labels.dtype, np.integer):
            raise DatasetError(
                f"{source}: y_{part} must be ({len(images)},) integers, one for each image, "
                f"got {labels.shape} {labels.dtype}."
            )


def _checked(name: str, arrays: dict[str, npt.NDArray[Any]], source: str) -> Dataset:
    """The data set of these arrays, whose layout was checked, once their numbers are."""
    parts: list[npt.NDArray[np.uint8]] = []
    for part in ("train", "test"):
        images = _checked_images(arrays[f"x_{part}"], f"{source}: x_{part}")
        labels = arrays[f"y_{part}"]
        if labels.min() < 0 or labels.max() > 9:
            raise DatasetError(f"{source}: y_{part} must lie in 0..9, got {labels.min()}..{labels.max()}.")
        parts += [images, labels.astype(np.uint8)]
    return Dataset(name, *parts)


def _checked_images(images: npt.NDArray[Any], what: str) -> Images:
    """Images as `(n, 28, 28, 1)` uint8; floats in [0, 1] are rounded to 255 steps."""
    if images.dtype != np.uint8:
        if not np.isfinite(images).all():
            raise DatasetError(f"{what} holds NaN or infinity; expected numbers in [0, 1].")
        if images.min() < 0 or images.max() > 1:
            raise DatasetError(f"{what} is {images.dtype} and must lie in [0, 1], got {images.min()}..{images.max()}.")
        images = image_bytes(images)
    return images.reshape(-1, 28, 28, 1)
