"""The sliders that set one code for two models, in a real browser: keyboard, strips, reset."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from autoencoders.scores.readings import brief


def pictures(page: Page) -> list[str]:
    return [canvas.evaluate("canvas => canvas.toDataURL()") for canvas in page.locator(".heads canvas").all()]


def settled(page: Page) -> None:
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_a_slider_moves_both_models_and_reset_takes_it_back(page):
    page.goto("/vae?part=Traverse")
    expect(page.locator(".sliders[data-drawn]")).to_be_visible()
    start = pictures(page)
    slider = page.get_by_role("slider", name="Number 3 of the code")
    slider.focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    settled(page)
    moved = pictures(page)
    assert all(one != other for one, other in zip(start, moved, strict=True))
    expect(slider).to_have_attribute("aria-valuetext", re.compile("standard deviations"))
    page.get_by_role("button", name="Number 5 from −3 to 3").click()
    expect(page.get_by_role("img", name=re.compile("number 5 at −3, −2"))).to_have_count(2)
    page.get_by_role("button", name="Keep these in the link").click()
    page.wait_for_url(re.compile("moved=3"))
    page.get_by_role("button", name="Reset all").click()
    settled(page)
    assert pictures(page) == start
    expect(page.locator(".kl").first).to_contain_text(re.compile("nats|unused"))


READ = r"; (read as \d, \d+ % sure|no clear digit: \d at \d+ %, \d at \d+ %)"
ROW = r"; read as (\d|unclear)(, (\d|unclear)){6}"


def labels(pictures: Locator) -> list[str]:
    return [each.get_attribute("aria-label") or "" for each in pictures.all()]


def heads(page: Page) -> list[str]:
    return labels(page.locator(".heads canvas"))


def test_pictures_say_what_they_are_read_as_and_are_read_out_at_rest(page):
    page.goto("/vae?part=Traverse")
    expect(page.get_by_role("img", name=re.compile(f"draws from this code{READ}"))).to_have_count(2)
    start = heads(page)
    live = page.locator(".sliders [aria-live]")
    expect(live).to_have_text(". ".join(start))
    page.get_by_role("button", name="Number 5 from −3 to 3").click()
    row = page.get_by_role("img", name=re.compile(f"number 5 at −3, −2.* standard deviations{ROW}$"))
    expect(row).to_have_count(2)
    below = [each.inner_text().split() for each in page.locator(".below").all()]
    said = [re.findall(r"\d|unclear", words.split("; read as ")[1]) for words in labels(row)]
    assert below == [["?" if each == "unclear" else each for each in words] for words in said]
    assert page.locator(".heads .read").all_inner_texts() == [brief(words.split("; ")[1]) for words in start]
    slider = page.get_by_role("slider", name="Number 8 of the code")
    slider.focus()
    page.keyboard.press("End")
    settled(page)
    moved = heads(page)
    assert all(one != other for one, other in zip(start, moved, strict=True))
    expect(live).to_have_text(". ".join(moved))
    expect(row).to_have_count(2)


def test_where_the_judge_cannot_be_fetched_the_sliders_work_without_it(page):
    page.route("**/judge.safetensors*", lambda route: route.abort())
    page.goto("/vae?part=Traverse")
    expect(page.locator(".sliders[data-drawn]")).to_be_visible()
    page.get_by_role("button", name="Number 5 from −3 to 3").click()
    expect(page.locator(".sliders [aria-live]")).to_contain_text("draws from this code")
    assert not [words for words in heads(page) if re.search(READ, words)]
    expect(page.get_by_role("img", name=re.compile("number 5 at −3, −2.* standard deviations$"))).to_have_count(2)


PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.mark.parametrize("page", [{"viewport": {"width": 1280, "height": 720}}, PHONE], indirect=True)
def test_the_pictures_stay_wholly_in_view_below_the_header(page):
    page.goto("/vae?part=Traverse")
    expect(page.locator(".sliders[data-drawn]")).to_be_visible()
    main = page.get_by_test_id("stMain")
    for number in (1, 7, 10):
        slider = page.get_by_role("slider", name=f"Number {number} of the code")
        top = slider.evaluate("node => node.getBoundingClientRect().top")
        main.evaluate("(main, by) => main.scrollBy(0, by)", top - 400)
        page.wait_for_timeout(300)
        header = page.get_by_test_id("stHeader").bounding_box()
        assert header
        for picture in page.locator(".heads canvas").all():
            box = picture.bounding_box()
            assert box
            assert box["y"] >= header["y"] + header["height"]
            expect(picture).to_be_in_viewport(ratio=1)


def test_of_a_longer_code_ten_sliders_are_there_and_the_others_unfold(page):
    page.goto("/vae?part=Traverse&vae_AE=mlp-100&vae_VAE=vae-20&moved=57:2")
    expect(page.locator(".sliders[data-drawn]")).to_be_visible()
    expect(page.get_by_role("slider", name="of the code")).to_have_count(10)
    start = pictures(page)
    others = page.get_by_role("button", name="Show the other 90 numbers, 1 of them moved")
    others.click()
    expect(page.get_by_role("slider", name="of the code")).to_have_count(100)
    slider = page.get_by_role("slider", name="Number 57 of the code")
    expect(slider).to_have_value("2")
    slider.focus()
    page.keyboard.press("Home")
    settled(page)
    moved = pictures(page)
    assert [one != other for one, other in zip(start, moved, strict=True)] == [True, False], "57 is the AE's alone"
    expect(page.get_by_text("z57 AE only")).to_be_visible()
    page.get_by_role("button", name="Number 57 from −3 to 3").click()
    expect(page.get_by_role("img", name=re.compile("number 57 at −3, −2"))).to_have_count(1)
    page.get_by_role("button", name="Hide the other 90 numbers").click()
    expect(slider).to_be_hidden()
    page.get_by_role("button", name="Keep these in the link").click()
    page.wait_for_url(re.compile("moved=57%3A-3"))
    assert pictures(page) == moved
