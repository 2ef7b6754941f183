"""Maps of codes of ten numbers in the one-file page: what is decoded on their planes is what Python decodes there."""

import json

import numpy as np
from playwright.sync_api import expect

import autoencoders as ae
from autoencoders.codes import load_codes
from autoencoders.scores.planes import along, through, widest
from tests.browser.alone.test_alone import NEAR, greys, opened
from ui.alone.digits import as_seen, picks
from ui.alone.longer import DOTS

NAMES = ("twin-10", "vae-10")


def test_planes_through_codes_of_ten_numbers_are_pythons(alone, lab):
    page = opened(alone, lab, "#map&size=10&px=4&py=4&x=0.5&y=-1")
    expect(page.locator(".pad[data-code]")).to_be_visible()
    digit = as_seen(picks()[8, 0][None])
    for choice in ("widest", "numbers"):
        page.locator(f"#plane input[value={choice}]").check()
        page.wait_for_function(
            "plane => roots.map && lab.packs.has(plane)", arg=f"vae-10 {'3,4' if choice == 'numbers' else choice}"
        )
        page.wait_for_timeout(300)  # two frames and a rest
        for at, name in enumerate(NAMES):
            model, codes = ae.load(name), load_codes(name).mean
            axes = widest(codes) if choice == "widest" else along(10, 3, 4)  # 4 twice: the next one goes up
            plane = through(codes.mean(axis=0), *axes)
            places = json.loads(page.locator("#maps .pad").get_attribute("data-code") or "[]")
            owns = json.loads(page.locator("#maps .pad").get_attribute("data-own") or "[]")
            np.testing.assert_allclose(places[at], [0.5, -1])
            expected = model.decode(plane.codes(np.array([places[at]])))[0, ..., 0]
            np.testing.assert_allclose(greys(page, f".view:nth-child({at + 1}) canvas"), expected, atol=NEAR)
            np.testing.assert_allclose(owns[at], plane.shadows(model.encode(digit))[0], atol=5e-3)
            key = f"{name} {'3,4' if choice == 'numbers' else choice}"
            shadows = np.reshape(page.evaluate("key => [...lab.packs.get(key).codes]", key), (DOTS, 2))
            step = np.abs(codes[:DOTS]).max() / 127
            np.testing.assert_allclose(shadows, plane.shadows(codes[:DOTS]), atol=2 * step)
    # Through the digit's own code: nothing of it is off the plane, and dots stay where they are.
    page.locator("#plane-through input[value=digit]").check()
    page.wait_for_function("() => /planethrough=digit/.test(location.hash)")
    page.wait_for_timeout(300)
    for at, name in enumerate(NAMES):
        model = ae.load(name)
        plane = through(model.encode(digit)[0].astype(np.float64), *along(10, 3, 4))
        expected = model.decode(plane.codes(np.array([[0.5, -1]])))[0, ..., 0]
        np.testing.assert_allclose(greys(page, f".view:nth-child({at + 1}) canvas"), expected, atol=NEAR)
        expect(page.locator(f".own:nth-child({at + 3}) .words")).to_contain_text("0.00 off the plane")
    assert page.evaluate("() => [...lab.packs.keys()].filter(key => key.startsWith('vae-10 ')).length") == 2
    assert page.locator("#layer input[value=holes]").is_hidden()
    assert page.locator("#two-numbers").is_hidden()
