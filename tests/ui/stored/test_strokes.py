"""Strokes as text: there and back within a pixel, short enough for a link, and hostile texts are one sentence."""

import base64
import io
import zlib

import numpy as np
import pytest
from PIL import Image

from ui.stored import strokes
from ui.stored.strokes import from_text, picture, points_of, to_text

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
        packed([0xAD, 0x02] + [20, 1, 2, 2] * 301),
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
