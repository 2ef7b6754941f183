"""Principal component analysis: the best that a code of d numbers can do by straight lines alone, fitted exactly in NumPy.

Of all encoders and decoders that only add and multiply, this one loses the least squared error (Pearson 1901, Hotelling 1933); a
linear autoencoder that is trained to the end finds the same pictures (Baldi & Hornik 1989). What it does with its arrays stands
with the other networks: `pca_encode` and `pca_decode`.
"""

import numpy as np

from .models import Autoencoder
from .networks import PIXELS, pca_shapes

IMAGES_AT_ONCE = 5000
"""Images in a product, so that no float copy of a whole data set is made: 16 MB of them."""


def principal_components(images: np.ndarray, d: int) -> Autoencoder:
    """The PCA of uint8 images `(n, 28, 28, 1)` with a code of d numbers, 1 to 784: half a second for 60,000 of them.

    `pca.mean` `(784,)` is the mean image, and `pca.directions` `(784, d)` are the directions in which images differ most, the
    widest first, of length 1 and at right angles: a larger d adds some, and changes none. A ValueError for other images or d.
    """
    if images.dtype != np.uint8 or images.shape[1:] != (28, 28, 1) or not len(images):
        raise ValueError(f"PCA is fitted to uint8 images (n, 28, 28, 1), not to {images.dtype} {images.shape}.")
    if not 1 <= d <= PIXELS:
        raise ValueError(f"A code of PCA has 1 to {PIXELS} numbers, as many as there are pixels, and not {d}.")
    mean, covariance = moments(images)
    directions = np.linalg.eigh(covariance)[1][:, ::-1][:, :d]
    largest = np.abs(directions).argmax(axis=0)
    # The other sign would do as well: so it is always the same.
    directions *= np.sign(directions[largest, np.arange(d)])
    arrays = zip(pca_shapes(d), (mean, directions), strict=True)
    return Autoencoder("pca", d, {name: np.ascontiguousarray(array, dtype=np.float32) for name, array in arrays})


def moments(images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mean `(784,)` of uint8 images `(n, 28, 28, 1)` and their covariance `(784, 784)`, of values in [0, 1]."""
    products, total = np.zeros((PIXELS, PIXELS)), np.zeros(PIXELS)
    for i in range(0, len(images), IMAGES_AT_ONCE):
        flat = images[i : i + IMAGES_AT_ONCE].reshape(-1, PIXELS).astype(np.float32) / 255
        products += flat.T @ flat
        total += flat.sum(axis=0, dtype=np.float64)
    mean = total / len(images)
    return mean, products / len(images) - np.outer(mean, mean)
