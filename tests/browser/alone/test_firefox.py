"""The lab as one file in Firefox: the same core as in Chromium, without a network."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.densities import random_codes
from autoencoders.digits.noise import standard_noise
from autoencoders.recipes import REPORT_NOISE
from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.weights import WEIGHTS
from tests.browser.alone.firefox import Tab, find_firefox, firefox
from tests.browser.alone.first_picture import FIRST_PICTURE, in_time
from tests.browser.alone.test_alone import ALPHAS
from tests.browser.conftest import missing
from ui.alone.digits import as_seen, picks
from ui.alone.models import ON_DIGITS
from ui.input.noise import SIGMAS

CORNER_28 = np.add.outer(np.arange(28), np.arange(28)) < 8
NEAR = 1.5 / 255 + ON_DIGITS
"""Of a pixel that was rounded to a byte on a canvas, and whose model's weights were rounded."""

GREYS = """((canvas, x, y) => {
  const bytes = canvas.getContext("2d").getImageData(x, y, 28, 28).data
  return Array.from({ length: 784 }, (_, p) => bytes[4 * p] / 255)
})"""

FAULTS = """
window.faults = []
addEventListener("error", ({ message }) => faults.push(message))
addEventListener("unhandledrejection", ({ reason }) => faults.push(String(reason)))
addEventListener("securitypolicyviolation", ({ violatedDirective }) => faults.push(violatedDirective))
"""

FETCHED = "performance.getEntriesByType('resource').map(({ name }) => name).filter(name => !name.startsWith('data:'))"


@pytest.fixture(scope="module")
def tab(lab: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    path = find_firefox()
    if path is None:
        missing("no firefox-esr or firefox is on PATH")
    with firefox(path, tmp_path_factory.mktemp("firefox")) as found:
        found.before(FAULTS + FIRST_PICTURE)
        found.open(lab.as_uri())
        yield found


def greys(tab: Tab, canvas: str, x: int = 0, y: int = 0) -> np.ndarray:
    return np.array(tab.run(f"{GREYS}({canvas}, {x}, {y})")).reshape(28, 28)


def test_the_first_picture_is_there_in_time(tab, lab):
    def again() -> None:
        tab.open(lab.as_uri())
        tab.wait("Boolean(window.firstPicture)")

    tab.wait("Boolean(window.firstPicture)")
    assert in_time(tab.run, again)


def test_a_drawing_is_pythons_digit_and_comes_back_as_in_python(tab):
    left, top, side = tab.run(
        """(() => {
          const pad = document.querySelector("canvas.pad")
          pad.scrollIntoView({ block: "nearest" })
          const { left, top, width } = pad.getBoundingClientRect()
          return [left, top, width]
        })()"""
    )
    way = [(0.3, 0.25), (0.7, 0.25), (0.5, 0.5), (0.45, 0.85)]
    tab.stroke(*((left + x * side, top + y * side) for x, y in way))
    tab.wait("!hand.down && settings.ink !== '' && digitName('a') === 'your drawing'")
    ink = tab.run(f"({ALPHAS})(document.querySelector('canvas.pad'))")
    digit = ae.digit_from_drawing(np.array(ink, np.uint8).reshape(280, 280)).image
    np.testing.assert_allclose(np.array(tab.run("[...digitNow('a')]")).reshape(28, 28, 1), digit, atol=0.01)
    tab.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")
    found = greys(tab, """document.querySelector("[data-live='output vae-10'] + canvas")""")
    np.testing.assert_allclose(found, ae.load("vae-10").reconstruct(digit[None])[0, ..., 0], atol=NEAR)
    tab.run("(givens.a.pen.clear(), 1)")
    tab.wait("!settings.ink")


def test_noise_comes_back_as_in_python(tab):
    at = SIGMAS.index(REPORT_NOISE)
    tab.run(f"(byId('sigma').value = {at}, byId('sigma').oninput({{ target: byId('sigma') }}))")
    tab.wait(f"JSON.parse(document.documentElement.dataset.painted ?? '[]')[0] === '{at}'")
    seen = as_seen(picks()[8, 0][None]) + np.float32(REPORT_NOISE) * standard_noise(0)
    for name in ("conv-10", "vae-10"):
        found = greys(tab, f"""document.querySelector("[data-live='output {name}'] + canvas")""")
        np.testing.assert_allclose(found, ae.load(name).reconstruct(seen)[0, ..., 0], atol=NEAR)


def test_the_map_decodes_its_place(tab):
    tab.run("openLesson('map', true)")
    tab.wait("Boolean(roots.map?.querySelector('.pad').dataset.code)")
    code = tab.run("JSON.parse(roots.map.querySelector('.pad').dataset.code)[1]")
    found = greys(tab, "roots.map.querySelectorAll('.view canvas')[1]")
    np.testing.assert_allclose(found, ae.load("vae-2").decode(np.array([code], np.float32))[0, ..., 0], atol=NEAR)


def test_samples_are_pythons_and_nothing_was_fetched(tab):
    tab.run("openLesson('sample', true)")
    tab.wait("Boolean(byId('walls').dataset.drawn)")
    expected = ae.load("vae-10").decode(random_codes(None, 36, 10, 1.0, 0))
    found = greys(tab, "byId('walls').querySelectorAll('canvas')[1]", 29 * 5, 29 * 5)
    unclear = read_judge(WEIGHTS / JUDGE)[0].look(expected[35:])[1].max() < 0.9
    beside = ~(CORNER_28 & unclear)  # what is no clear digit has an orange corner
    np.testing.assert_allclose(found[beside], expected[35, ..., 0][beside], atol=NEAR)
    assert tab.run("faults") == []
    assert tab.run(FETCHED) == []
