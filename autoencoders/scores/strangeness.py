"""How strange a picture is to a model, by three measures; and how well a measure tells pictures from digits.

The larger, the stranger: the squared error of what a model gives back, the −ELBO of a VAE, the distance to the nearest
training digit (`nearest_digit.py`). None of them says “no digit”: each says how a picture stands among digits that the model has
never seen. The first two can fail, and do. What is mostly black is cheap to give back and cheap to describe, whatever it is
(Nalisnick et al. 2019, Serrà et al. 2020).
"""

from functools import cache

import numpy as np

from ..chance import normals
from ..losses import kl, reparametrize
from ..models import VAE, Model, as_unit_images
from .metrics import IMAGES_A_PASS, cross_entropy, mse

ERROR, NEGATIVE_ELBO, DISTANCE = "error", "negative_elbo", "distance"
MEASURES = (ERROR, NEGATIVE_ELBO, DISTANCE)

DRAWS = 8
"""Draws of z over which −ELBO is averaged; the same for every picture, so that the same picture always has the same place."""

BEYOND = 0.99
"""Share of test digits above which a picture is called strange: one digit in a hundred is called so too, wrongly."""


def error(model: Model, images: np.ndarray) -> np.ndarray:
    """The mean squared error over the pixels of what this model gives back: `(n, 28, 28, 1)` to `(n,)`."""
    blocks = np.split(images, range(IMAGES_A_PASS, len(images), IMAGES_A_PASS))
    return np.concatenate([mse(block, model.reconstruct(block)) for block in map(as_unit_images, blocks)])


@cache
def throws(latent_dim: int) -> np.ndarray:
    """The draws of ε for −ELBO, `(DRAWS, d)`: of seed 0, as the browser makes them too.

    Each has its opposite among them, and each number a mean square of 1, as all draws together have: so few draws, the same for
    every picture, would else be off by the same two or three nats (antithetic variates and moment matching).
    """
    half = normals(0, DRAWS // 2 * latent_dim).reshape(DRAWS // 2, latent_dim)
    half = (half / np.sqrt((half**2).mean(axis=0))).astype(np.float32)
    return np.concatenate([half, -half])


def negative_elbo(model: VAE, images: np.ndarray) -> np.ndarray:
    """The −ELBO of each image, in nats: `(n, 28, 28, 1)` to `(n,)`; KL in closed form, reconstruction over `throws`."""
    parts = []
    for i in range(0, len(images), IMAGES_A_PASS):
        clean = as_unit_images(images[i : i + IMAGES_A_PASS])
        mean, log_var = model.posterior(clean)
        cost = np.zeros(len(clean))
        for epsilon in throws(model.latent_dim):
            cost += cross_entropy(clean, model.logits(reparametrize(mean, log_var, epsilon))) / DRAWS
        parts.append(cost + np.asarray(kl(mean.astype(np.float64), log_var.astype(np.float64))))
    return np.concatenate(parts)


def auroc(usual: np.ndarray, strange: np.ndarray) -> float:
    """How well a measure tells `(m,)` strange pictures from `(n,)` usual ones: the area under the ROC curve.

    It is the share of pairs of which the strange one has the larger value, a tie counting half (Mann & Whitney 1947): 1 tells
    all of them apart, 0.5 none, and below that the strange ones look more usual than the usual do.
    """
    order = np.sort(usual)
    below = np.searchsorted(order, strange, "left") + np.searchsorted(order, strange, "right")
    return float(below.mean() / 2 / len(usual))
