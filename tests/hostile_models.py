"""Weights files, cards and links that wish us ill, each from a seed.

A file is either untouched, and then has to load, or spoiled in one to three places. Nothing here knows what is refused: the
tests ask only that whatever comes is taken or gets one sentence.
"""

import json
from collections.abc import Callable
from typing import Any

import numpy as np

from autoencoders.networks import NETWORKS
from ui.train.choices import Choices

DTYPES = {"F32": 4, "F16": 2, "BF16": 2, "F8_E4M3": 1, "F8_E5M2": 1, "F64": 8, "I64": 8, "U8": 1, "BOOL": 1, "C64": 8}
"""Kinds of numbers that the format knows, and the bytes of one."""

WORDS = (
    "",
    "mine",
    "[Log in](https://evil.example/login)",
    "![x](https://evil.example/p.png)",
    "<script>alert(1)</script>",
    "<a href='javascript:alert(1)'>go</a>",
    "<b>β</b>&lt;i&gt;",
    "# heading\n\n- list\n1. one",
    "```\ncode\n```",
    "$\\frac{1}{0}$ and $$x$$",
    ":red[danger] :material/home: :smile: :streamlit:",
    "https://evil.example www.evil.example a@evil.example",
    "a | b\n--|--\n1 | 2",
    "**bold** _it_ ~~gone~~ `code`",
    "\u202egnp.exe\u202c",
    "\ud800half",
    "\x00\x01\x1b[31mred",
    "x" * 5_000,
    "β, no. 1: 数字 🙂",
    "../../etc/passwd",
    "'; DROP TABLE models; --",
    "11:0 x 2:nan 4:9",
)
"""Texts that mean something to Markdown, HTML, LaTeX, a terminal or a file system, and some that don't."""

NUMBERS = (0, 1, -1, 2, 10, 127, 128, 129, 1024, 1025, 10**9, 10**400, -(10**400), 0.5, 1e308, -0.0, True, False)
CONSTANTS = ("NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1" + "0" * 5_000)
"""Numbers as JSON might spell them, though it has no words for most of these."""


def odd_value(rng: np.random.Generator, depth: int = 0) -> Any:
    """Any value that JSON can hold."""
    kind = rng.integers(0, 7 if depth < 3 else 5)
    if kind == 0:
        return None
    if kind in (1, 2):
        return WORDS[rng.integers(len(WORDS))]
    if kind in (3, 4):
        return NUMBERS[rng.integers(len(NUMBERS))]
    inside = [odd_value(rng, depth + 1) for _ in range(rng.integers(0, 4))]
    return inside if kind == 5 else {str(WORDS[rng.integers(len(WORDS))]): value for value in inside}


def good_card(rng: np.random.Generator) -> dict[str, Any]:
    """A card that has to be taken, of a small network."""
    family = str(rng.choice(list(NETWORKS)))
    return {
        "title": f"{family}, mine",
        "family": family,
        "latent_dim": int(rng.integers(1, 13)),
        "beta": float(rng.choice([0.0, 1.0, 8.0])) if family == "vae" else None,
        "recipe": {"summary": "a few steps", "noise": 0.0},
        "scores": {"psnr": 20.5, "kl_per_dimension": [0.5]},
        "seed": 3,
    }


def card(seed: int) -> tuple[str, bool]:
    """The text of a card, and whether nothing is wrong with it."""
    rng = np.random.default_rng(seed)
    fields = good_card(rng)
    if seed % 5 == 0:
        return json.dumps(fields), True
    for _ in range(rng.integers(1, 4)):
        key = str(rng.choice([*fields, "recipe.summary", "recipe.noise", "new"]))
        if "." in key and isinstance(fields.get("recipe"), dict):
            fields["recipe"] = fields["recipe"] | {key.split(".")[1]: odd_value(rng)}
        elif rng.random() < 0.25:
            fields.pop(key, None)
        else:
            fields[key] = odd_value(rng)
    text = json.dumps(fields)
    way = rng.integers(0, 8)
    if way == 0:
        text = text.replace(": 3", f": {CONSTANTS[rng.integers(len(CONSTANTS))]}", 1)
    elif way == 1:
        deep = int(rng.integers(10, 30_000))
        text = text.replace(": 3", f": {'[' * deep}{']' * int(rng.choice([deep, deep - 1]))}", 1)
    elif way == 2:
        text = text[: rng.integers(0, len(text))]
    elif way == 3:
        at = int(rng.integers(0, len(text)))
        text = text[:at] + chr(int(rng.integers(1, 0xD7FF))) + text[at + 1 :]
    elif way == 4:
        text = text.replace("{", '{"family": "mlp", ' * int(rng.integers(1, 50)), 1)
    return text, False


def packed(text: str | None, arrays: dict[str, tuple[str, tuple[int, ...], bytes]]) -> bytes:
    """A file of the format with this card and these arrays, each a kind of numbers, a shape, and bytes."""
    header: dict[str, Any] = {} if text is None else {"__metadata__": {"card": text}}
    at = 0
    for name, (dtype, shape, data) in arrays.items():
        header[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [at, at + len(data)]}
        at += len(data)
    head = json.dumps(header).encode()
    return len(head).to_bytes(8, "little") + head + b"".join(data for _, _, data in arrays.values())


def arrays_of(family: str, d: int, rng: np.random.Generator) -> dict[str, tuple[str, tuple[int, ...], bytes]]:
    """The arrays of an untrained network, as `packed` takes them."""
    return {name: ("F32", array.shape, array.tobytes()) for name, array in NETWORKS[family].initial(d, rng).items()}


Spoil = Callable[[dict[str, tuple[str, tuple[int, ...], bytes]], str, np.random.Generator], None]


def another_kind(arrays: Any, name: str, rng: np.random.Generator) -> None:
    """The array in other numbers, of any bits."""
    dtype = str(rng.choice(list(DTYPES)))
    shape = arrays[name][1]
    arrays[name] = (dtype, shape, rng.bytes(int(np.prod(shape)) * DTYPES[dtype]))


def another_shape(arrays: Any, name: str, rng: np.random.Generator) -> None:
    """The array in another shape, perhaps of as many numbers."""
    dtype, shape, data = arrays[name]
    shapes = ((*shape[::-1],), (*shape, 1), (int(np.prod(shape)),), (0,), ())
    new = shapes[rng.integers(len(shapes))]
    arrays[name] = (dtype, new, data[: int(np.prod(new)) * DTYPES[dtype]])


def odd_numbers(arrays: Any, name: str, rng: np.random.Generator) -> None:
    """Some or all numbers far too large, or none at all."""
    dtype, shape, data = arrays[name]
    numbers = np.frombuffer(data[: len(data) // 4 * 4], np.float32).copy()
    if numbers.size:
        value = float(rng.choice([np.nan, np.inf, -np.inf, 3e38, 1e30, -1e20, 1e8, 1e3]))
        some = rng.random(numbers.size) < float(rng.choice([1.0, 0.5, 0.01]))
        some[rng.integers(numbers.size)] = True
        numbers[some] = value
        arrays[name] = (dtype, shape, numbers.tobytes())


def scaled(arrays: Any, name: str, rng: np.random.Generator) -> None:
    """All arrays times the same number."""
    factor = np.float32(rng.choice([0.0, -1.0, 10.0, 1e3, 1e10, 1e30]))
    for each, (dtype, shape, data) in arrays.items():
        if dtype == "F32":
            with np.errstate(all="ignore"):
                arrays[each] = (dtype, shape, (np.frombuffer(data, np.float32) * factor).tobytes())


def renamed(arrays: Any, name: str, rng: np.random.Generator) -> None:
    """The array under another name."""
    arrays[WORDS[rng.integers(len(WORDS))].encode(errors="replace").decode()] = arrays.pop(name)


def one_more(arrays: Any, name: str, rng: np.random.Generator) -> None:
    """An array too many."""
    arrays[f"extra.{rng.integers(9)}"] = ("F32", (1,), bytes(4))


SPOILS: tuple[Spoil, ...] = (another_kind, another_shape, odd_numbers, scaled, renamed, one_more)


def weights_file(seed: int) -> tuple[bytes, bool]:
    """The bytes of a weights file, and whether nothing is wrong with it."""
    rng = np.random.default_rng(seed)
    fields = good_card(rng)
    arrays: dict[str, Any] = arrays_of(fields["family"], fields["latent_dim"], rng)
    if seed % 5 == 0:
        return packed(json.dumps(fields), arrays), True
    text: str | None = json.dumps(fields)
    for _ in range(rng.integers(1, 4)):
        SPOILS[rng.integers(len(SPOILS))](arrays, str(rng.choice(list(arrays))), rng)
    way = rng.integers(0, 10)
    if way == 0:
        text = None
    elif way == 1:
        text = card(seed)[0]
    data = packed(text, arrays)
    if way == 2:
        data = data[: rng.integers(0, len(data))]
    elif way == 3:
        at = int(rng.integers(0, min(len(data), 4_000)))
        data = data[:at] + rng.bytes(int(rng.integers(1, 64))) + data[at:]
    elif way == 4:
        data = (0, 1, 2**31, 2**62, 2**64 - 1)[rng.integers(5)].to_bytes(8, "little") + data[8:]
    elif way == 5:
        data = rng.bytes(int(rng.integers(0, 5_000)))
    return data, False


DOORS = {
    "part": ("Sample", "Blend", "Traverse", "Fed back"),
    "topic": ("Turn β", "Point or cloud", "Term by term", "The missing half"),
    "input": ("Pick", "Draw", "Upload", "Camera", "Aliens"),
    "input_b": ("Pick", "Draw", "Upload", "Camera", "Aliens"),
    "origin": ("a digit", "a random code"),
    "train_kind": ("MLP", "conv", "VAE"),
    "notes": ("Step by step", "Words", "Sources"),
}
"""Parameters of a link behind whose true values there are other widgets to reach."""

KEYS = (
    *DOORS,
    *(
        "moved",
        "prior",
        "seed",
        "temperature",
        "digit",
        "number",
        "digit_b",
        "number_b",
        "alien",
        "alien_number",
        "models",
        "training",
        "sigma",
    ),
    *("draw", "clip", "source", "layer", "scale", "place_x", "place_y", "classes", "beta", "epsilon", "decoded", "way"),
    *(
        "along",
        "passes",
        "fed_size",
        "fed_sigma",
        "frames",
        "figure",
        "map_source",
        "vae_source",
        "objective_source",
        "train_source",
        "notes_source",
        "source_piece",
        "own_picked",
        "nothing",
    ),
    *(f"train_{field}" for field in Choices.__dataclass_fields__),
)
"""Names that the pages read from a link, and two that none reads."""

VALUES = (
    *("0", "-1", "1e999", "nan", "inf", "9" * 5_000, "0x10", "1_000", "٣", "½", "", " ", "true", "7", "0.5", "20/255"),
    *("3:1.5 7:-2", "1:3 1:-3", "1:1e-400", ":", "::::", "1:" + "9" * 400, " ".join(["1:1"] * 500), "a:b " * 200),
    *(word for word in WORDS if "\ud800" not in word),
)
"""Values that make no sense where they come, or do."""

PAGES = ("reconstruct", "latent_map", "vae", "objective", "train", "assignment")


def link(seed: int) -> tuple[str, dict[str, str | list[str]]]:
    """A page, and a query in which nearly every parameter is one to be wary of; some twenty of them concern the page."""
    rng = np.random.default_rng(seed)
    query: dict[str, str | list[str]] = {}
    for key in KEYS:
        known = DOORS.get(key, ())
        many = int(rng.choice([0, 1, 1, 1, 2, 5]))
        values = [str(VALUES[rng.integers(len(VALUES))]) for _ in range(many)]
        if known and rng.random() < 0.8:
            values = [str(rng.choice(known))]
        if values:
            query[key] = values[0] if len(values) == 1 else values
    return PAGES[seed % len(PAGES)], query


def one_sentence(words: str) -> bool:
    """Whether this is a line that one can read: not long, of characters that can be shown, ended."""
    return len(words) < 400 and words.isprintable() and words.endswith(".")
