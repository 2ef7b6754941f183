"""The canvas, on every page that has one: commands in any order, no dead part, and no ink lost."""

import asyncio
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from benchmarks.visitor import Visitor
from tests.browser.conftest import tap
from tests.hostile_visits import good_strokes, url
from ui.stored.strokes import picture

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PAGES = {
    "reconstruct": ("/reconstruct", None),
    "map": ("/latent_map", None),
    "traverse": ("/vae?part=Traverse", "The digit"),
    "blend": ("/vae?part=Blend", "Change the two digits"),
    "objective": ("/objective?topic=Point+or+cloud", None),
}
"""Where a canvas is, and what unfolds it."""

COUNT = "() => window.inked()"
"""How many pixels of the canvas have ink, its own component's canvas and not what lies under it."""

READER = """() => {
  window.shadow = () => [...document.querySelectorAll('[class*=st-key-canvas] *')].map(e => e.shadowRoot)
    .find(s => s && s.querySelector('.dc-canvas'))
  window.inked = () => {
    const canvas = window.shadow().querySelector('.dc-canvas')
    const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
    let count = 0
    for (let i = 3; i < data.length; i += 4) count += data[i] > 127
    return count
  }
}"""


def canvas_of(page: Page, place: str = "reconstruct") -> dict[str, float]:
    """Open the page, unfold the canvas and wait until it can be drawn on: its box."""
    path, fold = PAGES[place]
    page.goto(path)
    expect(page.get_by_text(re.compile("Show the code")).first).to_be_attached()
    if fold:
        page.locator("summary").filter(has_text=fold).first.click()
    canvas = page.locator("[class*=st-key-canvas]").first
    expect(canvas.locator(".dc-root[role=img]")).to_be_visible()
    canvas.locator(".dc-root").scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # a page that still grows would move the canvas under the pen
    page.evaluate(READER)
    box = canvas.locator(".dc-root").bounding_box()
    assert box
    return {side: float(box[side]) for side in ("x", "y", "width", "height")}


def stroke(page: Page, box: dict[str, float], *points: tuple[float, float]) -> None:
    """Draw through these points, each a share of the canvas, wherever on the page it is by now."""
    now = page.locator("[class*=st-key-canvas] .dc-root").first.bounding_box()
    left, top = (now["x"], now["y"]) if now else (box["x"], box["y"])
    (x, y), *rest = [(left + u * box["width"], top + v * box["height"]) for u, v in points]
    page.mouse.move(x, y)
    page.mouse.down()
    for x, y in rest:
        page.mouse.move(x, y, steps=5)
    page.mouse.up()


def down(page: Page, box: dict[str, float], x: float) -> None:
    """A straight stroke from the top down, and the server has heard of it."""
    before = page.evaluate(COUNT)
    stroke(page, box, (x, 0.2), (x, 0.8))
    page.wait_for_function("before => window.inked() > before", arg=before)
    expect(page.get_by_role("button", name="Clear drawing")).to_be_enabled()
    page.wait_for_timeout(600)  # the component waits for 200 ms before it reports


def press(page: Page, name: str, how: str) -> None:
    button = page.get_by_role("button", name=name)
    expect(button).to_be_enabled()
    if how == "key":
        button.focus()
        page.keyboard.press("Enter")
    elif how == "tap":
        tap(button)
    else:
        button.click()


@pytest.mark.parametrize(
    ("page", "how"), [({}, "mouse"), ({}, "key"), (PHONE, "tap")], indirect=["page"], ids=["mouse", "key", "tap"]
)
def test_clear_works_as_the_very_first_command(how, page):
    box = canvas_of(page)
    down(page, box, 0.5)
    press(page, "Clear drawing", how)
    page.wait_for_function("() => window.inked() === 0")
    expect(page.get_by_role("button", name="Clear drawing")).to_be_disabled()
    expect(page.get_by_alt_text(re.compile("The clean digit as the models see it: test digit"))).to_be_visible()


@pytest.mark.parametrize("place", PAGES)
def test_clear_undo_and_redo_work_in_any_order_on_every_page(place, page):
    box = canvas_of(page, place)
    ink = [0]
    for x in (0.3, 0.6):
        down(page, box, x)
        ink.append(page.evaluate(COUNT))
    # Each command with the number of strokes that it must leave; the same drawing comes back by several ways.
    for command, strokes in (
        ("Clear drawing", 0),
        ("Undo", 2),
        ("Undo", 1),
        ("Redo", 2),
        ("Undo", 1),
        ("Clear drawing", 0),
        ("Undo", 1),
    ):
        press(page, command, "mouse")
        page.wait_for_function("want => Math.abs(window.inked() - want) < 40", arg=ink[strokes])
    for x in (0.8, 0.9):  # the second time Undo leads to the drawing that the first one left
        down(page, box, x)
        press(page, "Undo", "mouse")
        page.wait_for_function("want => Math.abs(window.inked() - want) < 40", arg=ink[1])


def test_no_part_of_the_canvas_is_dead_to_the_mouse(page):
    box = canvas_of(page)
    for x in (0.1, 0.5, 0.75, 0.98):
        before = page.evaluate(COUNT)
        stroke(page, box, (x, 0.01), (x, 0.09))
        page.wait_for_function("before => window.inked() > before", arg=before)
    for label in ("Camera", "Pick"):  # what stands above the canvas can be reached while the pointer is on it
        assert page.evaluate(
            """([label, x, y]) => {
              const button = [...document.querySelectorAll('button')].find(b => b.innerText.trim().endsWith(label))
              const box = button.getBoundingClientRect()
              return button.contains(document.elementFromPoint(box.x + box.width / 2, box.bottom - 3))
            }""",
            [label, 0, 0],
        )


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_finger_that_starts_in_the_top_right_corner_draws_and_does_not_scroll(page):
    box = canvas_of(page)
    session = page.context.new_cdp_session(page)
    x, top = box["x"] + 0.9 * box["width"], box["y"] + 5

    def touch(kind: str, y: float | None) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [] if y is None else [{"x": x, "y": y}]})

    touch("touchStart", top)
    for step in range(1, 9):
        touch("touchMove", top + 20 * step)
    touch("touchEnd", None)
    page.wait_for_function("() => window.inked() > 1000")
    after = page.locator("[class*=st-key-canvas] .dc-root").first.bounding_box()
    assert after
    assert after["y"] == pytest.approx(box["y"], abs=2)


def test_of_a_drawing_nothing_is_left_out(page):
    """A one and beside it a three: both are in the picture that the models get."""
    box = canvas_of(page)
    down(page, box, 0.12)
    stroke(page, box, (0.6, 0.2), (0.9, 0.2), (0.7, 0.45), (0.9, 0.6), (0.8, 0.8), (0.6, 0.8))
    page.wait_for_timeout(600)
    seen = page.get_by_alt_text("The clean digit as the models see it: your drawing")
    expect(seen).to_be_visible()
    halves = seen.evaluate(
        """async image => {
          await image.decode()
          const canvas = document.createElement('canvas')
          canvas.width = canvas.height = 28
          const context = canvas.getContext('2d')
          context.drawImage(image, 0, 0, 28, 28)
          const data = context.getImageData(0, 0, 28, 28).data
          const sums = [0, 0]
          for (let i = 0; i < 784; i++) sums[+(i % 28 >= 11)] += data[4 * i] / 255
          return sums
        }"""
    )
    assert min(halves) > 10


def test_the_digit_that_stands_in_goes_when_the_pen_comes_down(page):
    box = canvas_of(page)
    paper = """() => {
      const container = window.shadow().querySelector('.dc-container')
      return [getComputedStyle(container).backgroundImage.slice(0, 15), getComputedStyle(container, '::before').content]
    }"""
    assert page.evaluate(paper) == ['url("data:image', '"draw here"']
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.down()
    assert page.evaluate(paper) == ["none", "none"]
    page.mouse.up()


def test_what_is_left_out_of_a_photo_shows_over_it_and_can_be_kept(page):
    """Two bars on paper, far apart: one is taken for the digit, until "Keep it" takes both."""
    paper = np.full((280, 280), 235, np.uint8)
    paper[60:220, 40:56] = paper[60:220, 190:206] = 20
    file = io.BytesIO()
    Image.fromarray(paper).save(file, "PNG")
    page.goto("/reconstruct?input=Upload&models=mlp-10")
    seen = page.get_by_alt_text(re.compile("^The clean digit as the models see it: your picture"))
    page.locator("input[type=file]").set_input_files(
        {"name": "bars.png", "mimeType": "image/png", "buffer": file.getvalue()}
    )
    marked = page.get_by_alt_text("Your picture; what was left out of it is marked in orange")
    expect(marked).to_be_visible()
    one = seen.get_attribute("src")
    page.get_by_role("button", name="Keep it").click()
    expect(marked).to_be_hidden()
    expect(seen).not_to_have_attribute("src", one or "")
    page.get_by_role("button", name="Leave it out").click()
    expect(marked).to_be_visible()
    expect(seen).to_have_attribute("src", one or "")


STROKES = good_strokes(np.random.default_rng(0))
INK = url(picture(STROKES, 280))


def as_png(side: int) -> str:
    data = io.BytesIO()
    Image.new("RGBA", (side, side)).save(data, "PNG")
    return url(data.getvalue())


@pytest.mark.parametrize(
    "said",
    [
        {"drawing": "x"},
        {"drawing": [1]},
        {"drawing": {"raw": {"objects": STROKES}, "data": as_png(3_000)}},
        {"drawing": {"raw": {"objects": [{"type": "path"}]}, "data": INK}},
        {"drawing": {"raw": {"objects": STROKES}, "data": INK}, "backgroundFit": {}},
    ],
    ids=["text", "list", "large picture", "no path", "no fit"],
)
def test_whatever_is_sent_in_the_canvas_name_the_page_is_whole(said, server):
    """Over a websocket of our own, as no canvas would; a fault on the page would raise."""

    async def send() -> str:
        visitor = await Visitor.arrive(int(server.rsplit(":", 1)[1]), "reconstruct", "input=Draw")
        message: Any = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_name, state.page_script_hash = visitor.query, visitor.page, visitor.script
        state.fragment_id = visitor.homes["canvas"]
        state.widget_states.widgets.add(id=visitor.widgets["canvas"], json_value=json.dumps(said))
        await visitor.socket.send(message.SerializeToString())
        _, html = await visitor._read()
        await visitor.leave()
        return html

    with ThreadPoolExecutor(1) as thread:  # Playwright's own loop runs in this one
        html = thread.submit(asyncio.run, send()).result()
    assert ("your drawing" in html) == ("backgroundFit" in said)
