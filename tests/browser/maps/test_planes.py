"""Maps of codes of more than two numbers in a real browser: what is decoded on their planes is what Python decodes there."""

import json
import re

import numpy as np
from playwright.sync_api import Page, expect

import autoencoders as ae
from autoencoders.codes import encoded
from autoencoders.scores.planes import along, through, widest
from tests.browser.conftest import settled

NAMES = ("mlp-100", "vae-20")


def pixels(page: Page, where: str) -> list[np.ndarray]:
    """The canvases there as pictures in [0, 1], `(28, 28)`."""
    read = "c => [...c.getContext('2d').getImageData(0, 0, 28, 28).data].filter((_, i) => i % 4 === 0)"
    return [np.reshape(canvas.evaluate(read), (28, 28)) / 255 for canvas in page.locator(where).all()]


def places(page: Page, what: str) -> np.ndarray:
    return np.array(json.loads(page.locator(".pad").get_attribute(what) or "[]"))


def test_a_plane_is_decoded_under_the_pointer_as_python_decodes_it(page, mnist):
    page.goto(f"/latent_map?map_AE={NAMES[0]}&map_VAE={NAMES[1]}&input=Pick&digit=3&number=5&plane_scale=fit+each")
    expect(page.locator(".pad[data-own][data-base0=points]")).to_be_visible()
    models = [ae.load(name) for name in NAMES]
    codes = [encoded(model, mnist).mean for model in models]
    digit = mnist.test_images[np.flatnonzero(mnist.test_labels == 3)[5]][None].astype(np.float32) / 255
    own = [model.encode(digit) for model in models]
    axes = [widest(each) for each in codes]
    for choice in (None, "two numbers of the code"):
        if choice:
            page.get_by_role("radio", name=choice).click()
            page.wait_for_url(re.compile("plane=two"))
            settled(page)
            axes = [along(each.shape[1], 0, 1) for each in codes]
        planes = [through(each.mean(axis=0), *of_it) for each, of_it in zip(codes, axes, strict=True)]
        expect(page.locator(".own .words").first).to_contain_text(f"{planes[0].off(own[0])[0]:.2f} off the plane")
        canvas = page.locator(".map canvas").first
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box
        page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.6 * box["height"])
        settled(page)
        at, shown = places(page, "data-code"), pixels(page, ".view canvas")
        mine, given = places(page, "data-own"), pixels(page, ".own canvas")
        for m, (model, plane) in enumerate(zip(models, planes, strict=True)):
            np.testing.assert_allclose(shown[m], model.decode(plane.codes(at[m][None]))[0, ..., 0], atol=0.006)
            np.testing.assert_allclose(mine[m], plane.shadows(own[m])[0], atol=2e-3)
            np.testing.assert_allclose(given[2 * m], model.decode(own[m])[0, ..., 0], atol=0.006)
            shadow = plane.codes(plane.shadows(own[m]))
            np.testing.assert_allclose(given[2 * m + 1], model.decode(shadow)[0, ..., 0], atol=0.006)
    # The dots are there too: without their shadows nothing would be close.
    expect(page.locator(".view .words").first).to_contain_text(re.compile("closest code: an? \\d"))
