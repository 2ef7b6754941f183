"""Codes to try out: random ones for the walls of samples, and single numbers moved by hand. No Streamlit here."""

from typing import Any

import numpy as np

from autoencoders.latent import Mixture

JUDGED = (
    ("vae-10, N(0, I)", "of the VAE's samples"),
    ("twin-10, a fitted Gaussian", "of the AE's from a Gaussian"),
    ("twin-10, a fitted mixture of 10", "of the AE's from ten Gaussians"),
)  # not the AE's from N(0, I): they all look alike, and the classifier takes the one blob for a digit


def sample(prior: Mixture | None, count: int, d: int, temperature: float, seed: int) -> np.ndarray:
    """`(count, d)` codes from N(0, I), or from a density fitted to training codes; their spread times the temperature."""
    rng = np.random.default_rng(seed)
    if prior is None:
        return (temperature * rng.standard_normal((count, d))).astype(np.float32)
    return Mixture(prior.weights, prior.means, temperature**2 * prior.covariances).sample(count, rng)


def judged(samples: dict[str, Any]) -> str:
    """How many samples a classifier recognises, as a line; `samples` are the report's numbers. KeyError where one is missing."""
    shares = [f"{100 * samples[key]['recognised']['mean']:.0f} % {words}" for key, words in JUDGED]
    return f"- **Measured:** a classifier of digits is at least 90 % sure about {', '.join(shares)}.\n"


def moved_numbers(words: str, d: int) -> tuple[dict[int, float], list[str]]:
    """The moved numbers of a text like "3:1.5 7:-2", by row from 0, and the words that were not understood."""
    found, wrong = {}, []
    for word in words.split():
        number, _, place = word.partition(":")
        try:
            row, value = int(number) - 1, float(place)
        except ValueError:
            row, value = -1, 0.0
        if 0 <= row < d and -3 <= value <= 3:
            found[row] = value
        else:
            wrong.append(word)
    return found, wrong


def moved_words(rows: dict[int, float]) -> str:
    """The same the other way round."""
    return " ".join(f"{row + 1}:{value:.2f}" for row, value in sorted(rows.items()))
