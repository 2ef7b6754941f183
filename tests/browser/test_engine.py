"""JavaScript held to Python in a real browser: the engine alone, without a page, and its speed as the pages have it."""

import base64

import numpy as np
import pytest
from playwright.sync_api import expect

import autoencoders as ae
from autoencoders.models import build
from autoencoders.networks import NETWORKS
from autoencoders.weights import weights_path
from ui.browser.packs import pack
from ui.browser.scripts import engine

BYTES = "text => Uint8Array.from(atob(text), c => c.charCodeAt(0))"
RANDOM = [("mlp", 2), ("mlp", 128), ("conv", 2), ("conv", 17), ("twin", 3), ("vae", 20)]


@pytest.fixture
def js(page):
    """A page with nothing but the engine in it: `js(body, *arguments)` runs a function's body with `a` as arguments."""
    page.goto("about:blank")
    page.add_script_tag(content=f"{engine()}\nconst bytes = {BYTES}")
    return lambda body, *arguments: page.evaluate(f"a => {{ {body} }}", list(arguments))


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def random_model(family: str, d: int) -> ae.Model:
    rng = np.random.default_rng(3)
    parameters = {
        name: rng.normal(0, 0.3 if len(shape) < 2 or "hidden" not in name else 0.03, shape).astype(np.float32)
        for name, shape in NETWORKS[family].shapes(d).items()
    }
    return build(family, d, parameters, 1.0 if family == "vae" else None)


@pytest.mark.parametrize(("family", "d"), RANDOM)
def test_every_family_decodes_and_encodes_as_in_python(js, family, d):
    """With random parameters, biases too, and pictures that leave [0, 1] as noisy ones do."""
    model, rng = random_model(family, d), np.random.default_rng(4)
    codes, pictures = rng.standard_normal((5, d)).round(4), rng.normal(0.3, 0.5, (5, 28, 28, 1)).round(4)
    found = js(
        "const pack = unpack(bytes(a[0])); return {d: pack.d, pictures: a[1].map(code => [...pack.decode(code)]),"
        " codes: a[2].map(pixels => [...pack.encode(pixels)]),"
        " spreads: pack.posterior && a[2].map(pixels => [...pack.posterior(pixels).logVar])}",
        text(pack("some", model).data),
        codes.tolist(),
        pictures.reshape(5, -1).tolist(),
    )
    assert found["d"] == d
    np.testing.assert_allclose(found["pictures"], model.decode(codes).reshape(5, -1), atol=2e-5)
    np.testing.assert_allclose(found["codes"], model.encode(pictures.astype(np.float32)), atol=1e-4)
    assert (family == "vae") == isinstance(model, ae.VAE) == (found.get("spreads") is not None)
    if isinstance(model, ae.VAE):
        np.testing.assert_allclose(found["spreads"], model.posterior(pictures.astype(np.float32))[1], atol=1e-4)


@pytest.mark.parametrize("row", ae.VARIANTS, ids=lambda row: row.name)
def test_every_shipped_model_sees_and_draws_as_in_python(js, row, digits):
    """From its own file, float16 at rest; every second digit with noise."""
    noise = np.random.default_rng(5).standard_normal(digits.shape, dtype=np.float32)
    seen = (digits + 0.2 * (np.arange(len(digits)) % 2)[:, None, None, None] * noise).astype(np.float32)
    model = ae.load(row.name)
    found = js(
        "const pack = unpack(bytes(a[0])); const all = new Float32Array(bytes(a[1]).buffer);"
        " const codes = [], pictures = [];"
        " for (let i = 0; i < all.length; i += 784) { const code = pack.encode(all.subarray(i, i + 784));"
        " codes.push([...code]); pictures.push([...pack.decode(code)]) } return {codes, pictures}",
        text(weights_path(row.name).read_bytes()),
        text(seen.tobytes()),
    )
    codes = model.encode(seen)
    assert np.abs(found["codes"] - codes).max() < 1e-4 * max(1, np.abs(codes).max())
    assert np.abs(np.array(found["pictures"]) - model.reconstruct(seen).reshape(len(seen), -1)).max() < 1e-4


@pytest.mark.parametrize("value", [0.0, 1.0, -2.5, 6.1e-5, 5.96e-8, -3.3e-6, 65504.0, 0.333251953125])
def test_every_half_is_read(js, value):
    half = np.float16(value)
    assert js("return HALVES[a[0]]", int(half.view(np.uint16))) == float(half)


def test_the_maps_decode_fast(page):
    page.goto("/latent_map")
    expect(page.locator(".pad[data-code]")).to_be_visible()
    rate = page.evaluate(
        "() => { const packs = [...latentLab.packs.values()]; const start = performance.now();"
        " for (let i = 0; i < 100; i++) packs.forEach(pack => pack.decode?.([i / 50, 1]));"
        " return 100 / (performance.now() - start) * 1000 }"
    )
    assert rate > 50, f"both decoders together: {rate:.0f} a second"
