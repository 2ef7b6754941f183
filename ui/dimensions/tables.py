"""The numbers of one model of the map, as a table; and how the charts read to who can't see them. No Streamlit here."""

from collections.abc import Mapping

from autoencoders.sweep.spread import Spread

from ..aside.number_table import number_table, written
from .figures import NAMES, Curves, Grid

MEASURES = {
    "negative_elbo": ("−ELBO, nats", 1),
    "reconstruction": ("reconstruction, nats", 1),
    "kl": ("KL, nats", 1),
    "active_units": ("numbers in use", 0),
    "test_bce_per_pixel": ("cross-entropy of the mean's picture, nats per pixel", 4),
    "mse": ("mean squared error a pixel", 4),
    "psnr": ("PSNR, dB", 2),
    "ssim": ("SSIM", 3),
    "edges": ("edges kept", 3),
}
"""The measures of one model: heading and decimals."""


NOT_TRAINED = "<p>A VAE with d = {d} and β = {beta:g} is not in the table.</p>"
"""In place of the measures of a model that nobody trained."""


def numbers_of(place: tuple[int, float], grids: Mapping[str, Grid]) -> str:
    """Every measure of the VAE at this d and β, with its spread where there are several seeds, as HTML."""
    d, beta = place
    rows = []
    for measure, (heading, digits) in MEASURES.items():
        found = grids[measure].get(place)
        if found is not None:
            between = f"{written(found.low, digits)} to {written(found.high, digits)}" if found.count > 1 else ""
            rows.append((heading, [written(found.mean, digits), between], False))
    if not rows:
        return NOT_TRAINED.format(d=d, beta=beta)
    count = max((grids[measure][place].count for measure in MEASURES if place in grids[measure]), default=0)
    seeds = "one training" if count == 1 else f"{count} trainings that differ in their seed"
    return number_table(
        ["", "mean", "least to most"], rows, f"VAE, d = {d}, β = {beta:g}: {seeds}, on 10,000 test digits"
    )


def curves_in_words(curves: Curves, unit: str, digits: int) -> str:
    """The curves for who can't see them: each family with its numbers."""
    return (
        "; ".join(
            f"{NAMES[family]}: " + ", ".join(f"{written(place.mean, digits)} at d = {d}" for d, place in along.items())
            for family, along in curves.items()
        )
        + f" ({unit})"
    )


def grid_in_words(grid: Grid) -> str:
    """A grid for who can't see it: each size with its βs."""
    sizes: dict[int, list[str]] = {}
    for (d, beta), found in grid.items():
        sizes.setdefault(d, []).append(f"{written(found.mean, 1)} at β = {beta:g}")
    return "; ".join(f"d = {d}: {', '.join(values)}" for d, values in sizes.items())


def times(along: Mapping[int, Spread], factor: int) -> dict[int, Spread]:
    """The same in another unit, of which the table's has so many."""
    return {
        d: Spread(s.mean * factor, s.low * factor, s.high * factor, s.deviation * factor, s.count)
        for d, s in along.items()
    }
