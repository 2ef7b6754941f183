"""What a training is watched with: a few test images, always the same, and the lines that say what is good.

The noise on the images and a VAE's ε are drawn once, so that a curve moves because the model does.
"""

from functools import cached_property

import numpy as np

from ..losses import reconstruction
from ..models import Model, as_unit_images
from ..validator import LARGEST_CODE
from .metrics import entropy_floor, mean_image_logits

COUNT = 500
"""Test images that a training is scored on: enough for a smooth curve, and some milliseconds a look."""

STRIP = 8
"""Test images whose reconstructions are shown."""

SAMPLES = 16
"""Random codes whose pictures are shown."""


class Probe:
    """Up to `COUNT` test images with their labels, and everything that is drawn at random, from one fixed seed.

    `train_images` and `test_images` are uint8 `(n, 28, 28, 1)`; `labels` `(n,)` are those of the test images.
    """

    def __init__(self, train_images: np.ndarray, test_images: np.ndarray, labels: np.ndarray) -> None:
        rng = np.random.default_rng(0)
        self.images = as_unit_images(test_images[:COUNT])
        self.labels = labels[:COUNT]
        self._mean = mean_image_logits(train_images)
        self._noise = rng.standard_normal(self.images.shape, dtype=np.float32)
        self._epsilon = rng.standard_normal((len(self.images), LARGEST_CODE), dtype=np.float32)
        self._codes = rng.standard_normal((SAMPLES, LARGEST_CODE), dtype=np.float32)

    @cached_property
    def floor(self) -> float:
        """Nats per image of a perfect copy: a grey pixel, read as a coin, stays uncertain."""
        return float(entropy_floor(self.images).mean())

    @cached_property
    def mean_line(self) -> float:
        """Nats per image of drawing the mean training image, whatever one is given."""
        return float(reconstruction(self.images, self._mean[None].astype(np.float32)).mean())

    @cached_property
    def strip(self) -> np.ndarray:
        """The rows of eight images, of as many classes as there are."""
        firsts = [int(np.flatnonzero(self.labels == label)[0]) for label in np.unique(self.labels)]
        rest = [row for row in range(len(self.labels)) if row not in firsts]
        return np.array(sorted([*firsts[::-1], *rest][:STRIP], key=lambda row: int(self.labels[row])))

    def given(self, sigma: float) -> np.ndarray:
        """The images as a model sees them: with noise of standard deviation `sigma`, of full scale."""
        return self.images + np.float32(sigma) * self._noise if sigma else self.images

    def losses(self, model: Model, sigma: float) -> dict[str, float]:
        """The terms of the model's loss on these images, in nats per image."""
        epsilon = self._epsilon[:, : model.latent_dim]
        with np.errstate(all="ignore"):  # a training that diverges is told from its numbers
            terms = model.terms(model.parameters, self.given(sigma), self.images, epsilon)
        return {name: float(term.mean()) for name, term in terms.items()}

    def samples(self, model: Model) -> np.ndarray:
        """Sixteen pictures of the same sixteen codes from N(0, I), `(16, 28, 28, 1)`."""
        return model.decode(self._codes[:, : model.latent_dim])
