"""Pictures and sets of pictures that wish us ill, each from a seed.

A picture is either untouched or spoiled: cut off, with bytes turned over, with a header that promises millions of pixels,
or of a shape and mode that no camera makes. Nothing here knows what is refused: the tests ask only that whatever comes is
taken or gets one sentence.
"""

import io
import struct
import zipfile
import zlib

import numpy as np
from PIL import Image

from tests.hostile_models import WORDS

KINDS = ("PNG", "PNG", "JPEG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I", "I;16", "F")
SIDES = (1, 2, 4, 5, 6, 27, 28, 29, 40, 64, 150, 401)
DTYPES = ("|u1", "<f4", "<f8", "<f2", ">f4", "<i8", "|b1", "<c8", "|O", "<U3", "<M8[s]")
SHAPES = (
    (),
    (0, 28, 28),
    (30,),
    (30, 28),
    (30, 28, 28),
    (30, 28, 28, 1),
    (30, 28, 28, 3),
    (70_001, 28, 28),
    (19, 28, 28),
)
SPOILT = 0.5
"""Share of the files that are spoiled once they are made."""


def image(rng: np.random.Generator) -> Image.Image:
    """A picture of some size and mode: noise, a gradient, one colour, or strokes on paper."""
    width, height = (int(rng.choice(SIDES)) for _ in range(2))
    if rng.random() < 0.8:
        width = height = max(width, 28)
    pixels = np.full((height, width), rng.integers(0, 256), np.uint8)
    for _ in range(rng.integers(0, 4)):
        y, x = rng.integers(0, height), rng.integers(0, width)
        pixels[y : y + height // 3 + 1, x : x + width // 12 + 1] = rng.integers(0, 256)
    if rng.random() < 0.1:
        pixels = rng.integers(0, 256, (height, width), dtype=np.uint8)
    mode = str(rng.choice(MODES))
    found = Image.fromarray(pixels)
    return Image.fromarray(pixels.astype(np.uint16) * 200) if mode == "I;16" else found.convert(mode)


def picture(seed: int) -> bytes:
    """The bytes of a file that calls itself a picture."""
    rng = np.random.default_rng([seed, 1])
    if rng.random() < 0.1:
        return promised(rng) if rng.random() < 0.5 else rng.bytes(int(rng.integers(0, 300)))
    buffer = io.BytesIO()
    kind = str(rng.choice(KINDS))
    made = image(rng)
    exif = Image.Exif()
    exif[0x0112] = int(rng.integers(0, 12))
    more = {"exif": exif.tobytes()} if kind in ("JPEG", "PNG", "WEBP") else {}
    try:
        made.save(buffer, kind, **more)
    except (OSError, ValueError):  # not every kind has every mode
        made.convert("RGB").save(buffer, kind, **more)
    return spoiled(buffer.getvalue(), rng)


def promised(rng: np.random.Generator) -> bytes:
    """A PNG whose header promises up to 2³¹ pixels a side, with almost nothing behind it."""
    sides = (int(2 ** rng.uniform(0, 31)) for _ in range(2))
    chunks: tuple[tuple[bytes, bytes], ...] = (
        (b"IHDR", struct.pack(">IIBBBBB", *sides, 8, int(rng.choice([0, 2, 3, 6, 7])), 0, 0, int(rng.integers(2)))),
    )
    chunks += ((b"IDAT", zlib.compress(bytes(1_000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def spoiled(data: bytes, rng: np.random.Generator) -> bytes:
    """The file as it was, or cut off, or with some of its bytes turned over, taken out or said twice."""
    if rng.random() > SPOILT or len(data) < 2:
        return data
    spoilt = bytearray(data)
    for _ in range(rng.integers(1, 4)):
        place = int(rng.integers(0, len(spoilt)))
        match rng.integers(0, 4):
            case 0:
                del spoilt[max(place, 1) :]
            case 1:
                for other in rng.integers(0, min(len(spoilt), 200), 3):
                    spoilt[other] = int(rng.integers(0, 256))
            case 2:
                spoilt[place:place] = rng.bytes(int(rng.integers(1, 40)))
            case _:
                spoilt[place:place] = spoilt[place : place + 400]
    return bytes(spoilt)


def picture_set(seed: int) -> bytes:
    """A zip of pictures or an .npz, or what calls itself one."""
    rng = np.random.default_rng([seed, 2])
    buffer = io.BytesIO()
    squeeze = int(rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]))
    with zipfile.ZipFile(buffer, "w", squeeze) as archive:
        if rng.random() < 0.5:
            for key in ("images", "labels") if rng.random() < 0.7 else ("x_train", "x_test", "y_train", "y_test"):
                archive.writestr(f"{key}.npy", array(rng, key))
        else:
            for number in range(rng.choice([0, 0, 3, 22])):
                word = WORDS[rng.integers(len(WORDS))].encode("utf-8", "replace").decode().replace("\x00", "")[:200]
                name = f"{rng.integers(0, 12)}/{number}{word}.{rng.choice(['png', 'jpg', 'txt'])}"
                archive.writestr(name, picture(int(rng.integers(2**31))))
    return spoiled(buffer.getvalue(), rng) if rng.random() < 0.5 else buffer.getvalue()


def array(rng: np.random.Generator, key: str) -> bytes:
    """An array as NumPy writes it, or one whose header promises another shape or type than its bytes have."""
    if rng.random() < 0.8:
        count = int(rng.choice([19, 25, 25, 25]))
        made = rng.integers(0, 10, (count, 28, 28) if key[0] in "ix" else count, dtype=np.uint8)
        buffer = io.BytesIO()
        np.save(buffer, made / (255 if rng.random() < 0.5 else 1) if rng.random() < 0.3 else made)
        return spoiled(buffer.getvalue(), rng) if rng.random() < 0.3 else buffer.getvalue()
    shape, dtype = SHAPES[rng.integers(len(SHAPES))], DTYPES[rng.integers(len(DTYPES))]
    header = f"{{'descr': '{dtype}', 'fortran_order': {bool(rng.integers(2))}, 'shape': {shape}, }}"
    padded = header.encode().ljust(118) + b"\n"
    size = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
    body = rng.bytes(min(size, 200_000)) if rng.random() < 0.7 else b""
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(padded)) + padded + body
