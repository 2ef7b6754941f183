"""The map of codes in a real browser: the decoder there, what crosses the wire, and mouse, keyboard, finger and filters."""

import base64
import io
import json
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.scores.readings import each_reading
from autoencoders.weights import WEIGHTS
from tests.browser.conftest import page_of
from tests.browser.conftest import settled as script_at_rest
from tests.browser.maps.readings import the_count_of_digits_is_python_s
from tests.ui.test_colors import DARK, LIGHT
from ui.colors import BANDS

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PACK_BYTES = 1_500_000
READ = r"; (read as \d, \d+ % sure|no clear digit: \d at \d+ %, \d at \d+ %)"


def opened(page: Page, query: str = "", path: str = "latent_map") -> Page:
    page.goto(f"/{path}{query}")
    expect(page.locator(".pad[data-code]")).to_be_visible()
    expect(page.get_by_text("What to make of it")).to_be_visible()
    return page


def pictures(page: Page) -> list[str]:
    """The decoded pictures, as they stand in the page."""
    return [canvas.evaluate("canvas => canvas.toDataURL()") for canvas in page.locator(".view canvas").all()]


def maps(page: Page) -> list[str]:
    return [canvas.evaluate("canvas => canvas.toDataURL()") for canvas in page.locator(".map canvas").all()]


def codes(page: Page) -> np.ndarray:
    return np.array(json.loads(page.locator(".pad").get_attribute("data-code") or "[]"))


def settled(page: Page) -> None:
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def at(page: Page, which: int, across: float, down: float) -> tuple[float, float]:
    canvas = page.locator(".map canvas").nth(which)
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def fetched(page: Page) -> list[int]:
    """The bytes that crossed the wire for each file of weights that this page asked for; 0 for one from the browser's cache."""
    sizes: list[int] = page.evaluate(
        "() => performance.getEntriesByType('resource').filter(e => e.name.includes('/app/static/')).map(e => e.transferSize)"
    )
    return sizes


@pytest.fixture
def fresh(browser, server):
    """A page in a browser that has fetched nothing before."""
    with page_of(browser, base_url=server, viewport={"width": 1280, "height": 900}) as page:
        yield page


def test_the_weights_are_fetched_once_and_a_second_visit_fetches_nothing(fresh):
    page = fresh
    sizes: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))))
    opened(page)
    expect(page.get_by_role("img", name=re.compile(READ))).to_have_count(4)
    first = fetched(page)
    assert len(first) == 5, "two models, each with its codes, and the judge"
    assert min(first) > 50_000
    page.get_by_role("radio", name="holes").click()
    expect(page.locator(".pad[data-base0=holes][data-base1=holes]")).to_be_visible()
    page.get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("autoencoder")
    page.get_by_test_id("stSidebar").get_by_role("link", name="A map of the codes").click()
    expect(page.locator(".pad[data-code]")).to_be_visible()
    assert fetched(page) == first
    opened(page)
    expect(page.get_by_role("img", name=re.compile(READ))).to_have_count(4)
    assert fetched(page) == [0] * 5
    assert max(sizes) < PACK_BYTES


def test_where_files_cannot_be_fetched_the_weights_come_through_the_session(page):
    sizes: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))))
    page.route("**/app/static/**", lambda route: route.abort())
    opened(page)
    page.wait_for_timeout(1000)
    # The canvas reports that it is there, which may cut the run short that brings them: one is asked for again then.
    assert 2 <= sum(size > PACK_BYTES for size in sizes) <= 4
    before = len(sizes)
    page.get_by_role("radio", name="holes").click()
    expect(page.locator(".pad[data-base0=holes][data-base1=holes]")).to_be_visible()
    assert max(sizes[before:]) < PACK_BYTES / 10


@pytest.mark.parametrize("fetches", [True, False])
def test_a_browser_that_lost_its_packs_gets_them_again(page, fetches):
    if not fetches:
        page.route("**/app/static/**", lambda route: route.abort())
    opened(page)
    page.evaluate("() => latentLab.packs.clear()")
    page.get_by_role("radio", name="same, 99 % of codes").click()
    page.wait_for_function(
        "count => latentLab.packs.size === count", arg=3 if fetches else 2
    )  # the judge is a file only
    expect(page.locator(".pad[data-ready=true]")).to_be_visible()


def test_the_mouse_moves_one_code_and_both_pictures_change(page):
    opened(page)
    page.mouse.move(*at(page, 0, 0.25, 0.75))
    settled(page)
    first = pictures(page)
    np.testing.assert_allclose(codes(page), [[-2, -2], [-2, -2]], atol=0.05)
    page.mouse.move(*at(page, 1, 0.75, 0.5))
    settled(page)
    np.testing.assert_allclose(codes(page), [[2, 0], [2, 0]], atol=0.05)
    assert all(one != other for one, other in zip(first, pictures(page), strict=True))
    expect(page.locator(".words").first).to_contain_text(
        re.compile(r"\(2\.\d\d, .*closest code: an? \d, \d\.\d\d away")
    )
    page.mouse.click(*at(page, 1, 0.5, 0.5))  # holds
    page.mouse.move(*at(page, 0, 0.9, 0.9))
    settled(page)
    np.testing.assert_allclose(codes(page), 0, atol=0.05)


def test_pictures_and_the_digit_say_what_they_are_read_as(page):
    """What is said of each picture is what Python's judge reads in it, a percent more or less; words come at rest."""
    opened(page, "?input=Pick&digit=5&number=3")
    judge = read_judge(WEIGHTS / JUDGE)[0]
    said = set()
    for place in ((0.5, 0.5), (0.3, 0.7), (0.6, 0.3)):
        page.mouse.move(*at(page, 0, *place))
        settled(page)
        expect(page.get_by_role("img", name=re.compile(READ))).to_have_count(4)
        images = [
            np.asarray(Image.open(io.BytesIO(base64.b64decode(each.split(",")[1]))).convert("L"))
            for each in pictures(page)
        ]
        for node, each in zip(page.locator(".view canvas").all(), images, strict=True):
            words = node.get_attribute("aria-label") or ""
            expected = each_reading(judge, each[None, :, :, None] / 255)[0]
            numbers, others = (np.array(re.findall(r"\d+(?= %)", text)[:1], int) for text in (words, expected))
            assert abs(numbers - others).max() <= 1, (words, expected)
            said.add(words)
        expect(page.locator("[aria-live]")).to_have_text(
            ". ".join(node.get_attribute("aria-label") for node in page.locator(".view canvas").all())
        )
    assert len(said) == 6
    for canvas in page.locator(".map canvas").all():
        expect(canvas).to_have_attribute("aria-label", re.compile(f"Your digit, test digit 5, no. 3{READ}, lies at"))


def test_where_the_judge_cannot_be_fetched_the_maps_say_what_they_said(page):
    page.route("**/judge.safetensors*", lambda route: route.abort())
    opened(page)
    page.mouse.move(*at(page, 0, 0.3, 0.7))
    settled(page)
    expect(page.locator("[aria-live]")).to_contain_text("What the VAE draws at")
    assert page.evaluate("() => latentLab.unfetched.size") == 1
    expect(page.get_by_role("img", name=re.compile(READ))).to_have_count(0)
    expect(page.locator(".pad[data-ready=true]")).to_be_visible()


def test_the_keyboard_moves_it_too_and_says_where(page):
    opened(page, "?place_x=0&place_y=0")
    first = pictures(page)
    page.locator(".map canvas").first.focus()
    page.keyboard.press("ArrowRight")
    settled(page)
    small = codes(page)[0, 0]
    page.keyboard.press("Shift+ArrowUp")
    settled(page)
    assert 0 < small < codes(page)[0, 1]
    assert all(one != other for one, other in zip(first, pictures(page), strict=True))
    expect(page.locator("[aria-live]")).to_contain_text("What the VAE draws at")
    page.keyboard.press("Home")
    settled(page)
    assert pictures(page) == first


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_finger_moves_the_code_and_scrolls_the_page_only_outside_the_maps(page):
    opened(page)
    first = pictures(page)
    x, y = at(page, 0, 0.3, 0.4)
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": px, "y": py} for px, py in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    touch("touchStart", (x, y))
    for step in range(1, 9):
        touch("touchMove", (x + 8 * step, y + 12 * step))
    touch("touchEnd")
    settled(page)
    assert all(one != other for one, other in zip(first, pictures(page), strict=True))
    assert at(page, 0, 0.3, 0.4)[1] == pytest.approx(y, abs=2)
    expect(page.locator(".view canvas").last).to_be_in_viewport()  # both pictures stay in sight under the first map
    assert page.locator(".view canvas").first.evaluate("node => getComputedStyle(node).touchAction") == "auto"


def test_filter_scale_and_layer_change_the_maps(page):
    opened(page)
    seen = maps(page)
    page.locator("summary", has_text="Digits shown as points").click()
    page.get_by_test_id("stButtonGroup").filter(has_text="9").get_by_role("button", name="3", exact=True).click()
    page.wait_for_url(re.compile("classes="))
    page.wait_for_function(
        "seen => [...document.querySelectorAll('.map canvas')].every((map, m) => map.toDataURL() !== seen[m])", arg=seen
    )
    for layer in ("decoded digits", "read as", "holes"):
        page.get_by_role("radio", name=layer).click()
        expect(page.locator(f".pad[data-base0='{layer}'][data-base1='{layer}']")).to_be_visible()
        if layer == "read as":
            the_count_of_digits_is_python_s(page)
    expect(page.locator(".bands")).to_contain_text("Distance to the nearest code")
    page.get_by_role("radio", name="points").click()
    page.get_by_role("radio", name="fit each").click()
    expect(page.locator(".hint")).to_contain_text("Each map has its own scale")
    assert (codes(page)[0] != codes(page)[1]).any()


UNDER_THE_HEADER = """node => {
  const [main, header] = ['stMain', 'stHeader'].map(name => document.querySelector(`[data-testid=${name}]`))
  const over = node.getBoundingClientRect().top - header.getBoundingClientRect().bottom
  if (innerWidth < 640) main.scrollTop += over
}"""
"""Scroll a phone until this stands directly under Streamlit's header, which covers what is further up."""

SIZES = [{"viewport": {"width": 1280, "height": 720}}, PHONE]


LAYERS = ("points", "decoded digits", "read as", "holes")


def layer_shown(page: Page, layer: str) -> None:
    page.get_by_role("radio", name=layer).click()
    expect(page.locator(f".pad[data-base0='{layer}'][data-base1='{layer}']")).to_be_visible()
    page.wait_for_timeout(300)  # until nothing moves any more


@pytest.mark.parametrize("page", SIZES, indirect=True, ids=["projector", "phone"])
def test_all_that_is_drawn_is_on_the_first_screen_and_with_the_canvas_on_one(page):
    """On a phone the title and the promise are scrolled away for the canvas."""
    opened(page)
    page.wait_for_timeout(500)  # until the fonts are there
    for layer in LAYERS:
        layer_shown(page, layer)
        one, other = (map_.bounding_box() for map_ in page.locator(".map canvas").all())
        pictures = page.locator(".views").bounding_box()
        assert pictures
        assert one
        assert other
        assert one["y"] == other["y"], layer
        assert one["y"] + one["height"] <= pictures["y"], layer
        assert pictures["y"] + pictures["height"] <= page.viewport_size["height"] + 1, layer
    for layer in LAYERS:
        layer_shown(page, layer)
        page.locator(".maps").evaluate(UNDER_THE_HEADER)
        page.wait_for_timeout(300)
        for part in (".map canvas", ".view canvas", ".own canvas", "[class*=st-key-canvas] .dc-root"):
            for each in page.locator(part).all():
                expect(each).to_be_in_viewport(ratio=0.99)


def test_holes_have_a_key_in_sight_and_are_told_apart_inside_the_rings(page):
    """Inside the 2 σ ring the VAE's map is mostly of the two nearest bands, the AE's mostly not; outside all is grey."""
    page.goto("/latent_map?layer=holes")
    expect(page.locator(".pad[data-base0='holes'][data-base1='holes']")).to_be_visible()
    expect(page.locator(".bands")).to_be_in_viewport()
    shares = page.locator(".map canvas").evaluate_all(
        """(canvases, bands) => canvases.map(canvas => {
          const size = canvas.width, unit = size / 8
          const data = canvas.getContext('2d').getImageData(0, 0, size, size).data
          let near = 0, all = 0
          for (let y = 0; y < size; y += 2) for (let x = 0; x < size; x += 2) {
            if (Math.hypot(x - size / 2, y - size / 2) > 1.9 * unit) continue
            const at = 4 * (y * size + x)
            all++
            const off = bands.map(rgb => Math.hypot(...rgb.map((value, i) => value - data[at + i])))
            near += off.indexOf(Math.min(...off)) < 2
          }
          return near / all
        })""",
        [[int(color[i : i + 2], 16) for i in (1, 3, 5)] for color in BANDS],
    )
    assert shares[0] < 0.4
    assert shares[1] > 0.7


def test_a_place_is_kept_in_the_link_and_comes_back(page, arrive):
    opened(page)
    page.mouse.click(*at(page, 1, 0.25, 0.25))
    page.get_by_role("button", name="Keep this place in the link").click()
    page.wait_for_url(re.compile(r"place_x=-(2\.0|1\.9).*place_y="))
    kept = codes(page)
    other = arrive()
    other.goto(page.url)
    expect(other.locator(".pad[data-code]")).to_be_visible()
    np.testing.assert_allclose(codes(other), kept, atol=0.006)


@pytest.mark.parametrize(
    ("page", "ground"), [({"color_scheme": "light"}, LIGHT), ({"color_scheme": "dark"}, DARK)], indirect=["page"]
)
def test_the_ten_colours_stand_on_the_grounds_that_they_were_made_for(page, ground):
    opened(page)
    painted = page.locator(".map canvas").first.evaluate(
        "canvas => [...canvas.getContext('2d').getImageData(1, 1, 1, 1).data.slice(0, 3)]"
    )
    assert painted == [int(ground[i : i + 2], 16) for i in (1, 3, 5)]


@pytest.mark.parametrize(
    ("page", "by"),
    [({"viewport": {"width": 1280, "height": 800}}, "mouse"), (PHONE, "finger"), ({}, "Enter")],
    indirect=["page"],
)
def test_a_press_answers_the_question_for_a_place_and_pictures_are_hidden_until_then(page, by):
    opened(page, "?task=hole&layer=decoded+digits&place_x=0&place_y=0")
    place = page.locator(".st-key-question").get_by_text("Your place")
    expect(page.locator(".pad[data-base1='decoded digits']")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("picture at .* is hidden; closest"))).to_have_count(2)
    page.mouse.move(*at(page, 1, 0.3, 0.3))
    settled(page)
    unknown = pictures(page)
    assert unknown[0] == unknown[1], "a question mark, whatever is decoded there"
    expect(place).to_have_count(0)
    if by == "mouse":
        page.mouse.click(*at(page, 1, 0.35, 0.35))
        page.mouse.move(*at(page, 1, 0.8, 0.8))  # it stays where it was pressed
    elif by == "finger":
        page.touchscreen.tap(*at(page, 1, 0.35, 0.35))
    else:
        page.locator(".map canvas").first.focus()
        page.keyboard.press("Home")
        page.keyboard.press("Shift+ArrowLeft")
        page.keyboard.press("Enter")
    expect(place).to_be_visible()
    pressed = codes(page)[1]
    minus = str.maketrans("-", "−")
    expect(place).to_have_text(f"Your place: ({pressed[0]:.2f}, {pressed[1]:.2f})".translate(minus))
    expect(page.locator("[aria-live]")).to_contain_text("Your place is")
    assert "read as" not in page.locator("[aria-live]").inner_text()
    assert pictures(page) == unknown
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text(re.compile("^.*Measured at"))).to_be_visible()
    expect(page.get_by_role("img", name=re.compile(f"What the .* draws at .*{READ[2:]}"))).to_have_count(3)
    assert not set(pictures(page)) & set(unknown)
    np.testing.assert_allclose(codes(page)[1], pressed)


@pytest.mark.parametrize("page", [{"viewport": {"width": 1280, "height": 800}}], indirect=True)
def test_an_open_question_and_the_maps_fit_into_one_screen(page):
    opened(page, "?task=hole")
    for number, task in enumerate(("hole", "ring", "classes", "map-beta", "nearest", "rise", "plane"), start=1):
        if number > 1:
            page.locator(".st-key-question").get_by_role("radio", name=str(number), exact=True).click()
            page.wait_for_url(re.compile(f"task={task}"))
        script_at_rest(page)
        expect(page.get_by_role("button", name="Just show me")).to_be_in_viewport(ratio=1)
        page.wait_for_timeout(500)  # until the fonts are there and nothing moves
        for each in page.locator(".map canvas").all():
            expect(each).to_be_in_viewport(ratio=0.95)
