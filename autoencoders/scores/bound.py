"""The importance-weighted bound: how well a VAE scores an image, closer than its ELBO says (Burda et al. 2016).

s(x|z) is the Bernoulli score of x under what z decodes to, and s(x) its average over the prior. With k draws z from the posterior
q(z|x), the average of the weights w = s(x|z)·p(z) / q(z|x) estimates s(x), and the log of that average lies below log s(x)
on average, the closer the larger k is. k = 1 is the ELBO. Papers write p(x|z) and log p(x), which these are for pixels of 0 and 1
alone: for greys the score is not normalised (`losses.continuous_bernoulli_log_normaliser`), and the bound holds all the
same. Everything stays in log space, since a weight is about exp(-100).
"""

import numpy as np

from ..losses import bernoulli_term, reparametrize
from ..models import VAE, as_unit_images

DECODES = 2000
"""Pictures decoded at a time: what bounds the memory."""


def log_weights(model: VAE, images: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """log w of `draws` draws for each image: `(n, 28, 28, 1)` to `(n, draws)`, in nats.

    The constants of the two Gaussians cancel: log p(z) - log q(z|x) = ½ Σ (ε² + log_var - z²).
    """
    clean = as_unit_images(images)
    mean, log_var = model.posterior(clean)
    result = np.empty((len(clean), draws))
    together = min(draws, DECODES)
    for first in range(0, draws, together):
        count = min(together, draws - first)
        each = max(1, DECODES // count)
        for i in range(0, len(clean), each):
            x, m, v = (np.repeat(part[i : i + each], count, axis=0) for part in (clean, mean, log_var))
            epsilon = rng.standard_normal(m.shape, dtype=np.float32)
            z = reparametrize(m, v, epsilon)
            ratio = 0.5 * (epsilon**2 + v - z**2).sum(axis=1, dtype=np.float64)
            term = bernoulli_term(x, model.logits(z))
            result[i : i + each, first : first + count] = (term + ratio).reshape(-1, count)
    return result


def importance_bound(weights: np.ndarray, k: int) -> np.ndarray:
    """The bound with k draws for each image, in nats: log weights `(n, draws)` to `(n,)`.

    Where there are more than k draws, it is the average over as many groups of k as they make.
    """
    groups = weights.shape[1] // max(k, 1)
    if k < 1 or groups < 1:
        raise ValueError(f"k = {k} needs at least {max(k, 1)} draws for each image, and there are {weights.shape[1]}.")
    grouped = weights[:, : groups * k].reshape(len(weights), groups, k)
    return np.asarray((np.logaddexp.reduce(grouped, axis=2) - np.log(k)).mean(axis=1))
