"""Ten classes can be told apart by normal and by colour-blind eyes, on light and on dark; and there is one palette only.

Colour blindness is simulated with the matrices of Machado, Oliveira & Fernandes (2009) at full severity, on linear RGB;
distances are CIEDE2000 (Sharma, Wu & Dalal 2005), in which 2.3 is just noticeable side by side.
"""

import re
from itertools import combinations

import numpy as np
import pytest

from tests.checkout import FILES, source
from ui.colors import CLASSES, FAMILIES, GREY

SIGHT = {
    "normal": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)
APART = {"normal": 20.0, "protan": 11.5, "deutan": 11.5, "tritan": 11.5}
MISTAKEN = [(3, 5), (3, 8), (5, 8), (4, 7), (4, 9), (7, 9)]
LIGHT, DARK = "#ffffff", "#171614"  # the grounds of the pages; tests/browser/test_latent_map.py looks whether they are


def linear(color):
    """`#rrggbb` as linear RGB, `(3,)` in [0, 1]."""
    encoded = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """CIE L*a*b* of linear RGB, with white at D65."""
    t = TO_XYZ @ np.clip(rgb, 0, 1) / TO_XYZ.sum(axis=1)
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def ciede2000(one, other):
    """The distance of two colours in L*a*b*, after Sharma, Wu & Dalal (2005), equations 2 to 22."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(mean**7 / (mean**7 + 25.0**7)))
    c1, c2 = np.hypot((1 + g) * a1, b1), np.hypot((1 + g) * a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, (1 + g) * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = (h1 + h2) / 2 if abs(h1 - h2) <= 180 else (h1 + h2 + 360) / 2 % 360
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    waves = ((1, -30, -0.17), (2, 0, 0.24), (3, 6, 0.32), (4, -63, -0.20))
    t = 1 + sum(size * np.cos(np.radians(times * hue + shift)) for times, shift, size in waves)
    scales = (
        1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2),
        1 + 0.045 * chroma,
        1 + 0.015 * chroma * t,
    )
    steps = (l2 - l1, c2 - c1, 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)))
    dl, dc, dh = (step / scale for step, scale in zip(steps, scales, strict=True))
    bend = -np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2))))
    return np.sqrt(dl**2 + dc**2 + dh**2 + 2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * bend * dc * dh)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (61, -5, 29), 22.8977),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_is_that_of_the_published_pairs(one, other, distance):
    assert ciede2000(one, other) == pytest.approx(distance, abs=1e-4)


@pytest.mark.parametrize("sight", SIGHT)
def test_any_two_classes_are_apart(sight):
    seen = [lab(np.asarray(SIGHT[sight]) @ linear(color)) for color in CLASSES]
    closest = min((ciede2000(seen[i], seen[j]), i, j) for i, j in combinations(range(10), 2))
    assert closest[0] > APART[sight], f"to {sight} eyes {closest[1]} and {closest[2]} look alike"


@pytest.mark.parametrize("sight", SIGHT)
def test_classes_that_are_often_mistaken_are_further_apart(sight):
    seen = [lab(np.asarray(SIGHT[sight]) @ linear(color)) for color in CLASSES]
    assert min(ciede2000(seen[i], seen[j]) for i, j in MISTAKEN) > 1.5 * APART["deutan"]


@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_every_class_stands_out_from_the_page(ground):
    """The contrast of WCAG 2 for what is no text: at least 3."""
    ground_light = TO_XYZ[1] @ linear(ground)
    for color in CLASSES:
        low, high = sorted((ground_light, TO_XYZ[1] @ linear(color)))
        assert (high + 0.05) / (low + 0.05) >= 3, f"{color} on {ground}"


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("other", [*(name for name in FAMILIES if name != "pca"), "grey"])
def test_pca_is_apart_from_every_network_and_from_what_is_there_to_compare_with(other, sight):
    one, beside = (
        lab(np.asarray(SIGHT[sight]) @ linear(color)) for color in (FAMILIES["pca"], (FAMILIES | {"grey": GREY})[other])
    )
    assert ciede2000(one, beside) > APART[sight], f"to {sight} eyes PCA and {other} look alike"


@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_pca_stands_out_from_the_page(ground):
    low, high = sorted(TO_XYZ[1] @ linear(color) for color in (ground, FAMILIES["pca"]))
    assert (high + 0.05) / (low + 0.05) >= 3


def test_no_other_file_of_the_app_has_colours_of_its_own():
    """But black and white, which the maps draw with over pictures that are dark in every theme."""
    scripts = [name for name in FILES if re.match(r"(app|pages|ui).*\.(py|js|css)$", name)]
    own = {name: set(re.findall(r"#[0-9a-fA-F]{6}\b", source(name))) - {"#000000", "#ffffff"} for name in scripts}
    found = {name: colors for name, colors in own.items() if colors}
    assert found.keys() == {"ui/colors.py"}, f"colours belong into ui/colors.py: {found}"
