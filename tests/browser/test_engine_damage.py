"""Damage in JavaScript is Python's: every kind, at all its strengths, over seeds up to the last draw."""

import numpy as np
import pytest

from autoencoders.digits.kinds import KINDS, Damage
from ui.browser.scripts import engine
from ui.noise_input import DRAWS, kind_rows


@pytest.fixture(scope="module")
def digit(synthetic):
    return synthetic.test_images[3].astype(np.float32) / 255


def test_every_kind_makes_the_same_pictures_and_says_the_same(blank, digit):
    blank.add_script_tag(content=engine())
    for kind in KINDS.values():
        settings = [
            Damage(kind, strength, seed, clip)
            for place, strength in enumerate(kind.places)
            for seed, clip in ((place, False), (DRAWS - 1 - 7 * place, True))
        ]
        asked = [
            {"kind": kind.name, "strength": each.strength, "seed": each.seed, "clip": each.clip} for each in settings
        ]
        found = blank.evaluate(
            "([pixels, asked]) => asked.map(each => [...damaged(each, Float32Array.from(pixels))])",
            [digit.ravel().tolist(), asked],
        )
        expected = [each.of(digit).ravel() for each in settings]
        np.testing.assert_allclose(found, expected, atol=1e-5, err_msg=kind.name)
        words = "([row, of]) => of.map(each => [row.said, row.told].map(text => damageWords(text, row, each.strength)))"
        assert blank.evaluate(words, [kind_rows()[kind.name], asked]) == [[each.said, each.told] for each in settings]


def test_damage_is_quick_enough_for_every_frame(blank, digit):
    """The quickest of five rounds, since other tests may be at work."""
    blank.add_script_tag(content=engine())
    took = blank.evaluate(
        "([pixels, kinds]) => kinds.map(kind => Math.min(...[1, 2, 3, 4, 5].map(round => { const start = performance.now();"
        " for (let i = 0; i < 10; i++) damages[kind](Float32Array.from(pixels), 3, i);"
        " return (performance.now() - start) / 10 })))",
        [digit.ravel().tolist(), list(KINDS)],
    )
    assert max(took) < 4, f"milliseconds a picture: {took}"
