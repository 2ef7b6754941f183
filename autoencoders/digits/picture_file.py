"""Whatever people give as a picture -> one upright Pillow image of at most 400 pixels a side, or a sentence why not.

Nothing is decoded before its size is known from the header, and large JPEGs are decoded at a fraction of it. Every
fault is a PictureError that says what was given, what was expected and what to do: Pillow's own errors and warnings end
here.
"""

import io
import os
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

ACCEPTED = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
KINDS = "PNG, JPEG, WebP, GIF or BMP"
LUMINANCE = np.array([0.299, 0.587, 0.114], np.float32)
"""How bright red, green and blue are to the eye (ITU-R BT.601): a picture in grey."""

MOST_PIXELS = 50_000_000
"""Pixels of a plain JPEG, which is decoded at a fraction of its size: most phones save fewer."""

MOST_PIXELS_WHOLE = 20_000_000
"""Pixels of any other picture, all of which have to be decoded: a screen has fewer, and they take 80 MB."""

MOST_BYTES = 10 * 2**20
"""Bytes of a picture's file, from a disk or through the browser: photos of phones have 2 to 8 million."""

MOST_SCANS = 100
"""Passes over a JPEG's pixels; a progressive one has ten, one of a few bytes each is a bomb."""

SHORTEST_SIDE = 5
"""Pixels: on fewer no digit can be told from another."""

MOST_ELONGATED = 20
"""How many times as long as wide a picture may be: a ruler is no digit."""

WORKING_SIDE = 400
"""Pixels of the longer side that is worked on: twenty for each of the 20 × 20 box, and quick."""

UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# Pillow warns of odd EXIF data, of large pictures and of palettes; none of that is for the person who draws. Said once for
# all threads: to turn warnings off around a decoder is safe under a lock only, for which every other visitor would wait.
warnings.filterwarnings("ignore", module=r"PIL\.|autoencoders\.digits\.picture_file")


class PictureError(ValueError):
    """A picture that no digit can be read from; the message is a sentence for the person who gave it."""


class NotAPicture(PictureError):
    """What was given is no picture: an unknown or empty file, an array of another shape or type."""


class DamagedPicture(PictureError):
    """A picture file that ends early or can't be decoded."""


class PictureTooLarge(PictureError):
    """More pixels than are decoded; known from the header, before any memory is spent."""


class PictureTooSmall(PictureError):
    """Too few pixels, or too narrow a strip, to hold a digit."""


class NothingDrawn(PictureError):
    """A picture without ink: transparent, of one colour, or without anything that stands out."""


def open_picture(picture: object, most_pixels: int = MOST_PIXELS) -> Image.Image:
    """Decode, turn upright and shrink `picture` (see `digit_from_picture`); the mode is L, RGB or RGBA.

    One of more than `most_pixels` is refused before it is decoded. The caller's own image stays as it is.
    """
    if isinstance(picture, Image.Image):
        image = picture
    elif isinstance(picture, np.ndarray):
        image = _from_array(picture)
    else:
        image = _from_file(_file_bytes(picture))
    width, height = image.size
    most = min(most_pixels, MOST_PIXELS if _is_reducible(image) else MOST_PIXELS_WHOLE)
    if width * height > most:
        raise PictureTooLarge(_too_large(f"{width} × {height} pixels", most))
    if min(width, height) < SHORTEST_SIDE or max(width, height) > MOST_ELONGATED * min(width, height):
        raise PictureTooSmall(
            f"This picture is {width} × {height} pixels, too small or too narrow to show anything; give one with "
            f"{SHORTEST_SIDE} pixels or more a side that is at most {MOST_ELONGATED} times as long as wide."
        )
    try:
        if image is picture:
            image = image.copy()
        else:
            image.draft(None, (WORKING_SIDE, WORKING_SIDE))
        image.load()
        turn = UPRIGHT.get(_orientation(image))
        image = _plain(image)
    except PictureError:
        raise
    except Exception as fault:  # Pillow's decoders fail in a dozen ways on a damaged file
        raise DamagedPicture(
            f"This picture is damaged or cut off and can't be decoded ({fault}); save or send it again."
        ) from fault
    shrink = WORKING_SIDE / max(image.size)
    if shrink < 1:
        size = (max(1, round(image.width * shrink)), max(1, round(image.height * shrink)))
        image = image.resize(size, Image.Resampling.BOX, reducing_gap=3)
    return image.transpose(turn) if turn is not None else image


def pixels_to_decode(data: bytes) -> int:
    """How many pixels of a picture file have to be decoded, from its header; a plain JPEG at an eighth of its sides."""
    image = _from_file(data)
    return image.width * image.height // (64 if _is_reducible(image) else 1)


def _is_reducible(image: Image.Image) -> bool:
    """Whether this is a JPEG that can be decoded at an eighth; MPO is what phones make of several in one file."""
    return image.format in ("JPEG", "MPO") and not image.info.get("progressive")


def _too_large(size: str, most: int = MOST_PIXELS_WHOLE) -> str:
    return f"This picture has {size}; at most {most // 1_000_000} million are read. Make it smaller first."


def _file_bytes(picture: object) -> bytes:
    if isinstance(picture, bytes | bytearray | memoryview):
        data: object = bytes(picture)
    elif isinstance(picture, str | os.PathLike):
        try:
            with Path(picture).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except (OSError, ValueError) as fault:
            raise NotAPicture(f"The file {picture} can't be read ({fault}).") from fault
    elif hasattr(picture, "read"):
        data = _read(picture)
    else:
        kind = type(picture).__name__
        raise NotAPicture(f"This is no picture but of type {kind}; give a Pillow image, an array, a path or a file.")
    if not isinstance(data, bytes):
        raise NotAPicture("This file gives text, not bytes; open it in binary mode.")
    if not data:
        raise NotAPicture(f"This file is empty (0 bytes); expected a {KINDS} picture.")
    if len(data) > MOST_BYTES:
        raise PictureTooLarge(f"This file has more than {MOST_BYTES // 2**20} MB. Make it smaller first.")
    return data


def _read(file: Any) -> object:
    """All of a file object; one that was read before is read again from its start."""
    try:
        if file.seekable():
            file.seek(0)
        return file.read(MOST_BYTES + 1)
    except (OSError, ValueError, AttributeError) as fault:
        raise NotAPicture(f"This file can't be read ({fault}).") from fault


def _from_file(data: bytes) -> Image.Image:
    # In what is coded no 0xFF is followed by this, so each is a scan or lies in a preview.
    if data.startswith(b"\xff\xd8") and data.count(b"\xff\xda") > MOST_SCANS:
        raise DamagedPicture(f"This JPEG has more than {MOST_SCANS} scans; save it again.")
    try:
        return Image.open(io.BytesIO(data), formats=ACCEPTED)
    except Image.DecompressionBombError as fault:
        raise PictureTooLarge(_too_large("far too many pixels")) from fault
    except Exception as fault:
        raise NotAPicture(
            f"This file is not a {KINDS} picture, or its beginning is damaged. Save other kinds (SVG, PDF, HEIC) "
            "as one of these first."
        ) from fault


def _from_array(array: npt.NDArray[Any]) -> Image.Image:
    if array.ndim == 3 and array.shape[2] == 1:
        array = array[:, :, 0]
    if not (array.ndim == 2 or (array.ndim == 3 and array.shape[2] in (3, 4))) or array.size == 0:
        raise NotAPicture(f"An array {array.shape} is no picture; expected (h, w) or (h, w, 1 | 3 | 4).")
    if array.shape[0] * array.shape[1] > MOST_PIXELS_WHOLE:
        raise PictureTooLarge(_too_large(f"{array.shape[1]} × {array.shape[0]} pixels"))
    if array.dtype == np.bool_:
        array = array * np.uint8(255)
    elif array.dtype == np.uint16:
        array = to_bytes(array / np.float32(65535)) if array.ndim == 3 else _whitened(array)
    elif np.issubdtype(array.dtype, np.floating):
        if not np.isfinite(array).all():
            raise NotAPicture("This array holds NaN or infinity; expected numbers in [0, 1].")
        if array.min() < 0 or array.max() > 1:
            raise NotAPicture(f"This array of floats must lie in [0, 1], got {array.min():g}..{array.max():g}.")
        array = to_bytes(array)
    if array.dtype != np.uint8:
        raise NotAPicture(f"An array of {array.dtype} is no picture; expected uint8, uint16, bool or floats in [0, 1].")
    return Image.fromarray(np.ascontiguousarray(array))


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 where there is none; damaged EXIF data is no reason to refuse a picture."""
    try:
        return int(image.getexif().get(0x0112, 1))
    except Exception:
        return 1


def _plain(image: Image.Image) -> Image.Image:
    """Mode L, RGB or RGBA of any mode."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        return Image.fromarray(_whitened(np.asarray(image)))
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _whitened(values: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """More than 8 bits -> uint8. Their full scale is recorded nowhere (10, 12, 16 bits): the brightest is white."""
    if not np.isfinite(values).all():
        raise NotAPicture("This picture holds NaN or infinity.")
    top = max(float(values.max()), 1e-12)
    return to_bytes(np.clip(values / np.float32(top), 0, 1))


def to_bytes(values: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """Numbers in [0, 1] -> uint8 in 0..255, rounded."""
    return np.rint(np.asarray(values, np.float32) * 255).astype(np.uint8)
