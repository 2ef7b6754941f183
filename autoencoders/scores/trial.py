"""Whether a model that anybody may have made can be shown: tried on every digit there is, and on what is no digit at all.

A file may be whole and its numbers absurd: a training that exploded, or weights that were made so that a certain pixel
breaks what others look at.
"""

import numpy as np
import numpy.typing as npt

from ..models import Model, as_unit_images
from ..validator import LARGEST_CODE, WeightsError

ABSURD = 1e5
"""Nats an image from which on a model shows nothing: an untrained one has 543, the KL's leap at the start is under 1,000."""

FARTHEST = 1e4
"""How far from 0 a digit's code may lie: those of the shipped models lie up to 72 away."""

LARGEST_WEIGHT = 1e4
"""Largest weight: the shipped models have none over 10. An AE of such ones stays within float32 whatever is drawn; a VAE's
spread, an exponential, may still leave it on a drawing unlike all that was tried."""

NOISY = 100
"""Images with the most noise that a page puts on, so that every pixel counts, also one that is black in all digits."""

AT_ONCE = 1000
"""Images that are tried together: a convolution of all test digits at once would need half a gigabyte."""

MOST_NOISE = 1.0
"""Its σ, of full scale. A VAE's spread grows with it: of that with β = 0 to a loss of 1e12, at σ = 2 to 1e32."""


def check(model: Model, images: npt.NDArray[np.uint8]) -> None:
    """A `WeightsError` in one sentence for a model that can't be shown; `images` `(n, 28, 28, 1)` are all test digits."""
    if model.latent_dim > LARGEST_CODE:
        raise WeightsError(
            f"This model has a code of {model.latent_dim} numbers; the lessons are made for {LARGEST_CODE} at most: load one "
            "with a shorter code."
        )
    advice = "Take one that was trained at a smaller rate."
    loss, far = tried(model, as_unit_images(images))
    if not loss < ABSURD:  # NaN too
        raise WeightsError(
            f"This model's loss on {len(images):,} test digits is {loss:.3g} nats an image, where an untrained one has about "
            f"543: no lesson can show it. {advice}"
        )
    if not far <= FARTHEST:
        raise WeightsError(
            f"This model's codes of {len(images):,} test digits lie up to {far:.3g} from 0, where {FARTHEST:g} can be shown. "
            f"{advice}"
        )
    largest = max(float(np.abs(array).max(initial=0.0)) for array in model.parameters.values())
    if not largest <= LARGEST_WEIGHT:
        raise WeightsError(
            f"This model has a weight of {largest:.3g}, where at most {LARGEST_WEIGHT:g} can be shown. {advice}"
        )
    noise = MOST_NOISE * np.random.default_rng(0).standard_normal((NOISY, *images.shape[1:]), dtype=np.float32)
    if not np.isfinite(tried(model, noise)).all():
        raise WeightsError(f"This model's numbers leave all bounds where a digit is noisy. {advice}")


def tried(model: Model, images: npt.NDArray[np.float32]) -> tuple[float, float]:
    """The mean loss on these images, in nats an image, and how far from 0 one of their codes lies; NaN where that is none."""
    rng, losses, farthest = np.random.default_rng(0), [], []
    for start in range(0, len(images), AT_ONCE):
        given = images[start : start + AT_ONCE]
        epsilon = rng.standard_normal((len(given), model.latent_dim), dtype=np.float32)
        with np.errstate(all="ignore"):  # it is told from its numbers
            terms = model.terms(model.parameters, given, np.clip(given, 0, 1), epsilon)
            losses.append(np.sum([np.asarray(term, dtype=np.float64) for term in terms.values()], axis=0))
            farthest.append(np.abs(model.encode(given)).max())
    return float(np.concatenate(losses).mean()), float(np.max(farthest))
