"""Principal components of images: the best that a code of d numbers can do by straight lines alone (PCA), for comparison.

A picture made of them knows no bounds: pixels below 0 and above 1 are clipped.
"""

from dataclasses import dataclass

import numpy as np

from ..networks import PIXELS, SIDE

IMAGES_AT_ONCE = 5000
"""Images in a product, so that no float copy of a whole data set is made: 16 MB of them."""

LEAST = 1e-3
"""What is left of certainty in a pixel where its cross-entropy is taken: of 0.001 to 0.05 the best for PCA on MNIST."""


@dataclass(frozen=True, eq=False)
class Principal:
    """The mean image `(784,)` and the directions `(784, d)` in which images differ most, of length 1 and at right angles."""

    mean: np.ndarray
    directions: np.ndarray

    def reconstruct(self, images: np.ndarray) -> np.ndarray:
        """What d numbers keep of images `(n, 28, 28, 1)` in [0, 1]: pictures of the same shape, clipped to [0, 1]."""
        flat = images.reshape(-1, PIXELS).astype(np.float64) - self.mean
        pictures = self.mean + flat @ self.directions @ self.directions.T
        return np.asarray(np.clip(pictures, 0.0, 1.0).reshape(-1, SIDE, SIDE, 1))


def principal(images: np.ndarray, d: int) -> Principal:
    """The first d principal components of uint8 images `(n, 28, 28, 1)`, from their covariance, `(784, 784)`."""
    products, total = np.zeros((PIXELS, PIXELS)), np.zeros(PIXELS)
    for i in range(0, len(images), IMAGES_AT_ONCE):
        flat = images[i : i + IMAGES_AT_ONCE].reshape(-1, PIXELS).astype(np.float32) / 255
        products += flat.T @ flat
        total += flat.sum(axis=0, dtype=np.float64)
    mean = total / len(images)
    _, directions = np.linalg.eigh(products / len(images) - np.outer(mean, mean))
    return Principal(mean, directions[:, ::-1][:, :d])


def certain(pictures: np.ndarray) -> np.ndarray:
    """Pictures in [0, 1] as logits of which none is certain by more than `LEAST` allows."""
    shares = np.clip(pictures, LEAST, 1 - LEAST)
    return np.asarray(np.log(shares) - np.log1p(-shares))
