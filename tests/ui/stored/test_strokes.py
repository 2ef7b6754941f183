"""Strokes as text: there and back within a pixel, short enough for a link, and hostile texts are one sentence."""

import base64
import io
import itertools
import zlib

import numpy as np
import pytest
from PIL import Image

from ui.stored import strokes
from ui.stored.strokes import from_text, picture, points_of, text_of, to_text, worth_of

SIDE = 280


def drawn(seed, count=10, width=20):
    """Strokes as the canvas reports them: quadratic curves between the middles of jittery mouse positions."""
    rng = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        angles = np.linspace(0, rng.uniform(2, 6), 60)
        way = rng.uniform(60, 220, 2) + rng.uniform(20, 60) * np.stack([np.cos(angles), np.sin(angles)], axis=1)
        way = np.round(way + rng.normal(0, 0.3, way.shape), 2)
        middles = (way[:-1] + way[1:]) / 2
        path = [["M", *way[0]], *(["Q", *control, *end] for control, end in zip(way[:-1], middles, strict=True))]
        made.append({"path": [*path, ["L", *way[-1]]], "strokeWidth": width})
    return made


def ink(given):
    return np.asarray(Image.open(io.BytesIO(picture(given, SIDE))).convert("RGBA"))[..., 3].astype(int)


@pytest.mark.parametrize("seed", range(20))
def test_ten_strokes_fit_in_a_link_and_come_back_as_they_were(seed):
    given = drawn(seed)
    text = to_text(given)
    assert len(text) < 1_500
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    back = from_text(text, "#fff")
    assert [stroke["strokeWidth"] for stroke in back] == [20] * 10
    for one, other in zip(given, back, strict=True):
        corners = points_of(other["path"])
        for point in points_of(one["path"]):  # the distance to the nearest piece of the polyline
            a, b = corners[:-1], corners[1:]
            along = np.clip(((point - a) * (b - a)).sum(1) / np.maximum(((b - a) ** 2).sum(1), 1e-9), 0, 1)
            assert np.linalg.norm(a + along[:, None] * (b - a) - point, axis=1).min() < strokes.NEAR + 0.75
    assert np.abs(ink(given) - ink(back)).mean() < 4
    assert to_text(back) == text  # however often it is shared


def test_a_dot_is_a_dot():
    (stroke,) = from_text(to_text([{"path": [["M", 50, 60], ["L", 50.01, 60]], "strokeWidth": 30}]), "#fff")
    assert stroke["path"] == [["M", 50, 60], ["L", 50.01, 60]]
    area = (ink([stroke]) / 255).sum()
    assert area == pytest.approx(np.pi * 15**2, rel=0.02)
    ys, xs = np.nonzero(ink([stroke]))
    assert (xs.mean(), ys.mean()) == (pytest.approx(50, abs=0.6), pytest.approx(60, abs=0.6))


def test_the_picture_of_a_line_has_the_area_of_a_line_with_round_ends():
    line = {"path": [["M", 50, 50], ["L", 150, 50]], "strokeWidth": 20}
    assert (ink([line]) / 255).sum() == pytest.approx(100 * 20 + np.pi * 10**2, rel=0.02)


def packed(data):
    return base64.urlsafe_b64encode(zlib.compress(bytes(data))).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "not base 64!",
        "é" * 20,
        "A" * 20_000,
        packed([]),
        packed([1]),
        packed([1, 20, 0]),
        packed([1, 0, 1, 2, 2]),
        packed([1, 20, 1, 2]),
        packed([1, 20, 1, 2, 2, 7]),
        packed([1, 20, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 2]),
        packed([1, 20, 1, 0xFF, 0x7F, 2]),
        packed([0x80]),
        packed([0xD9, 0x04] + [20, 1, 2, 2] * 601),
        packed(b"\0" * 10**7),
        to_text(drawn(0))[:-20],
    ],
)
def test_a_text_that_holds_no_drawing_is_one_sentence(text):
    with pytest.raises(
        ValueError, match=r"^The drawing in this link can't be read: .* Ask for the link again, or draw\.$"
    ):
        from_text(text, "#fff")


def test_five_hundred_damaged_texts_are_drawings_or_the_sentence():
    rng = np.random.default_rng(0)
    whole = to_text(drawn(0))
    alphabet = list("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=%\0é")
    said = set()
    for _ in range(250):
        damaged = list(whole)
        for place in rng.integers(0, len(whole), rng.integers(1, 5)):
            damaged[place] = str(rng.choice(alphabet))
        inner = bytearray(zlib.decompress(base64.urlsafe_b64decode(whole + "=" * (-len(whole) % 4))))
        inner[rng.integers(len(inner))] = rng.integers(256)
        for text in ("".join(damaged), packed(inner)):
            try:
                picture(from_text(text, "#fff"), SIDE)
            except ValueError as fault:
                said.add(str(fault)[:24])
    assert said == {"The drawing in this link"}


def wild(kind, rng):
    """Strokes that no text could hold as they are, or that no pen makes."""
    if kind == "far outside":
        ways = rng.normal(0, 2_000, (5, 40, 2))
    elif kind == "dots":
        ways = rng.uniform(0, SIDE, (1_000, 1, 2))
    elif kind == "jumps":
        ways = rng.uniform(-700, 700, (700, 33, 2))
    elif kind == "one long":
        ways = rng.uniform(0, SIDE, (1, 20_000, 2))
    else:
        ways = np.cumsum(rng.normal(0, 9, (110, 120, 2)), axis=1) % SIDE
    if kind == "no numbers":
        ways[rng.random(ways.shape) < 0.1] = rng.choice([np.nan, np.inf, -np.inf])
        ways[3] = np.nan
    widths = rng.choice([20, 1e9, -3, 0.2, np.nan, np.inf], len(ways))
    paths = [[["M", *way[0]], *(["Q", *a, *b] for a, b in itertools.pairwise(way)), ["L", *way[-1]]] for way in ways]
    return [{"path": path, "strokeWidth": width} for path, width in zip(paths, widths.tolist(), strict=True)]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", ["far outside", "dots", "jumps", "one long", "scribbles", "no numbers"])
def test_whatever_was_drawn_comes_back_of_its_text(kind, seed):
    given = wild(kind, np.random.default_rng(seed))
    text, coarser = text_of(given)
    back = from_text(text, "#fff")
    assert len(back) == min(len(given), strokes.MOST_STROKES) - (kind == "no numbers")
    assert coarser == (kind not in ("far outside", "dots"))
    assert to_text(back) == text


def test_a_hundred_and_ten_scribbles_look_the_same_when_they_come_back():
    given = wild("scribbles", np.random.default_rng(0))
    for stroke in given:
        stroke["strokeWidth"] = 8
    assert np.abs(ink(given) - ink(from_text(to_text(given), "#fff"))).mean() < 12


def test_strokes_of_which_no_point_can_be_spared_take_no_longer_by_the_square():
    """A zigzag that gets narrower from point to point: the furthest one is always the next."""
    numbers = np.arange(16_000)
    points = np.stack([numbers * 1e-3, (16_000 - numbers) * (-1.0) ** numbers], axis=1)
    looks = []

    class Counted(np.ndarray):
        def __matmul__(self, other):
            looks.append(len(self))
            return np.asarray(self) @ np.asarray(other)

    worth = worth_of(points.view(Counted))
    assert (worth > strokes.NEAR).mean() > 0.9
    assert sum(looks) < 16_000 * strokes.PIECE
