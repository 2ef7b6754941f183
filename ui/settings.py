"""Which systems and which noise there are to choose, and what of that a fresh page shows: for the app and the page of one file alike.

No Streamlit here.
"""

import autoencoders as ae
from autoencoders.recipes import REPORT_NOISE

SYSTEMS = tuple(
    row for row in ae.VARIANTS if row.recipe.name == "converged" and row.beta in (None, 1.0) and row.latent_dim >= 10
)
"""What can be chosen: each network once, in the training that its title does not name."""

STARTERS = ["mlp-10", "conv-10", "mlp-denoise-10", "conv-denoise-10", "vae-10"]
"""What is chosen on a fresh page."""

SIGMAS = sorted([*(round(0.02 * i, 2) for i in range(51)), REPORT_NOISE])
"""Places of the slider and of the chart over σ: standard deviations of full scale, and among them the report's."""

FIRST_SIGMA = 0.0
"""Where the slider stands on a fresh page: a clean digit."""

DRAWS = 1000
"""Different draws of noise, numbered from 0."""


def written(sigma: float) -> str:
    """σ as the pages write it: the report's as it has it."""
    return "20/255" if sigma == REPORT_NOISE else f"{sigma:.2f}"
