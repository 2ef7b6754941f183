"""One digit through several models: the same as each model and each measure by itself."""

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.scores import digit_scores, metrics


@pytest.fixture(scope="module")
def digit(synthetic):
    return synthetic.test_images[8].astype(np.float32) / 255


@pytest.fixture(scope="module")
def models():
    return {name: ae.variant(name).initial(2) for name in ("mlp-10", "conv-100", "vae-10")}


def test_every_number_is_the_measures_own(models, digit):
    noisy = ae.add_noise(digit[None], 0.3, np.random.default_rng(0))[0]
    found = digit_scores.compare(models, digit, noisy)
    assert list(found) == list(models)
    for name, model in models.items():
        output = model.reconstruct(noisy[None])
        np.testing.assert_allclose(found[name].image, output[0], atol=1e-6)
        np.testing.assert_array_equal(found[name].code, model.encode(noisy[None])[0])
        assert found[name].mse == pytest.approx(np.mean((output[0] - digit) ** 2), rel=1e-5)
        assert found[name].psnr == pytest.approx(-10 * np.log10(found[name].mse), rel=1e-5)
        assert found[name].ssim == pytest.approx(metrics.ssim(digit[None], output)[0], rel=1e-5)
        bce = -(digit * np.log(output[0]) + (1 - digit) * np.log(1 - output[0])).sum()
        assert found[name].cross_entropy == pytest.approx(bce, rel=1e-4)


@pytest.mark.parametrize("clip", [False, True])
def test_curves_are_the_comparison_at_every_sigma(models, digit, clip):
    noise = np.random.default_rng(1).standard_normal((28, 28, 1), dtype=np.float32)
    sigmas = np.array([0.0, 20 / 255, 0.5, 1.0])
    curves = digit_scores.psnr_curves(models, digit, noise, sigmas, clip)
    assert np.isinf(curves["input"][0])
    assert ("clipped" in curves) != clip
    for i, sigma in enumerate(sigmas):
        noisy = digit + np.float32(sigma) * noise
        noisy = np.clip(noisy, 0, 1) if clip else noisy
        for name, result in digit_scores.compare(models, digit, noisy).items():
            assert curves[name][i] == pytest.approx(result.psnr, rel=1e-5)
        if not clip and sigma:
            assert curves["input"][i] == pytest.approx(-20 * np.log10(sigma), abs=0.5)
            off = np.mean((np.where(noisy < 0, 0, np.where(noisy > 1, 1, noisy)) - digit) ** 2, dtype=np.float64)
            assert curves["clipped"][i] == pytest.approx(-10 * np.log10(off), rel=1e-5)
