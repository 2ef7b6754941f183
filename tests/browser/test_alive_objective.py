"""Chart, formula and costs of the lesson on the objective as they follow the hand, and what the server then says."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import autoencoders as ae
from autoencoders.scores.digit_bill import Bill, bill
from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.scores.readings import brief, brief_beside, each_reading
from autoencoders.scores.samples import CONFIDENT
from autoencoders.weights import WEIGHTS
from tests.browser.test_alive import SEVEN, draw, frames, objective, painted, server_digit, talking, texts
from ui.objective.cost_map import cost_picture
from ui.objective.throw import thrown

CHART = """() => {
  const places = [...document.querySelectorAll("[data-live^='chart bar'], [data-live^='chart mean'], [data-live^='chart z']")]
  return places.map(({ style }) => ["--low", "--high", "--at"].map((name) => Number(style.getPropertyValue(name))))
}"""
COSTS = """() => {
  const part = document.querySelector("[data-live=costs]")
  const context = new OffscreenCanvas(28, 28).getContext("2d")
  context.imageSmoothingEnabled = false
  context.drawImage(part.hidden ? part.nextElementSibling : part, 0, 0, 28, 28)
  return [...context.getImageData(0, 0, 28, 28).data]
}"""


def marks(page: Page) -> np.ndarray:
    """What bars and marks of the chart carry: for each number of the code its low and high, then its mean, then its z."""
    return np.array(page.evaluate(CHART))


def costs(page: Page) -> np.ndarray:
    """The picture of the costs as it is shown, `(28, 28, 3)`."""
    return np.array(page.evaluate(COSTS)).reshape(28, 28, 4)[..., :3]


def formula(page: Page) -> str:
    return page.locator(".draw").inner_text()


def state(page: Page) -> str:
    return page.locator("[data-live=objective]").get_attribute("data-state") or ""


def answered(page: Page, was: str) -> None:
    """Wait until the server has answered, after it had said `was`, and its pictures have taken over."""
    page.wait_for_function("was => document.querySelector('[data-live=objective]').dataset.state !== was", arg=was)
    page.wait_for_function("() => !document.querySelector('[data-live] + canvas:not([hidden])')")


def read_below(page: Page) -> list[str]:
    """What stands below the digit and below the picture that is decoded."""
    return [page.locator(f"[data-live='read pair {i}']").inner_text() for i in (0, 1)]


def expected(page: Page, number: int) -> Bill:
    """Python's bill of the digit that the server has, at this throw."""
    model = ae.load("vae-10")
    assert isinstance(model, ae.VAE)
    return bill(model, server_digit(page, "objective"), thrown(number, 10)[0])


def marks_of(found: Bill) -> np.ndarray:
    spread = np.exp(found.log_var / 2)
    rows = []
    for mean, each, z in zip(found.mean, spread, found.z, strict=True):
        rows += [[mean - 2 * each, mean + 2 * each, 0], [0, 0, mean], [0, 0, z]]
    return np.array(rows)


def test_chart_and_formula_follow_the_pen_and_then_are_the_server_s(page):
    said = talking(page)
    objective(page, "Point or cloud")
    before, words, told, was = marks(page), formula(page), len(said), state(page)
    assert before.shape == (30, 3)
    draw(page, *SEVEN)
    assert np.abs(marks(page) - before).max() > 0.5
    assert formula(page) != words
    assert read_below(page) == ["", ""]  # what was read is of a picture before
    assert len(said) == told
    page.mouse.up()
    frames(page, 10)
    early = marks(page)
    answered(page, was)
    np.testing.assert_allclose(early, marks(page), atol=0.01)
    pair = np.stack([server_digit(page, "objective"), expected(page, 1).picture])
    clean, decoded = each_reading(read_judge(WEIGHTS / JUDGE)[0], pair)
    assert read_below(page) == [brief(clean), brief_beside(decoded, clean)]
    np.testing.assert_allclose(marks(page), marks_of(expected(page, 1)), atol=1e-3)


def test_throwing_epsilon_moves_the_crosses_alone_and_the_server_agrees(page):
    page.set_viewport_size(
        {"width": 1280, "height": 1000}
    )  # formula and chart in sight: what is not waits for the server
    objective(page, "Point or cloud")
    was, before = state(page), marks(page)
    page.evaluate(
        f"() => {{ const look = {CHART}, first = JSON.stringify(look()); window.early = null;"
        " const node = document.querySelector('[data-live=objective]');"
        " const watch = () => { if (JSON.stringify(look()) === first) return requestAnimationFrame(watch);"
        " early = { marks: look(), formula: document.querySelector('.draw').innerText,"
        " ahead: document.querySelector('[data-live=objective]') === node } }; watch() }"
    )
    page.get_by_role("button", name="Throw ε").click()
    page.wait_for_function("() => early")
    early = page.evaluate("() => early")
    assert early["ahead"], "the chart moved no sooner than the server answered"
    answered(page, was)
    moved = np.abs(np.array(early["marks"]) - before).max(axis=1).reshape(10, 3)
    assert moved[:, :2].max() < 1e-3
    assert moved[:, 2].min() > 1e-4
    np.testing.assert_allclose(marks(page), early["marks"], atol=1e-3)
    assert formula(page) == early["formula"]


def test_the_costs_of_the_pixels_follow_the_pen_and_can_be_read(page):
    objective(page, "Term by term")
    before, was = costs(page), state(page)
    alt = page.locator("[data-live=costs]").get_attribute("alt")
    draw(page, *SEVEN)
    assert np.abs(costs(page) - before).max() > 50
    page.wait_for_timeout(1000)
    label = page.locator("[data-live=costs] + canvas").get_attribute("aria-label") or ""
    assert label != alt
    assert re.fullmatch(r"What each pixel costs: the stroke [\d.]+ nats in all, the paper [\d.]+; the edges .*", label)
    page.mouse.up()
    frames(page, 10)
    early = costs(page)
    answered(page, was)
    found = expected(page, 1)
    assert np.abs(costs(page).astype(int) - cost_picture(found.pixel_terms)).max() <= 1
    assert np.abs(early - costs(page)).max() <= 3
    picture = page.locator("[data-live=costs]")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box
    row, column = np.unravel_index(found.pixel_terms[..., 0].argmax(), (28, 28))
    page.mouse.move(box["x"] + (column + 0.5) / 28 * box["width"], box["y"] + (row + 0.5) / 28 * box["height"])
    x, y, cost = (float(each[row, column, 0]) for each in (found.image, found.picture, found.pixel_terms))
    read = page.locator("[data-live='costs read']")
    expect(read).to_contain_text(f"Row {row + 1}, column {column + 1}:")
    told = [float(value) for value in re.findall(r"\d+\.\d+", read.inner_text())]
    assert told == pytest.approx([x, y, cost], abs=6e-3)


def test_the_cloud_of_the_digit_being_drawn_and_its_throws(page):
    objective(page, "Point or cloud")
    page.wait_for_function("() => globalThis.latentLab?.packs.size >= 3")
    walls = [f"wall {beta}" for beta in ("0", "1", "8")]
    before = texts(page, ["caption wall 1"])
    draw(page, *SEVEN)
    assert painted(page) == 1 + len(walls)
    assert texts(page, ["caption wall 1"]) != before
    captions = [f"caption {wall}" for wall in walls]
    assert all(each.endswith(" ◤…") for each in texts(page, captions))  # what was read is of a digit before
    page.mouse.up()
    page.wait_for_function("() => document.querySelectorAll('[data-live] + canvas:not([hidden])').length === 0")
    page.wait_for_timeout(500)
    page.wait_for_function(
        "() => !latentLab.hand.digit"
    )  # from here on the server's digit counts, and draws are read at once
    page.evaluate(
        "walls => { window.early = null; const watch = () => {"
        " const parts = walls.map(wall => document.querySelector(`[data-live='${wall}']`));"
        " if (!parts.every(part => part.hidden)) return requestAnimationFrame(watch);"
        " early = { pictures: parts.map(part => part.nextElementSibling.toDataURL()),"
        " captions: walls.map(wall => document.querySelector(`[data-live='caption ${wall}']`).textContent) } }; watch() }",
        walls,
    )
    page.get_by_role("button", name="Throw ε").click()
    page.wait_for_function("() => early")
    page.wait_for_timeout(1500)
    differences, corners = page.evaluate(
        "async walls => { const bytes = async (source) => { const image = new Image(); image.src = source; await image.decode();"
        " const canvas = new OffscreenCanvas(115, 115); canvas.getContext('2d').drawImage(image, 0, 0, 115, 115);"
        " return canvas.getContext('2d').getImageData(0, 0, 115, 115).data };"
        " const found = [[], []]; for (const [w, wall] of walls.entries()) {"
        " const image = document.querySelector(`[data-live='${wall}']`);"
        " const [one, other] = [await bytes(early.pictures[w]), await bytes(image.src)];"
        " found[0].push(Math.max(...one.map((value, i) => Math.abs(value - other[i]))));"
        " found[1].push([...Array(16).keys()].map(i => 4 * (29 * (i % 4) + 115 * 29 * Math.floor(i / 4)))"
        ".map(at => one[at] > one[at + 2] + 50)) } return found }",
        walls,
    )
    assert max(differences) <= 2
    assert texts(page, captions) == page.evaluate("() => early.captions")
    judge, digit = read_judge(WEIGHTS / JUDGE)[0], server_digit(page, "objective")
    number = int(page.get_by_role("spinbutton", name="Throw").input_value())
    assert number != 1
    for beta, marked, caption in zip(("0", "1", "8"), corners, texts(page, captions), strict=True):
        model = ae.load("vae-10" if beta == "1" else f"vae-10.beta-{beta}")
        assert isinstance(model, ae.VAE)
        mean, log_var = model.posterior(digit[None])
        draws = model.decode(mean + np.exp(log_var / 2) * thrown(number, 10))
        unclear = judge.look(draws)[1].max(axis=1) < CONFIDENT
        assert marked == unclear.tolist()
        assert caption.endswith(f" ◤{unclear.sum()}")
    assert 0 < sum(map(sum, corners)) < 48  # of both kinds there are some
