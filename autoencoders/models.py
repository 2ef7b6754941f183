"""`Autoencoder` and `VAE`, side by side: the only two ideas here.

A model is a network and its parameters. What people call takes and gives NumPy arrays and runs in NumPy; `terms` and
`objective` are what the trainer differentiates, and take whatever arrays they are given. Nothing here changes a model:
training gives a new one.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import numpy as np

from .backend import Array, namespace
from .losses import kl, reconstruction, reparametrize, sigmoid
from .networks import NETWORKS, PIXELS, SIDE, Network, Parameters

CHUNK = 1000
"""Images a pass: keeps the memory of a whole test set bounded."""


def as_unit_images(images: Any) -> np.ndarray:
    """Images as the networks want them: `(n, 28, 28, 1)` float32 in [0, 1]; uint8 is divided by 255.

    Values a little outside [0, 1], as noise makes them, are allowed; another shape, or numbers that are not finite, are
    a ValueError.
    """
    array = np.asarray(images)
    if array.ndim != 4 or array.shape[1:] != (SIDE, SIDE, 1):
        raise ValueError(f"These images have the shape {array.shape}; the models take (n, 28, 28, 1).")
    if array.dtype == np.uint8:
        return array.astype(np.float32) / np.float32(255)
    if array.dtype.kind not in "fiu":
        raise ValueError(f"These images hold {array.dtype}; the models take floats in [0, 1], or uint8.")
    array = array.astype(np.float32)
    if not np.isfinite(array).all():
        raise ValueError("These images hold numbers that are not finite; the models take floats in [0, 1].")
    if array.size and (array.min() < -10 or array.max() > 11):
        raise ValueError(
            f"These images range from {array.min():g} to {array.max():g}; the models take floats in [0, 1] "
            "(noise may leave that a little): divide by 255 where the pixels are bytes."
        )
    return array


@dataclass(frozen=True, eq=False)
class Model(ABC):
    """What an autoencoder and a VAE share: a network, its parameters, and the way from a code to a picture."""

    family: str
    latent_dim: int
    parameters: Parameters

    @property
    def network(self) -> Network:
        return NETWORKS[self.family]

    @property
    def parameter_count(self) -> int:
        return self.network.parameter_count(self.latent_dim)

    @abstractmethod
    def encode(self, images: np.ndarray) -> np.ndarray:
        """The code of each image: `(n, 28, 28, 1)` in [0, 1] to `(n, d)`."""

    @abstractmethod
    def terms(self, parameters: Parameters, given: Array, target: Array, epsilon: Array) -> dict[str, Array]:
        """The parts of the loss, each `(n,)` in nats per image: what `given` decodes to, held against `target`."""

    @abstractmethod
    def objective(self, terms: dict[str, Array], beta: Array) -> Array:
        """The one number that training makes small."""

    def decode(self, codes: Any) -> np.ndarray:
        """The picture of each code: `(n, d)` to `(n, 28, 28, 1)` in [0, 1]."""
        return np.asarray(sigmoid(self.logits(codes)))

    def logits(self, codes: Any) -> np.ndarray:
        """The decoder's output before its sigmoid: `(n, d)` to `(n, 28, 28, 1)`, any real number."""
        codes = np.asarray(codes, dtype=np.float32)
        if codes.ndim != 2 or codes.shape[1] != self.latent_dim:
            raise ValueError(f"These codes have the shape {codes.shape}; this model takes (n, {self.latent_dim}).")
        if not np.isfinite(codes).all():
            raise ValueError("These codes hold numbers that are not finite; a code is d ordinary numbers.")
        return _in_chunks(lambda part: self.network.decode(self.parameters, part), codes)

    def reconstruct(self, images: Any) -> np.ndarray:
        """`decode(encode(images))`."""
        return self.decode(self.encode(images))


@dataclass(frozen=True, eq=False)
class Autoencoder(Model):
    """An image becomes one point of d numbers, and that point a picture again."""

    def encode(self, images: Any) -> np.ndarray:
        return _in_chunks(lambda part: self.network.encode(self.parameters, part), as_unit_images(images))

    def terms(self, parameters: Parameters, given: Array, target: Array, epsilon: Array) -> dict[str, Array]:
        logits = self.network.decode(parameters, self.network.encode(parameters, given))
        return {"reconstruction": reconstruction(target, logits)}

    def objective(self, terms: dict[str, Array], beta: Array) -> Array:
        """Cross-entropy averaged over pixels, as the report trains it; there is no KL for beta to weigh."""
        return namespace(terms["reconstruction"]).mean(terms["reconstruction"]) / PIXELS


@dataclass(frozen=True, eq=False)
class VAE(Model):
    """An image becomes a Gaussian of d dimensions; training decodes a draw from it and holds it near N(0, I).

    `beta` is the weight of the KL that the model was, or will be, trained with; 1 makes the objective the −ELBO.
    """

    beta: float = 1.0

    def encode(self, images: Any) -> np.ndarray:
        """The posterior mean of each image, `(n, d)`."""
        return self.posterior(images)[0]

    def posterior(self, images: Any) -> tuple[np.ndarray, np.ndarray]:
        """`mean` and `log_var` of the Gaussian that each image becomes, each `(n, d)`."""
        both = _in_chunks(
            lambda part: np.stack(self.network.encode(self.parameters, part), axis=1), as_unit_images(images)
        )
        return both[:, 0], both[:, 1]

    def terms(self, parameters: Parameters, given: Array, target: Array, epsilon: Array) -> dict[str, Array]:
        mean, log_var = self.network.encode(parameters, given)
        logits = self.network.decode(parameters, reparametrize(mean, log_var, epsilon))
        return {"reconstruction": reconstruction(target, logits), "kl": kl(mean, log_var)}

    def objective(self, terms: dict[str, Array], beta: Array) -> Array:
        """reconstruction + beta·KL, in nats per image."""
        total = terms["reconstruction"] + beta * terms["kl"]
        return namespace(total).mean(total)


def build(family: str, latent_dim: int, parameters: Parameters, beta: float | None = None) -> Model:
    """The model of these parameters: a VAE where there is a beta, else an autoencoder."""
    if beta is None:
        return Autoencoder(family, latent_dim, parameters)
    return VAE(family, latent_dim, parameters, beta)


def _in_chunks(compute: Any, array: np.ndarray) -> np.ndarray:
    if len(array) <= CHUNK:
        return np.asarray(compute(array))
    return np.concatenate([compute(array[i : i + CHUNK]) for i in range(0, len(array), CHUNK)])
