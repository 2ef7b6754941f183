"""The places of one picture among the test digits: by what each model makes of it, and by its distance to the nearest digit.

No Streamlit here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

import autoencoders as ae
from autoencoders.scores.percentiles import Percentiles
from autoencoders.scores.strangeness import BEYOND, DISTANCE, ERROR, NEGATIVE_ELBO, error, negative_elbo

from ..colors import GREY, color_of


@dataclass(frozen=True, eq=False)
class Place:
    """Where a picture stands by one measure: its `value`, and the share of test digits that have less, from 0 to 1.

    `model` is the name of the model by which it is measured, and `title` what a page calls it; both empty for the distance.
    """

    measure: str
    model: str
    title: str
    color: str
    value: float
    below: float
    among: Percentiles

    @property
    def beyond(self) -> bool:
        """Whether it is stranger than nearly all test digits."""
        return self.below > BEYOND

    @property
    def too_plain(self) -> bool:
        """Whether it is less strange than nearly all of them, which is as odd."""
        return self.below < 1 - BEYOND


def places(
    image: np.ndarray,
    models: Mapping[str, ae.Model],
    rows: Sequence[ae.Variant],
    spread: Callable[[str, str], Percentiles],
    nearest: tuple[float, Percentiles] | None,
    measures: Sequence[str] = (ERROR, NEGATIVE_ELBO),
) -> list[Place]:
    """The places of a picture `(28, 28, 1)`: of each measure those of all models that it fits, and last of the distance.

    `spread` gives the percentiles of a measure and a model's name; `nearest` the distance to the nearest training digit, with its
    percentiles, where it is known.
    """
    found = []
    for measure in measures:
        for row in rows:
            model = models[row.name]
            if measure == ERROR:
                value = float(error(model, image[None])[0])
            elif isinstance(model, ae.VAE):
                value = float(negative_elbo(model, image[None])[0])
            else:
                continue
            found.append(placed(measure, row.name, row.title, color_of(row), value, spread(measure, row.name)))
    if nearest is not None:
        found.append(placed(DISTANCE, "", "", GREY, *nearest))
    return found


def placed(measure: str, model: str, title: str, color: str, value: float, among: Percentiles) -> Place:
    """A place, found among these percentiles."""
    return Place(measure, model, title, color, value, among.below(value), among)
