"""What is measured for the folder, against closed forms and a second way to the same; and what the texts conclude from it."""

from dataclasses import replace

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.codes import load_codes
from ui.latent_map.rings import drawn_radius
from ui.teaching import measured as room


@pytest.fixture(scope="module")
def found():
    return room.measured()


def share(text: str) -> float:
    return float(text.removesuffix(" %"))


@pytest.mark.parametrize("spread", [0.0, 1.0])
def test_the_radius_is_that_of_gaussian_codes(spread):
    """Codes of spread 2 about which clouds of spread 0 or 1 lie: their lengths are Rayleigh's."""
    codes = load_codes("vae-2")
    mean = 2 * np.random.default_rng(5).standard_normal((100_000, 2))
    made = replace(codes, mean=mean, log_var=None if spread == 0 else np.zeros_like(mean))
    wanted = np.sqrt((4 + spread**2) * -2 * np.log(1 - 0.68))
    assert drawn_radius(made) == pytest.approx(wanted, rel=0.01)


def test_inside_the_ring_is_what_is_counted(found):
    for title, name in room.MAPS.items():
        codes = load_codes(name)
        inside = (codes.mean**2).sum(axis=1) < 4
        assert share(found[f"ring.{title}.inside"]) == round(100 * inside.mean())
        kinds = [k for k in range(10) if inside[codes.labels == k].mean() >= 0.01]
        assert found[f"ring.{title}.which"] == ", ".join(map(str, kinds))


def test_the_cross_is_two_strokes_and_its_score_that_of_its_error():
    picture = room.cross()[:, :, 0]
    assert np.array_equal(picture, picture[:, ::-1])
    assert set(np.unique(picture)) == {0.0, 1.0}
    model = ae.load("twin-10")
    error = ((model.reconstruct(picture[None, :, :, None])[0, :, :, 0] - picture) ** 2).mean()
    assert room.crossed(model) == pytest.approx(-10 * np.log10(error), abs=1e-3)


def test_what_the_texts_conclude_still_follows(found):
    assert share(found["hole.ae"]) < 10 < 2 * 10 < share(found["hole.vae"]) < 50, "hardly ever; fuller, not full"
    assert float(found["ring.vae.radius"]) > 1.6, "further than N(0, I), whose radius is 1.51"
    assert found["ring.vae.classes"] == "10"
    assert share(found["middle.pixels"]) < 20 < share(found["middle.vae"]) <= share(found["middle.ae"])
    assert min(share(found["fed.ae"]), share(found["fed.vae"])) > 60, "mostly the same digit"
    assert share(found["throws.same"]) > 90
    assert float(found["cloud.spread"]) < float(found["cloud.apart"]) / 4, "a cloud is narrow"
    assert float(found["cross.twin-10"]) < float(found["cross.mlp-100"]) < 20
    assert abs(share(found["twin-2.gaussian"]) - 46) < 6, "2 and 10 numbers are too close to call"
