"""A data set of one's own in an `.npz`: arrays whose layout is looked at before any number is read."""

import zipfile
from typing import Any

import numpy as np
import numpy.typing as npt

from .datasets import Dataset
from .npz_file import StoredArray, image_bytes, stored_array
from .uploaded import DIGITS, FEWEST, MOST_CLASSES, NAME, UploadedSet, UploadError, set_of, shown, split

MOST_IMAGES = 70_000
"""Images in an .npz: as many as MNIST has."""


def from_arrays(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], are_digits: bool) -> UploadedSet:
    sizes = {member.filename.removesuffix(".npy"): member for member in members}
    keys: list[str] = [
        key for key in ("x_train", "x_test", "y_train", "y_test", "images", "x", "labels", "y") if key in sizes
    ]
    arrays = {key: stored_array(archive, sizes[key]) for key in keys}
    pair = "x_train" in arrays and "x_test" in arrays
    firsts: list[str] = [key for key in ("images", "x", "x_train", "x_test") if key in arrays]
    parts = ["x_train", "x_test"] if pair else firsts[:1]
    if not parts:
        found = ", ".join(shown(name) for name in sorted(sizes)[:5])
        raise UploadError(f"This .npz holds {found}; expected an array named images, or x_train and x_test.")
    names: list[str] = [key for key in (["y_train", "y_test"] if pair else ["labels", "y"]) if key in arrays]
    names = ([] if len(names) < 2 else names) if pair else names[:1]
    _check_layout(arrays, parts, names)
    images = [_as_bytes(arrays[part].read(), part) for part in parts]
    whole = np.concatenate(images)
    labels = np.concatenate([arrays[name].read() for name in names]) if names else np.zeros(len(whole), int)
    classes = _numbered(labels) if names else ()
    if not pair:
        return split(whole, labels, classes, f"{len(whole):,} images", are_digits)
    cut, kept = len(images[0]), labels.astype(np.uint8)
    dataset = Dataset(NAME, images[0], kept[:cut], images[1], kept[cut:])
    return set_of(dataset, classes, f"{len(whole):,} images", are_digits)


def _numbered(labels: npt.NDArray[Any]) -> tuple[str, ...]:
    """The names of classes that are told by their numbers alone."""
    if labels.min() < 0 or labels.max() >= MOST_CLASSES:
        raise UploadError(
            f"The labels go from {labels.min()} to {labels.max()}; at most {MOST_CLASSES} classes, numbered 0 to "
            f"{MOST_CLASSES - 1}, are told apart. Number them so, or leave the labels out for a set without classes."
        )
    return DIGITS[: max(2, int(labels.max()) + 1)]


def _check_layout(arrays: dict[str, StoredArray], parts: list[str], names: list[str]) -> None:
    """Shapes and types, which are known before any number is read."""
    for part in parts:
        shape, dtype = arrays[part].shape, arrays[part].dtype
        if shape[1:] not in ((28, 28), (28, 28, 1)) or not shape[0]:
            colours = ", grey levels and no colours" if len(shape) == 4 and shape[3] in (3, 4) else ""
            raise UploadError(
                f"The array {part} has the shape {shape}; expected (n, 28, 28) or (n, 28, 28, 1){colours}. Resize the "
                "images first, or give them as pictures in a zip, which are resized here."
            )
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
