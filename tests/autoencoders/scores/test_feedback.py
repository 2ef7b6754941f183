"""Outputs fed back, against closed forms: a projection, a contraction of known rate, a circle; and shipped models by hand."""

from dataclasses import dataclass

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.scores.feedback import LONGEST_CIRCLE, STILL, distance, fates, fed_back, groups


@dataclass(frozen=True, eq=False)
class Linear:
    """No network: a code is where a picture lies along some directions, times `rate`, from a picture in the middle."""

    middle: np.ndarray
    directions: np.ndarray
    rate: float = 1.0

    def encode(self, images):
        return self.rate * (images.reshape(len(images), -1) - self.middle) @ self.directions

    def decode(self, codes):
        return (self.middle + codes @ self.directions.T).reshape(-1, 28, 28, 1)


@pytest.fixture(scope="module")
def directions():
    return np.linalg.qr(np.random.default_rng(0).standard_normal((784, 6)))[0]


@pytest.fixture(scope="module")
def middle():
    return np.random.default_rng(1).uniform(0, 1, 784)


def test_a_projection_moves_a_picture_once(middle, directions, pair):
    walk = fed_back(Linear(middle, directions), pair, 5)
    flat = pair.reshape(len(pair), -1) - middle
    lost = np.sqrt(((flat - flat @ directions @ directions.T) ** 2).mean(axis=1))  # Pythagoras
    np.testing.assert_allclose(walk.steps[0], lost, rtol=1e-5)
    assert walk.steps[1:].max() < 1e-6
    assert [each.rests for each in fates(walk)] == [1, 1]


@pytest.mark.parametrize("rate", [0.5, -0.8, 0.2])
def test_a_contraction_shortens_each_step_by_its_rate_and_rests_when_that_says(rate, middle, directions, pair):
    walk = fed_back(Linear(middle, directions, rate), pair, 40)
    steps = walk.steps
    for k in range(2, 8):
        np.testing.assert_allclose(steps[k], steps[1] * abs(rate) ** (k - 1), rtol=1e-3)
    np.testing.assert_allclose(walk.codes[3], rate**3 * walk.codes[0], atol=1e-4)
    for step, fate in zip(steps[1], fates(walk), strict=True):
        assert fate.rests == 1 + int(np.floor(np.log(STILL / step) / np.log(abs(rate)))) + 1
        assert fate.circle == 0


@pytest.mark.parametrize("period", [2, 3, LONGEST_CIRCLE, LONGEST_CIRCLE + 1])
def test_a_circle_is_seen_up_to_its_longest(period, middle, directions, pair):
    angle = 2 * np.pi / period
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])

    class Turning(Linear):
        def decode(self, codes):
            return super().decode(codes @ turn)

    found = fates(fed_back(Turning(middle, directions[:, :2]), pair, 3 * period + 1))
    assert [each.circle for each in found] == [period if period <= LONGEST_CIRCLE else 0] * 2
    assert [each.rests for each in found] == [None] * 2


@pytest.mark.parametrize("name", ["twin-2", "vae-2", "conv-denoise-10.sigma-0.4", "mlp-10", "pca-2"])
def test_shipped_models_as_by_hand(name, pair):
    model = ae.load(name)
    walk = fed_back(model, pair, 12)
    x, before = pair, pair
    for k in range(12):
        before, code = x, model.posterior(x)[0] if isinstance(model, ae.VAE) else model.encode(x)
        x = 1 / (1 + np.exp(-model.logits(code)))
        np.testing.assert_allclose(walk.codes[k], code, rtol=1e-4, atol=1e-4)
        by_hand = np.linalg.norm((x - before).reshape(2, -1), axis=1) / 28
        np.testing.assert_allclose(walk.steps[k], by_hand, atol=1e-4)
    np.testing.assert_allclose(walk.pictures[-1], x, atol=1e-3)


def test_pca_moves_again_only_since_pictures_are_cut_to_black_and_white(pair):
    pca = ae.load("pca-10")
    uncut = Linear(pca.parameters["pca.mean"], pca.parameters["pca.directions"])
    assert fed_back(uncut, pair, 2).steps[1].max() < 1e-4  # directions rest as float16
    assert fed_back(pca, pair, 2).steps[1].min() > 1e-3


def test_groups_are_joined_by_chains():
    levels = np.array([0.0, 0.5, 0.015, 0.03, 0.5205, 0.9, 0.045])
    pictures = np.broadcast_to(levels[:, None, None, None], (7, 28, 28, 1))
    assert groups(pictures, 0.02).tolist() == [0, 1, 0, 0, 2, 3, 0]
    assert groups(pictures, 0.022).tolist() == [0, 1, 0, 0, 1, 2, 0]
    assert groups(pictures[:1]).tolist() == [0]


def test_groups_are_those_of_brute_force():
    rng = np.random.default_rng(2)
    pictures = rng.uniform(0, 1, (1, 28, 28, 1)) + 0.06 * rng.standard_normal((30, 1, 1, 1))
    found, sets = groups(pictures), [{i} for i in range(30)]
    for i in range(30):
        for j in range(i):
            if distance(pictures[i], pictures[j]) < 0.02:
                joined = next(each for each in sets if i in each) | next(each for each in sets if j in each)
                sets = [each for each in sets if not each & joined] + [joined]
    assert 1 < len(sets) < 30
    assert {frozenset(np.flatnonzero(found == each).tolist()) for each in set(found)} == set(map(frozenset, sets))


def test_what_cannot_be_fed_back_is_said(pair):
    with pytest.raises(ValueError, match="at least once, not 0 times"):
        fed_back(ae.load("twin-2"), pair, 0)
    with pytest.raises(ValueError, match="the models take"):
        fed_back(ae.load("twin-2"), pair[..., 0])


@pytest.fixture(scope="module")
def pair(synthetic):
    return synthetic.test_images[:2].astype(np.float32) / 255
