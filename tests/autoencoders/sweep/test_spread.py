"""Spreads, curves and the difference that a seed makes, against NumPy and against chance itself."""

from typing import Any

import numpy as np
import pytest

from autoencoders.sweep.spread import curve, grid, level, plain, reaches, spread
from autoencoders.sweep.table import COLUMNS

EMPTY: dict[str, Any] = {column.name: None for column in COLUMNS}


def row(**fields):
    usual = {"family": "mlp", "d": 10, "sigma": 0.0, "seed": 0, "recipe": "converged", "split": "test", "mse": 0.1}
    return EMPTY | usual | fields


def test_a_spread_is_numpys():
    values = [3.0, 1.0, 7.0]
    found = spread(values)
    assert found.mean == pytest.approx(np.mean(values))
    assert (found.low, found.high, found.count) == (1.0, 7.0, 3)
    assert found.deviation == pytest.approx(np.std(values, ddof=1))
    assert spread([2.0]).deviation == 0.0


@pytest.mark.parametrize("deviations", [(1.0, 1.0), (1.0, 0.1), (0.2, 3.0), (2.0,)])
def test_95_of_100_pairs_that_differ_in_their_seed_alone_are_level(deviations):
    """Five seeds each, as the table has, however unlike their spreads are; one alone stands beside what has no seed."""
    rng = np.random.default_rng(0)
    within, count = 0, 4_000
    for _ in range(count):
        sides = [deviation * rng.standard_normal(6) for deviation in deviations]
        others = [side[5] for side in sides]
        difference = others[0] - (others[1] if len(others) > 1 else 0.0)
        within += abs(difference) <= level(*(side[:5].tolist() for side in sides))
    assert within / count == pytest.approx(0.95, abs=0.015)


def test_what_no_seed_moves_is_level_only_where_it_is_the_same():
    assert level([1.0, 1.0], [3.0, 3.0]) == 0


def test_what_is_plain():
    usual = row(seed=1)
    odd = [
        row(sigma=0.1),
        row(recipe="assignment"),
        row(recipe="converged.steps-5"),
        row(split="validation"),
        row(diverged_at=3),
    ]
    exact = row(family="pca", recipe="exact")
    assert plain([usual, *odd, exact]) == [usual, exact]


def test_a_curve_is_one_familys_over_d_with_beta_one():
    rows = [row(d=d, seed=seed, mse=1 / d + seed) for d in (10, 2) for seed in (0, 2)]
    rows += [row(family="vae", beta=beta, d=d, mse=beta) for d in (2, 3) for beta in (0.5, 1.0)]
    found = curve(rows, "mlp", "mse")
    assert list(found) == [2, 10]
    assert (found[2].mean, found[2].low, found[2].high, found[2].count) == (1.5, 0.5, 2.5, 2)
    assert {d: place.mean for d, place in curve(rows, "vae", "mse").items()} == {2: 1.0, 3: 1.0}
    assert curve(rows, "conv", "mse") == {}


def test_a_grid_is_of_vaes_by_d_and_beta():
    rows = [row(family="vae", d=d, beta=beta, kl=d * beta) for d in (3, 2) for beta in (2.0, 0.0)] + [row(kl=5.0)]
    assert {place: found.mean for place, found in grid(rows, "kl").items()} == {
        (2, 0.0): 0.0,
        (2, 2.0): 4.0,
        (3, 0.0): 0.0,
        (3, 2.0): 6.0,
    }


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (4.0, 2.0),
        (3.0, 2.0),
        (2.0, 10 ** (0.5 * (np.log10(2) + 1))),
        (1.0, 10.0),
        (0.75, 10**1.5),
        (0.5, 100.0),
        (0.4, None),
    ],
)
def test_between_two_sizes_a_curve_is_straight_over_log_d(value, wanted):
    along = {2: spread([3.0]), 10: spread([1.0]), 100: spread([0.5])}
    found = reaches(along, value)
    assert found == (None if wanted is None else pytest.approx(wanted))


def test_a_curve_of_nothing_reaches_nothing():
    assert reaches({}, 1.0) is None
