"""What a canvas reports and files of visits, each spoiled from a seed in one to three places.

One in five of each is untouched, and then has to be taken. Nothing here knows what is refused.
"""

import base64
import io
import itertools
import json
import zipfile
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
    said |= {"answers": [dict.fromkeys(TEXTS, "a text") | {"given": [0.5, "yes"]}]}
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
