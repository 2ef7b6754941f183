"""Which square of a map of codes is visible: close up, 99 % of all codes, or what fits each model. No Streamlit here.

What a place decodes to and how far it is from a code matters where codes are drawn, so those layers are shown where the
prior is: in a square that holds the far codes of an AE the prior's rings are a dot, and the VAE's map is all rubble around it.
"""

from collections.abc import Mapping

import numpy as np

CLOSE, ALL, FIT = "same, close up", "same, 99 % of codes", "fit each"
SCALES = {"points": [CLOSE, ALL, FIT], "decoded digits": [CLOSE, FIT], "read as": [CLOSE, FIT], "holes": [CLOSE]}
"""What a layer can be shown in: the same square on both maps, or to each its own."""
REACH = 4.0
"""Half width of the close-up, in units of the code: the prior's three rings, and a margin."""

RINGS = 3.3
"""Half width that a square has at least: the three rings, just."""

OUTERMOST = 0.25
"""Percent of the codes at each side that a fitted square may leave out, so that a single one does not shrink all others."""

MARGIN = 1.03
"""How much wider a fitted square is than what it holds."""

View = tuple[float, float, float]


def scales(layer: str, is_plane: bool) -> list[str]:
    """What this layer can be shown in; on planes through longer codes, whose rings may lie far from an AE's codes, anything."""
    return [CLOSE, ALL, FIT] if is_plane else SCALES[layer]


def fitted(codes: np.ndarray) -> View:
    """The square (centre x, centre y, half width) around the prior's rings and all but the outermost of `(n, 2)` codes."""
    low, high = np.percentile(codes, [OUTERMOST, 100 - OUTERMOST], axis=0)
    low, high = np.minimum(low, -RINGS), np.maximum(high, RINGS)
    x, y = (low + high) / 2
    return round(float(x), 2), round(float(y), 2), round(float((high - low).max()) / 2 * MARGIN, 2)


def views(codes: Mapping[str, np.ndarray], scale: str) -> dict[str, View]:
    """The visible square of each map: one for all of them, or each its own."""
    if scale == FIT:
        return {name: fitted(each) for name, each in codes.items()}
    one = (0.0, 0.0, REACH) if scale == CLOSE else fitted(np.concatenate(list(codes.values())))
    return dict.fromkeys(codes, one)
