"""Files and objects of every kind: read whole, or refused with a sentence that a person understands."""

import contextlib
import io
import re
import threading
import zlib

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, PngImagePlugin

from autoencoders.digits.picture import (
    DamagedPicture,
    NotAPicture,
    NothingDrawn,
    PictureError,
    PictureTooLarge,
    PictureTooSmall,
    digit_from_picture,
)


@pytest.fixture(scope="module")
def drawing():
    """A three in ink on paper, 300 × 300."""
    paper = Image.new("L", (300, 300), 255)
    ImageDraw.Draw(paper).line([(90, 60), (190, 60), (150, 130), (190, 190), (100, 240)], width=20, joint="curve")
    return paper


def saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def test_a_path_and_a_file_read_before_are_read_whole(tmp_path, drawing):
    path = tmp_path / "digit.png"
    path.write_bytes(saved(drawing, "PNG"))
    plain = digit_from_picture(drawing).image
    with path.open("rb") as file:
        file.read()
        for picture in (path, str(path), file):
            np.testing.assert_array_equal(digit_from_picture(picture).image, plain)


PHOTO = Image.fromarray(np.random.default_rng(0).integers(0, 256, (300, 400), dtype=np.uint8))
BLANK = np.clip(0.8 + np.random.default_rng(0).normal(0, 0.02, (300, 400)), 0, 1) * np.linspace(0.6, 1, 400)


def header_of(width, height):
    """A PNG that says it is that large, and holds nothing."""
    data = bytearray(saved(Image.new("L", (8, 8)), "PNG"))
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


REFUSED = {
    "transparent": (Image.new("RGBA", (280, 280)), NothingDrawn, "transparent all over"),
    "black": (np.zeros((28, 28)), NothingDrawn, "one colour"),
    "white": (Image.new("RGB", (50, 50), "white"), NothingDrawn, "one colour"),
    "one grey of 16 bits": (np.full((50, 50), 999, np.uint16), NothingDrawn, "one colour"),
    "noise": (PHOTO, NothingDrawn, "stand"),
    "soft noise": (PHOTO.filter(ImageFilter.GaussianBlur(5)), NothingDrawn, "stand"),
    "noise of 28 × 28": (np.random.default_rng(0).random((28, 28)), NothingDrawn, "stand"),
    "blank paper": (BLANK, NothingDrawn, "stand"),
    "one pixel": (np.zeros((1, 1)), PictureTooSmall, "1 × 1"),
    "a long strip": (np.zeros((1, 5000)), PictureTooSmall, "5000 × 1"),
    "a long band": (Image.new("L", (10, 400)), PictureTooSmall, "too narrow"),
    "0 bytes": (b"", NotAPicture, "empty"),
    "an SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', NotAPicture, "PNG, JPEG, WebP"),
    "text": (b"a seven", NotAPicture, "SVG"),
    "a TIFF": (saved(PHOTO, "TIFF"), NotAPicture, "PNG"),
    "a text file": (io.StringIO("seven"), NotAPicture, "binary"),
    "a missing file": ("missing.png", NotAPicture, "missing.png"),
    "a folder": (".", NotAPicture, "can't be read"),
    "a number": (7, NotAPicture, "int"),
    "nothing": (None, NotAPicture, "NoneType"),
    "a list": ([[0, 1], [1, 0]], NotAPicture, "list"),
    "NaN": (np.full((28, 28), np.nan), NotAPicture, "NaN"),
    "infinity in mode F": (Image.fromarray(np.full((28, 28), np.inf, np.float32)), NotAPicture, "infinity"),
    "floats up to 255": (np.full((28, 28), 255.0), NotAPicture, "255"),
    "wide integers": (np.zeros((28, 28), np.int64), NotAPicture, "int64"),
    "a batch": (np.zeros((5, 28, 28, 1), np.uint8), NotAPicture, r"\(5, 28, 28, 1\)"),
    "two channels": (np.zeros((28, 28, 2), np.uint8), NotAPicture, r"\(28, 28, 2\)"),
    "an empty array": (np.zeros((0, 28), np.uint8), NotAPicture, r"\(0, 28\)"),
    "text in an array": (np.full((28, 28), "7"), NotAPicture, "<U1"),
    "a bomb": (header_of(60_000, 60_000), PictureTooLarge, "20 million"),
    "a smaller bomb": (header_of(10_000, 10_000), PictureTooLarge, "10000 × 10000"),
    "just too many pixels": (header_of(8_000, 2_501), PictureTooLarge, "8000 × 2501"),
    "a small file of 49 million pixels": (header_of(7_000, 7_000), PictureTooLarge, "at most 20 million"),
    "an array too large": (np.broadcast_to(np.uint8(0), (8_000, 2_501)), PictureTooLarge, "2501 × 8000"),
    "a broken body": (header_of(400, 300), DamagedPicture, "damaged"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_digit_gets_a_sentence(case):
    picture, error, words = REFUSED[case]
    with pytest.raises(error, match=words) as fault:
        digit_from_picture(picture)
    assert issubclass(error, PictureError)
    sentence = str(fault.value)
    assert re.fullmatch(r"[A-Z].*\.", sentence)
    assert "\n" not in sentence


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
@pytest.mark.parametrize("share", [0.001, 0.01, 0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_off_anywhere_is_a_picture_error_or_still_the_digit(kind, share, drawing):
    data = saved(drawing.convert("RGB"), kind)
    try:
        found = digit_from_picture(data[: max(1, int(share * len(data)))])
    except (NotAPicture, DamagedPicture):
        return
    assert share == 0.99
    assert found.image.any()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_flipped_bytes_never_end_in_another_error(kind, drawing):
    exif = Image.Exif()
    exif[0x0112] = 6
    data = np.frombuffer(saved(drawing.convert("RGB"), kind, exif=exif), np.uint8)
    rng = np.random.default_rng(4)
    for _ in range(60):
        broken = data.copy()
        places = rng.integers(0, min(len(data), 2000), 3)
        broken[places] = rng.integers(0, 256, 3)
        with contextlib.suppress(PictureError):
            digit_from_picture(broken.tobytes())


def test_damaged_exif_data_is_no_reason_to_refuse(drawing):
    damaged = b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 40
    with_exif, without = saved(drawing, "JPEG", exif=damaged), saved(drawing, "JPEG")
    np.testing.assert_array_equal(digit_from_picture(with_exif).image, digit_from_picture(without).image)


def test_the_callers_own_image_stays_as_it_is(drawing):
    """A JPEG that was opened and not yet read would be shrunk in place."""
    large = drawing.convert("RGB").resize((1600, 1600))
    mine = Image.open(io.BytesIO(saved(large, "JPEG")))
    digit_from_picture(mine)
    assert mine.size == (1600, 1600)
    assert np.asarray(mine).shape == (1600, 1600, 3)


def test_nobody_waits_for_a_picture_that_takes_long(drawing, monkeypatch):
    """One picture hangs in its decoder, and another is read meanwhile."""
    held, load = threading.Event(), PngImagePlugin.PngImageFile.load

    def slow(self):
        held.wait(20)
        return load(self)

    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", slow)
    data = saved(drawing, "PNG")
    hanging = threading.Thread(target=digit_from_picture, args=(data,))
    hanging.start()
    try:
        digit_from_picture(saved(drawing.convert("RGB"), "BMP"))
        assert hanging.is_alive()
    finally:
        held.set()
        hanging.join()
