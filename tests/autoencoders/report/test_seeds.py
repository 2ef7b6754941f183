"""What other seeds measured, from rows of a table: which count, in which order, and the levels against NumPy."""

from typing import Any

import numpy as np
import pytest

from autoencoders.report import seeds
from autoencoders.sweep.table import COLUMNS

EMPTY: dict[str, Any] = {column.name: None for column in COLUMNS}


def row(variant, seed, bce, **others):
    recipe = "assignment" if variant.endswith(".assignment") else "converged"
    usual = {
        "variant": variant,
        "seed": seed,
        "test_bce_per_pixel": bce,
        "recipe": recipe,
        "digest": "d",
        "split": "test",
    }
    return EMPTY | usual | {"train_reconstruction": None if bce is None else 784 * bce} | others


def test_rows_of_variants_on_these_data_are_taken_in_the_order_of_their_seeds():
    rows = [row("mlp-10", 2, 0.3), row("mlp-10", 0, 0.1), row("mlp-10", 1, 0.2)]
    odd = [
        row("mlp-10", 3, 9.0, digest="other"),
        row("mlp-10", 4, 9.0, split="validation"),
        row("mlp-10", 5, None, diverged_at=7),
        row("", 6, 9.0),
        row("conv-10", 0, 9.0),
    ]
    found = seeds.of_seeds(rows + odd, "d")
    assert found["variants"].keys() == {"mlp-10"}, "one seed says nothing of seeds"
    assert found["variants"]["mlp-10"]["seeds"] == [0, 1, 2]
    assert found["variants"]["mlp-10"]["test_bce_per_pixel"] == [0.1, 0.2, 0.3]
    assert found["variants"]["mlp-10"]["train_bce_per_pixel"] == pytest.approx([0.1, 0.2, 0.3])
    assert "kl" not in found["variants"]["mlp-10"]


def test_levels_are_of_one_training_each():
    values = {"mlp-10": [0.1, 0.12], "conv-10": [0.2, 0.25], "mlp-10.assignment": [0.5, 0.9]}
    rows = [row(name, seed, bce) for name, both in values.items() for seed, bce in enumerate(both)]
    levels = seeds.of_seeds(rows, "d")["levels"]
    pooled = np.mean([np.var([0.1, 0.12], ddof=1), np.var([0.2, 0.25], ddof=1)])
    assert levels["converged"]["test_bce_per_pixel"] == pytest.approx(1.96 * np.sqrt(2 * pooled))
    assert levels["assignment"]["test_bce_per_pixel"] == pytest.approx(1.96 * np.sqrt(2 * np.var([0.5, 0.9], ddof=1)))


def test_without_seeds_there_are_no_views_and_no_spread():
    numbers = {"variants": {"mlp-10": {"mse": 0.5}}}
    assert seeds.views(numbers) == []
    assert seeds.deviation(numbers, "mlp-10", "mse") is None
    assert seeds.with_spread(numbers, "mlp-10", "mse", ".1f") == "0.5"
    with pytest.raises(KeyError):
        seeds.level_of(numbers, "converged", "mse")


def test_a_view_leaves_all_else_as_it_was():
    numbers: dict[str, Any] = {
        "sigmas": [0.0, 20 / 255],
        "variants": {"mlp-10": {"mse": 0.5, "parameters": 7}, "vae-2": {"mse": 0.4}},
        "noise": {},
        "samples": {"vae-2, N(0, I)": {"recognised": {"mean": 0.3, "se": 0.1}}},
        "seeds": {"variants": {"mlp-10": {"seeds": [0, 1], "mse": [0.6, 0.7]}}, "levels": {}},
    }
    first, second = seeds.views(numbers)
    assert first["variants"]["mlp-10"] == {"mse": 0.6, "parameters": 7}
    assert second["variants"] == {"mlp-10": {"mse": 0.7, "parameters": 7}, "vae-2": {"mse": 0.4}}
    assert second["samples"] == numbers["samples"]
    assert numbers["variants"]["mlp-10"]["mse"] == 0.5
