"""What the layer “read as” of the maps says, held to Python's judge: for a test that has the layer open."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import autoencoders as ae
from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.weights import WEIGHTS


def the_count_of_digits_is_python_s(page: Page) -> None:
    """Of the squares whose middle lies in the 2 σ ring, as many are digits as Python's judge finds."""
    judge = read_judge(WEIGHTS / JUDGE)[0]
    side = min(24, page.locator(".map canvas").first.evaluate("map => map.clientWidth") // 15)
    middles = (np.arange(side) + 0.5) / side * 8 - 4
    places = np.stack(np.meshgrid(middles, middles), axis=-1).reshape(-1, 2).astype(np.float32)
    places = places[np.linalg.norm(places, axis=1) <= 2]
    for name, said in zip(("twin-2", "vae-2"), page.locator(".outside").all(), strict=True):
        share = 100 * (judge.look(ae.load(name).decode(places))[1].max(axis=1) >= 0.9).mean()
        expect(said).to_have_text(re.compile(r"^\d+ % digits$"))
        assert int(said.inner_text().split()[0]) == pytest.approx(share, abs=0.6 + 100 / len(places))
    expect(page.locator(".reads")).to_contain_text("90 % sure")
    for each in page.locator(".map canvas").all():
        expect(each).to_have_attribute("aria-label", re.compile("read as, .* % digits in the 2 σ ring"))
