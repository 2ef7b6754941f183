"""What `evaluate` prints and what a card holds: one variant's scores on a whole test set."""

from typing import Any

import numpy as np

from ..digits.datasets import Dataset
from ..digits.noise import add_noise
from ..models import VAE, Model, as_unit_images
from ..recipes import REPORT_NOISE
from .metrics import active_units, mean_kl_by_dimension, psnr, scores, ssim

SEED = 0
"""Of the noise and of ε: the same for every variant, so that they are judged on the same inputs."""


def evaluate(model: Model, dataset: Dataset, denoiser: bool) -> dict[str, Any]:
    """The scores on the test images, as `metrics.scores` names them.

    For a VAE also `kl_per_dimension`, a list of d numbers in nats, and `active_units`, how many of them are in use.
    For a denoiser also, at σ = 20/255 without clipping: `noisy_psnr` and `noisy_ssim` of its output, and
    `input_psnr` and `input_ssim` of the noisy input itself, each against the clean image.
    """
    rng = np.random.default_rng(SEED)
    result: dict[str, Any] = dict(scores(model, dataset.test_images, rng))
    if isinstance(model, VAE):
        mean, log_var = model.posterior(dataset.test_images)
        result["kl_per_dimension"] = mean_kl_by_dimension(mean, log_var).tolist()
        result["active_units"] = active_units(mean)
    if denoiser:
        clean = as_unit_images(dataset.test_images)
        noisy = add_noise(clean, REPORT_NOISE, rng)
        cleaned = scores(model, clean, rng, given=noisy)
        result |= {"noisy_psnr": cleaned["psnr"], "noisy_ssim": cleaned["ssim"]}
        result |= {"input_psnr": float(psnr(clean, noisy).mean()), "input_ssim": float(ssim(clean, noisy).mean())}
    return result
