"""How the server's answer takes over from what scripts painted: without a flicker, and with nothing of theirs left."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_alive import SEVEN, STARTERS, TALL, draw, frames, objective, opened, painted

WATCH = """names => {
  const look = (name) => {
    const part = [...document.querySelectorAll(`[data-live="${name}"]`)].at(-1)
    const context = new OffscreenCanvas(115, 115).getContext("2d", { willReadFrequently: true })
    context.imageSmoothingEnabled = false
    context.drawImage(part.hidden ? part.nextElementSibling : part, 0, 0, 115, 115)
    return context.getImageData(0, 0, 115, 115).data
  }
  // Orange is the corner of what is no clear digit, which comes with the answer: a mark on a picture, none of its digit.
  const orange = (data, p) => data[p - (p % 4)] - data[p - (p % 4) + 2] > 50
  const apart = (one, other, p, name) => // only walls have such corners: elsewhere orange is a picture's own
    name.startsWith("wall") && (orange(one, p) || orange(other, p)) ? 0 : Math.abs(one[p] - other[p])
  const far = (one, other, name) => one.reduce((most, _, p) => Math.max(most, apart(one, other, p, name)), 0)
  const before = names.map(look)
  let seen = []
  const watch = () => { seen.push(names.map(look)); window.watching = requestAnimationFrame(watch) }
  watch()
  window.forget = () => { seen = [] }
  window.found = () => {
    cancelAnimationFrame(watching)
    return names.map((name, i) => {
      const [first, last] = [seen[0][i], seen.at(-1)[i]]
      const strange = [...seen.keys()].filter((f) => Math.min(far(seen[f][i], first, name), far(seen[f][i], last, name)) > 5)
      return { name, change: far(before[i], last, name), strange, count: seen.length }
    })
  }
}"""


@pytest.mark.parametrize(
    ("part", "looked_at"),
    [
        ("", ["output vae-10", "error vae-10", "clean"]),
        ("Point or cloud", ["pair", "wall 8"]),
        ("Term by term", ["costs"]),
    ],
)
def test_no_picture_goes_back_to_the_digit_before(page, part, looked_at):
    """No flicker: from the pen's going up on, every frame shows the stroke as the pen left it, or as the canvas smooths it.

    Pictures stand in blocks that come one after another; of pictures of the same name the one that comes last is looked at.
    """
    if part:
        objective(page, part)
        page.wait_for_function("() => globalThis.latentLab?.packs.size >= 1 && latentLab.hand.heard")
    else:
        opened(page)
    page.evaluate(WATCH, looked_at)
    draw(page, *SEVEN)
    page.evaluate("() => forget()")
    page.mouse.up()
    page.wait_for_timeout(2500)
    assert painted(page) == 0
    for found in page.evaluate("() => found()"):
        assert found["count"] > 30
        assert found["change"] > 50, found
        assert not found["strange"], f"in these frames something else was shown: {found}"


SAID = """() => [...document.querySelectorAll("[data-live]:not(:has([data-live]))")].map((part) =>
  [part.dataset.live, part.textContent, part.alt, part.parentElement.className, part.getAttribute("style")])"""


@pytest.mark.parametrize("lesson", ["reconstruct", "blend"])
def test_what_goes_there_and_back_leaves_the_page_as_it_was(page, lesson):
    """The server's answer is then the one before, and changes nothing: all that scripts wrote they take back themselves."""
    key = {"reconstruct": "sigma", "blend": "along"}[lesson]
    if lesson == "reconstruct":
        opened(page, "?sigma=0.20")
    else:
        page.goto("/vae?part=Blend")
        expect(page.locator(".blend img.now")).to_have_count(3)
        expect(page.locator("[data-live='place distance']")).to_have_count(2)
        page.wait_for_timeout(1000)
    before = page.evaluate(SAID)
    thumb = page.locator(f".st-key-{key}").get_by_role("slider")
    box = thumb.bounding_box()
    assert box
    x, y = box["x"] + 5, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=4)
    frames(page)
    assert page.evaluate(SAID) != before
    page.mouse.move(x, y, steps=4)
    frames(page)
    page.mouse.up()
    page.wait_for_function("() => !document.querySelector('[data-live] + canvas:not([hidden])')")
    page.wait_for_timeout(1000)
    assert page.evaluate(SAID) == before


def pointed(page: Page) -> dict[str, float]:
    """Where the pointers of the strips stand, in percent of their length."""
    found: dict[str, float] = page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll(`[data-live^='at ']`)]"
        ".map(node => [node.dataset.live.slice(3), parseFloat(node.style.left)]))"
    )
    return found


@pytest.mark.parametrize("page", [TALL], indirect=True)
def test_places_follow_the_pen_and_are_what_the_server_then_says(page):
    opened(page)
    before = pointed(page)
    draw(page, *SEVEN)
    distance = page.locator("[data-live='place distance']")
    expect(distance).to_have_text("measured once the pen rests")  # the browser has no training digits
    live = pointed(page)
    assert live.keys() == {*(f"error {name}" for name in STARTERS), "negative_elbo vae-10", "distance"}
    assert all(abs(live[place] - before[place]) > 1 for place in live.keys() - {"distance"})
    page.mouse.up()
    frames(page)
    live = pointed(page)  # the stroke is whole now
    page.wait_for_function("() => !document.querySelector('[data-live] + canvas:not([hidden])')")
    expect(distance).to_contain_text("of test digits")
    after = pointed(page)
    for place in live.keys() - {"distance"}:
        assert live[place] == pytest.approx(after[place], abs=2), place
