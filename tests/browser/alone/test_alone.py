"""The lab as one file, opened from the disk in a browser without a network: what it draws and says is what Python says."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

import autoencoders as ae
from autoencoders.codes import load_codes
from autoencoders.densities import random_codes
from autoencoders.digits.kinds import KINDS, Damage
from autoencoders.digits.noise import standard_noise
from autoencoders.recipes import REPORT_NOISE
from autoencoders.scores.digit_scores import compare, psnr_curves
from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.weights import WEIGHTS
from tests.browser.alone.first_picture import FIRST_PICTURE, in_time
from ui.alone.digits import as_seen, given_back, picks
from ui.alone.models import ON_DIGITS
from ui.colors import FURTHEST
from ui.input.noise import SIGMAS
from ui.model_choice import SIDE_BY_SIDE
from ui.vae.ways import blend

STARTERS = ["mlp-10", "conv-10", "mlp-denoise-10", "conv-denoise-10", "vae-10"]
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "color_scheme": "dark",
}
CORNER = np.add.outer(np.arange(8), np.arange(8)) < 8
ORANGE = int(FURTHEST[1:3], 16) / 255
"""Where a picture is marked that is no clear digit, and the red of that mark."""

NEAR = 1.5 / 255 + ON_DIGITS
"""Of a pixel that was rounded to a byte on a canvas, and whose model's weights were rounded."""

GREYS = """(canvas, [x, y, width, height]) => {
  const bytes = canvas.getContext("2d").getImageData(x, y, width, height).data
  return Array.from({ length: bytes.length / 4 }, (_, p) => bytes[4 * p] / 255)
}"""


CHANGED = {
    "reconstruct": "#glance",
    "map": "#maps",
    "blend": "#large, #strips",
    "traverse": "#sliders .heads",
    "fed-back": "#fed-large",
}
"""What a stroke of the pen changes: on a phone it stands on one screen with the pen's canvas."""

ALPHAS = "pad => [...pad.getContext('2d').getImageData(0, 0, 280, 280).data].filter((_, at) => at % 4 === 3)"
"""White ink on an empty canvas is as strong as it is solid."""

WIDE = """() => [...document.querySelectorAll("body *")]
  .filter(node => node.getBoundingClientRect().right > innerWidth + 1 && !node.closest("#models, [role=tablist], svg, thead"))
  .map(node => node.outerHTML.slice(0, 80))"""
"""What sticks out on the right, but for what is scrolled there on purpose or hidden."""


def opened(page: Page, lab: Path, address: str = "") -> Page:
    page.goto(f"{lab.as_uri()}{address}")
    page.wait_for_function("() => lab.packs.has('judge')")
    return page


def stroke(page: Page, *places: tuple[float, float], lift: bool = True) -> None:
    """With the mouse over the pad that is open, through these places in parts of its sides."""
    box = page.locator("canvas.pad:visible").first.bounding_box()
    assert box
    for at, (x, y) in enumerate(places):
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=6)
        if not at:
            page.mouse.down()
    if lift:
        page.mouse.up()


def greys(page: Page, selector: str, place: tuple[int, int, int, int] = (0, 0, 28, 28)) -> np.ndarray:
    """The pixels of a canvas that a script has drawn, from left, top, width and height."""
    found = page.locator(selector).first.evaluate(GREYS, list(place))
    return np.array(found).reshape(place[3], place[2])


def painted(page: Page, *settings: str) -> None:
    wanted = json.dumps(settings, separators=(",", ":"))
    page.wait_for_function("wanted => document.documentElement.dataset.painted === wanted", arg=wanted)


def edges(node: Locator) -> tuple[float, float]:
    """Top and bottom of what is laid out."""
    box = node.bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


def score(page: Page, name: str) -> float:
    return float(page.locator(f"[data-live='{name}']").inner_text())


def test_a_drawing_with_noise_has_pythons_digit_scores_and_curve(alone, lab):
    page = opened(alone, lab)
    stroke(page, (0.3, 0.25), (0.7, 0.25), (0.5, 0.5), (0.45, 0.85))
    expect(page.locator("[data-live='caption clean']")).to_have_text("28×28: your drawing")
    ink = page.locator("canvas.pad").first.evaluate(ALPHAS)
    digit = np.array(page.evaluate("() => [...digitNow('a')]"), np.float32).reshape(28, 28, 1)
    drawn = ae.digit_from_drawing(np.array(ink, np.uint8).reshape(280, 280))
    np.testing.assert_allclose(digit, drawn.image, atol=0.01)

    page.get_by_role("button", name="The report’s 20/255").click()
    page.get_by_role("button", name="Fresh noise").click()
    expect(page.locator("#draw")).not_to_have_value("0")
    draw = page.locator("#draw").input_value()
    painted(page, str(SIGMAS.index(REPORT_NOISE)), draw, "", ",".join(STARTERS))
    noise = standard_noise(int(draw))
    models = {name: ae.load(name) for name in STARTERS}
    results = compare(models, digit, digit + np.float32(REPORT_NOISE) * noise)
    for name, result in results.items():
        np.testing.assert_allclose(
            greys(page, f"[data-live='output {name}'] + canvas"), result.image[..., 0], atol=NEAR
        )
        assert score(page, f"cross-entropy {name}") == pytest.approx(result.cross_entropy / 784, abs=6e-4)
        assert score(page, f"PSNR {name}") == pytest.approx(result.psnr, abs=0.052)
        assert score(page, f"SSIM {name}") == pytest.approx(result.ssim, abs=6e-4)
    expect(page.locator("#winners")).to_contain_text("At σ = 20/255 the noisy input itself has")
    found = page.evaluate("() => Object.fromEntries([...curves].filter(([key]) => key.includes(` ${settings.draw} `)))")
    curves = {key.split(" ")[-1]: values for key, values in found.items()}
    for name, curve in psnr_curves(models, digit, noise, np.array(SIGMAS), False).items():
        np.testing.assert_allclose(curves[name][1:], curve[1:], atol=0.01)

    page.wait_for_function("draw => location.hash.includes(`draw=${draw}`)", arg=draw)  # written once all is at rest
    page.reload()
    page.wait_for_function("() => lab.packs.has('judge')")
    assert page.locator("#draw").input_value() == draw
    np.testing.assert_allclose(page.evaluate("() => [...digitNow('a')]"), digit.ravel(), atol=0.6 / 255)


@pytest.mark.parametrize("name", ["twin-10", "pca-10"])
def test_keys_turn_sigma_and_a_chip_adds_a_system(name, alone, lab):
    page = opened(alone, lab)
    page.locator("#sigma").press("ArrowRight")
    page.locator(f"#models input[value='{name}']").check()
    painted(page, "1", "0", "", ",".join(["mlp-10", "conv-10", "mlp-denoise-10", "conv-denoise-10", "vae-10", name]))
    digit = as_seen(picks()[8, 0][None])
    seen = digit + np.float32(SIGMAS[1]) * standard_noise(0)
    expected = ae.load(name).reconstruct(seen)[0, ..., 0]
    np.testing.assert_allclose(greys(page, f"[data-live='output {name}'] + canvas"), expected, atol=NEAR)
    expect(page.locator("[data-live='output vae-20'] + canvas")).to_be_hidden()
    expect(page.locator("#live")).to_contain_text(f"{ae.variant(name).title}: ")
    for box in page.locator("#models input").all():
        box.uncheck()
    page.locator("#sigma").press("ArrowRight")
    painted(page, "2", "0", "", "")
    expect(page.locator("#winners")).to_contain_text("no chosen model does better")


def test_a_mask_is_pythons_and_four_denoisers_stand_side_by_side(alone, lab):
    page = opened(alone, lab, "#reconstruct&damage=mask&mask=14&draw=3")
    page.get_by_role("button", name="Denoisers side by side").click()
    painted(page, "14", "3", "", ",".join(SIDE_BY_SIDE))
    seen = Damage(KINDS["mask"], 14, 3).of(as_seen(picks()[8, 0][None])[0])
    np.testing.assert_allclose(greys(page, "[data-live='noisy'] + canvas"), seen[..., 0], atol=NEAR)
    for name in SIDE_BY_SIDE:
        made = ae.load(name).reconstruct(seen[None])[0, ..., 0]
        np.testing.assert_allclose(greys(page, f"[data-live='output {name}'] + canvas"), made, atol=NEAR)
    expect(page.locator("#winners")).to_contain_text("At a mask of 14 pixels a side the damaged digit itself has")


def test_keys_walk_over_the_maps(alone, lab):
    page = opened(alone, lab, "#map")
    expect(page.locator(".pad[data-code]")).to_be_visible()
    page.locator(".map canvas").first.press("Shift+ArrowRight")
    page.wait_for_function("() => JSON.parse(roots.map.querySelector('.pad').dataset.code)[0][0] > 1.1")
    codes = json.loads(page.locator("#maps .pad").get_attribute("data-code") or "[]")
    owns = json.loads(page.locator("#maps .pad").get_attribute("data-own") or "[]")
    digit = as_seen(picks()[8, 0][None])
    for at, name in enumerate(("twin-2", "vae-2")):
        model = ae.load(name)
        expected = model.decode(np.array([codes[at]], np.float32))[0, ..., 0]
        np.testing.assert_allclose(greys(page, f".view:nth-child({at + 1}) canvas"), expected, atol=NEAR)
        np.testing.assert_allclose(owns[at], model.encode(digit)[0], atol=2e-3)
        assert page.evaluate("name => lab.packs.get(name).labels.length", name) == 10_000
        found = page.evaluate("name => [...lab.packs.get(name).codes]", name)
        np.testing.assert_allclose(found, load_codes(name).mean.ravel(), atol=1e-3)


@pytest.mark.parametrize(
    ("prior", "density", "both"),
    [("normal", None, ""), ("gaussian", "gaussian", ""), ("mixture", "mixture", ""), ("mixture", "mixture", "1")],
)
def test_samples_are_those_of_the_app(alone, lab, prior, density, both):
    page = opened(alone, lab, f"#sample&seed=7&prior={prior}{'&both=1' if both else ''}")
    expect(page.locator("#walls figure")).to_have_count(2)
    fitted = {
        name: getattr(load_codes(name), density) if density and (both or name == "twin-10") else None
        for name in ("twin-10", "vae-10")
    }
    assert page.locator("#both").is_disabled() == (prior == "normal")
    expect(page.locator("#walls figcaption", has_text="of 36 recognised")).to_have_count(2)
    for at, (name, each) in enumerate(fitted.items()):
        expected = ae.load(name).decode(random_codes(each, 36, 10, 1.0, 7))
        unclear = read_judge(WEIGHTS / JUDGE)[0].look(expected)[1].max(axis=1) < 0.9
        expected[np.ix_(unclear, *[range(8)] * 2)] = np.where(CORNER, ORANGE, expected[unclear, :8, :8, 0])[..., None]
        for i in (0, 35):
            place = (29 * (i % 6), 29 * (i // 6), 28, 28)
            found = greys(page, f"#walls figure:nth-child({at + 1}) canvas", place)
            np.testing.assert_allclose(found, expected[i, ..., 0], atol=NEAR)
    expect(page.locator("#walls figcaption").last).to_contain_text("of 36 recognised, as")


@pytest.mark.parametrize("way", ["straight", "spherical"])
def test_blends_are_those_of_the_app(alone, lab, way):
    page = opened(alone, lab, f"#blend&way={way}&digit=2.1")
    expect(page.locator("#strips figure")).to_have_count(3)
    start, end = as_seen(np.stack([picks()[2, 1], picks()[3, 0]]))
    for at, each in enumerate(blend(start, end, way, 9, ae.load("twin-10"), ae.load("vae-10"))):
        large = greys(page, f"#large figure:nth-child({at + 1}) canvas")  # half way, as the middle frame
        np.testing.assert_allclose(large, each.frames[4, ..., 0], atol=NEAR)
        for frame in (0, 3, 8):
            found = greys(page, f"#strips figure:nth-child({at + 1}) canvas", (29 * frame, 0, 28, 28))
            np.testing.assert_allclose(found, each.frames[frame, ..., 0], atol=NEAR)


def test_sliders_start_from_the_digit_and_move_both_models(alone, lab):
    page = opened(alone, lab, "#traverse&moved=3:1.5")
    expect(page.locator(".sliders[data-ready=true]")).to_be_visible()
    digit = as_seen(picks()[8, 0][None])
    code = ae.load("vae-10").encode(digit)
    code[0, 2] = 1.5
    expected = ae.load("vae-10").decode(code)[0, ..., 0]
    np.testing.assert_allclose(greys(page, "#sliders .heads figure:nth-child(2) canvas"), expected, atol=NEAR)


@pytest.mark.parametrize(("beta", "pictures"), [("0", True), ("0.5", False), ("8", True)])
def test_the_dial_over_beta_has_the_cards_numbers_and_what_pictures_there_are(alone, lab, beta, pictures):
    page = opened(alone, lab, f"#beta&beta={beta}")
    name = f"vae-10.beta-{beta}"
    scores = ae.card(name)["scores"]
    expect(page.locator("#prices dd").nth(1)).to_contain_text(f"{scores['kl']:.1f}")
    if not pictures:
        expect(page.locator("#beta-missing")).to_contain_text("those of β = 0.5 are in the app")
        return
    expect(page.locator("#sweep")).to_have_attribute("data-drawn", beta)
    expected = ae.load(name).reconstruct(given_back())[7, ..., 0]
    found = greys(page, "#sweep > div:first-child figure:nth-child(2) canvas", (29 * 7, 0, 28, 28))
    np.testing.assert_allclose(found, expected, atol=NEAR + 2e-3)


def test_the_first_picture_is_there_in_time(alone, lab):
    alone.add_init_script(FIRST_PICTURE)
    page = opened(alone, lab)
    assert in_time(page.evaluate, lambda: opened(alone, lab))
    expect(page.locator("[data-live='output vae-10'] + canvas").first).to_be_visible()


def test_a_picture_file_that_is_a_clean_drawing_can_be_loaded(alone, lab, tmp_path):
    from PIL import Image

    picture = 255 - picks()[5, 1].repeat(8, axis=0).repeat(8, axis=1)
    Image.fromarray(picture).save(tmp_path / "five.png")
    page = opened(alone, lab)
    page.locator("#file-a").set_input_files(tmp_path / "five.png")
    expect(page.locator("[data-live='caption clean']")).to_have_text("28×28: your drawing")
    expect(page.locator(".given .seen canvas").first).to_have_attribute(
        "aria-label", "The digit as the models see it, your drawing; read as 5, 99 % sure"
    )
    noise = np.random.default_rng(0).integers(0, 256, (60, 60, 3)).astype(np.uint8)
    Image.fromarray(noise).save(tmp_path / "photo.png")
    page.locator("#file-a").set_input_files(tmp_path / "photo.png")
    expect(page.locator(".fault").first).to_contain_text("Photos are for the app")


@pytest.mark.parametrize("alone", [PHONE], indirect=True)
@pytest.mark.parametrize("lesson", ["reconstruct", "map", "sample", "blend", "traverse", "fed-back", "beta"])
def test_every_lesson_fits_a_phone(alone, lab, lesson):
    page = opened(alone, lab, f"#{lesson}")
    page.wait_for_timeout(300)
    assert page.evaluate(WIDE) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 391
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(14, 17, 23)"
    tabs = page.get_by_role("tablist")
    assert tabs.evaluate("tabs => tabs.scrollWidth <= tabs.clientWidth")
    if lesson in CHANGED:
        tops, bottoms = zip(*map(edges, page.locator(f"{CHANGED[lesson]}, canvas.pad:visible").all()), strict=True)
        assert max(bottoms) - min(tops) < PHONE["viewport"]["height"]


def test_tabs_follow_keys_and_back(alone, lab):
    page = opened(alone, lab)
    page.locator("#tab-reconstruct").press("ArrowRight")
    expect(page.locator("#panel-map")).to_be_visible()
    expect(page.locator("#tab-map")).to_be_focused()
    page.locator("#tab-sample").click()
    expect(page.locator("#panel-sample")).to_be_visible()
    page.go_back()
    expect(page.locator("#panel-map")).to_be_visible()
    page.go_back()
    expect(page.locator("#panel-reconstruct")).to_be_visible()  # whose address says nothing


def test_an_address_may_say_anything(alone, lab):
    copy = lab.with_name("a name that I chose.html")
    here, there = (f'data-lesson="{name}"'.encode("utf-16-le") for name in ("reconstruct", "map"))
    copy.write_bytes(lab.read_bytes().replace(here, there, 1))
    page = opened(alone, copy)
    expect(page.locator("#panel-map")).to_be_visible()
    for address, name in (
        ("map&__proto__=1&constructor=1", "layer"),
        ("map&scale=toString", "scale"),
        ("sample&prior=constructor", "prior"),
        ("blend&along=33.5", "along"),
        ("traverse&moved=1.5:1", "origin"),
        ("fed-back&fedsize=constructor&passes=51", "fedsize"),
        ("fed-back&fedsigma=0.5&passes=-1", "passes"),
        ("map&mapbeta=3", "mapbeta"),
        ("map&film=1&filmlayer=holes", "filmlayer"),
    ):
        page.evaluate("address => { location.hash = address }", address)
        page.wait_for_function("lesson => settings.lesson === lesson", arg=address.split("&")[0])
        page.evaluate("() => new Promise((done) => setTimeout(done, 100))")
        assert page.evaluate("name => settings[name] === FIRST[name]", name)


def test_the_pad_shows_what_counts_and_lets_go_of_it(alone, lab):
    page = opened(alone, lab)
    given, pad = page.locator(".given").first, page.locator("canvas.pad").first
    caption, clear, undo = (
        given.locator(".seen span"),
        *(given.get_by_role("button", name=name) for name in ("Clear", "Undo")),
    )
    expect(clear).to_be_disabled()
    expect(undo).to_be_disabled()
    given.get_by_label("Width of the pen").fill("12")
    stroke(page, (0.3, 0.2), (0.6, 0.8), lift=False)
    page.wait_for_function("() => hand.down && givens.a.live")
    expect(page.locator("#chart")).to_have_class("pale")  # still of the digit before
    given.get_by_role("button", name="Digit 5, number 2").evaluate("pick => pick.click()")  # while the pen is down
    expect(caption).to_have_text("28×28: synthetic digit 5")
    assert page.evaluate("[hand.down, hand.digit]") == [False, None]
    page.mouse.up()
    stroke(page, (0.3, 0.2), (0.6, 0.8))
    expect(caption).to_have_text("28×28: your drawing")
    assert page.evaluate("givens.a.pen.strokes().map(({ width }) => width)") == [12]
    page.wait_for_function("() => location.hash.includes('ink=')")
    drawing = page.evaluate("location.hash")

    page.evaluate("() => { location.hash = 'reconstruct' }")  # another digit by the address alone
    expect(caption).to_have_text("28×28: synthetic digit 8")
    assert page.evaluate("isEmpty(givens.a)")
    page.go_back()
    expect(caption).to_have_text("28×28: your drawing")
    assert page.evaluate("location.hash") == drawing
    expect(pad).to_have_attribute("style", re.compile("url"))  # there are no strokes, but a digit
    clear.click()
    expect(caption).to_have_text("28×28: synthetic digit 5")  # as was picked before


@pytest.mark.parametrize("alone", [PHONE], indirect=True)
def test_a_lesson_opened_during_a_stroke_ends_it(alone, lab):
    page = opened(alone, lab)
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *places: tuple[float, float]) -> None:
        page.locator("canvas.pad:visible").scroll_into_view_if_needed()
        box = page.locator("canvas.pad:visible").bounding_box()
        assert box
        fingers = [{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]} for x, y in places]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    for lesson, strokes in (("map", 1), ("map", 2)):
        touch("touchStart", (0.3, 0.2))
        touch("touchMove", (0.5, 0.7))
        page.wait_for_function("() => hand.down")
        page.evaluate("lesson => openLesson(lesson, true)", lesson)
        page.wait_for_function("() => !hand.down && settings.ink")  # the finger is still there
        touch("touchEnd")
        assert page.evaluate("givens.a.pen.strokes().length") == strokes


def test_it_works_in_a_sandboxed_frame(alone, lab):
    around = lab.with_name("slides.html")
    around.write_text(
        f"<iframe sandbox='allow-scripts' width=900 height=700 src='{lab.name}'></iframe>", encoding="ascii"
    )
    alone.goto(around.as_uri())
    frame = alone.frame_locator("iframe")
    frame.locator("#tab-sample").click()
    expect(frame.locator("#walls figcaption").last).to_contain_text("of 36 recognised, as")
    frame.locator("#other-codes").click()
    expect(frame.locator("#seed")).not_to_have_value("0")
