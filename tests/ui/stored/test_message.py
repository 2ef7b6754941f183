"""What a canvas reports: strokes and their picture are taken, all else counts as not said, and nothing large is decoded."""

import io
import json
import math
import tomllib
import zlib

import numpy as np
import pytest
from PIL import Image, ImageFile

from autoencoders.models import VAE
from autoencoders.networks import NETWORKS
from autoencoders.validator import LARGEST_CODE
from tests.checkout import source
from tests.hostile_visits import SIDE, good_strokes, report, url
from ui.browser.packs import pack
from ui.stored.message import MOST_PICTURE, drawing_from, ink_in, is_too_much
from ui.stored.strokes import MOST_DRAWN, MOST_STROKES, from_text, picture, text_of

STROKES = good_strokes(np.random.default_rng(0))
PNG = picture(STROKES, SIDE)


def said(objects=STROKES, data=PNG):
    return {"raw": {"objects": objects}, "data": url(data) if isinstance(data, bytes) else data}


def as_file(kind, size=(SIDE, SIDE), mode="L", **options):
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind, **options)
    return file.getvalue()


def one(path=(("M", 1, 2), ("L", 3, 4)), **fields):
    return [{"path": [list(step) if isinstance(step, tuple) else step for step in path], "strokeWidth": 20} | fields]


def test_of_what_a_pen_draws_the_strokes_and_the_ink_are_taken():
    found = drawing_from(said(), SIDE, "#123456")
    assert found
    strokes, png = found
    assert png == PNG
    assert [stroke["path"] for stroke in strokes] == [stroke["path"] for stroke in STROKES]
    assert {stroke["stroke"] for stroke in strokes} == {"#123456"}
    assert all("left" not in stroke for stroke in strokes)
    ink = ink_in(png, SIDE)
    assert ink is not None
    assert ink.shape == (SIDE, SIDE)
    assert ink.dtype == np.uint8
    assert ink.max() == 255


@pytest.mark.parametrize(
    "hostile",
    [
        None,
        [],
        {"data": url(PNG)},
        {"raw": 3, "data": url(PNG)},
        said(data=None),
        said(data=as_file("GIF")),
        said(data=as_file("BMP")),
        said(data=as_file("PNG", (SIDE + 1, SIDE))),
        said(data=as_file("PNG", (3, SIDE))),
        said(data=PNG[:-40]),
        said(data=url(PNG).replace("png", "gif", 1)),
        said(data=url(PNG)[:-3] + "é=="),
        said(data=PNG + bytes(MOST_PICTURE)),
        said({}),
        said([3]),
        said([{"strokeWidth": 20}]),
        said(one(strokeWidth=None)),
        said(one(strokeWidth=10**400)),
        said(one(strokeWidth=math.nan)),
        said(one(strokeWidth=True)),
        said(one(())),
        said(one([("L", 1, 2)])),
        said(one([("M", 1)])),
        said(one([("M", 1, math.inf)])),
        said(one([("M", 1, "2")])),
        said(one([("Z",)])),
        said(one([3])),
        said(one([([], 1, 2)])),
        said(one() * (MOST_STROKES + 1)),
        said(one([("M", 1, 2)] * (MOST_DRAWN + 1))),
    ],
)
def test_what_no_canvas_says_counts_as_not_said(hostile):
    assert drawing_from(hostile, SIDE, "#fff") is None


def test_a_large_picture_is_known_by_its_header(monkeypatch):
    """445 KB of 9,000 × 9,000 pixels took a gigabyte in each session that was sent them."""
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: pytest.fail("it was decoded"))
    side = 9_000
    head = b"\x89PNG\r\n\x1a\n"
    for kind, data in (
        (b"IHDR", side.to_bytes(4) * 2 + b"\x08\x06\0\0\0"),
        (b"IDAT", zlib.compress(bytes(9))),
        (b"IEND", b""),
    ):
        head += len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
    assert Image.open(io.BytesIO(head)).size == (side, side)
    assert drawing_from(said(data=head), SIDE, "#fff") is None


def test_the_server_takes_the_largest_messages_and_no_more_than_it_needs_to():
    """Two full canvases, with coordinates of as many digits as there are; and the largest decoder on its way to the browser."""
    limit = tomllib.loads(source(".streamlit/config.toml"))["server"]["maxMessageSize"] * 10**6
    point = ["Q", *[100 + 1 / 3] * 4]
    full = [{"path": [["M", 1, 2], *[point] * (MOST_DRAWN // 100)], "strokeWidth": 20, "more": "x" * 500}] * 100
    canvases = 2 * (len(json.dumps(full, separators=(",", ":"))) + 4 * MOST_PICTURE // 3)
    largest = NETWORKS["vae"].initial(LARGEST_CODE, np.random.default_rng(0))
    decoder = len(pack("yours", VAE("vae", LARGEST_CODE, largest)).data)
    assert max(canvases, decoder) < limit < 2 * max(canvases, decoder)


def test_five_hundred_hostile_reports_are_a_drawing_or_nothing():
    taken = 0
    for seed in range(500):
        hostile, good = report(seed)
        found = drawing_from(hostile, SIDE, "#fff")
        assert found or not good, f"seed {seed}"
        if found:
            taken += 1
            strokes, png = found
            assert ink_in(png, SIDE) is not None
            assert len(from_text(text_of(strokes)[0], "#fff")) == len(strokes), f"seed {seed}"
    assert 100 < taken < 400


@pytest.mark.parametrize(
    ("strokes", "steps", "much"), [(MOST_STROKES, 2, False), (MOST_STROKES + 1, 2, True), (3, MOST_DRAWN, True)]
)
def test_what_a_canvas_reports_beyond_the_bounds_is_told_from_what_none_reports(strokes, steps, much):
    path = [["M", 1.0, 1.0], *([["L", 5.0, 5.0]] * (steps - 1))]
    objects = [{"path": path, "strokeWidth": 20}] * strokes
    assert is_too_much({"raw": {"objects": objects}}) is much
    assert not is_too_much({"raw": {"objects": [{"path": path * 20_000}]}})
    assert not is_too_much({"raw": {"objects": 7}})
    assert not is_too_much("no report")
