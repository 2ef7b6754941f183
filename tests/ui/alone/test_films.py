"""Recorded trainings in the one-file page: small, their codes within half a step, and all decoders but the last thin."""

import json
import zlib

import numpy as np
import pytest

from autoencoders.recording import load_recording
from ui.alone.films import FINENESS, film_parcel

NAMES = ["twin-2", "vae-2"]


@pytest.fixture(scope="module")
def parcels() -> dict[str, bytes]:
    return {name: film_parcel(name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_film_holds_its_codes_its_losses_and_all_decoders_but_the_last(name, parcels):
    made, data = load_recording(name), parcels[name]
    raw = zlib.decompress(data, -15)
    size = int.from_bytes(raw[:4], "little")
    rows = json.loads(raw[4 : 4 + size])["arrays"]
    assert {row["name"] for row in rows} >= {"steps", "labels", "codes", "reconstruction", "curve.steps"}
    decoders = {row["name"].split(".")[0] for row in rows if row["name"].endswith(".left")}
    assert decoders == {str(i) for i in range(len(made.steps) - 1)}
    assert raw[4 + size : 4 + size + made.steps.nbytes] == made.steps.astype("<f4").tobytes()
    row, at = rows[2], 4 + size + made.steps.nbytes + len(made.labels)
    step = np.frombuffer(raw[at : at + 8], "<f4")
    high = np.frombuffer(raw[at + 8 : at + 8 + row["size"]], np.int8).astype(int)
    bits = np.unpackbits(np.frombuffer(raw[at + 8 + row["size"] :], np.uint8))[: row["size"] * row["low"]]
    low = bits.reshape(-1, row["low"]) @ (1 << np.arange(row["low"])[::-1])
    codes = (high * 2 ** row["low"] + low).reshape(made.codes.shape) * step
    assert step.max() == pytest.approx(np.abs(made.codes).max() / FINENESS)
    assert np.abs(codes - made.codes).max() < 0.51 * step.max()


def test_both_take_no_more_room_than_there_is(parcels):
    assert sum(map(len, parcels.values())) < 800_000
