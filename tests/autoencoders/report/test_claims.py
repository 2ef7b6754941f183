"""The verdicts on made-up numbers: each rule on both sides of its limits, and what happens where a number is missing."""

import copy
from typing import Any

import pytest

from autoencoders.recipes import REPORT_NOISE
from autoencoders.report.claims import CLAIMS, judged
from autoencoders.report.rules import CAVEAT, FAILS, HOLDS, UNKNOWN, VERDICTS
from autoencoders.scores.samples import THRESHOLDS

BY_KEY = {claim.key: claim for claim in CLAIMS}


LEVEL = 0.002
"""Nats per pixel, and the same number of all else: from which difference on two variants are not level in these tests."""

PAIR, ONE = LEVEL / (4.302653 * 2), LEVEL / (12.706205 * 2**0.5)
"""By how much each of two seeds stands off the middle for that to be so: by Student's t of 2 degrees of freedom for two variants
with two seeds each, of 1 for one beside what has no seed."""


def with_seeds(given: dict[str, Any]) -> dict[str, Any]:
    """The same with two seeds for every variant, both as far from its number: so each seed tells what the numbers tell."""
    given["seeds"] = {
        name: {"seeds": [0, 1]}
        | {
            measure: [value - PAIR, value + PAIR]
            for measure, value in row.items()
            if measure in ("test_bce_per_pixel", "ssim", "edges", "negative_elbo")
        }
        for name, row in given["variants"].items()
        if name != "vae-10.beta-2"
    }
    for name, row in given["noise"].items():
        if name not in ("input", "clipped"):
            given["seeds"][name] = {"seeds": [0, 1], "noisy_psnr": [row["psnr"][1] - ONE, row["psnr"][1] + ONE]}
    return given


def numbers() -> dict[str, Any]:
    """Numbers under which every claim holds."""
    return with_seeds(without_seeds())


def without_seeds() -> dict[str, Any]:
    """The same, with one seed."""
    sizes = {"mlp-10": 16_474, "mlp-100": 157_684, "conv-10": 4_683, "conv-100": 40_053}
    losses = {"mlp-10": 0.17, "mlp-100": 0.12, "conv-10": 0.15, "conv-100": 0.09}
    rows: dict[str, dict[str, Any]] = {}
    for suffix in ("", ".assignment"):
        for name, size in sizes.items():
            value = losses[name]
            rows[name + suffix] = {"title": name, "parameters": size, "ssim": 0.5, "edges": 0.5} | dict.fromkeys(
                ("test_bce_per_pixel", "train_bce_per_pixel"), value
            )
        rows[f"vae-10{suffix}"] = {"title": "VAE", "parameters": 820_004, "ssim": 0.8, "edges": 0.8}
        rows[f"vae-10{suffix}"] |= {"beta": 1.0, "negative_elbo": 105.0}
    rows["vae-10.beta-2"] = {"negative_elbo": 106.0}
    rows["twin-10"] = {"title": "twin", "ssim": 0.7, "edges": 0.7}
    denoisers = {
        f"{kind}-denoise-{d}{suffix}" for kind in ("mlp", "conv") for d in (10, 100) for suffix in ("", ".assignment")
    }
    return {
        "variants": rows,
        "sigmas": [0.0, REPORT_NOISE, 0.5],
        "noise": {"input": {"psnr": [None, 22.0, 6.0]}, "clipped": {"psnr": [None, 24.0, 8.0]}}
        | {name: {"psnr": [30.0, 25.0, 12.0]} for name in denoisers},
        "samples": {
            name: shares(0.97)
            for name in (OWN, "vae-10, N(0, I)", COPIES, "real test images", "real training images", "noise")
        },
    }


OWN, COPIES = "vae-10.assignment, N(0, I)", "vae-10.assignment, reconstructions"


def shares(at: float, **others: float) -> dict[str, Any]:
    """What is recognised: the same with every confidence but those named, as `at_0_5`."""
    names = {f"recognised_{each:g}": others.get(f"at_{each:g}".replace(".", "_"), at) for each in THRESHOLDS}
    return {name: {"mean": share, "se": 0.001} for name, share in {"recognised": at, **names}.items()}


def changed(*path: Any) -> dict[str, Any]:
    """The numbers with the value at this path replaced by the last argument."""
    result = copy.deepcopy(numbers())
    *outer, last, value = path
    inside: Any = result
    for key in outer:
        inside = inside[key]
    inside[last] = value
    return with_seeds(result)


@pytest.mark.parametrize("key", BY_KEY)
def test_every_claim_can_hold(key):
    finding = judged(BY_KEY[key], numbers())
    assert finding.verdict == HOLDS, finding.measured


def variant(name, measure, value):
    return changed("variants", name, measure, value)


@pytest.mark.parametrize(
    ("key", "given", "verdict"),
    [
        ("loss-mlp", variant("mlp-10.assignment", "train_bce_per_pixel", 0.1780), HOLDS),
        ("loss-mlp", variant("mlp-10.assignment", "train_bce_per_pixel", 0.1795), CAVEAT),
        ("loss-mlp", variant("mlp-10.assignment", "train_bce_per_pixel", 0.1520), FAILS),
        ("loss-conv", variant("conv-10.assignment", "train_bce_per_pixel", 0.1430), HOLDS),
        ("loss-conv", variant("conv-10.assignment", "train_bce_per_pixel", 0.1700), FAILS),
        ("parameters", variant("mlp-10", "parameters", 17_000), FAILS),
        ("third", variant("conv-10", "test_bce_per_pixel", 0.18), CAVEAT),
        ("third", variant("conv-10.assignment", "test_bce_per_pixel", 0.18), FAILS),
        ("third", variant("conv-10", "parameters", 5_500), FAILS),
        ("third", variant("conv-10", "test_bce_per_pixel", 0.1681), CAVEAT),  # level
        ("third", variant("conv-10", "test_bce_per_pixel", 0.1679), HOLDS),
        ("wider", variant("conv-100", "test_bce_per_pixel", 0.1481), CAVEAT),  # level
        ("wider", variant("conv-100", "test_bce_per_pixel", 0.1479), HOLDS),
        ("wider", variant("conv-100", "test_bce_per_pixel", 0.16), CAVEAT),
        ("wider", variant("conv-100.assignment", "test_bce_per_pixel", 0.16), FAILS),
        ("conv", variant("conv-100", "test_bce_per_pixel", 0.1179), HOLDS),
        ("conv", variant("conv-100", "test_bce_per_pixel", 0.1181), CAVEAT),  # level
        ("conv", variant("conv-100", "test_bce_per_pixel", 0.2), CAVEAT),
        ("conv", variant("conv-10.assignment", "test_bce_per_pixel", 0.169), FAILS),
        ("denoising", changed("noise", "conv-denoise-10.assignment", "psnr", [30.0, 21.0, 12.0]), CAVEAT),
        ("denoising", changed("noise", "clipped", "psnr", [None, 26.0, 8.0]), FAILS),
        ("denoising", changed("noise", "clipped", "psnr", [None, 25.0, 8.0]), FAILS),
        ("denoising", changed("noise", "input", "psnr", [None, 26.0, 6.0]), HOLDS),  # who clips has less noise
        ("denoising", changed("noise", "clipped", "psnr", [None, 24.9975, 8.0]), HOLDS),
        ("denoising", changed("noise", "clipped", "psnr", [None, 24.9990, 8.0]), FAILS),  # level
        ("blur", variant("twin-10", "ssim", 0.9), CAVEAT),
        ("blur", variant("twin-10", "edges", 0.7981), CAVEAT),  # level
        ("blur", variant("twin-10", "edges", 0.7979), HOLDS),
        ("blur", variant("conv-10.assignment", "edges", 0.9), FAILS),
        ("half", variant("vae-10.assignment", "beta", 2.0), FAILS),
        ("samples", changed("samples", OWN, shares(0.951 * 0.97)), HOLDS),
        ("samples", changed("samples", OWN, shares(0.949 * 0.97)), CAVEAT),
        ("samples", changed("samples", OWN, shares(0.501 * 0.97)), CAVEAT),
        ("samples", changed("samples", OWN, shares(0.499 * 0.97)), FAILS),
        ("samples", changed("samples", OWN, shares(0.499 * 0.97, at_0_5=0.501 * 0.97)), CAVEAT),
        ("samples", changed("samples", OWN, shares(0.951 * 0.97, at_0_95=0.949 * 0.97)), CAVEAT),
        ("samples", changed("samples", COPIES, shares(0.97 / 2)), HOLDS),  # no better than the model's own copies
        ("samples", changed("samples", "real test images", shares(0.5)), HOLDS),
    ],
)
def test_the_verdict_follows_the_number(key, given, verdict):
    finding = judged(BY_KEY[key], given)
    assert finding.verdict == verdict, finding.measured


def test_a_doubled_kl_that_costs_nothing_is_a_caveat():
    given = variant("vae-10.assignment", "beta", 2.0)
    given["variants"]["vae-10.beta-2"]["negative_elbo"] = 105.3
    assert judged(BY_KEY["half"], given).verdict == CAVEAT


@pytest.mark.parametrize(("cost", "verdict"), [(0.69, CAVEAT), (0.71, FAILS)])
def test_what_another_seed_costs_as_well_is_cheap(cost, verdict):
    """Only one of the two was trained with several seeds; it stands for both."""
    given = variant("vae-10.assignment", "beta", 2.0)
    given["variants"]["vae-10.beta-2"]["negative_elbo"] = 105 + cost
    off = 0.7 / (4.302653 * 2)
    given["seeds"]["vae-10"]["negative_elbo"] = [105 - off, 105 + off]
    given["seeds"]["vae-10.assignment"]["negative_elbo"] = [105.0, 105.0]
    finding = BY_KEY["half"].find(given)
    assert finding.verdict == verdict, finding.measured


def seeded(name, measure, values, given=None):
    """The numbers with what so many seeds measured of one variant, and of the others nothing else than they are."""
    given = given or without_seeds()
    seeds = given.setdefault("seeds", {})
    for each in (name, *given["variants"]):
        seeds.setdefault(each, {"seeds": list(range(len(values)))})
    seeds[name][measure] = values
    return given


@pytest.mark.parametrize(
    ("values", "verdict", "said"),
    [
        ([0.17] * 5, HOLDS, "The verdict is the same with each of 5 seeds."),
        ([0.17, 0.17, 0.17, 0.17, 0.1795], CAVEAT, "of 5: with 4 it holds, with 1 it holds with a caveat."),
        ([0.17, 0.17, 0.17, 0.19, 0.19], CAVEAT, "of 5: with 3 it holds, with 2 it doesn't hold."),
        ([0.17, 0.17, 0.19, 0.19, 0.19], FAILS, "of 5: with 2 it holds, with 3 it doesn't hold."),
    ],
)
def test_a_verdict_has_to_hold_with_other_seeds(values, verdict, said):
    found = judged(BY_KEY["loss-mlp"], seeded("mlp-10.assignment", "train_bce_per_pixel", values))
    assert (found.verdict, said in found.measured) == (verdict, True), found.measured


def test_the_spread_over_seeds_stands_beside_the_number():
    given = seeded("mlp-10.assignment", "train_bce_per_pixel", [0.169, 0.170, 0.171])
    assert "**0.1700 ± 0.0010** over the last 500" in judged(BY_KEY["loss-mlp"], given).measured


def test_what_no_training_decides_is_not_asked_of_seeds():
    given = seeded("mlp-10.assignment", "train_bce_per_pixel", [0.17, 0.17])
    assert "seed" not in judged(BY_KEY["parameters"], given).measured


def test_a_seed_of_a_denoiser_is_judged_at_the_reports_noise():
    """Of one system the third seed is just not ahead of its input any more."""
    given = without_seeds()
    for kind in ("mlp", "conv"):
        for suffix in ("", ".assignment"):
            seeded(f"{kind}-denoise-10{suffix}", "noisy_psnr", [25.0] * 3, given)
    given["seeds"]["conv-denoise-10.assignment"]["noisy_psnr"] = [25.0, 25.0, 24.9]
    given["noise"]["clipped"]["psnr"][1] = 24.7
    found = judged(BY_KEY["denoising"], given)
    assert (found.verdict, "of 3: with 2 it holds, with 1 it holds with a caveat" in found.measured) == (CAVEAT, True)


def test_samples_of_every_seed_are_held_against_its_own_copies():
    given = without_seeds()
    for threshold in THRESHOLDS:
        seeded("vae-10.assignment", f"samples_recognised_{threshold:g}", [0.9, 0.4], given)
        seeded("vae-10.assignment", f"copies_recognised_{threshold:g}", [0.92, 0.92], given)
    found = judged(BY_KEY["samples"], given)
    assert "of 2: with 1 it holds, with 1 it doesn't hold" in found.measured


def test_a_system_without_that_seed_leaves_the_verdict_to_the_shipped_models():
    given = seeded("mlp-10.assignment", "train_bce_per_pixel", [0.17, 0.17, 0.17])
    given["seeds"]["twin-10"]["seeds"] = [0, 2]
    assert "same with each of 2 seeds" in judged(BY_KEY["loss-mlp"], given).measured
    del given["seeds"]["twin-10"]
    assert "seeds" not in judged(BY_KEY["loss-mlp"], given).measured


def test_with_one_seed_no_two_losses_are_compared():
    for key in ("third", "wider", "conv", "denoising", "blur", "half"):
        assert judged(BY_KEY[key], without_seeds()).verdict == UNKNOWN
    for key in ("loss-mlp", "loss-conv", "parameters", "samples"):
        assert judged(BY_KEY[key], without_seeds()).verdict == HOLDS


def test_the_words_carry_the_numbers():
    assert "**0.1700**" in judged(BY_KEY["loss-mlp"], numbers()).measured
    assert "noisy input, clipped to [0, 1], has **24.0 dB** PSNR (22.0 dB as it is)" in (
        judged(BY_KEY["denoising"], numbers()).measured
    )
    assert "starts to pay at σ = 0.1" in judged(BY_KEY["denoising"], numbers()).measured


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (shares(0.45), "The verdict is the same with each."),
        (
            shares(0.485 * 0.99, at_0_5=0.9),
            "hangs on that choice: at 0.5 it holds with a caveat, at 0.8, 0.85, 0.9, 0.95 it doesn't hold.",
        ),
    ],
    ids=["the same", "another at 0.5"],
)
def test_whether_the_verdict_survives_other_thresholds_is_said(own, said):
    found = judged(BY_KEY["samples"], changed("samples", OWN, own))
    assert said in found.measured
    assert f"{own['recognised_0.5']['mean'] / 0.97:.2f} from 0.5 on" in found.measured
    assert f"{own['recognised_0.95']['mean'] / 0.97:.2f} from 0.95 on" in found.measured


def test_a_threshold_that_was_not_measured_claims_nothing():
    own = shares(0.45)
    del own["recognised_0.85"]
    assert judged(BY_KEY["samples"], changed("samples", OWN, own)).verdict == UNKNOWN


@pytest.mark.parametrize("key", BY_KEY)
def test_without_numbers_nothing_is_claimed(key):
    assert judged(BY_KEY[key], {}).verdict == UNKNOWN


def test_every_claim_has_a_figure_and_a_rule():
    assert len(BY_KEY) == len(CLAIMS)
    for claim in CLAIMS:
        assert 1 <= claim.figure <= 6
        assert claim.rule.startswith("holds ")
    assert len(set(VERDICTS)) == 4
