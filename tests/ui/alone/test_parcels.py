"""Arrays as text for an HTML file: read back here by the definition, in a browser by `tests/browser/alone/test_alone.py`."""

import json
import unicodedata
import zlib

import numpy as np
import pytest

from ui.alone.parcels import BITS, FIRST_LETTER, element, parcel, written
from ui.alone.rounding import Rounded


def read(text: str, length: int) -> bytes:
    """The bytes of a text: each character is a number of 15 bits."""
    bits = "".join(f"{ord(letter) - FIRST_LETTER:015b}" for letter in text)
    return bytes(int(bits[8 * at : 8 * at + 8], 2) for at in range(length))


@pytest.mark.parametrize("length", [1, 2, 14, 15, 16, 1000])
def test_bytes_come_back_from_their_text(length):
    data = np.random.default_rng(length).integers(0, 256, length).astype(np.uint8).tobytes()
    assert read(written(data), length) == data


def test_letters_are_no_markup_and_stay_what_they_are():
    """All that there are: no half of a pair, nothing that counts as space or control."""
    letters = "".join(chr(FIRST_LETTER + number) for number in range(2**BITS))
    assert set(written(np.random.default_rng(0).bytes(50_000))) <= set(letters)
    assert not letters.split()[1:]
    assert not {unicodedata.category(letter) for letter in letters} & {"Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp"}


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
