"""What is no digit: how well each measure of strangeness tells each kind of alien from test digits, as numbers and as a section.

A report that was made before this was measured has no such numbers, and its page no such section.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

import numpy as np

from ..digits.aliens import KIND, KINDS, aliens
from ..digits.datasets import Dataset, DatasetError, load_dataset
from ..models import VAE, Model
from ..scores.percentiles import distances, key
from ..scores.strangeness import DISTANCE, ERROR, NEGATIVE_ELBO, auroc, error, negative_elbo
from .tables import Numbers, table

JUDGED = ("mlp-10", "mlp-100", "conv-10", "conv-100", "twin-10", "vae-2", "vae-10")
"""Whose errors are measured, and of the VAEs among them −ELBO."""

EACH = 500
"""Aliens of a kind that are measured; about 0.01 is the standard error of an AUROC of so many."""

BLIND = 0.5
"""AUROC below which a measure finds the aliens more usual than digits: it fails."""

SHARP = 0.99
"""AUROC from which on it notices nearly all of them."""

HEADINGS = {ERROR: "error, {}", NEGATIVE_ELBO: "−ELBO, {}", DISTANCE: "nearest digit"}


def measurements(
    models: Mapping[str, Model], test: np.ndarray, each: int, dataset: Dataset
) -> Iterator[tuple[str, Callable[[], dict[str, float]]]]:
    """A measure's name and what finds its AUROC on each kind, against test digits `(n, 28, 28, 1)` in [0, 1].

    Digits are turned into aliens from `each` of the same test digits, evenly spaced.
    """

    @cache
    def pictures() -> dict[str, np.ndarray]:
        return made(test[:: max(1, len(test) // each)][:each], each)

    def told_apart(measure: Callable[[np.ndarray], np.ndarray]) -> dict[str, float]:
        usual = measure(test)
        return {name: auroc(usual, measure(some)) for name, some in pictures().items()}

    for name in JUDGED:
        if name in models:
            model = models[name]
            yield key(ERROR, name), partial(told_apart, partial(error, model))
            if isinstance(model, VAE):
                yield key(NEGATIVE_ELBO, name), partial(told_apart, partial(negative_elbo, model))
    yield DISTANCE, partial(told_apart, partial(distances, digits=dataset.train_images))


def made(digits: np.ndarray, each: int) -> dict[str, np.ndarray]:
    """Pictures of every kind by its name; clothes only where Fashion-MNIST is on this machine."""
    sources = {"digits": digits, "": digits}
    try:
        clothes = load_dataset("fashion_mnist", download=False).test_images[:each]
        sources["fashion_mnist"] = clothes.astype(np.float32) / 255
    except DatasetError:
        pass
    return {kind.name: aliens(kind, sources[kind.source]) for kind in KINDS if kind.source in sources}


def section(numbers: Numbers) -> list[str]:
    """The section of the page; nothing where it was not measured."""
    found: dict[str, dict[str, float]] = numbers.get("aliens", {})
    if not found:
        return []
    kinds = [kind for kind in KINDS if all(kind.name in row for row in found.values())]
    rows = [[kind.title, *(f"{row[kind.name]:.2f}" for row in found.values())] for kind in kinds]
    return [
        "## What is no digit",
        "",
        "How well a measure tells a kind of picture that is no digit from test digits: the area under the ROC curve, which is "
        "the share of pairs in which the alien is the stranger one. 1.00 tells all of them apart, 0.50 none; **below 0.50 the "
        f"aliens look more usual than digits do.** From {numbers['size']['sweep']:,} test digits and up to {EACH} aliens of each "
        "kind, made by `autoencoders/digits/aliens.py`. A 0 or 8 upside down is a digit still, so nothing reaches 1.00 there.",
        "",
        *table(["no digit", *map(heading, found)], rows),
        "",
        *(f"- {sentence}" for sentence in sentences(found)),
        "",
    ]


def heading(name: str) -> str:
    """The name of a measure of a model, as a column has it."""
    measure, _, model = name.partition(" ")
    return HEADINGS[measure].format(f"`{model}`")


def sentences(found: Mapping[str, Mapping[str, float]]) -> list[str]:
    """What follows from the AUROC of each measure on each kind: where it fails, what it notices, and whether any does both."""
    said = []
    for name, row in found.items():
        blind = [kind for kind, value in row.items() if value < BLIND]
        sharp = [kind for kind, value in row.items() if value >= SHARP]
        fails = f"fails for {listed(blind)} (below {BLIND:.2f})" if blind else "fails for none of them"
        said.append(f"**{heading(name)}** {fails}; it notices {listed(sharp) if sharp else 'none'} (from {SHARP} on).")
    always = [kind for kind in next(iter(found.values())) if all(row[kind] < BLIND for row in found.values())]
    if always:
        said.append(f"No measure here notices {listed(always)}: what is mostly black is cheap for all of them.")
    likely = [
        kind for name, row in found.items() if name.startswith(NEGATIVE_ELBO) for kind in row if row[kind] < BLIND
    ]
    if likely:
        said.append(
            "A low −ELBO is no proof of a digit: a likelihood is higher for what is simpler than a digit "
            "(Nalisnick et al. 2019, Serrà et al. 2020)."
        )
    return said


def listed(kinds: Sequence[str]) -> str:
    """Titles of kinds, in small letters, with commas and an “and”."""
    titles = [KIND[kind].title.lower() for kind in kinds]
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}"
