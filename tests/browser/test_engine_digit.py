"""A drawing becomes the same digit in the browser as in Python: two hundred of them, clean picture files, and what is none."""

import base64
import io
import zlib

import numpy as np
import pytest
from PIL import Image

import autoencoders as ae
from tests.browser.conftest import BYTES, received
from tests.drawings import KINDS, SIDE, drawing
from ui.browser.scripts import engine
from ui.stored.message import ink_in
from ui.stored.strokes import picture

DRAWINGS = 200
FURTHEST = 1e-4
"""How far a pixel may be from Python's, of 1: a fortieth of a grey level."""

INFLATED = """const inflated = async text => new Uint8Array(await new Response(
  new Blob([bytes(text)]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer())"""
"""Two hundred drawings are 16 MB, and a hundredth of that deflated."""

DIGITS = """async ([all, side]) => {
  const ink = await inflated(all), found = []
  for (let at = 0; at < ink.length; at += side * side) found.push(digitOf(ink.subarray(at, at + side * side), side))
  return found.map(digit => digit && sent(digit))
}"""


@pytest.fixture
def alone(blank):
    """A page with nothing but the engine in it."""
    blank.add_script_tag(content=f"{engine()}\n{BYTES}\n{INFLATED}")
    return blank


def inks(count: int) -> list[np.ndarray]:
    found = [ink_in(picture(drawing(seed), SIDE), SIDE) for seed in range(count)]
    assert all(ink is not None for ink in found)
    return [ink for ink in found if ink is not None]


def sent(ink: list[np.ndarray]) -> str:
    return base64.b64encode(zlib.compress(np.stack(ink).astype(np.uint8).tobytes(), 1)).decode()


def test_two_hundred_drawings_become_the_same_digits(alone):
    drawn = inks(DRAWINGS)
    found = alone.evaluate(DIGITS, [sent(drawn), SIDE])
    for seed, (ink, digit) in enumerate(zip(drawn, found, strict=True)):
        assert (digit is None) == (ink.max() == 0), f"drawing {seed}"
        if digit is not None:
            difference = np.abs(received(digit) - ae.digit_from_drawing(ink).image.ravel()).max()
            assert difference < FURTHEST, f"drawing {seed}, {KINDS[seed % len(KINDS)]}: {difference}"
    assert sum(digit is not None for digit in found) > DRAWINGS - 5


def test_nothing_drawn_is_no_digit_and_a_digit_in_form_stays(alone, digits):
    assert alone.evaluate(DIGITS, [sent([np.zeros((SIDE, SIDE))]), SIDE]) == [None]
    grey = [(255 * digit[..., 0]).round().astype(np.uint8) for digit in digits[:20]]
    found = np.stack([received(digit) for digit in alone.evaluate(DIGITS, [sent(grey), 28])])
    expected = np.stack([ae.digit_from_drawing(each).image.ravel() for each in grey])
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_it_is_quick_enough_for_every_move_of_the_pen(alone):
    """The quickest of some rounds, since other tests may be at work, for the thickest and the thinnest pens."""
    took = alone.evaluate(
        "async ([all, side]) => { const every = await inflated(all); const best = [];"
        " for (let at = 0; at < every.length; at += side * side) { const ink = every.subarray(at, at + side * side);"
        " const rounds = Array.from({ length: 9 }, () => { const start = performance.now(); digitOf(ink, side);"
        " return performance.now() - start }); best.push(Math.min(...rounds)) } return best }",
        [sent(inks(66)), SIDE],
    )
    assert max(took) < 10, f"milliseconds: {took}"


INK = """([all, width, height]) => {
  const { ink, fault } = inkOf(bytes(all), width, height)
  return { digit: ink && sent(digitOf(ink, width, height)), fault }
}"""


def painted(ink: np.ndarray, how: str) -> Image.Image:
    grey = Image.fromarray(ink)
    if how == "black on white":
        return Image.fromarray(255 - ink).convert("RGBA")
    if how == "white on black":
        return grey.convert("RGBA")
    if how == "blue on yellow":
        return Image.composite(Image.new("RGBA", grey.size, "#0033aa"), Image.new("RGBA", grey.size, "#ffee88"), grey)
    return Image.merge("RGBA", [Image.new("L", grey.size)] * 3 + [grey])


@pytest.mark.parametrize("how", ["black on white", "white on black", "blue on yellow", "on nothing"])
def test_clean_drawings_from_files_become_python_s_digits(alone, how):
    for ink in inks(28)[::3]:
        image = painted(ink, how)
        found = alone.evaluate(INK, [base64.b64encode(image.tobytes()).decode(), *image.size])
        assert found["fault"] == ""
        file = io.BytesIO()
        image.save(file, "PNG")
        expected = ae.digit_from_picture(file.getvalue(), keep_all=True).image.ravel()
        assert np.abs(received(found["digit"]) - expected).mean() < 0.01


def test_a_sheet_on_a_dark_table_is_a_photo(alone):
    """All its tones are pure, and the table is not the drawing's."""
    grey = np.full((200, 200), 255, np.uint8)
    grey[:, :30] = grey[:25] = 51
    grey[60:140, 95:105] = 0
    image = Image.fromarray(grey).convert("RGBA")
    found = alone.evaluate(INK, [base64.b64encode(image.tobytes()).decode(), 200, 200])
    assert found == {"digit": None, "fault": "photo"}


def test_photos_and_empty_pictures_are_told_apart(alone):
    """A photo: paper whose light falls off to one side, with the camera's noise; its digit needs Python."""
    rng = np.random.default_rng(0)
    light = np.linspace(90, 230, 200)[None] * np.ones((200, 1)) + rng.normal(0, 8, (200, 200))
    grey = np.clip(light, 0, 255).astype(np.uint8)
    grey[60:140, 95:105] = 30
    for picture_, fault in ((grey, "photo"), (np.full((200, 200), 255, np.uint8), "empty")):
        image = Image.fromarray(picture_).convert("RGBA")
        found = alone.evaluate(INK, [base64.b64encode(image.tobytes()).decode(), 200, 200])
        assert found == {"digit": None, "fault": fault}
