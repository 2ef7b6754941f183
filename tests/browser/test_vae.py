"""Samples, blends and traverses in a real browser: downloads, live sliders, a phone."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

import autoencoders as ae
from autoencoders.chance import normals
from autoencoders.scores import judge
from autoencoders.scores.feedback import fed_back
from autoencoders.weights import WEIGHTS
from tests.browser.test_alive import SEVEN, TALL, draw, frames, pixels, server_digit, talking
from ui.colors import FURTHEST


def test_the_gif_and_the_strip_have_the_frames_asked_for(page):
    page.goto("/vae?part=Blend&frames=13&digit_b=4")
    expect(page.locator(".blend img")).to_have_count(39)
    for button, kind in (("Animation (GIF)", "GIF"), ("Strip (PNG)", "PNG")):
        with page.expect_download() as download:
            page.get_by_role("button", name=button).click()
        with Image.open(download.value.path()) as picture:
            assert picture.format == kind
            if kind == "GIF":
                assert getattr(picture, "n_frames", 1) == 13
            else:
                assert picture.size[0] == 13 * 28 * 3


def test_a_digit_drawn_inside_the_blend_becomes_its_start(page):
    page.goto("/vae?part=Blend")
    expect(page.locator(".blend img")).to_have_count(27)
    before = page.locator(".blend img").first.get_attribute("src")
    page.get_by_text("Change the two digits").click()
    canvas = page.locator("[class*=st-key-canvas] .dc-root").first
    expect(canvas).to_be_visible()
    page.wait_for_timeout(500)
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + 140, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 230, steps=8)
    page.mouse.up()
    expect(page.get_by_text("From your drawing to test digit 3")).to_be_visible()
    page.wait_for_function("before => document.querySelector('.blend img').src !== before", arg=before)


@pytest.mark.parametrize("page", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
@pytest.mark.parametrize("part", ["Sample", "Blend", "Traverse", "Fed back"])
def test_nothing_sticks_out_on_a_phone(part, page):
    page.goto(f"/vae?part={part}")
    expect(page.get_by_text("What to make of it")).to_be_visible()
    every = "[...document.querySelectorAll('[data-testid=stMain] *')]"
    # A slider's range input cannot be seen; Streamlit lays it over the thumb, also at the right end.
    wide = f"{every}.filter(e => e.getBoundingClientRect().right > innerWidth + 1 && e.type !== 'range')"
    names = page.evaluate(f"() => {wide}.map(e => e.outerHTML.slice(0, 90))")
    assert names == []


def test_the_walls_are_what_python_decodes_and_above_them_stands_how_many_the_judge_recognises(page):
    page.goto("/vae?seed=3")
    wall = page.get_by_alt_text(re.compile("36 pictures that the VAE draws"))
    expect(wall).to_be_visible()
    data = base64.b64decode((wall.get_attribute("src") or "").partition(",")[2])
    shown = np.asarray(Image.open(io.BytesIO(data)).convert("L"))[::3, ::3]
    codes = normals(3, 360).reshape(36, 10).astype(np.float32)
    digits = ae.load("vae-10").decode(codes)[..., 0]
    probabilities = judge.read_judge(WEIGHTS / judge.JUDGE)[0].look(digits[..., None])[1]
    corner = np.add.outer(np.arange(28), np.arange(28)) < 8
    orange = np.asarray(Image.new("RGB", (1, 1), FURTHEST).convert("L"))[0, 0]
    for i in (0, 7, 35):
        top, left = 29 * (i // 6), 29 * (i % 6)
        marked = corner & (probabilities[i].max() < 0.9)
        expected = np.where(marked, orange, 255 * digits[i])
        np.testing.assert_allclose(shown[top : top + 28, left : left + 28], expected, atol=0.6)
    caption = page.locator(".walls figcaption").last
    expect(caption).to_contain_text("real digits")
    sure = probabilities[probabilities.max(axis=1) >= 0.9].argmax(axis=1)
    expect(caption).to_contain_text(f"{len(sure)} of 36 recognised, as {len(set(sure))} of the ten digits")


def test_typed_numbers_stand_folded_below_the_sliders(page):
    page.goto("/vae?part=Traverse&moved=3%3A1.50")
    expect(page.locator(".sliders[data-drawn]")).to_be_visible()
    expect(page.get_by_role("slider", name="Number 3 of the code")).to_have_js_property("value", "1.5")
    fold, last = page.get_by_text("Set numbers by typing"), page.get_by_role("slider", name="Number 10 of the code")
    expect(page.get_by_role("textbox", name="The number and its place, for each that is moved")).to_be_hidden()
    assert fold.evaluate("node => node.getBoundingClientRect().top") > last.evaluate(
        "node => node.getBoundingClientRect().bottom"
    )


@pytest.mark.parametrize("page", [TALL], indirect=True)
def test_what_is_fed_back_follows_pen_and_slider_and_then_is_the_server_s(page):
    said = talking(page)
    page.goto("/vae?part=Fed+back&passes=2")
    page.get_by_text("The digit", exact=True).click()
    expect(page.locator(".st-key-canvas canvas").last).to_be_visible()
    page.wait_for_function("() => globalThis.latentLab?.packs.size >= 3 && latentLab.hand.heard")
    page.wait_for_timeout(1000)
    titles = ("AE", "denoising AE", "VAE")
    before, told = [pixels(page, f"fed large {title}") for title in titles], len(said)
    draw(page, *SEVEN)
    for title, was in zip(titles, before, strict=True):
        assert np.abs(pixels(page, f"fed large {title}") - was).max() > 0.2
    expect(page.locator(".fed .frame.waits")).to_have_count(4 * len(titles))  # 5, 10, 20 and 50
    assert len(said) == told
    page.mouse.up()
    expect(page.locator(".fed .frame.waits")).to_have_count(0)
    page.wait_for_function("() => !document.querySelector('[data-live] + canvas:not([hidden])')")
    digit = server_digit(page, "fed")
    for title, name in (("AE", "twin-10"), ("VAE", "vae-10")):
        walk = fed_back(ae.load(name), digit[None], 10)
        for k in (1, 5, 10):
            assert np.abs(pixels(page, f"fed {title} {k}") - walk.pictures[k, 0]).max() < 0.03
    thumb = page.get_by_role("slider", name="Shown after so many passes").bounding_box()
    assert thumb
    told = len(said)
    page.mouse.move(thumb["x"] + thumb["width"] / 2, thumb["y"] + thumb["height"] / 2)
    page.mouse.down()
    page.mouse.move(thumb["x"] + 900, thumb["y"] + 5, steps=5)
    frames(page)
    expect(page.locator("[data-live='fed caption VAE']")).to_have_text("VAE, pass 50")
    assert np.abs(pixels(page, "fed large VAE") - pixels(page, "fed VAE 50")).max() < 0.01
    assert len(said) == told
    page.mouse.up()
    page.wait_for_function("() => document.querySelector('[data-live=fed]').dataset.state.includes('\"passes\": 50')")
    expect(page.get_by_alt_text(re.compile("^VAE, after 50 passes, enlarged"))).to_be_visible()
    for title in ("given", *titles):
        expect(page.locator(f"[data-live='fed read {title}']")).to_have_text(re.compile("read as|no clear digit|ink"))
