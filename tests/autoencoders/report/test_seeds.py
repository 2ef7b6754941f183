"""What other seeds measured, from rows of a table: which count, in which order; what is level, against chance itself."""

from typing import Any

import numpy as np
import pytest

from autoencoders.report import seeds
from autoencoders.sweep.table import COLUMNS

EMPTY: dict[str, Any] = {column.name: None for column in COLUMNS}


def row(variant, seed, bce, **others):
    usual = {"variant": variant, "seed": seed, "test_bce_per_pixel": bce, "digest": "d", "split": "test"}
    return EMPTY | usual | {"train_reconstruction": None if bce is None else 784 * bce} | others


def test_rows_of_the_systems_on_these_data_are_taken_in_the_order_of_their_seeds():
    rows = [row("mlp-10", 2, 0.3), row("mlp-10", 0, 0.1), row("mlp-10", 1, 0.2)]
    odd = [
        row("mlp-10", 3, 9.0, digest="other"),
        row("mlp-10", 4, 9.0, split="validation"),
        row("mlp-10", 5, None, diverged_at=7),
        row("", 6, 9.0),
        row("conv-10", 0, 9.0),
        row("vae-2", 0, 9.0),
        row("vae-2", 1, 9.0),
    ]
    found = seeds.of_seeds(rows + odd, "d")
    assert found.keys() == {"mlp-10"}, "one seed says nothing of seeds, and of vae-2 no claim is made"
    assert found["mlp-10"]["seeds"] == [0, 1, 2]
    assert found["mlp-10"]["test_bce_per_pixel"] == [0.1, 0.2, 0.3]
    assert found["mlp-10"]["train_bce_per_pixel"] == pytest.approx([0.1, 0.2, 0.3])
    assert "kl" not in found["mlp-10"]


def test_beside_what_has_no_seed_only_one_varies():
    numbers = {"seeds": {"a": {"mse": [1.0, 2.0, 3.0, 4.0, 5.0]}}}
    assert seeds.level_of(numbers, "mse", "a") == pytest.approx(2.776445 * np.sqrt(2.5), rel=1e-5)
    assert seeds.level_of(numbers, "mse", "a", "unknown") == pytest.approx(2.306004 * np.sqrt(5.0), rel=1e-5)
    assert seeds.level_of({"seeds": {"a": {"mse": [1.0, 1.0]}}}, "mse", "a") == 0


def test_without_seeds_there_are_no_views_and_no_spread():
    numbers = {"variants": {"mlp-10": {"mse": 0.5}}, "seeds": {}}
    assert seeds.views(numbers) == []
    assert seeds.deviation(numbers, "mlp-10", "mse") is None
    assert seeds.with_spread(numbers, "mlp-10", "mse", ".1f") == "0.5"
    with pytest.raises(KeyError, match="seeds of mlp-10"):
        seeds.level_of(numbers, "mse", "mlp-10", "conv-10")


def test_a_view_is_of_one_seed_and_leaves_all_else_as_it_was():
    numbers: dict[str, Any] = {
        "sigmas": [0.0, 20 / 255],
        "variants": {"mlp-10": {"mse": 0.5, "parameters": 7}, "conv-10": {"mse": 0.4}, "vae-2": {"mse": 0.3}},
        "noise": {},
        "samples": {"vae-2, N(0, I)": {"recognised": {"mean": 0.3, "se": 0.1}}},
        "seeds": {
            "mlp-10": {"seeds": [0, 1, 3], "mse": [0.6, 0.7, 0.8]},
            "conv-10": {"seeds": [0, 2, 3], "mse": [0.1, 0.2, 0.3]},
        },
    }
    first, second = seeds.views(numbers)
    assert first["variants"]["mlp-10"] == {"mse": 0.6, "parameters": 7}
    assert second["variants"] == {
        "mlp-10": {"mse": 0.8, "parameters": 7},
        "conv-10": {"mse": 0.3},
        "vae-2": {"mse": 0.3},
    }
    assert second["samples"] == numbers["samples"]
    assert numbers["variants"]["mlp-10"]["mse"] == 0.5
