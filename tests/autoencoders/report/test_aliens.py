"""The section on what is no digit: its numbers against brute force, its sentences from the numbers, and nothing without them."""

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.digits.aliens import KIND, KINDS
from autoencoders.report import aliens, folder
from autoencoders.report.page import markdown
from autoencoders.scores.strangeness import auroc, error


def test_each_measure_is_tried_on_each_kind(digits, synthetic, monkeypatch):
    def no_clothes(name, **_):
        raise ae.DatasetError(f"no {name} here")

    monkeypatch.setattr(aliens, "load_dataset", no_clothes)
    models = {name: ae.load(name) for name in ("mlp-10", "vae-2")}
    found = {name: find() for name, find in aliens.measurements(models, digits[:40], 5, synthetic)}
    assert list(found) == ["error mlp-10", "error vae-2", "negative_elbo vae-2", "distance"]
    names = [kind.name for kind in KINDS if kind.name != "clothes"]
    assert all(list(row) == names for row in found.values())
    made = KIND["mirrored"].make(digits[:40:8], np.random.default_rng())
    by_hand = auroc(error(models["mlp-10"], digits[:40]), error(models["mlp-10"], made))
    assert found["error mlp-10"]["mirrored"] == pytest.approx(by_hand)
    assert found["error mlp-10"]["noise"] == 1
    assert found["error mlp-10"]["empty"] < 0.1


def test_the_sentences_follow_from_the_numbers():
    numbers = {"error mlp-10": {"dot": 0.1, "noise": 1.0}, "negative_elbo vae-2": {"dot": 0.6, "noise": 0.9}}
    first, second = aliens.sentences(numbers)
    assert first == ("**error, `mlp-10`** fails for small dot (below 0.50); it notices grey noise (from 0.99 on).")
    assert second == "**−ELBO, `vae-2`** fails for none of them; it notices none (from 0.99 on)."
    numbers["negative_elbo vae-2"]["dot"] = 0.2
    said = aliens.sentences(numbers)
    assert "No measure here notices small dot" in said[2]
    assert "no proof of a digit" in said[3]


def test_the_page_has_the_section_where_it_was_measured_and_is_whole_without():
    numbers = folder.shipped_numbers()
    numbers.pop("aliens", None)
    assert "What is no digit" not in markdown(numbers)
    with_aliens = markdown(numbers | {"aliens": {"distance": {"dot": 0.25, "salt": 1.0}}})
    assert "## What is no digit" in with_aliens
    assert "| Small dot | 0.25 |" in with_aliens
    assert with_aliens.startswith(markdown(numbers).rstrip())
