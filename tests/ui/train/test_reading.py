"""An upload is read whatever happens to the page, one at a time, and for nobody no longer than a while."""

import io
import threading
import time
import zipfile

import numpy as np
import pytest
from PIL import Image

from ui.train import reading
from ui.train.reading import Reading


@pytest.fixture(scope="module")
def pngs(synthetic):
    """A zip of 60 pictures."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for i, image in enumerate(synthetic.test_images[:60, ..., 0]):
            file = io.BytesIO()
            Image.fromarray(image).save(file, "PNG")
            archive.writestr(f"{i}.png", file.getvalue())
    return buffer.getvalue()


@pytest.fixture
def slow(monkeypatch):
    """A file that is read only when the test says so; what was told of its progress."""
    go = threading.Event()

    def read(data, progress):
        for share in np.linspace(0, 1, 1000):
            progress(float(share))
            go.wait(0.05)
        return data

    monkeypatch.setattr(reading, "read_upload", read)
    monkeypatch.setattr(reading, "LOOK", 0.01)
    yield go
    go.set()


def until(true, seconds=20.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_set_is_read_beside_who_waits(pngs):
    one = Reading(pngs)
    assert one.wait(60)
    assert one.result is not None
    assert one.fault == ""
    assert one.share == 1
    assert "60 pictures" in one.result.words


def test_what_is_no_set_is_a_sentence():
    one = Reading(b"hello")
    assert one.wait(20)
    assert one.result is None
    assert "neither a .zip" in one.fault


def test_a_fault_of_ours_is_a_sentence_and_goes_to_the_log(monkeypatch, caplog):
    monkeypatch.setattr(reading, "read_upload", lambda *given: 1 / 0)
    one = Reading(b"")
    assert one.wait(20)
    assert one.fault == reading.NOT_READ
    assert "ZeroDivisionError" in caplog.text
    assert Reading(b"").wait(20)  # the place of the one that failed is free again


def test_a_second_one_waits_in_line_and_then_is_read(slow):
    first = Reading(b"1")
    until(lambda: first.share > 0)
    second = Reading(b"2")
    assert (first.in_line, second.in_line) == (False, True)
    assert not second.look()
    slow.set()
    until(lambda: first.look() and second.look())
    results: list[object] = [first.result, second.result]
    assert results == [b"1", b"2"]  # what is read here are the bytes themselves


@pytest.mark.parametrize("place", ["at work", "in line"])
@pytest.mark.parametrize("reason", ["another file", "nobody looks"])
def test_what_nobody_wants_any_more_ends(slow, monkeypatch, place, reason):
    first = Reading(b"1")
    until(lambda: first.share > 0)
    unwanted = first if place == "at work" else Reading(b"2")
    if reason == "another file":
        unwanted.stop()
    else:
        monkeypatch.setattr(reading, "PATIENCE", -1.0)
    unwanted._thread.join(5)
    assert not unwanted._thread.is_alive()
    assert unwanted.result is None
    assert unwanted.fault == reading.NOBODY_WAITED
