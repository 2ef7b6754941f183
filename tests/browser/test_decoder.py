"""JavaScript held to Python: the decoders of every family in a real browser, alone and as the page has them."""

import base64

import numpy as np
import pytest
from playwright.sync_api import expect

import autoencoders as ae
from autoencoders.models import build
from autoencoders.networks import NETWORKS
from ui.browser.packs import pack
from ui.browser.scripts import script

PACK = "[...latentLab.packs.values()].find(pack => pack.name === name)"


@pytest.mark.parametrize(
    ("family", "d"), [("mlp", 2), ("mlp", 128), ("conv", 2), ("conv", 17), ("twin", 3), ("vae", 20)]
)
def test_every_family_is_decoded_in_javascript_as_in_python(page, family, d):
    """With random parameters, biases too, and without a page: the script alone, and the pack as the wire has it."""
    rng = np.random.default_rng(3)
    parameters = {
        name: rng.normal(0, 0.3, shape).astype(np.float32) for name, shape in NETWORKS[family].shapes(d).items()
    }
    model = build(family, d, parameters, 1.0 if family == "vae" else None)
    codes = rng.standard_normal((5, d)).round(4)
    page.goto("about:blank")
    page.add_script_tag(content=script())
    pixels = page.evaluate(
        "([text, codes]) => { const pack = unpack(Uint8Array.from(atob(text), c => c.charCodeAt(0)));"
        " return codes.map(code => [...pack.decode(code)]) }",
        [base64.b64encode(pack("some", model).data).decode(), codes.tolist()],
    )
    np.testing.assert_allclose(pixels, model.decode(codes).reshape(5, -1), atol=2e-5)


def test_the_browser_decodes_as_python_does_and_fast(page):
    page.goto("/latent_map")
    expect(page.locator(".pad[data-code]")).to_be_visible()
    places = np.random.default_rng(0).uniform(-6, 6, (40, 2))
    places = np.concatenate([places, places[:20] * 7]).round(4)
    for name in ("twin-2", "vae-2"):
        pixels = page.evaluate(
            f"([name, codes]) => {{ const pack = {PACK}; return codes.map(code => [...pack.decode(code)]) }}",
            [name, places.tolist()],
        )
        expected = ae.load(name).decode(places).reshape(len(places), -1)
        assert np.abs(np.array(pixels) - expected).max() < 1e-3
    rate = page.evaluate(
        "() => { const packs = [...latentLab.packs.values()]; const start = performance.now();"
        " for (let i = 0; i < 100; i++) packs.forEach(pack => pack.decode([i / 50, 1]));"
        " return 100 / (performance.now() - start) * 1000 }"
    )
    assert rate > 50, f"both decoders together: {rate:.0f} a second"
