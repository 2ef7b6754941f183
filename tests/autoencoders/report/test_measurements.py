"""Single measurements of the report against NumPy, against each other, and against a number that others measured."""

from typing import Any

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.codes import DENSITIES, density_sample, load_codes
from autoencoders.densities import fit
from autoencoders.report import measurements
from autoencoders.report.all_measurements import COMPARED, SAMPLED_AES, SAMPLED_VAES
from autoencoders.report.folder import shipped_numbers
from autoencoders.report.page import markdown
from autoencoders.report.tables import OF_COPIES, sample_rows
from autoencoders.scores import samples
from autoencoders.scores.judge import read_judge
from autoencoders.weights import WEIGHTS

OUTSIDE = 0.767
"""Share of the samples of vae-10 from a mixture of ten that a reader of this report measured by means of his own, fitted to all
60,000 codes, as the mixture in the file of codes then was, from one start."""


@pytest.fixture(scope="module")
def judge():
    return read_judge(WEIGHTS / "judge.safetensors")[0]


def sure(judge, pictures, threshold=0.9):
    """The share of which the judge is sure, counted one by one."""
    return np.mean([look.max() >= np.float32(threshold) for look in judge.look(pictures)[1]])


@pytest.mark.parametrize("at", [1, 3, 11])
def test_the_clipped_input_is_what_numpy_makes_of_it(at, synthetic):
    images = synthetic.test_images[:20].astype(np.float32) / 255
    noisy = ae.add_noise(images, measurements.SIGMAS[at], np.random.default_rng(at)).astype(np.float64)
    noisy[noisy < 0], noisy[noisy > 1] = 0, 1
    errors = ((noisy - images) ** 2).mean(axis=(1, 2, 3))
    clipped, plain = (measurements.over_sigma(None, images, clip) for clip in (True, False))
    assert clipped["mse"][at] == pytest.approx(errors.mean(), rel=1e-5)
    assert clipped["psnr"][at] == pytest.approx((10 * np.log10(1 / errors)).mean(), rel=1e-5)
    assert clipped["psnr"][at] > plain["psnr"][at]


def test_what_a_model_gives_back_is_judged_once_and_without_an_error(judge, synthetic):
    model, images = ae.load("vae-10"), synthetic.test_images[:80]
    reference = samples.spread_of(judge.look(images)[0])
    found = measurements.once(judge, reference, lambda: model.reconstruct(images))
    for threshold in samples.THRESHOLDS:
        share = sure(judge, model.reconstruct(images), threshold)
        assert found[samples.recognised_at(threshold)] == {"mean": pytest.approx(share), "se": None}
    assert found["recognised"] == found["recognised_0.9"]


def test_other_fits_begin_elsewhere(judge, synthetic):
    model = ae.load("twin-10")
    found = measurements.other_fits(judge, model, synthetic.train_images[:500], 200, 3)
    assert found["least"] <= found["mean"] <= found["most"]
    assert found["fits"] == 3
    assert found["least"] < found["most"]
    density = fit(model.encode(synthetic.train_images[:500]), 10, np.random.default_rng(2))
    share = sure(judge, model.decode(density.sample(200, np.random.default_rng(0))))
    assert found["least"] <= share <= found["most"]


@pytest.mark.parametrize("name", ["twin-10", "vae-10"])
def test_files_of_codes_have_what_the_report_fits_now(name, mnist):
    """One way for every row: what is read from a file is what would be fitted without it."""
    model, codes = ae.load(name), load_codes(name)
    assert len(density_sample(mnist.train_images)) == 20_000
    places = codes.mean[::10].astype(np.float64)
    for density, key in samples.FITTED.items():
        now = samples.fitted(model, mnist.train_images, density, np.random.default_rng(0))
        assert len(now.weights) == DENSITIES[key]
        np.testing.assert_allclose(getattr(codes, key).log_density(places), now.log_density(places), atol=0.02)


def test_a_vae_from_a_mixture_is_recognised_as_often_as_others_measured(judge, mnist):
    """Within 1 %, over three starts of the fit: one start moves it by as much."""
    model = ae.load("vae-10")
    codes = model.encode(mnist.train_images)
    shares = []
    for seed in range(3):
        density = fit(codes, 10, np.random.default_rng(seed))
        shares.append(sure(judge, model.decode(density.sample(5_000, np.random.default_rng(1)))))
    assert np.mean(shares) == pytest.approx(OUTSIDE, abs=0.01)
    assert max(shares) - min(shares) < 0.05


def test_the_shipped_report_samples_vaes_as_it_samples_aes(judge):
    found = shipped_numbers()["samples"]
    for name in (*SAMPLED_VAES, *SAMPLED_AES):
        for density in (samples.PRIOR, samples.GAUSSIAN, samples.MIXTURE, samples.COPIES):
            assert f"{name}, {density}" in found
    for name in COMPARED:
        drawn = ae.load(name).decode(load_codes(name).mixture.sample(4_000, np.random.default_rng(9)))
        share = found[f"{name}, a fitted mixture of 10"]["recognised"]["mean"]
        assert sure(judge, drawn) == pytest.approx(share, abs=4 * np.sqrt(0.8 * 0.2 / 4_000))


def test_both_comparisons_stand_in_the_table():
    numbers = shipped_numbers()
    rows: dict[str, Any] = {str(row["samples"]): row for row in sample_rows(numbers)}
    own, copies = (rows[f"vae-10.assignment, {of}"] for of in ("N(0, I)", "reconstructions"))
    assert own[OF_COPIES] == pytest.approx(own["recognised"] / copies["recognised"])
    assert copies[OF_COPIES] == 1
    assert rows["noise"][OF_COPIES] is None
    others = [copies[samples.recognised_at(each)] for each in samples.THRESHOLDS if each != samples.CONFIDENT]
    by_threshold = [*others[:3], copies["recognised"], *others[3:]]
    assert by_threshold == sorted(by_threshold, reverse=True)
    line = next(
        line for line in markdown(numbers).splitlines() if line.startswith("| vae-10.assignment, reconstructions |")
    )
    assert "±" not in line
