"""The main job in a real browser: draw, upload, share, on a wide screen and on a phone, with mouse, finger and keyboard."""

import csv
import io
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from autoencoders.digits import picture_file
from tests.browser.test_canvas import PHONE


def outputs(page: Page) -> list[str]:
    """The pictures of the models' outputs, as they stand in the page."""
    return [image.get_attribute("src") or "" for image in page.get_by_alt_text(re.compile("^Output of")).all()]


def opened(page: Page, query: str = "") -> Page:
    page.goto(f"/reconstruct{query}")
    expect(page.get_by_alt_text(re.compile("^Output of")).first).to_be_visible()
    expect(page.get_by_text("Scores (CSV)")).to_be_visible()  # the last of the page
    return page


def wait_for_change(page: Page, before: list[str]) -> list[str]:
    page.wait_for_function(
        "before => { const now = [...document.querySelectorAll('img[alt^=\"Output of\"]')].map(i => i.src);"
        " return now.length && now.every((source, i) => source !== before[i]); }",
        arg=before,
    )
    return outputs(page)


def draw_a_one(page: Page, x: float = 0.5) -> None:
    canvas = page.locator("[class*=st-key-canvas] .dc-root").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + x * box["width"], box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + (x - 0.05) * box["width"], box["y"] + 230, steps=8)
    page.mouse.up()


def test_a_drawn_digit_changes_every_picture_and_undo_takes_it_back(page):
    opened(page)
    start = outputs(page)
    draw_a_one(page)
    one = wait_for_change(page, start)
    expect(page.get_by_text("28×28: your drawing")).to_be_visible()
    draw_a_one(page, x=0.8)
    wait_for_change(page, one)
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("first => document.querySelector('img[alt^=\"Output of\"]').src === first", arg=one[0])
    page.get_by_role("button", name="Clear drawing").click()
    expect(page.get_by_text(re.compile("28×28: test digit 8"))).to_be_visible()
    assert outputs(page) == start


def test_a_drawing_is_still_there_after_a_look_elsewhere(page):
    opened(page)
    start = outputs(page)  # before the pen moves: the pictures follow it
    draw_a_one(page)
    drawn = wait_for_change(page, start)
    page.get_by_role("radio", name="Pick").click()
    wait_for_change(page, drawn)
    page.get_by_role("radio", name="Draw").click()
    expect(page.get_by_text("28×28: your drawing")).to_be_visible()
    assert outputs(page) == drawn
    page.get_by_test_id("stSidebar").get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("autoencoder")
    page.get_by_test_id("stSidebar").get_by_role("link", name="Reconstruct").click()
    expect(page.get_by_text("28×28: your drawing")).to_be_visible()


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_finger_draws_and_does_not_scroll_the_page(page):
    opened(page)
    start = outputs(page)
    canvas = page.locator("[class*=st-key-canvas] .dc-root").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    session = page.context.new_cdp_session(page)
    x = box["x"] + 140
    points = [box["y"] + 40 + 20 * i for i in range(10)]

    def touch(kind: str, y: float | None) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [] if y is None else [{"x": x, "y": y}]})

    touch("touchStart", points[0])
    for y in points[1:]:
        touch("touchMove", y)
    touch("touchEnd", None)
    wait_for_change(page, start)
    expect(page.get_by_text("28×28: your drawing")).to_be_visible()
    assert canvas.bounding_box()["y"] == pytest.approx(box["y"], abs=2)


def test_yardsticks_stand_beside_the_models(page):
    """The mean image is below every model's scores, what went in is the floor, and the words follow the chosen noise."""
    opened(page, "?sigma=0.98&models=mlp-10")
    expect(page.get_by_role("row", name=re.compile("^the mean image"))).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^what went in"))).to_contain_text("–")
    expect(
        page.get_by_text(re.compile(r"[\d,]+ of [\d,]+ clean test digits come back worse than this one"))
    ).to_be_visible()
    expect(page.get_by_text("At σ = 0.98 the noisy input itself has")).to_be_visible()
    expect(page.locator("[aria-label*='PSNR of each model']")).to_have_count(1)


def picture(kind: str) -> bytes:
    """A seven in dark ink on light paper with a shadow, drawn here."""
    paper = np.linspace(150, 235, 200)[None, :] * np.ones((200, 1))
    paper[40:52, 50:150] = 30
    for i in range(110):
        left = 138 - i // 2
        paper[50 + i, left : left + 14] = 30
    buffer = io.BytesIO()
    Image.fromarray(paper.astype(np.uint8)).save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "gif", "bmp"])
def test_an_uploaded_photo_is_read_and_shown_step_by_step(kind, page):
    opened(page, "?input=Upload&models=mlp-10")
    start = outputs(page)
    page.locator("input[type=file]").set_input_files(
        {"name": f"seven.{kind}", "mimeType": f"image/{kind}", "buffer": picture(kind)}
    )
    wait_for_change(page, start)
    page.get_by_text("How your picture became 28×28").click()
    for step in ("as given", "centred by mass"):
        expect(page.get_by_alt_text(f"Your picture, {step}")).to_be_visible()


def test_a_broken_upload_is_a_sentence(page):
    opened(page, "?input=Upload&models=mlp-10&sigma=0.30")
    start = outputs(page)
    for content, said in (
        (b"", "is empty"),
        (b"no picture at all", "is not a PNG"),
        (picture("png")[:90], "is damaged"),
    ):
        page.locator("input[type=file]").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": content})
        expect(page.get_by_test_id("stAlert").filter(has_text=said).last).to_be_visible()
        assert outputs(page) == start
        assert "Traceback" not in page.inner_text("body")


def test_a_cold_link_opens_the_state_that_was_sent(page, arrive):
    opened(page)
    page.get_by_role("radio", name="Pick").click()
    page.get_by_test_id("stButtonGroup").get_by_text("mlp-100", exact=True).click()
    page.get_by_role("button", name="The report's 20/255").click()
    expect(page.get_by_alt_text("Output of MLP AE, d = 100", exact=False)).to_be_visible()
    page.wait_for_url(re.compile("sigma=20%2F255"))
    page.wait_for_url(re.compile("models=mlp-100"))
    page.wait_for_timeout(500)
    sent, shown = page.url, outputs(page)
    other = arrive()
    other.goto(sent)
    expect(other.get_by_text("Scores (CSV)")).to_be_visible()
    assert outputs(other) == shown


def test_the_keyboard_reaches_and_moves_the_noise(page):
    opened(page, "?models=mlp-10")
    start = outputs(page)
    slider = page.get_by_role("slider", name=re.compile("Noise"))
    slider.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    wait_for_change(page, start)
    page.wait_for_url(re.compile("sigma="))


def test_the_downloads_hold_what_the_page_shows(page):
    opened(page, "?models=mlp-10&models=vae-10&sigma=0.50")
    with page.expect_download() as download:
        page.get_by_role("button", name="Scores (CSV)").click()
    with open(download.value.path(), encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["model"] for row in rows] == ["mlp-10", "vae-10"]
    alt = page.get_by_alt_text("Output of MLP AE, d = 10", exact=False).get_attribute("alt")
    assert f"PSNR {float(rows[0]['psnr_db']):.1f} dB" in alt
    with page.expect_download() as download:
        page.get_by_role("button", name="Contact sheet (PNG)").click()
    with Image.open(download.value.path()) as sheet:
        assert sheet.format == "PNG"


@pytest.mark.parametrize("page", [{}, PHONE], indirect=True, ids=["mouse", "phone"])
def test_why_the_browser_refuses_a_file_is_read_on_the_page(page, tmp_path):
    """Streamlit tells it to a mouse that rests on the file, and to nobody else who sees."""
    page.goto("/reconstruct?input=Upload")
    (tmp_path / "big.png").write_bytes(bytes(picture_file.MOST_BYTES + 1))
    (tmp_path / "list.json").write_text("{}")
    for name, said in (("big.png", "File must be 10.0MB or smaller"), ("list.json", "json files are not allowed")):
        page.get_by_test_id("stMain").locator("input[type=file]").set_input_files(tmp_path / name)
        words = page.get_by_test_id("stFileChip").get_by_text(said)
        words.wait_for()
        large = (
            "words => { const { width, height } = words.getBoundingClientRect(); return width > 150 && height > 12 }"
        )
        page.wait_for_function(large, arg=words.element_handle())


def thumbnail(page: Page, number: int) -> Locator:
    return page.get_by_role("radio", name=f"digit 3, no. {number}", exact=True)


def chosen(page: Page, number: int) -> None:
    """This digit is what the page shows, what the link says, and the one that is marked."""
    expect(page.get_by_text(f"test digit 3, no. {number}").first).to_be_visible()
    expect(page).to_have_url(re.compile(rf"number={number}\b"))
    expect(thumbnail(page, number)).to_have_attribute("aria-checked", "true")


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_thumbnail_is_pressed_by_mouse_key_and_finger(page):
    page.goto("/reconstruct?input=Pick&digit=3&number=31")
    chosen(page, 31)  # its page of thumbnails is open
    thumbnail(page, 25).click()
    chosen(page, 25)
    thumbnail(page, 26).tap()
    chosen(page, 26)
    thumbnail(page, 26).focus()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    chosen(page, 33)
    expect(thumbnail(page, 33)).to_be_focused()
    page.keyboard.press("PageDown")
    expect(thumbnail(page, 57)).to_be_focused()  # of the next page the one at the same place
    page.get_by_role("button", name="Later ones").tap()
    expect(thumbnail(page, 72)).to_be_visible()
    page.get_by_role("spinbutton", name="Which of them").fill("2")
    page.keyboard.press("Enter")
    chosen(page, 2)  # what is typed turns the page too
    expect(page.get_by_role("button", name="Earlier ones")).to_be_disabled()
