"""What a reconstruction is worth: cross-entropy, MSE, PSNR and SSIM, each image by itself.

Cross-entropy reads a grey pixel as a coin, which gives it a floor above 0: even a perfect reconstruction scores these coins'
entropy (`entropy_floor`), about 45 nats for an MNIST digit. It is no description length (`log_normaliser`). Images are
`(n, 28, 28, 1)` in [0, 1]; results are `(n,)`.
"""

from functools import cache

import numpy as np

from ..losses import (
    continuous_bernoulli_log_normaliser,
    kl,
    kl_per_dimension,
    reconstruction,
    reparametrize,
    sigmoid,
)
from ..models import VAE, Model, as_unit_images
from ..networks import PIXELS, SIDE

ACTIVE_VARIANCE = 0.01
"""Variance of a posterior mean over the images, above which a number of the code is in use (Burda et al. 2016)."""

UNUSED_NATS = 0.01
"""KL under which a number of the code says nothing about the digit."""

IMAGES_A_PASS = 1000
"""Images scored at a time: what bounds the memory."""

SSIM_TAPS, SSIM_SIGMA = 11, 1.5
"""Pixels of a side of SSIM's Gaussian window, and its standard deviation in pixels (Wang et al. 2004)."""

SSIM_K1, SSIM_K2 = 0.01, 0.03
"""What keeps SSIM's two quotients from 0/0, as shares of the peak (Wang et al. 2004)."""


def cross_entropy(images: np.ndarray, logits: np.ndarray) -> np.ndarray:
    """Nats per image: `losses.reconstruction`, in float64 so that sums over a test set keep their digits."""
    return np.asarray(reconstruction(images.astype(np.float64), logits.astype(np.float64)))


def entropy_floor(images: np.ndarray) -> np.ndarray:
    """Nats per image that a perfect reconstruction scores: the sum of the pixels' binary entropies, each read as a coin."""
    x = images.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(x > 0, x * np.log(x), 0.0) + np.where(x < 1, (1 - x) * np.log1p(-x), 0.0)
    return np.asarray(-terms.sum(axis=(1, 2, 3)))


def mean_image_logits(images: np.ndarray) -> np.ndarray:
    """The mean of uint8 images as one picture, `(28, 28, 1)` logits: the best answer of who is not shown what to draw.

    A pixel that is never inked counts as one in a million, since a certain black costs no end where it is wrong.
    """
    mean = np.clip(images.mean(axis=0, dtype=np.float64) / 255, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(mean / (1 - mean)))


def mse(images: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Mean squared error over the pixels."""
    return np.asarray(((images.astype(np.float64) - others) ** 2).mean(axis=(1, 2, 3)))


def psnr(images: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Peak signal-to-noise ratio in dB, for a peak of 1; infinite where the images are the same."""
    with np.errstate(divide="ignore"):
        return np.asarray(-10.0 * np.log10(mse(images, others)))


def edge_strength(images: np.ndarray) -> np.ndarray:
    """How much grey changes from each pixel to its right and lower neighbour, summed: `(n,)`. A blurry copy has less."""
    x = images[..., 0].astype(np.float64)
    return np.asarray(np.abs(np.diff(x, axis=1)).sum(axis=(1, 2)) + np.abs(np.diff(x, axis=2)).sum(axis=(1, 2)))


def edges_kept(images: np.ndarray, others: np.ndarray) -> float:
    """What is left of the images' edges in their copies, over all of them: a share."""
    return float(edge_strength(others).sum() / edge_strength(images).sum())


@cache
def _window() -> np.ndarray:
    """The Gaussian that SSIM averages with, as an `(18, 28)` matrix: no padding, so 18 places."""
    taps = np.exp(-0.5 * ((np.arange(SSIM_TAPS) - SSIM_TAPS // 2) / SSIM_SIGMA) ** 2)
    taps /= taps.sum()
    places = SIDE - SSIM_TAPS + 1
    rows = np.zeros((places, SIDE))
    for row in range(places):
        rows[row, row : row + SSIM_TAPS] = taps
    return rows


def ssim(images: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Structural similarity, at most 1 (Wang et al. 2004), for a peak of 1."""
    x, y = images[..., 0].astype(np.float64), others[..., 0].astype(np.float64)
    window = _window()

    def average(values: np.ndarray) -> np.ndarray:
        return np.asarray(window @ values @ window.T)

    mean_x, mean_y = average(x), average(y)
    var_x, var_y = average(x * x) - mean_x**2, average(y * y) - mean_y**2
    covariance = average(x * y) - mean_x * mean_y
    luminance = (2 * mean_x * mean_y + SSIM_K1**2) / (mean_x**2 + mean_y**2 + SSIM_K1**2)
    structure = (2 * covariance + SSIM_K2**2) / (var_x + var_y + SSIM_K2**2)
    return np.asarray((luminance * structure).mean(axis=(1, 2)))


def kl_by_dimension(model: VAE, images: np.ndarray) -> np.ndarray:
    """What each dimension of the code costs, averaged over the images: `(d,)`, in nats. Its sum is the average KL.

    `images` are `(n, 28, 28, 1)`, uint8 or in [0, 1].
    """
    return mean_kl_by_dimension(*model.posterior(images))


def mean_kl_by_dimension(mean: np.ndarray, log_var: np.ndarray) -> np.ndarray:
    """The same of posteriors, each `(n, d)`."""
    return np.asarray(kl_per_dimension(mean.astype(np.float64), log_var.astype(np.float64)).mean(axis=0))


def log_normaliser(model: VAE, images: np.ndarray, rng: np.random.Generator) -> float:
    """What the Bernoulli term leaves out, in nats per image, averaged over `(n, 28, 28, 1)`, uint8 or in [0, 1].

    By so much −ELBO would be lower with the continuous Bernoulli. One draw an image, with the same `rng` those of `scores`.
    """
    sums = []
    for i in range(0, len(images), IMAGES_A_PASS):
        mean, log_var = model.posterior(images[i : i + IMAGES_A_PASS])
        z = reparametrize(mean, log_var, rng.standard_normal(mean.shape, dtype=np.float32))
        sums.append(continuous_bernoulli_log_normaliser(model.logits(z)).sum(axis=(1, 2, 3)))
    return float(np.concatenate(sums).mean())


def active_units(means: np.ndarray, threshold: float = ACTIVE_VARIANCE) -> int:
    """How many dimensions of `(n, d)` posterior means depend on the image: those whose variance is above the threshold.

    A dimension below it is the prior whatever comes in (Burda, Grosse & Salakhutdinov 2016).
    """
    return int((means.astype(np.float64).var(axis=0) > threshold).sum())


def scores(
    model: Model, images: np.ndarray, rng: np.random.Generator, given: np.ndarray | None = None
) -> dict[str, float]:
    """Averages over a test set: `test_bce_per_pixel`, `psnr`, `ssim`; for a VAE also the two terms of its −ELBO.

    `images` are uint8 or in [0, 1]; `given` is what the model sees where that is not the images (noise added). A VAE's
    picture is decoded from the posterior mean, its `reconstruction` term from one draw an image, as its objective asks.
    """
    clean = as_unit_images(images)
    seen = clean if given is None else as_unit_images(given)
    sums: dict[str, list[np.ndarray]] = {}
    for i in range(0, len(clean), IMAGES_A_PASS):
        part, codes = clean[i : i + IMAGES_A_PASS], model.encode(seen[i : i + IMAGES_A_PASS])
        logits = model.logits(codes)
        output = sigmoid(logits)
        rows = {
            "test_bce_per_pixel": cross_entropy(part, logits) / PIXELS,
            "psnr": psnr(part, output),
            "ssim": ssim(part, output),
        }
        if isinstance(model, VAE):
            mean, log_var = model.posterior(seen[i : i + IMAGES_A_PASS])
            z = reparametrize(mean, log_var, rng.standard_normal(mean.shape, dtype=np.float32))
            rows["reconstruction"] = cross_entropy(part, model.logits(z))
            rows["kl"] = np.asarray(kl(mean.astype(np.float64), log_var.astype(np.float64)))
            rows["negative_elbo"] = rows["reconstruction"] + rows["kl"]
        for name, row in rows.items():
            sums.setdefault(name, []).append(row)
    return {name: float(np.concatenate(rows).mean()) for name, rows in sums.items()}
