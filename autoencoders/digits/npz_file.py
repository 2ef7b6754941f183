"""The arrays of an .npz one by one: shape and type are known before a number is read, and nothing is ever unpickled."""

import zipfile
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

MOST_AT_ONCE = 4_096
"""Images whose floats become bytes at a time: what bounds the memory."""


@dataclass(frozen=True, eq=False)
class StoredArray:
    """An array in an archive, of which only the header was read: its `shape` and `dtype`."""

    archive: zipfile.ZipFile
    member: zipfile.ZipInfo
    shape: tuple[int, ...]
    dtype: np.dtype[Any]

    def __len__(self) -> int:
        return self.shape[0] if self.shape else 0

    def read(self) -> npt.NDArray[Any]:
        """The numbers; raises ValueError, OSError, zlib.error or zipfile.BadZipFile where they are damaged."""
        with self.archive.open(self.member) as stream:
            array: npt.NDArray[Any] = np.lib.format.read_array(stream, allow_pickle=False)
            if stream.read(1):  # also what makes zipfile compare the checksum
                raise ValueError(f"{self.member.filename} goes on after its array")
            return array


def stored_array(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> StoredArray:
    """The array in this member, unread. Raises ValueError where it is none, holds objects or promises another size."""
    with archive.open(member) as stream:
        version = np.lib.format.read_magic(stream)
        readers = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
        if version not in readers:
            raise ValueError(f"{member.filename} has the version {version}")
        shape, _, dtype = readers[version](stream)
        numbers = member.file_size - stream.tell()
    if dtype.hasobject or dtype.names:
        raise ValueError(f"{member.filename} holds objects, no numbers")
    promised = dtype.itemsize
    for side in shape:
        promised *= int(side)  # whole numbers of Python, which do not overflow
    if promised != numbers or any(side < 0 for side in shape):
        raise ValueError(f"{member.filename} promises {promised} bytes and has {numbers}")
    return StoredArray(archive, member, shape, dtype)


def image_bytes(images: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """Floats in [0, 1] -> uint8 in 0..255, rounded; a part at a time, so that no second set of floats is made."""
    result = np.empty(images.shape, np.uint8)
    for start in range(0, len(images), MOST_AT_ONCE):
        part = slice(start, start + MOST_AT_ONCE)
        result[part] = np.rint(images[part] * np.float32(255))
    return result
