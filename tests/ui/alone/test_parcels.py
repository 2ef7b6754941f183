"""Arrays as text for an HTML file: read back here by the definition, in a browser by `tests/browser/alone/test_alone.py`."""

import json
import zlib

import numpy as np
import pytest

from ui.alone.parcels import ALPHABET, element, parcel, written
from ui.alone.rounding import Rounded


def read(text: str, length: int) -> bytes:
    """The bytes of a text: pairs of characters as numbers to base 91, of which each is 13 bits."""
    pairs = (91 * ALPHABET.index(text[at]) + ALPHABET.index(text[at + 1]) for at in range(0, len(text), 2))
    bits = "".join(f"{pair:013b}" for pair in pairs)
    return bytes(int(bits[8 * at : 8 * at + 8], 2) for at in range(length))


@pytest.mark.parametrize("length", [1, 2, 12, 13, 14, 1000])
def test_bytes_come_back_from_their_text(length):
    data = np.random.default_rng(length).integers(0, 256, length).astype(np.uint8).tobytes()
    assert read(written(data), length) == data


def test_text_ends_no_element_and_begins_no_entity():
    text = written(np.random.default_rng(0).integers(0, 256, 50_000).astype(np.uint8).tobytes())
    assert not set(text) & set("<&\\")
    assert text.isascii()
    assert text.isprintable()


def test_a_parcel_says_what_is_in_it():
    arrays: dict[str, np.ndarray | Rounded] = {
        "codes": np.arange(6, dtype=np.float32) / 7,
        "labels": np.arange(3, dtype=np.uint8),
        "half": np.ones(2, np.float32),
    }
    data = parcel(arrays, {"name": "some"})
    raw = zlib.decompress(data, -15)
    size = int.from_bytes(raw[:4], "little")
    header = json.loads(raw[4 : 4 + size])
    assert header["name"] == "some"
    assert [(row["name"], row["kind"]) for row in header["arrays"]] == [
        ("codes", "floats"),
        ("labels", "bytes"),
        ("half", "halves"),
    ]
    assert raw[4 + size : 4 + size + 24] == (np.arange(6, dtype=np.float32) / 7).tobytes()
    assert f'data-bytes="{len(data)}"' in element("some", data)
