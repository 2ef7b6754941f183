"""One digit through many models at once: what each gives back, and what that is worth.

Everything is measured against the clean digit, also where the models were given a noisy one.
"""

from dataclasses import dataclass

import numpy as np

from ..losses import sigmoid
from ..models import Model, as_unit_images
from .metrics import IMAGES_A_PASS, cross_entropy, mse, psnr, ssim


@dataclass(frozen=True, eq=False)
class Reconstruction:
    """What one model makes of one digit: its code `(d,)`, the picture `(28, 28, 1)` in [0, 1], and the scores.

    `cross_entropy` is in nats per image, `psnr` in dB.
    """

    code: np.ndarray
    image: np.ndarray
    cross_entropy: float
    mse: float
    psnr: float
    ssim: float


def compare(models: dict[str, Model], clean: np.ndarray, given: np.ndarray) -> dict[str, Reconstruction]:
    """Each model's reconstruction of `given`, scored against `clean`; both are one digit, `(28, 28, 1)`."""
    target, seen = clean[None], given[None]
    results = {}
    for name, model in models.items():
        code = model.encode(seen)
        logits = model.logits(code)
        image = sigmoid(logits)
        scores = [
            float(measure[0])
            for measure in (cross_entropy(target, logits), mse(target, image), psnr(target, image), ssim(target, image))
        ]
        results[name] = Reconstruction(code[0], image[0], *scores)
    return results


def score(clean: np.ndarray, image: np.ndarray, cross_entropy: float) -> Reconstruction:
    """What a picture is worth that no model has made, beside what models make; its code is empty, both are `(28, 28, 1)`.

    `cross_entropy` is in nats per image, or not a number where the picture is no table of probabilities.
    """
    scores = (float(measure(clean[None], image[None])[0]) for measure in (mse, psnr, ssim))
    return Reconstruction(np.zeros(0, np.float32), image, cross_entropy, *scores)


def errors(model: Model, images: np.ndarray) -> np.ndarray:
    """The mean squared error of each image `(n, 28, 28, 1)` that this model gives back: `(n,)`, in ascending order."""
    blocks = np.split(images, range(IMAGES_A_PASS, len(images), IMAGES_A_PASS))
    return np.sort(np.concatenate([mse(block, model.reconstruct(block)) for block in map(as_unit_images, blocks)]))


def psnr_curves(
    models: dict[str, Model], clean: np.ndarray, noise: np.ndarray, sigmas: np.ndarray, clip: bool
) -> dict[str, np.ndarray]:
    """PSNR against the clean digit at each σ, `(k,)` in dB, for every model and, under the name "input", the noisy digit.

    Where models are given it as it is, "clipped" is the noisy digit clipped to [0, 1], which anybody can have without a model.
    One draw of standard normal `noise`, `(28, 28, 1)`, is scaled to every σ, so that a curve is smooth and shows σ alone.
    """
    noisy = clean + np.asarray(sigmas, dtype=np.float32)[:, None, None, None] * noise
    if clip:
        noisy = np.clip(noisy, 0.0, 1.0)
    return damage_curves(models, clean, noisy, not clip)


def damage_curves(
    models: dict[str, Model], clean: np.ndarray, seen: np.ndarray, clipped: bool
) -> dict[str, np.ndarray]:
    """The same for the same digit damaged in any way, ever more: `seen` is `(k, 28, 28, 1)`; with `clipped` there is that too."""
    targets = np.broadcast_to(clean, seen.shape)
    curves = {name: psnr(targets, model.reconstruct(seen)) for name, model in models.items()}
    given = {"input": psnr(targets, seen)}
    if clipped:
        given["clipped"] = psnr(targets, np.clip(seen, 0.0, 1.0))
    return given | curves
