"""What a canvas reports and files of visits, each spoiled from a seed in one to three places.

One in five of each is untouched, and then has to be taken. Nothing here knows what is refused.
"""

import base64
import io
import itertools
import json
import struct
import zipfile
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from tests.hostile_models import CONSTANTS, WORDS, odd_value
from ui.stored.answers import TEXTS
from ui.stored.strokes import picture, to_text

SIDE = 280
"""Pixels of a canvas."""


def good_strokes(rng: np.random.Generator) -> list[dict[str, Any]]:
    """A few strokes as the canvas reports them."""
    made = []
    for _ in range(rng.integers(1, 4)):
        way = np.round(rng.uniform(0, SIDE, (int(rng.integers(2, 9)), 2)), 2).tolist()
        path = [["M", *way[0]], *(["Q", *a, *b] for a, b in itertools.pairwise(way)), ["L", *way[-1]]]
        made.append({"type": "Path", "path": path, "strokeWidth": int(rng.integers(8, 41)), "fill": None, "left": 3.5})
    return made


def odd_picture(rng: np.random.Generator) -> bytes:
    """A picture file of another kind or size, or hardly one."""
    kind = str(rng.choice(["PNG", "GIF", "BMP", "JPEG", "WEBP", "TIFF", "PPM"]))
    side = int(rng.choice([1, 28, SIDE - 1, SIDE, SIDE + 1, 600]))
    file = io.BytesIO()
    Image.new(str(rng.choice(["RGB", "L"])), (side, int(rng.choice([side, SIDE]))), 7).save(file, kind)
    data = bytearray(file.getvalue())
    for place in rng.integers(0, len(data), rng.integers(0, 4)):
        data[place] = rng.integers(256)
    return bytes(data[: rng.integers(0, len(data))] if rng.random() < 0.2 else data)


def answer_picture(mode: str, size: tuple[int, int], kind: str = "PNG") -> bytes:
    """The file of a picture in one colour."""
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind)
    return file.getvalue()


@cache
def odd_answer_pictures() -> dict[str, bytes]:
    """Pictures of under 40,000 bytes that no answer of this app has beside it, by what is odd with them."""
    whole, rng = answer_picture("RGB", (60, 60)), np.random.default_rng(0)
    frames, animated = [Image.new("L", (20, 20), grey) for grey in (0, 255)], io.BytesIO()
    frames[0].save(animated, "PNG", save_all=True, append_images=frames[1:])
    return {
        "magic and garbage": whole[:8] + rng.bytes(500),
        "header alone": whole[:33],
        "cut off": whole[:-40],
        "damaged data": whole[:45] + rng.bytes(20) + whole[65:],
        "a bomb": whole[:16] + struct.pack(">II", 20_000, 12_000) + whole[24:],
        "four million pixels": answer_picture("1", (2_000, 2_000)),
        "a million grey pixels": answer_picture("L", (1_000, 1_000)),
        "a ribbon": answer_picture("L", (20_000, 1)),
        "a palette": answer_picture("P", (60, 60)),
        "16 bits": answer_picture("I;16", (60, 60)),
        "animated": animated.getvalue(),
        "a GIF": answer_picture("L", (60, 60), "GIF"),
        "a JPEG": answer_picture("L", (60, 60), "JPEG"),
    }


def odd_stroke(stroke: dict[str, Any], rng: np.random.Generator) -> Any:
    """The stroke with something in it that no pen makes; it and its path stay whole where they came from."""
    way, path = rng.integers(6), [list(step) for step in stroke["path"]]
    step = path[rng.integers(len(path))]
    if way == 0:
        return odd_value(rng)
    if way == 1:
        return {key: value for key, value in stroke.items() if key != "path"}
    if way == 2:
        return stroke | {str(rng.choice(["path", "strokeWidth"])): odd_value(rng)}
    if way == 3:
        step[rng.integers(len(step))] = odd_value(rng)
    elif way == 4:
        step[-1] = float(rng.choice([np.nan, np.inf, -np.inf, 1e300, -1e9, 99_999.0]))
    else:
        path *= int(rng.choice([2, 3_000]))
    return stroke | {"path": path}


def report(seed: int) -> tuple[Any, bool]:
    """What a canvas says of its drawing, as Streamlit hands it on, and whether nothing is wrong with it."""
    rng = np.random.default_rng(seed)
    strokes: Any = good_strokes(rng)
    png = picture(strokes[:1], SIDE)
    said: Any = {"raw": {"objects": strokes, "background": ""}, "data": url(png)}
    if seed % 5 == 0:
        return said, True
    for _ in range(rng.integers(1, 3)):
        way = rng.integers(6)
        if way == 0:
            return odd_value(rng), False
        if way == 1:
            said[str(rng.choice(["raw", "data"]))] = odd_value(rng)
        elif way == 2:
            said["raw"] = {"objects": odd_value(rng)}
        elif way == 3:
            said["raw"] = {"objects": [odd_stroke(stroke, rng) for stroke in strokes] * int(rng.choice([1, 300]))}
        else:
            said["data"] = url(odd_picture(rng), str(rng.choice(["image/png", "image/gif", "text/html"])))
    return said, False


def url(data: bytes, kind: str = "image/png") -> str:
    """The address that holds these data."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def visit_file(seed: int) -> tuple[bytes, bool]:
    """The file of a visit without models, and whether nothing is wrong with it."""
    rng = np.random.default_rng(seed)
    strokes, odd = good_strokes(rng), seed % 5 > 0
    links = {"pages/vae.py": {"part": ["Blend"]}, "app.py": {}}
    points = [{"step": i, "seconds": i, "train": {}, "test": {"reconstruction": 500.0 - i}} for i in range(3)]
    said: dict[str, Any] = {"latent_lab_visit": 1, "models": [], "pictures": {"upload": True}}
    said |= {"curves": [{"label": "a run", "points": points}]}
    beside = answer_picture("L", (60, 60))
    if seed % 10 == 4:
        beside = list(odd_answer_pictures().values())[seed // 10 % len(odd_answer_pictures())]
    answer = {"given": [0.5, "yes"], "picture": base64.b64encode(beside).decode()}
    said |= {"answers": [dict.fromkeys(TEXTS, "a text") | answer]}
    said |= {"settings": {"links": links, "drawings": {"": to_text(strokes)}, "brush": 12}}
    files = {"drawing.png": picture(strokes, SIDE), "pictures/upload": picture(strokes, SIDE)}
    for _ in range(rng.integers(1, 4) * odd):
        spoil(said, rng)
    text = json.dumps(said)
    way = rng.integers(8) if odd else 8
    if way == 0:
        text = text.replace(": 12", f": {CONSTANTS[rng.integers(len(CONSTANTS))]}", 1)
    elif way == 1:
        text = text.replace("Blend", "\\ud800half", 1)
    elif way == 2:
        files[str(rng.choice(list(files)))] = odd_picture(rng)
    elif way == 3:
        files.pop(str(rng.choice(list(files))))
    packing = int(rng.choice([zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])) if way == 4 else zipfile.ZIP_DEFLATED
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as packed:
        for name, data in {**files, "visit.json": text.encode()}.items():
            packed.writestr(name, data)
        for number in range(60 * (way == 5)):
            packed.writestr(f"more/{number}", b"")
    whole = bytearray(file.getvalue())
    for place in rng.integers(0, len(whole), 3 * (way in (4, 6))):
        whole[place] = rng.integers(256)
    return bytes(whole), not odd


def spoil(said: dict[str, Any], rng: np.random.Generator) -> None:
    """Something else somewhere in what is said of a visit."""
    inside = [
        value for value in (said, said.get("settings"), said.get("pictures")) if isinstance(value, dict) and value
    ]
    for rows in (said.get("curves"), said.get("answers")):
        inside += [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    table = inside[rng.integers(len(inside))]
    key = str(rng.choice([*table, WORDS[rng.integers(len(WORDS))].encode(errors="replace").decode()]))
    if rng.random() < 0.2:
        table.pop(key, None)
    else:
        table[key] = odd_value(rng)
