"""The numbers from cards, report and formulas against a second reading of the same, Monte-Carlo, and what the texts conclude."""

import json

import numpy as np
import pytest

import autoencoders as ae
from tests.checkout import ROOT
from ui.teaching.numbers import first_of_the_rest, numbers


@pytest.fixture(scope="module")
def found():
    return numbers()


@pytest.fixture(scope="module")
def report():
    return json.loads((ROOT / "docs/report/report.json").read_text())


@pytest.mark.parametrize("name", ["vae-10", "vae-10.beta-8", "twin-2"])
def test_a_card_is_read(found, name):
    scores = ae.card(name)["scores"]
    assert float(found[f"{name}.psnr"]) == pytest.approx(scores["psnr"], abs=0.05)
    assert (f"{name}.kl" in found) == ("kl" in scores)


def test_a_number_out_of_use_costs_next_to_nothing(found):
    for name in ("vae-10", "vae-10.beta-8"):
        costs = np.array(ae.card(name)["scores"]["kl_per_dimension"])
        assert int(found[f"{name}.unused"]) == np.count_nonzero(costs < 0.01)
        assert costs[costs < 0.01].sum() < 0.01


def test_the_report_is_read(found, report):
    share = report["samples"]["twin-10, a fitted mixture of 10"]["recognised"]["mean"]
    assert found["twin-10.mixture"] == f"{round(100 * share)} %"
    verdicts = list(report["verdicts"].values())
    counted = [found[f"claims.{each}"] for each in ("hold", "caveat", "fail")]
    assert counted == [str(verdicts.count(each)) for each in ("holds", "holds with a caveat", "doesn't hold")]
    assert found["claims.fallen"].count("\n- ") == verdicts.count("doesn't hold") - 1


@pytest.mark.parametrize("name", ["mlp-denoise-10", "conv-denoise-100"])
def test_denoising_pays_from_there_on_and_not_before(found, report, name):
    from_there = False
    for sigma, own, noisy in zip(
        report["sigmas"], report["noise"][name]["psnr"], report["noise"]["clipped"]["psnr"], strict=True
    ):
        from_there = from_there or f"{sigma:.2f}" == found[f"{name}.pays"]
        assert noisy is None or (own > noisy) == from_there


@pytest.mark.parametrize(
    ("better", "place"), [([True], 0), ([False, True], 1), ([True, False, True], 2), ([False, False, True, True], 2)]
)
def test_from_where_all_are_better(better, place):
    assert first_of_the_rest(better) == place


def test_the_rings_of_the_prior_hold_what_is_said():
    lengths = np.linalg.norm(np.random.default_rng(1).standard_normal((400_000, 2)), axis=1)
    said = numbers()
    assert np.quantile(lengths, 0.68) == pytest.approx(float(said["prior.radius"]), abs=0.01)
    for radius in (1, 2):
        assert 100 * (lengths < radius).mean() == pytest.approx(float(said[f"prior.within-{radius}"][:-2]), abs=0.6)


def test_who_knows_nothing_pays_for_coin_tosses(found):
    half = np.full(784, 0.5)
    assert float(found["coin.nats"]) == pytest.approx(-np.log(half).sum(), abs=0.5)


def share(text: str) -> float:
    return float(text.removesuffix(" %"))


def test_what_the_texts_conclude_still_follows(found):
    """The sentences around the numbers, in order of the plan for 90 minutes."""
    copies = [float(found[f"{name}.psnr"]) for name in ("twin-2", "twin-10", "mlp-100")]
    assert copies == sorted(copies), "the longer the code, the better the copy"
    assert share(found["twin-10.random"]) < 5, "none of the AE's"
    assert share(found["vae-10.random"]) < 50, "under half of the VAE's"
    assert share(found["twin-10.mixture"]) > share(found["vae-10.random"]), "the AE can draw"
    for name in ("twin-10", "vae-10"):
        assert share(found[f"{name}.mixture"]) > share(found[f"{name}.random"]) + 10, "a fit helps both"
    assert share(found["mlp-100.gaussian"]) < share(found["mlp-10.gaussian"]) < share(found["twin-10.gaussian"])
    gaps = [share(found[f"{name}.gaussian"]) for name in ("twin-10", "mlp-10", "mlp-100")]
    assert gaps[0] - gaps[1] > gaps[1] - gaps[2], "the smaller networks cost more than the long code"
    assert len({found["sharpest.beta"], found["most-drawn.beta"], found["lowest.beta"]}) == 3, "three different places"
    assert found["lowest.beta"] == "1"
    assert found["sharpest.beta"] == "0"
    assert float(found["mlp-denoise-10.noisy"]) < float(found["noisy.psnr"]) < float(found["mlp-denoise-100.noisy"])
    assert float(found["noisy.psnr"]) < float(found["noisy.clipped"]) < float(found["mlp-denoise-100.noisy"])
    assert found["vae-10.unused"] == "0"
    assert float(found["twin-10.psnr"]) > float(found["vae-10.psnr"]), "no better copies than the AE's"
    assert float(found["perfect.bce"]) < float(found["mlp-10.bce"]) < float(found["mean-image.bce"])
    assert float(found["mlp-10.bce"]) == pytest.approx(0.15, abs=0.005), "0.15 is about what mlp-10 has"
