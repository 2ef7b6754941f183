"""Gaussian noise on images, as the denoisers are trained to remove it: fresh for each image, or one draw for a whole batch.

And noise by its number, which a visitor's browser makes too.
"""

import numpy as np
import numpy.typing as npt

from ..chance import normals


def add_noise(
    images: npt.ArrayLike, sigma: float, rng: np.random.Generator, *, shared: bool = False, clip: bool = False
) -> npt.NDArray[np.float32]:
    """Add Gaussian noise of standard deviation `sigma` to images `(n, 28, 28, 1)`, uint8 or floats in [0, 1].

    A sigma of 1 is full scale. Gives float32 of the same shape, which leaves [0, 1] unless `clip`. `shared` adds one
    noise image to the whole batch, as the report does, instead of fresh noise for each image. Raises ValueError for a
    sigma that is negative or not finite, and for images of another shape or type.
    """
    clean = np.asarray(images)
    if clean.ndim != 4 or clean.shape[1:] != (28, 28, 1):
        raise ValueError(f"images must have the shape (n, 28, 28, 1), got {clean.shape}")
    if not (np.isfinite(sigma) and sigma >= 0):
        raise ValueError(f"sigma must be a finite number of 0 or more (1 is full scale), got {sigma}")
    if clean.dtype != np.uint8 and not np.issubdtype(clean.dtype, np.floating):
        raise ValueError(f"images must be uint8 or floats in [0, 1], got {clean.dtype}")
    unit = clean.astype(np.float32) / np.float32(255 if clean.dtype == np.uint8 else 1)
    noise = rng.standard_normal((1 if shared else len(unit), 28, 28, 1), dtype=np.float32)
    noisy = unit + np.float32(sigma) * noise
    return np.clip(noisy, 0, 1) if clip else noisy


def standard_noise(draw: int) -> npt.NDArray[np.float32]:
    """The noise with this number, of deviation 1, `(28, 28, 1)`: pixel i, row after row, is normal number i of this seed."""
    return normals(draw, 28 * 28).reshape(28, 28, 1).astype(np.float32)
