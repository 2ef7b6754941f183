"""Whose data the numbers of a report may come from: only what the models and the judge were trained beside.

A network that never saw a Fashion-MNIST shoe says nothing about the claims of a report on digits, whatever it scores on
one. Cards hold the digest of the data set that they were trained on, which its name does not tell.
"""

from pathlib import Path

from ..digits.datasets import Dataset
from ..scores.judge import JUDGE, read_judge
from ..validator import Card, short
from ..variants import VARIANTS
from ..weights import card

MOST_NAMED = 3
"""Models that a sentence names."""


def fault_of(dataset: Dataset, folder: Path) -> str:
    """Why nothing can be measured on this data with the models and the judge in this folder, in a sentence; else empty.

    A file that is missing is passed over here; a damaged one is a `WeightsError`.
    """
    found = {row.name: card(row.name, folder) for row in VARIANTS if (folder / f"{row.name}.safetensors").is_file()}
    if (folder / JUDGE).is_file():
        found["the judge"] = read_judge(folder / JUDGE)[1]
    return fault_in(found, dataset)


def fault_in(cards: dict[str, Card], dataset: Dataset) -> str:
    """The same of these cards, by whose they are."""
    others = {name: trained for name, fields in cards.items() if (trained := data_of(fields))[1] != dataset.digest}
    if not others:
        return ""
    here = f"{short(dataset.name)} ({dataset.digest})"
    title, digest = next(iter(others.values()))
    if len(others) == len(cards) and len(set(others.values())) == 1:
        return (
            f"Nothing was measured, since the models and the judge were trained on {title} ({digest}) and this data is {here}: "
            "give the data that they were trained on with --data."
        )
    named = ", ".join([*others][:MOST_NAMED]) + (
        f" and {len(others) - MOST_NAMED} more" if len(others) > MOST_NAMED else ""
    )
    return (
        f"Nothing was measured, since not all models and the judge were trained on this data, {here}; {named} "
        f"{'was' if len(others) == 1 else 'were'} trained on other data, as {title} ({digest}): train all of them on the same."
    )


def data_of(fields: Card) -> tuple[str, str]:
    """The name and the digest of the data that a card names; for a card that names none, words in their place."""
    data = fields.get("data")
    given = data if isinstance(data, dict) else {}
    return short(given.get("name", "unknown data")), short(given.get("digest", "no digest"))
