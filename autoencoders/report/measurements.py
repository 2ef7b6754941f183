"""The measurements of the report, one function each: a model or a way of making digits in, plain numbers out.

All are averages over test images, in nats per image unless the name says `per_pixel`; PSNR is in dB.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ..digits.datasets import Dataset
from ..digits.noise import add_noise
from ..models import VAE, Model, as_unit_images
from ..networks import PIXELS
from ..recipes import REPORT_NOISE
from ..scores import samples
from ..scores.bound import importance_bound, log_weights
from ..scores.judge import PARAMETER_COUNT, Judge
from ..scores.metrics import (
    active_units,
    cross_entropy,
    edges_kept,
    entropy_floor,
    kl_by_dimension,
    log_normaliser,
    mean_image_logits,
    mse,
    psnr,
    scores,
    ssim,
)

SIGMAS = (0.0, REPORT_NOISE, *(round(0.1 * i, 1) for i in range(1, 11)))
"""The noise that the denoisers are tried on."""

KERAS_SIGMA = 0.4
"""The noise of Keras's example on denoising, which clips to [0, 1] as well."""

DRAWS = (1, 100, 1000)
"""The k of the importance-weighted bounds: the ELBO, and two that come closer to what they bound (`scores/bound.py`)."""

IMAGES_A_PASS = 1000
"""Images scored at a time: what bounds the memory."""

SEED = 0
"""Of every draw here, so that a number is the same in every run."""

Numbers = dict[str, Any]


def scale(dataset: Dataset) -> Numbers:
    """What a good loss is: a perfect copy's (`floor`), and that of the mean training image as the answer to everything."""
    test = as_unit_images(dataset.test_images)
    logits = np.broadcast_to(mean_image_logits(dataset.train_images), test.shape)
    return {"floor": float(entropy_floor(test).mean()), "mean_image": float(cross_entropy(test, logits).mean())}


def reconstruction(model: Model, images: np.ndarray) -> Numbers:
    """`metrics.scores`, the MSE, the share of the images' edges that is left.

    For a VAE also what its dimensions cost, and what its Bernoulli term leaves out (`log_normaliser`).
    """
    output = model.reconstruct(images)
    result: Numbers = {
        **scores(model, images, np.random.default_rng(SEED)),
        "mse": float(mse(images, output).mean()),
        "edges": edges_kept(images, output),
    }
    if isinstance(model, VAE):
        result["kl_per_dimension"] = kl_by_dimension(model, images).tolist()
        result["active_units"] = active_units(model.encode(images))
        result["log_normaliser"] = log_normaliser(model, images, np.random.default_rng(SEED))
    return result


def bound(model: VAE, images: np.ndarray, draws: int) -> Numbers:
    """The importance-weighted bound on the log of the averaged Bernoulli score with each k: its mean and standard error."""
    weights = log_weights(model, images, draws, np.random.default_rng(SEED))
    result = {}
    for k in (k for k in DRAWS if k <= draws):
        values = importance_bound(weights, k)
        result[str(k)] = {"mean": float(values.mean()), "se": float(values.std(ddof=1) / math.sqrt(len(values)))}
    return {"bound": result}


def over_sigma(model: Model | None, images: np.ndarray, clip: bool = False) -> dict[str, list[float | None]]:
    """A denoiser's scores against the clean images at each of `SIGMAS`, or without a model the noisy images' own.

    `clip` limits the noisy images to [0, 1], which costs nothing and brings each pixel closer to the clean one or leaves it.
    """
    rows = []
    for seed, sigma in enumerate(SIGMAS):
        noisy = add_noise(images, sigma, np.random.default_rng(seed), clip=clip)
        output = noisy if model is None else model.reconstruct(noisy)
        row: dict[str, float | None] = {
            "mse": float(mse(images, output).mean()),
            "psnr": float(psnr(images, output).mean()),
            "ssim": float(ssim(images, output).mean()),
        }
        if model is not None:
            row["test_bce_per_pixel"] = bce_per_pixel(model, images, noisy)
        rows.append(
            {name: value if value is not None and math.isfinite(value) else None for name, value in row.items()}
        )
    return {name: [row[name] for row in rows] for name in rows[0]}


def clipped_noise(model: Model, images: np.ndarray) -> float:
    """Cross-entropy in nats per pixel with Keras's noise: σ = 0.4, clipped to [0, 1]."""
    return bce_per_pixel(model, images, add_noise(images, KERAS_SIGMA, np.random.default_rng(SEED), clip=True))


def bce_per_pixel(model: Model, images: np.ndarray, given: np.ndarray) -> float:
    """Cross-entropy of clean images and what the model makes of the given ones, in nats per pixel."""
    parts = range(0, len(images), IMAGES_A_PASS)
    rows = [
        cross_entropy(images[i : i + IMAGES_A_PASS], model.logits(model.encode(given[i : i + IMAGES_A_PASS])))
        for i in parts
    ]
    return float(np.concatenate(rows).mean()) / PIXELS


def judge_itself(judge: Judge, dataset: Dataset) -> Numbers:
    """How good the judge is on test images: its accuracy, and the share of them that it recognises."""
    probabilities = judge.look(dataset.test_images)[1]
    return {
        "parameters": PARAMETER_COUNT,
        "accuracy": float((probabilities.argmax(axis=1) == dataset.test_labels).mean()),
        "recognised_test_images": float((probabilities.max(axis=1) >= samples.CONFIDENT).mean()),
    }


def sampled(
    judge: Judge, reference: samples.Spread, maker: Callable[[], samples.Sampler], count: int, seeds: int
) -> Numbers:
    """The measures of `count` samples, over so many seeds: mean and standard error of each."""
    sampler = maker()
    generators = [np.random.default_rng(seed) for seed in range(seeds)]
    return samples.over_seeds([samples.worth(judge, sampler(count, rng), reference) for rng in generators])


def once(judge: Judge, reference: samples.Spread, maker: Callable[[], np.ndarray]) -> Numbers:
    """The same of pictures that no chance is in, as what a model gives back of the test images: without standard errors."""
    return {name: {"mean": value, "se": None} for name, value in samples.worth(judge, maker(), reference).items()}


def other_fits(judge: Judge, model: Model, images: np.ndarray, count: int, seeds: int) -> Numbers:
    """The share recognised of `count` samples from each of so many mixtures, fitted from other starts: mean, least and most.

    The standard errors of `sampled` are of one fit; here is what another would have moved.
    """
    shares = []
    for seed in range(1, seeds + 1):
        density = samples.fitted(model, images, samples.MIXTURE, np.random.default_rng(seed))
        drawn = samples.from_density(model, density)(count, np.random.default_rng(SEED))
        shares.append(float(samples.is_recognised(judge.look(drawn)[1]).mean()))
    return {"mean": float(np.mean(shares)), "least": min(shares), "most": max(shares), "fits": seeds}
