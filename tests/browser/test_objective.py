"""The lesson on the objective in a real browser: the dial by keyboard, links, parts."""

import re

from playwright.sync_api import Page, expect


def opened(page: Page, query: str = "") -> Page:
    page.goto(f"/objective{query}")
    expect(page.get_by_text("Show the code behind the numbers")).to_be_visible()  # the last of the page
    return page


def choose_part(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()


def given_back(page: Page, beta: str) -> str:
    picture = page.get_by_alt_text(re.compile(rf"^The same eight digits given back, β = {re.escape(beta)};"))
    expect(picture).to_be_visible()
    return picture.get_attribute("src") or ""


def test_the_keyboard_turns_the_dial_and_the_link_remembers(page, arrive):
    opened(page)
    one = given_back(page, "1")
    dial = page.get_by_role("slider", name=re.compile("^β"))
    dial.focus()
    page.keyboard.press("ArrowRight")
    two = given_back(page, "2")
    assert two != one
    expect(page.get_by_alt_text("The same eight digits given back, β = 1, to compare")).to_have_attribute("src", one)
    page.get_by_role("button", name="Other codes").click()
    page.wait_for_url(re.compile(r"seed=\d+"))
    page.wait_for_url(re.compile(r"beta=2"))
    drawn = page.get_by_alt_text("Sixteen pictures drawn from random codes, β = 2")
    page.wait_for_timeout(500)
    sent, shown = page.url, drawn.get_attribute("src")
    other = arrive()
    other.goto(sent)
    expect(other.get_by_alt_text("Sixteen pictures drawn from random codes, β = 2")).to_have_attribute("src", shown)


def test_the_dial_keeps_its_place_from_part_to_part(page):
    opened(page, "?beta=4")
    choose_part(page, "Point or cloud")
    expect(page.get_by_alt_text(re.compile("^Sixteen draws from the cloud of .* at β = 8"))).to_be_visible()
    expect(page.get_by_role("slider", name=re.compile("^β"))).to_have_attribute("aria-valuetext", "4")
    choose_part(page, "The missing half")
    expect(page.get_by_text("shorter training")).to_be_visible()
    expect(page.get_by_alt_text("The same eight digits given back, the dial, β = 4")).to_be_visible()
    choose_part(page, "Term by term")
    expect(page.get_by_text("reconstruction + 4·KL")).to_be_visible()
    page.wait_for_timeout(500)
    assert "beta=4" in page.url


def test_a_throw_changes_the_draw_and_not_the_mean(page):
    opened(page, "?topic=Point+or+cloud&input=Pick&digit=3&number=5")
    draw = page.get_by_alt_text(re.compile("and this draw decoded;"))
    before = draw.get_attribute("src")
    page.get_by_role("button", name="Throw ε").click()
    expect(draw).not_to_have_attribute("src", before or "")
    page.get_by_role("radio", name="the mean").click()
    mean = page.get_by_alt_text(re.compile("and its mean decoded;"))
    expect(mean).to_be_visible()
    source, url = mean.get_attribute("src") or "", page.url
    page.get_by_role("button", name="Throw ε").click()
    page.wait_for_function("url => location.href !== url", arg=url)
    expect(page.get_by_alt_text(re.compile("^Sixteen draws from the cloud of .* at β = 8"))).to_be_visible()
    expect(mean).to_have_attribute("src", source)
