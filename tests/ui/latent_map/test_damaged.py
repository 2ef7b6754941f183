"""Where a damaged digit lands, and what is said of it."""

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.digits.kinds import KINDS, Damage
from ui.latent_map.damaged import landed, moved_words


@pytest.mark.parametrize("kind", ["noise", "mask", "rotation"])
def test_it_lands_where_the_encoder_puts_what_it_sees(kind, synthetic):
    digit = synthetic.test_images[0].astype(np.float32) / 255
    models = {"AE": ae.variant("twin-2").initial(1), "VAE": ae.variant("vae-2").initial(2)}
    damage = Damage(KINDS[kind], KINDS[kind].places[-1], 5)
    found = landed(models, digit, damage)
    seen = KINDS[kind].damaged(digit, KINDS[kind].places[-1], 5)
    for title, model in models.items():
        np.testing.assert_array_equal(found[title], model.encode(seen[None])[0])
        assert np.abs(found[title] - model.encode(digit[None])[0]).max() > 1e-3
    assert landed(models, digit, None) == {}


def test_how_far_it_moves_is_said_beside_what_lies_between_two_digits():
    rng = np.random.default_rng(0)
    mean = rng.normal(0, 3, (4000, 2))
    apart = np.sqrt(np.mean(np.sum((mean[:2000] - mean[2000:]) ** 2, axis=1)))
    codes = {"AE": mean}
    words = moved_words({"AE": np.array([3.0, 4.0])}, {"AE": np.zeros(2)}, codes)
    assert "by **5.0**" in words
    share = int(words.split("**, ")[1].split(" %")[0])
    assert share == pytest.approx(100 * 5 / apart, abs=3)
    assert moved_words({}, {}, codes) == ""


def test_where_all_codes_lie_at_one_place_no_share_is_said():
    words = moved_words({"AE": np.array([3.0, 4.0])}, {"AE": np.zeros(2)}, {"AE": np.ones((7, 2))})
    assert "by **5.0**" in words
    assert "%" not in words
