"""The planes on which codes of more than two numbers are drawn: the widgets for them, and what each keeps, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.codes import Encoded
from autoencoders.scores.planes import Plane, along, through, widest

from . import plane_words as words


@dataclass(frozen=True)
class Wanted:
    """Which plane: by the rows of two numbers, or None for where codes vary most; through the digit, or the mean of all codes."""

    numbers: tuple[int, int] | None
    through_digit: bool


def plane_input(sizes: list[int]) -> Wanted | None:
    """Ask which plane, for codes of these `sizes`; nothing where none of them is more than 2."""
    longer = [d for d in sizes if d > 2]
    if not longer:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        axes = st.segmented_control(
            "The plane",
            [words.WIDEST, words.NUMBERS],
            default=words.WIDEST,
            required=True,
            key="plane",
            bind="query-params",
            help=words.HELP,
        )
        numbers = _two_numbers(min(longer)) if axes == words.NUMBERS else None
        point = st.segmented_control(
            "goes through",
            [words.MIDDLE, words.DIGIT],
            default=words.MIDDLE,
            required=True,
            key="plane_through",
            bind="query-params",
            help=words.THROUGH_HELP,
        )
    return Wanted(numbers, point == words.DIGIT)


def _two_numbers(most: int) -> tuple[int, int]:
    """The rows of two different numbers, of which the shortest code has `most`."""
    right, up = (
        int(st.number_input(label, 1, most, first, key=key, bind="query-params", width=140))
        for label, key, first in (("To the right: number", "plane_x", 1), ("Up: number", "plane_y", 2))
    )
    if right == up:
        up = right % most + 1
        st.caption(words.THE_SAME.format(right, up))
    return right - 1, up - 1


def planes(codes: Mapping[str, Encoded], digits: Mapping[str, np.ndarray], wanted: Wanted | None) -> dict[str, Plane]:
    """The plane of each model whose codes have more than two numbers, by its title; `digits` are the visitor's, `(d,)`."""
    found = {}
    for title, each in codes.items():
        d = each.mean.shape[1]
        if d > 2 and wanted:
            axes = along(d, *wanted.numbers) if wanted.numbers else widest(each.mean)
            point = digits[title] if wanted.through_digit else each.mean.mean(axis=0)
            found[title] = through(point.astype(np.float64), *axes)
    return found


def shadows(codes: Mapping[str, Encoded], found: Mapping[str, Plane]) -> dict[str, np.ndarray]:
    """Where the codes are drawn on their maps, `(n, 2)`: on the planes that were `found`, or as they are."""
    return {title: found[title].shadows(each.mean) if title in found else each.mean for title, each in codes.items()}


def on_maps(places: Mapping[str, np.ndarray], found: Mapping[str, Plane]) -> dict[str, np.ndarray]:
    """The same of single codes `(d,)`: where they are drawn, `(2,)`."""
    return {title: found[title].shadows(z[None])[0] if title in found else z for title, z in places.items()}


def what_is_kept(
    models: Mapping[str, ae.Model],
    codes: Mapping[str, Encoded],
    digits: Mapping[str, np.ndarray],
    found: Mapping[str, Plane],
) -> None:
    """In words: what each plane keeps of the codes, how far off it digits lie, and what is drawn."""
    lines = []
    for title, each in codes.items():
        plane = found.get(title)
        if plane is None:
            lines.append(words.flat(title))
            continue
        off, usual = float(plane.off(digits[title][None])[0]), float(plane.off(each.mean).mean())
        lines.append(words.kept(title, each.mean.shape[1], plane.share(each.mean), off, usual))
    vaes = [title for title in found if isinstance(models[title], ae.VAE)]
    if vaes:
        lines.append(words.rings(models[vaes[0]].latent_dim))
    st.markdown("\n".join(f"- {line}" for line in [*lines, f"{words.DOTS} {words.NO_HOLES}"]))
