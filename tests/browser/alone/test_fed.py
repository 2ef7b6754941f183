"""Outputs fed back in the browser: the engine held to Python, and in the lab as one file pictures as the app has them."""

import base64
import re

import numpy as np
from playwright.sync_api import expect

import autoencoders as ae
from autoencoders.scores.feedback import Walk, distance, fates, fed_back
from autoencoders.weights import weights_path
from tests.browser.alone.test_alone import NEAR, greys, opened
from ui.alone.digits import as_seen, picks
from ui.browser.scripts import engine
from ui.vae.fed_words import fate_said, percent

BYTES = "text => Uint8Array.from(atob(text), c => c.charCodeAt(0))"


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_outputs_are_fed_back_as_in_python(blank, digits):
    """Four families, ten passes; then ways that rest, circle and go on, of pictures made up, with the same words."""
    names = ("twin-2", "vae-10", "conv-denoise-10.sigma-0.4", "pca-10")
    blank.add_script_tag(content=f"{engine()}\nconst bytes = {BYTES}")
    circle = [np.full(784, level) for level in ([0.1, 0.5, 0.9] * 4)]
    rests = [np.full(784, 1 - 0.3**k) for k in range(12)]
    goes = [np.full(784, 0.07 * k) for k in range(12)]
    still = [np.full(784, 0.5)] * 12
    ways = [circle, rests, goes, still]
    shares = [0.184, 0.1, 0.0951, 0.0094, 0.00953, 0.00012, 0.0]
    found = blank.evaluate(
        "a => { const digit = new Float32Array(bytes(a[0]).buffer);"
        " const walks = a[1].map(each => fedBack(unpack(bytes(each)), digit, 10));"
        " const fates = a[2].map(pictures => { const steps = pictures.slice(1).map((each, p) => distance(each, pictures[p]));"
        " return [fateOf({ pictures, steps }), fateWords({ pictures, steps })] });"
        " const plain = (rows) => rows.map(row => [...row]);"
        " return { walks: walks.map(walk => [plain(walk.pictures), plain(walk.codes), walk.steps]), fates,"
        " shares: a[3].map(shareWords) } }",
        [
            text(digits[0].tobytes()),
            [text(weights_path(name).read_bytes()) for name in names],
            [[picture.tolist() for picture in way] for way in ways],
            shares,
        ],
    )
    for name, (pictures, codes, steps) in zip(names, found["walks"], strict=True):
        walk = fed_back(ae.load(name), digits[:1], 10)
        np.testing.assert_allclose(pictures, walk.pictures.reshape(11, 784), atol=1e-4)
        np.testing.assert_allclose(codes, walk.codes[:, 0], atol=1e-3)
        np.testing.assert_allclose(steps, walk.steps[:, 0], atol=1e-5)
    for way, (fate, said) in zip(ways, found["fates"], strict=True):
        pictures = np.reshape(way, (12, 1, 28, 28, 1))
        expected = fates(Walk(pictures, np.zeros((11, 1, 1))))[0]
        assert (fate["rests"], fate["circle"]) == (expected.rests, expected.circle)
        last = float(distance(pictures[-1], pictures[-2])[0])
        assert said == fate_said(expected, last).replace("after 50", "after 11")
    assert found["shares"] == [percent(share) for share in shares]


def test_outputs_fed_back_are_those_of_the_app(alone, lab):
    page = opened(alone, lab, "#fed-back&digit=3.1&passes=2&fedsigma=0.2")
    expect(page.locator("#fed-strips figure:visible")).to_have_count(3)
    digit = as_seen(picks()[3, 1][None])
    for at, name in enumerate(("twin-10", "conv-denoise-10.sigma-0.2", "vae-10")):
        walk = fed_back(ae.load(name), digit, 3)
        large = greys(page, f"#fed-large figure:nth-child({at + 2}) canvas")
        np.testing.assert_allclose(large, walk.pictures[2, 0, ..., 0], atol=2 * NEAR)
        third = greys(page, f"#fed-strips figure:nth-child({at + 1}) canvas", (29 * 3, 0, 28, 28))
        np.testing.assert_allclose(third, walk.pictures[3, 0, ..., 0], atol=3 * NEAR)
    expect(page.locator("#fed-chart svg[role=img]")).to_have_attribute("aria-label", re.compile(r"VAE from \d+ % to"))
    page.locator("#passes").press("ArrowRight")
    expect(page.locator("#passes-words")).to_have_text("3")
    page.locator("#fed-size input[value='2']").press("Space")
    expect(page.locator("#fed-strips figure:visible")).to_have_count(2)
    expect(page.locator("#fed-sigma input").first).to_be_disabled()
    expect(page.locator("#fed-missing")).to_contain_text("No denoising AE with two numbers")
    expect(page.locator("#fed-large figcaption").last).to_contain_text("pass 3")
    for at, (title, name) in enumerate((("AE", "twin-2"), ("VAE", "vae-2"))):
        codes = fed_back(ae.load(name), digit).codes[:, 0]
        words = page.locator("#fed-maps canvas").nth(at).get_attribute("aria-label") or ""
        said = [float(number.replace("−", "-")) for number in re.findall(r"−?\d+\.\d", words)]
        assert words.startswith(f"{title}: from")
        np.testing.assert_allclose(said, [*codes[0], *codes[-1]], atol=0.11)
    page.wait_for_function("() => [...flows.values()].every(({ ends }) => ends.length === 17 ** 2)")
    starts, ends = page.evaluate("() => [flows.get('vae-2').starts, flows.get('vae-2').ends]")
    vae = ae.load("vae-2")
    np.testing.assert_allclose(ends, vae.encode(vae.decode(np.array(starts))), atol=0.02)
