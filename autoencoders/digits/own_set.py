"""A data set of one's own: a zip of pictures or an .npz -> uint8 images to train and to test on.

It comes from anybody, so nothing is unpacked before its size is known, nothing is pickled, and no name in an archive is
ever a path on this machine. What is wrong is one sentence.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import numpy.typing as npt

from .datasets import Dataset
from .npz_file import StoredArray, image_bytes, stored_array
from .picture import PictureError, digit_from_picture
from .picture_file import pixels_to_decode

NAME = "own"
"""The name of such a data set."""

MOST_BYTES = 20 * 2**20
"""Bytes of a file: MNIST itself has eleven million."""

MOST_UNPACKED = 100 * 2**20
"""Bytes that an archive may promise to unpack to; a bomb promises more."""

MOST_PICTURES = 2_000
"""Pictures in a zip: reading a plain one took 30 ms on one core, so this is a minute."""

MOST_PICTURE_BYTES = 5 * 2**20
"""Bytes of one picture in a zip."""

MOST_PIXELS_A_PICTURE = 16_000_000
"""Pixels of one picture in a zip: a phone's photo has 12 million."""

MOST_PIXELS_IN_ALL = 300_000_000
"""Pixels of all pictures in a zip that have to be decoded: some five seconds of work, where a small file may ask for hours."""

MOST_IMAGES = 70_000
"""Images in an .npz: as many as MNIST has."""

MOST_MEMBERS = 10_000
"""Parts of an archive: the list of them alone takes time."""

MOST_OF_A_NAME = 60
"""Characters of a picture's or an array's name that a sentence repeats."""

FEWEST = 20
"""Pictures or images that a training needs."""

FEWEST_TO_TEST, TEST_SHARE = 8, 10
"""Images kept for testing: one in ten, and at least a strip of eight."""
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp")


class UploadError(ValueError):
    """A file that no data set can be made of; the message is a sentence for the person who gave it."""


@dataclass(frozen=True, eq=False)
class UploadedSet:
    """The data set, whether its labels say anything, and a sentence about what was read and what was left out."""

    dataset: Dataset
    labelled: bool
    words: str


def read_upload(data: bytes, progress: Callable[[float], object] = lambda share: None) -> UploadedSet:
    """The data set in the bytes of a .zip of pictures or of an .npz; every tenth image is kept for testing.

    A zip's pictures become digits as `digit_from_picture` makes them; where every one lies in a folder named 0 to 9, that
    is its label. An .npz holds `x_train` and `x_test`, or one array `images` (or `x`), `(n, 28, 28)` or `(n, 28, 28, 1)`,
    uint8 or floats in [0, 1], and labels 0 to 9 as `y_train` and `y_test`, `labels` or `y` if it likes. `progress` is told
    the share of a zip that is done. Raises UploadError.
    """
    if len(data) > MOST_BYTES:
        raise UploadError(f"This file has {len(data) / 2**20:.0f} MB; at most {MOST_BYTES // 2**20} are read.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_sizes(members)
            if any(member.filename.endswith(".npy") for member in members):
                return _from_arrays(archive, members)
            return _from_pictures(archive, members, progress)
    except UploadError:
        raise
    except Exception as fault:  # zipfile, zlib and NumPy's header parser fail in a dozen ways on a damaged file
        kind = "is neither a .zip of pictures nor an .npz" if not data.startswith(b"PK") else "is damaged"
        raise UploadError(f"This file {kind} ({_shown(str(fault))}); make it again.") from fault


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        raise UploadError(
            f"Unpacked, this file would be {unpacked / 2**20:,.0f} MB in {len(members):,} parts; at most "
            f"{MOST_UNPACKED // 2**20} MB in {MOST_MEMBERS:,} parts are read."
        )
    if any(member.flag_bits & 1 for member in members):
        raise UploadError("This zip is locked with a password; make one without.")


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, never more than its header promised: a bomb lies about that."""
    with archive.open(member) as file:
        return file.read(member.file_size)


def _from_pictures(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], progress: Callable[[float], object]
) -> UploadedSet:
    pictures = [member for member in members if _is_picture(member.filename)]
    if len(pictures) > MOST_PICTURES:
        raise UploadError(f"This zip holds {len(pictures):,} pictures; at most {MOST_PICTURES:,} are read.")
    images, labels, faults, pixels = [], [], [], 0
    for done, member in enumerate(sorted(pictures, key=lambda member: member.filename)):
        name = PurePosixPath(member.filename)
        try:
            if member.file_size > MOST_PICTURE_BYTES:
                raise PictureError(f"it has more than {MOST_PICTURE_BYTES // 2**20} MB")
            data = _unpacked(archive, member)
            pixels += pixels_to_decode(data)
            if pixels > MOST_PIXELS_IN_ALL:
                raise UploadError(
                    f"The first {done + 1:,} pictures of this zip have more than {MOST_PIXELS_IN_ALL // 1_000_000} million "
                    "pixels together, which are not decoded: make them smaller first, 400 pixels a side are plenty."
                )
            digit = digit_from_picture(data, most_pixels=MOST_PIXELS_A_PICTURE)
        except (PictureError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as fault:
            faults.append(f"{_shown(name.name)}: {fault}")
        else:
            images.append(np.rint(digit.image * 255).astype(np.uint8))
            labels.append(int(name.parent.name) if re.fullmatch(r"[0-9]", name.parent.name) else -1)
        progress((done + 1) / len(pictures))
    if len(images) < FEWEST:
        first = f" The first that could not be read is {faults[0]}" if faults else ""
        raise UploadError(
            f"This zip holds {len(images)} readable pictures ({', '.join(PICTURES)}); a training needs {FEWEST} or more.{first}"
        )
    left_out = f"; {len(faults)} could not be read, the first is {faults[0]}" if faults else ""
    return _split(np.stack(images), np.array(labels), f"{len(images):,} pictures{left_out}")


def _shown(name: str) -> str:
    """A name that came with a file, for a sentence: short, and of characters that can be printed."""
    plain = "".join(character if character.isprintable() else "?" for character in name)
    return plain if len(plain) <= MOST_OF_A_NAME else f"{plain[: MOST_OF_A_NAME - 1]}…"


def _is_picture(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = path.name.startswith(".") or "__MACOSX" in path.parts
    return path.suffix.lower() in PICTURES and not hidden


def _from_arrays(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> UploadedSet:
    sizes = {member.filename.removesuffix(".npy"): member for member in members}
    keys: list[str] = [
        key for key in ("x_train", "x_test", "y_train", "y_test", "images", "x", "labels", "y") if key in sizes
    ]
    arrays = {key: stored_array(archive, sizes[key]) for key in keys}
    pair = "x_train" in arrays and "x_test" in arrays
    firsts: list[str] = [key for key in ("images", "x", "x_train", "x_test") if key in arrays]
    parts = ["x_train", "x_test"] if pair else firsts[:1]
    if not parts:
        found = ", ".join(_shown(name) for name in sorted(sizes)[:5])
        raise UploadError(f"This .npz holds {found}; expected an array named images, or x_train and x_test.")
    names: list[str] = [key for key in (["y_train", "y_test"] if pair else ["labels", "y"]) if key in arrays]
    names = ([] if len(names) < 2 else names) if pair else names[:1]
    _check_layout(arrays, parts, names)
    images = [_as_bytes(arrays[part].read(), part) for part in parts]
    whole = np.concatenate(images)
    labels = np.concatenate([arrays[name].read() for name in names]) if names else np.full(len(whole), -1)
    if not pair:
        return _split(whole, labels, f"{len(whole):,} images")
    labelled, kept = _kept_labels(labels)
    cut = len(images[0])
    dataset = Dataset(NAME, images[0], kept[:cut], images[1], kept[cut:])
    return UploadedSet(dataset, labelled, _words(f"{len(whole):,} images", dataset, labelled))


def _check_layout(arrays: dict[str, StoredArray], parts: list[str], names: list[str]) -> None:
    """Shapes and types, which are known before any number is read."""
    for part in parts:
        shape, dtype = arrays[part].shape, arrays[part].dtype
        if shape[1:] not in ((28, 28), (28, 28, 1)) or not shape[0]:
            raise UploadError(f"The array {part} has the shape {shape}; expected (n, 28, 28) or (n, 28, 28, 1).")
        if dtype != np.uint8 and dtype.kind != "f":
            raise UploadError(f"The array {part} holds {dtype}; expected uint8, or floats that all lie in [0, 1].")
    count = sum(len(arrays[part]) for part in parts)
    if count > MOST_IMAGES or count < FEWEST:
        raise UploadError(f"This .npz holds {count:,} images; a training takes {FEWEST} to {MOST_IMAGES:,}.")
    for name, part in zip(names, parts, strict=False):
        shape, dtype = arrays[name].shape, arrays[name].dtype
        if shape != (len(arrays[part]),) or dtype.kind not in "iu":
            raise UploadError(
                f"The labels {name} have the shape {shape} of {dtype}; expected {len(arrays[part]):,} whole numbers, "
                "one an image."
            )


def _as_bytes(images: npt.NDArray[Any], name: str) -> npt.NDArray[np.uint8]:
    if images.dtype != np.uint8:
        if not (np.isfinite(images).all() and images.min() >= 0 and images.max() <= 1):
            raise UploadError(
                f"The array {name} holds {images.dtype}; expected uint8, or floats that all lie in [0, 1]."
            )
        images = image_bytes(images)
    return images.reshape(-1, 28, 28, 1)


def _kept_labels(labels: npt.NDArray[Any]) -> tuple[bool, npt.NDArray[np.uint8]]:
    """Whether these are classes, and they as bytes; zeros where they are not."""
    labelled = bool((labels >= 0).all() and (labels <= 9).all())
    return labelled, labels.astype(np.uint8) if labelled else np.zeros(len(labels), np.uint8)


def _split(images: npt.NDArray[np.uint8], labels: npt.NDArray[Any], what: str) -> UploadedSet:
    """Every tenth of a fixed shuffle is for testing, and at least eight."""
    labelled, kept = _kept_labels(labels)
    order = np.random.default_rng(0).permutation(len(images))
    test, train = np.split(order, [max(FEWEST_TO_TEST, len(images) // TEST_SHARE)])
    dataset = Dataset(NAME, images[train], kept[train], images[test], kept[test])
    return UploadedSet(dataset, labelled, _words(what, dataset, labelled))


def _words(what: str, dataset: Dataset, labelled: bool) -> str:
    labels = "labels 0 to 9" if labelled else "no labels"
    return f"{what}, {labels}: {len(dataset.train_images):,} to train, {len(dataset.test_images):,} to test."
