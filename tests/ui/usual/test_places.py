"""Places by hand, and what is said of them: who notices, who does not, and what follows for a digit, a drawing and an alien."""

from dataclasses import replace

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.scores.percentiles import percentiles
from autoencoders.scores.strangeness import DISTANCE, ERROR, NEGATIVE_ELBO, error, negative_elbo
from ui.usual.places import Place, placed, places
from ui.usual.words import blind, in_words, percent, spoken, verdict

HUNDRED = percentiles(np.arange(1.0, 102.0))


def place(below: float, measure: str = ERROR, title: str = "MLP AE", model: str = "mlp-10") -> Place:
    return replace(placed(measure, model, title, "", 0.0123, HUNDRED), below=below)


def test_places_are_found_by_every_model_that_fits(digits):
    rows = [ae.variant(name) for name in ("mlp-10", "vae-2")]
    models = {row.name: ae.load(row.name) for row in rows}
    vae = models["vae-2"]
    assert isinstance(vae, ae.VAE)
    spread = {
        (ERROR, "mlp-10"): percentiles(error(models["mlp-10"], digits)),
        (ERROR, "vae-2"): percentiles(error(vae, digits)),
        (NEGATIVE_ELBO, "vae-2"): percentiles(negative_elbo(vae, digits)),
    }
    found = places(digits[7], models, rows, lambda *names: spread[names], (50.0, HUNDRED))
    assert [(each.measure, each.model) for each in found] == [*spread, (DISTANCE, "")]
    for each in found[:3]:
        measure = {ERROR: error, NEGATIVE_ELBO: negative_elbo}[each.measure]
        of_all = measure(models[each.model], digits)  # type: ignore[arg-type]
        assert each.value == pytest.approx(of_all[7], rel=1e-4)
        assert each.below == pytest.approx((of_all < of_all[7]).mean(), abs=0.012)
    assert found[-1].below == pytest.approx(0.49)
    only = places(digits[7], models, rows, lambda *names: spread[names], None, (NEGATIVE_ELBO,))
    assert [each.model for each in only] == ["vae-2"]


@pytest.mark.parametrize(
    ("below", "said"),
    [
        (0.0, "less than any test digit"),
        (0.0002, "more than 0.1 % of test digits"),
        (0.5, "more than 50.0 % of test digits"),
        (0.9999, "more than 99.9 % of test digits"),
        (1.0, "more than any test digit"),
    ],
)
def test_a_place_in_words_is_never_rounded_to_all_or_nothing(below, said):
    assert in_words(place(below)) == said
    assert percent(below).endswith(" %")


def test_who_cannot_see_the_strip_is_told_of_the_mark():
    assert "Beyond the 99 % mark" in spoken(place(0.995))
    assert "Beyond" not in spoken(place(0.985))
    assert spoken(place(0.5)) == "Reconstruction error of MLP AE: 0.0123: more than 50.0 % of test digits."


VAE = {"measure": NEGATIVE_ELBO, "title": "VAE", "model": "vae-10"}
NEAREST = {"measure": DISTANCE, "title": "", "model": ""}


@pytest.mark.parametrize(
    ("found", "alien", "made", "words", "never"),
    [
        ([], True, False, [], []),
        ([place(0.5)], False, False, ["**An ordinary digit** by every"], ["Stranger"]),
        ([place(0.995)], False, False, ["(0.5 % are stranger)", "a test digit all the same"], ["Not noticed"]),
        ([place(0.5), place(0.3, **VAE)], True, False, ["No measure here notices", "not “digit”"], ["plainer"]),
        ([place(0.004), place(0.3, **VAE)], True, False, ["No measure here", "even plainer", "little ink"], []),
        ([place(0.5)], False, True, ["By no measure here", "does not make it a digit"], ["plainer"]),
        ([place(1.0), place(0.6, **NEAREST)], True, False, ["(none is stranger)", "Not noticed by distance to the nearest"], []),
        ([place(0.995), place(1.0, **VAE)], False, True, ["−ELBO of VAE (none is stranger)", "Every measure"], ["Not"]),
    ],
)  # fmt: skip
def test_what_follows_is_said_for_digits_drawings_and_aliens(found, alien, made, words, never):
    said = verdict(found, alien, made)
    assert all(each in said for each in words), said
    assert not any(each in said for each in never), said
    assert bool(said) == bool(found)


def test_many_models_are_counted_and_not_listed():
    many = [place(0.99 + 0.001 * i, title=f"AE {i}", model=f"m-{i}") for i in range(1, 4)]
    assert "reconstruction error of AE 3 and 2 more" in verdict(many, alien=True, made=False)
    silent = [place(0.5, title=f"AE {i}", model=f"m-{i}") for i in range(3)]
    assert "Not noticed by the reconstruction error of 3 models" in verdict([*silent, place(1, **VAE)], True, False)


def test_what_to_make_of_it_names_the_kinds_that_a_measure_finds_usual():
    assert blind({}) == ""
    assert blind({"distance": {"dot": 0.7}}) == ""
    said = blind({"distance": {"dot": 0.3, "empty": 0.1, "noise": 1.0}, "error conv-10": {"dot": 0.2, "noise": 1.0}})
    assert "the error of conv-10 finds small dot more usual" in said
    assert "the distance to the nearest training digit finds small dot and empty paper more usual" in said
    assert "noise" not in said
