"""A data set of one's own: a zip of pictures or an .npz -> uint8 images to train and to test on.

It comes from anybody, so nothing is unpacked before its size is known, nothing is pickled, and no name in an archive is
ever a path on this machine. What is wrong is one sentence.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import numpy.typing as npt

from .fitting import fitted
from .own_arrays import from_arrays
from .picture import PictureError, digit_from_picture
from .picture_file import pixels_to_decode
from .uploaded import (
    DIGITS,
    FEWEST,
    MOST_CLASSES,
    MOST_OF_A_CLASS,
    UploadedSet,
    UploadError,
    shown,
    split,
)

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

MOST_MEMBERS = 10_000
"""Parts of an archive: the list of them alone takes time."""

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp")


def read_upload(
    data: bytes,
    progress: Callable[[float], object] = lambda share: None,
    find_digits: bool = False,
    invert: bool = False,
) -> UploadedSet:
    """The data set in the bytes of a .zip of pictures or of an .npz; every tenth image is kept for testing.

    A zip's pictures are taken whole, as `fitting.fitted` makes them small; with `find_digits` the digit in each is, as
    `digit_from_picture` finds it. Where all lie in folders, two to ten of them, these are their classes, digits where they are
    named 0 to 9. With `invert` dark and bright change places. An .npz holds `x_train` and `x_test`, or one array `images` (or
    `x`), `(n, 28, 28)` or `(n, 28, 28, 1)`, uint8 or floats in [0, 1], and labels 0 to 9 as `y_train` and `y_test`, `labels` or
    `y` if it likes; `find_digits` then only says that they are digits. `progress` is told the share of a zip that is done.
    Raises UploadError.
    """
    if len(data) > MOST_BYTES:
        raise UploadError(f"This file has {len(data) / 2**20:.0f} MB; at most {MOST_BYTES // 2**20} are read.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_sizes(members)
            if any(member.filename.endswith(".npy") for member in members):
                read = from_arrays(archive, members, find_digits)
            else:
                read = _from_pictures(archive, members, progress, find_digits)
            return _inverted(read) if invert and not find_digits else read
    except UploadError:
        raise
    except Exception as fault:  # zipfile, zlib and NumPy's header parser fail in a dozen ways on a damaged file
        kind = "is neither a .zip of pictures nor an .npz" if not data.startswith(b"PK") else "is damaged"
        raise UploadError(f"This file {kind} ({shown(str(fault))}); make it again.") from fault


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
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], progress: Callable[[float], object], find_digits: bool
) -> UploadedSet:
    pictures = [member for member in members if _is_picture(member.filename)]
    if len(pictures) > MOST_PICTURES:
        raise UploadError(f"This zip holds {len(pictures):,} pictures; at most {MOST_PICTURES:,} are read.")
    images, folders, faults, pixels = [], [], [], 0
    taken = _digit if find_digits else _whole
    _check_folders({_folder(member.filename) for member in pictures})
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
            image = taken(data)
        except (PictureError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as fault:
            faults.append(f"{shown(name.name)}: {fault}")
        else:
            images.append(np.rint(image * 255).astype(np.uint8))
            folders.append(_folder(member.filename))
        progress((done + 1) / len(pictures))
    if len(images) < FEWEST:
        first = f" The first that could not be read is {faults[0]}" if faults else ""
        raise UploadError(
            f"This zip holds {len(images)} readable pictures ({', '.join(PICTURES)}); a training needs {FEWEST} or more.{first}"
        )
    left_out = f"; {len(faults)} could not be read, the first is {faults[0]}" if faults else ""
    names, labels = _classes(folders)
    return split(np.stack(images), labels, names, f"{len(images):,} pictures{left_out}", find_digits)


def _digit(data: bytes) -> npt.NDArray[np.float32]:
    return digit_from_picture(data, most_pixels=MOST_PIXELS_A_PICTURE).image


def _whole(data: bytes) -> npt.NDArray[np.float32]:
    return fitted(data, MOST_PIXELS_A_PICTURE)


def _folder(name: str) -> str:
    """The folder that a picture lies in, alone and whole; nothing where it lies in none."""
    return PurePosixPath(name).parent.name


def _check_folders(folders: set[str]) -> None:
    if len(folders) > MOST_CLASSES:
        raise UploadError(
            f"The pictures of this zip lie in {len(folders):,} folders; at most {MOST_CLASSES} classes are told apart. Put them "
            f"into {MOST_CLASSES} folders or fewer, or all into one for a set without classes."
        )


def _classes(folders: list[str]) -> tuple[tuple[str, ...], npt.NDArray[Any]]:
    """The names of the classes and each picture's label; no names where there is one folder, or not one for all."""
    found = sorted(set(folders))
    if all(re.fullmatch(r"[0-9]", folder) for folder in found):
        return DIGITS, np.array([int(folder) for folder in folders])
    if len(found) < 2 or "" in found:
        return (), np.zeros(len(folders), int)
    return tuple(shown(folder, MOST_OF_A_CLASS) for folder in found), np.array([found.index(each) for each in folders])


def _inverted(read: UploadedSet) -> UploadedSet:
    data = read.dataset
    turned = replace(data, train_images=255 - data.train_images, test_images=255 - data.test_images)
    return replace(read, dataset=turned, words=f"{read.words.removesuffix('.')}; dark and bright changed places.")


def _is_picture(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = path.name.startswith(".") or "__MACOSX" in path.parts
    return path.suffix.lower() in PICTURES and not hidden
