"""Arrays as text for an HTML file, for `scripts/parcels.js` to read: integers in planes, deflated, 15 bits in a character.

Weights look like noise, so there is nothing in them that repeats; what can be saved is that small ones are more common than
large ones. So the high bits of each number go into a plane of bytes, which Huffman's code makes short, and the low bits, which
are evenly spread, are put side by side as they are. The page is UTF-16, so a character has two bytes: the file is 1.07 times as
long as the bytes, where ASCII takes 1.23 times (13 bits in two of its letters) and base64 1.33.
No Streamlit here.
"""

import codecs
import json
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from .rounding import Rounded

FIRST_LETTER = 0x3400
"""The character that stands for 0. From here on 32,768 are characters, most of East Asian scripts: none is markup, a space or
half of a pair, and a browser takes them as they are."""

MARK = codecs.BOM_UTF16_LE
"""The first two bytes of the file."""

BITS = 15
"""Bits in a character."""

Arrays = Mapping[str, np.ndarray | Rounded]


def parcel(arrays: Arrays, fields: Mapping[str, Any]) -> bytes:
    """Arrays and fields (JSON) as deflated bytes: the length of a header, the header, the planes of one array after another."""
    rows, planes = [], b""
    for name, array in arrays.items():
        row, data = _planes(array)
        rows.append({"name": name, **row})
        planes += data
    header = json.dumps({"arrays": rows, **fields}).encode()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_HUFFMAN_ONLY)
    return deflate.compress(len(header).to_bytes(4, "little") + header + planes) + deflate.flush()


def _planes(array: np.ndarray | Rounded) -> tuple[dict[str, Any], bytes]:
    """What the header says of an array, and its bytes. Floats that fit float16 are kept so, and others whole."""
    if isinstance(array, Rounded):
        numbers, low = array.numbers.ravel(), 0
        while np.abs(numbers >> low).max(initial=0) > 127:
            low += 1
        bits = (numbers[:, None] >> np.arange(low)[::-1]) & 1
        data = array.steps.astype("<f4").tobytes() + (numbers >> low).astype(np.int8).tobytes()
        row = {"kind": "steps", "size": len(numbers), "columns": len(array.steps), "low": low}
        return row, data + np.packbits(bits.astype(np.uint8)).tobytes()
    flat = array.ravel()
    if flat.dtype == np.uint8:
        return {"kind": "bytes", "size": flat.size}, flat.tobytes()
    halves = flat.astype("<f2")
    if np.array_equal(halves.astype(np.float32), flat):
        both = halves.view(np.uint8).reshape(-1, 2)
        return {"kind": "halves", "size": flat.size}, both[:, 1].tobytes() + both[:, 0].tobytes()
    return {"kind": "floats", "size": flat.size}, flat.astype("<f4").tobytes()


def written(data: bytes) -> str:
    """Bytes as text."""
    bits = np.unpackbits(np.frombuffer(data, np.uint8))
    groups = np.pad(bits, (0, -len(bits) % BITS)).reshape(-1, BITS)
    powers = 2.0 ** np.arange(BITS, dtype=np.float32)[::-1]
    values = groups.astype(np.float32) @ powers  # exact, and faster than of integers
    return (FIRST_LETTER + values).astype("<u2").tobytes().decode("utf-16-le")


def as_file(text: str) -> bytes:
    """The page, or some of its text, as it is in the file behind `MARK`."""
    return text.encode("utf-16-le")


def element(name: str, data: bytes) -> str:
    """The script element of a parcel; the length in bytes tells where its last bits end."""
    return f'<script type="application/octet-stream" id="parcel-{name}" data-bytes="{len(data)}">{written(data)}</script>\n'
