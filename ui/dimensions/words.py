"""What the page on the size of the code says: its promise, what each chart shows, what to make of it. No Streamlit here.

What to make of it is made of the table's numbers: a sentence whose numbers are missing is not said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autoencoders.networks import PIXELS
from autoencoders.sweep.spread import Spread, reaches

from .figures import Curves, Grid, betas_of, sizes_of

TITLE = "How many numbers does a digit need?"
PROMISE = (
    "The same networks trained with codes of 2 to 100 numbers. How much of a digit comes back, what do the straight lines of "
    "principal component analysis (PCA) do with as many numbers, and what does β make of them?"
)

PARTS = {
    "distortion": "What is lost, by size of the code",
    "plane": "What a VAE's code costs and buys",
    "map": "The map of −ELBO",
    "numbers": "One model's numbers",
    "explanation": "What to make of it",
    "code": "The code",
}
"""Parts of the page that a lesson's link may show or not."""


@dataclass(frozen=True)
class Loss:
    """A way to say what is lost: its column of the table, its unit, how many of the table's make one, and how it is written."""

    column: str
    unit: str
    per: int
    form: str
    digits: int


LOSSES = {
    "Cross-entropy": Loss("test_bce_per_pixel", "cross-entropy, nats per digit", PIXELS, ".1f", 1),
    "Squared error": Loss("mse", "mean squared error per pixel", 1, ".4f", 4),
}
"""What is lost, by its label."""

DISTORTION = (
    "Each point is the average over {seeds} trainings that differ only in their seed, on 10,000 test digits; the bar on it "
    "reaches from the best to the worst of them. The lower, the better. **PCA** is the best that straight lines can do: no "
    "training, one exact answer. Whatever is trained has to beat it."
)


def distortion(curves: Curves) -> str:
    """Under the chart over d: over how many seeds its points are."""
    counts = {place.count for family, along in curves.items() if family != "pca" for place in along.values()}
    return DISTORTION.format(seeds=f"{min(counts)} to {max(counts)}" if len(counts) > 1 else max(counts, default=0))


PLANE = (
    "To the right a code costs more, downwards a digit comes back better. Along a line β falls to the right, from {most:g} "
    "on. A model below and left of another is better in both. Codes that cost over {far:g} nats are not shown; the map has "
    "all."
)
MAP = "−ELBO = reconstruction + KL in nats, the darker the better. Press a square, or choose below, for that model's numbers."

LACKS = (
    "The table of trainings lacks {what}, which this page is about: `python -m autoencoders sweep --plan "
    "docs/sweep/sweep.toml --out docs/sweep` goes on with it."
)


def lacking(mse: Mapping[str, Mapping[int, Spread]], elbo: Grid) -> str:
    """What the page can't do without and the table lacks, in a sentence; empty where it is whole enough."""
    missing = [f"{family} with d = 10" for family in ("pca", "twin") if 10 not in mse.get(family, {})]
    missing += [f"the VAE with d = {d} and β = 1" for d in (10, 50, 100) if (d, 1.0) not in elbo]
    return LACKS.format(what=", ".join(missing)) if missing else ""


def explanation(
    bce: Mapping[str, Mapping[int, Spread]],
    mse: Mapping[str, Mapping[int, Spread]],
    elbo: Grid,
    kl: Grid,
    active: Grid,
    floor: float | None,
    level: float,
) -> str:
    """What to make of it, as a list; `floor` is a perfect copy's cross-entropy, in nats an image, where it is known.

    Two −ELBO that differ by no more than `level` nats are level.
    """
    parts = [*_against_pca(mse), *_knees(bce, floor), *_rates(kl, active), *_best(elbo, level), *_chance(elbo)]
    return "\n".join(f"- {part}" for part in parts)


def _against_pca(mse: Mapping[str, Mapping[int, Spread]]) -> Iterator[str]:
    pca, twin = mse.get("pca", {}), mse.get("twin", {})
    if 10 in twin and pca:
        as_many = reaches(dict(pca), twin[10].mean)
        words = f"as well as PCA with about {as_many:.0f}" if as_many else "better than PCA with 100"
        yield (
            "**Bent beats straight, most of all where numbers are few.** With 10 numbers the AE with the VAE's networks gives "
            f"digits back {words}: its mean squared error is {twin[10].mean:.4f}, PCA's with 10 is {pca[10].mean:.4f}."
        )
    both = sorted(pca.keys() & twin.keys())
    if both and twin[both[-1]].mean > pca[both[-1]].mean:
        d = both[-1]
        yield (
            f"**With {d} numbers the straight lines win** in squared error: {pca[d].mean:.4f} against {twin[d].mean:.4f}, "
            "though nothing was trained for them."
        )
    mlp = mse.get("mlp", {})
    shared = sorted(pca.keys() & mlp.keys())
    behind = [d for d in shared if mlp[d].mean > pca[d].mean]
    ahead = [d for d in shared if d not in behind]
    parts = [
        f"{words} at {'every size' if sizes == shared else 'd = ' + ', '.join(map(str, sizes))}"
        for words, sizes in (("behind it", behind), ("ahead of it", ahead))
        if sizes
    ]
    if parts:
        yield (
            "**One layer is not far from PCA.** The MLP AE has one layer on each side; beyond PCA it has LeakyReLU, a sigmoid "
            f"and another loss. In squared error it is {' and '.join(parts)}."
        )


def _knees(bce: Mapping[str, Mapping[int, Spread]], floor: float | None) -> Iterator[str]:
    if floor is None:
        return
    twin = bce.get("twin", {})
    above = {d: place.mean * PIXELS - floor for d, place in twin.items()}
    if {2, 10, 100} <= above.keys():
        yield (
            f"**Every number buys less than the one before.** Above a perfect copy's {floor:.0f} nats the AE with the VAE's "
            f"networks loses {above[2]:.0f} nats with 2 numbers, {above[10]:.0f} with 10 and {above[100]:.0f} with 100."
        )


def _rates(kl: Grid, active: Grid) -> Iterator[str]:
    sizes = [d for d in sizes_of(kl) if (d, 1.0) in kl and (d, 1.0) in active]
    if not sizes:
        return
    most = sizes[-1]
    used = active[most, 1.0].mean
    yield (
        f"**A VAE takes what it can use.** Given {most} numbers and β = 1 it uses {used:.0f} and leaves {most - used:.0f} "
        "alone: a number that says less about the digit than its KL costs is not worth its price."
    )
    enough = next((d for d in sizes if kl[most, 1.0].mean - kl[d, 1.0].mean < 0.1 * kl[most, 1.0].mean), most)
    if enough != most:
        yield (
            f"So its code costs {kl[enough, 1.0].mean:.1f} nats with d = {enough} and {kl[most, 1.0].mean:.1f} with d = "
            f"{most}: from there on more room changes little. An AE fills every number it is given."
        )


def _best(elbo: Grid, level: float) -> Iterator[str]:
    if len(betas_of(elbo)) < 2:
        return
    (d, beta), best = min(elbo.items(), key=lambda item: item[1].mean)
    text = f"**The lowest −ELBO is {best.mean:.1f} nats, at d = {d} and β = {beta:g}.** "
    if beta == 1:
        text += "That is no surprise for β: −ELBO is what is minimised with β = 1, and any other weight minimises something else."
    elif (d, 1.0) in elbo:
        text += f"With β = 1, which minimises −ELBO itself, it is {elbo[d, 1.0].mean:.1f}: "
        text += "what is lowest on the training digits need not be so on test digits."
    near = [
        f"d = {size} and β = {weight:g} ({place.mean:.1f})"
        for (size, weight), place in elbo.items()
        if (size, weight) != (d, beta) and place.mean - best.mean <= level
    ]
    if near:
        text += f" Within {level:.1f} nats of it, which another seed may make: {', '.join(near)}."
    yield text


def _chance(elbo: Grid) -> Iterator[str]:
    several = {d: place for (d, beta), place in elbo.items() if beta == 1 and place.count > 1}
    if len(several) < 2:
        return
    least, most = min(several), max(several)
    apart = {d: several[d].high - several[d].low for d in (least, most)}
    yield (
        f"**Some of it is chance.** Trainings with β = 1 that differ in their seed alone lie up to {apart[least]:.1f} nats apart "
        f"with d = {least} and {apart[most]:.1f} with d = {most}. Squares of the map that are nearer to each other than that are "
        "not told apart."
    )
