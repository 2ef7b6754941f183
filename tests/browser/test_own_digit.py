"""The visitor's digit on the maps while it is drawn: where it walks, held to Python, what it costs, and what is said of it."""

import json
import re
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

import autoencoders as ae
from tests.browser.conftest import page_of

NAMES = ["twin-2", "vae-2"]
LARGE = {"viewport": {"width": 1920, "height": 1080}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

HAND = """([pixels, down]) => {
  const hand = latentLab.hand
  Object.assign(hand, { digit: pixels && Float32Array.from(pixels), down })
  const start = performance.now()
  hand.listeners.forEach(listener => listener())
  return performance.now() - start
}"""
"""The pen of the page has drawn this digit, and is down or up: the milliseconds that the maps take to follow."""

COUNTED = """() => {
  window.drawn = {}
  for (const name of ['fillRect', 'putImageData', 'drawImage']) {
    const own = CanvasRenderingContext2D.prototype[name]
    CanvasRenderingContext2D.prototype[name] = function (...rest) {
      window.drawn[name] = (window.drawn[name] ?? 0) + 1
      return own.apply(this, rest)
    }
  }
}"""
"""From now on, count what is drawn on any canvas."""


def opened(page: Page, query: str = "") -> Page:
    page.goto(f"/latent_map{query}")
    expect(page.locator(".pad[data-own]")).to_be_visible()
    expect(page.get_by_text("What to make of it")).to_be_visible()
    page.wait_for_timeout(500)  # until the fonts are there and nothing moves
    return page


@pytest.fixture(scope="module")
def maps(browser: Browser, server: str) -> Iterator[Page]:
    """The page with the maps, opened once for who only holds digits to them and takes them away again."""
    with page_of(browser, base_url=server, viewport={"width": 1280, "height": 900}) as page:
        yield opened(page)


@pytest.fixture
def rested(maps: Page) -> Iterator[Page]:
    """The same page, on which no pen has drawn."""
    yield maps
    hand(maps, None, down=False)


def hand(page: Page, pixels: np.ndarray | None, down: bool = True) -> float:
    return float(page.evaluate(HAND, [None if pixels is None else pixels.ravel().tolist(), down]))


def own(page: Page) -> np.ndarray:
    return np.array(json.loads(page.locator(".pad").get_attribute("data-own") or "[]"))


def drawn(page: Page, which: str = ".map") -> list[str]:
    return [canvas.evaluate("canvas => canvas.toDataURL()") for canvas in page.locator(f"{which} canvas").all()]


def test_it_walks_to_where_python_encodes_it_and_back(rested, digits):
    page, models = rested, [ae.load(name) for name in NAMES]
    first, maps, pictures = own(page), drawn(page), drawn(page, ".own")
    for digit in digits[:5]:
        hand(page, digit)
        np.testing.assert_allclose(own(page), [model.encode(digit[None])[0] for model in models], atol=1e-3)
        assert all(one != other for one, other in zip(maps, drawn(page), strict=True))
        assert all(one != other for one, other in zip(pictures, drawn(page, ".own"), strict=True))
    hand(page, None, down=False)
    np.testing.assert_array_equal(own(page), first)
    assert drawn(page) == maps


def test_beside_the_map_stands_what_the_decoder_makes_of_it(rested, digits):
    hand(rested, digits[3])
    for which, name in enumerate(NAMES):
        grey = (
            rested.locator(".own canvas")
            .nth(which)
            .evaluate(
                "canvas => [...canvas.getContext('2d').getImageData(0, 0, 28, 28).data].filter((_, i) => i % 4 === 0)"
            )
        )
        np.testing.assert_allclose(np.array(grey) / 255, ae.load(name).reconstruct(digits[3:4]).ravel(), atol=0.01)


@pytest.mark.parametrize("page", [LARGE], indirect=True)
def test_a_vaes_digit_is_a_cloud_of_its_own_size(page, digits):
    """On a map without points: dark on the ellipse of two standard deviations, light between that and the one of one."""
    opened(page, "?classes=")
    model = ae.load("vae-2")
    assert isinstance(model, ae.VAE)
    mean, log_var = (each[0] for each in model.posterior(digits[:1]))
    hand(page, digits[0], down=False)
    greys = page.locator(".map canvas").last.evaluate(
        """(canvas, [[x, y], [sx, sy]]) => {
          const unit = canvas.width / 8, context = canvas.getContext('2d', { willReadFrequently: true })
          const grey = (times) => [0.5, 0.75, 1, 1.25].map(turn => {
            const [u, v] = [x + times * sx * Math.cos(turn * Math.PI), y + times * sy * Math.sin(turn * Math.PI)]
            return context.getImageData(Math.floor((u + 4) * unit), Math.floor((4 - v) * unit), 1, 1).data[0]
          })
          return [grey(2), grey(2.7)]
        }""",
        [mean.tolist(), np.exp(log_var / 2).tolist()],
    )
    assert np.median(greys[0]) < 120 < np.median(greys[1])


@pytest.mark.parametrize("layer", ["points", "decoded digits"])
def test_only_the_digit_is_drawn_anew_when_only_the_digit_moves(layer, page, digits):
    opened(page, f"?layer={layer}&input=Pick")
    expect(page.locator(f".pad[data-base0='{layer}'][data-base1='{layer}']")).to_be_visible()
    page.wait_for_timeout(700)  # what the page draws when it has come is not counted
    page.evaluate(COUNTED)
    for digit in digits[:20]:
        hand(page, digit)
    counts = page.evaluate("() => window.drawn")
    assert counts == {"drawImage": 40, "putImageData": 40}, "two maps copied, two pictures"
    hand(page, None, down=False)
    before = own(page)
    page.get_by_role("button", name="Another").click()
    page.wait_for_function("() => window.drawn.putImageData > 42")
    page.wait_for_timeout(500)
    assert (own(page) != before).any()
    counts = page.evaluate("() => window.drawn")
    assert counts["putImageData"] < 100, "no sheet of 400 digits"
    assert "fillRect" not in counts, "no point"


def test_a_step_takes_a_small_part_of_a_frame(rested, digits):
    assert np.median([hand(rested, digit) for digit in digits]) < 8


def test_what_is_said_of_it_is_said_when_it_rests(page, digits):
    opened(page)
    live = page.locator("[aria-live]")
    expect(live).to_contain_text("What the VAE draws at")
    hand(page, digits[0])
    assert "your digit" not in live.inner_text()
    expect(page.locator(".own .words").first).to_contain_text(re.compile(r"your digit \(.*closest code: an? \d, \d"))
    words = live.get_by_text("What the AE draws of your digit")
    read = r"; (read as \d|no clear digit).*%.*; closest test digit: an? \d, \d"
    expect(words).to_contain_text(re.compile(rf"What the VAE draws of your digit, at \(.*{read}"))
    label = re.compile(r"Your digit, your drawing; .*%.*, lies at \(")
    expect(page.locator(".map canvas").first).to_have_attribute("aria-label", label)
    said = live.inner_text()
    page.evaluate("() => latentLab.hand.listeners.forEach(listener => listener())")
    page.wait_for_timeout(1000)
    assert live.inner_text() == said


@pytest.mark.parametrize(("page", "trail"), [({}, True), ({"reduced_motion": "reduce"}, False)], indirect=["page"])
def test_a_trail_shows_while_the_pen_is_down_unless_one_wants_less_motion(page, trail, digits):
    opened(page, "?scale=same, 99 %25 of codes")
    for digit in digits[:8]:
        hand(page, digit)
    walked = drawn(page)
    hand(page, digits[7], down=False)
    assert all((one != other) == trail for one, other in zip(walked, drawn(page), strict=True))


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_one_finger_draws_and_another_moves_the_pointer(page):
    opened(page)
    page.locator(".map").first.evaluate("node => node.scrollIntoView()")
    root, canvas = page.locator("[class*=st-key-canvas] .dc-root"), page.locator(".map canvas").last
    expect(root).to_be_in_viewport(ratio=1)
    expect(canvas).to_be_in_viewport(ratio=1)
    pen, place = root.bounding_box(), canvas.bounding_box()
    assert pen
    assert place
    before = page.locator(".pad").get_attribute("data-code")
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    x, y = pen["x"] + 140, pen["y"] + 40
    u, v = place["x"] + 40, place["y"] + 80  # the header covers what is scrolled to the top
    touch("touchStart", (x, y))
    touch("touchStart", (x, y), (u, v))
    for step in range(1, 9):
        touch("touchMove", (x, y + 20 * step), (u + 8 * step, v + 8 * step))
    touch("touchEnd")
    expect(page.locator(".pad")).not_to_have_attribute("data-code", before or "")
    expect(page.get_by_text("“Your digit” is your drawing")).to_be_attached()
