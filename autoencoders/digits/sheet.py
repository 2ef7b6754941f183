"""The sheet of paper in a photo of a desk, or the drawing inside a frame: `sheet_in`.

A sheet stands out from a dark desk more than ink does from the sheet, and would be taken for a digit. What tells it from
one: a region of one tone with four straight sides that reaches hardly any side of the picture, and has marks on it.
"""

import numpy as np
import scipy
from PIL import Image, ImageDraw

from .parts import Grey, Mask

LEAST_SIDE = 32
"""Pixels of a sheet's shorter side, and of a picture's half: a digit on less is smaller than MNIST's."""
SMALL_SIDE = 200
"""Pixels of the longer side on which the sheet is looked for: it has straight sides, and a small picture is quick."""
LEVELS = 9
"""Greys at which the picture is cut in two: at one of them the sheet is whole even where a shadow lies across it."""
LEAST_SHARE = 0.1
"""Of the picture: a smaller sheet is a label or a stamp, and its digit too small."""
MOST_ON_BORDER = 0.3
"""Of a sheet's rim, what may lie on the picture's border: paper half in the light, cut by a shadow, has over half there."""
LEAST_INSIDE = 0.25
"""Of the rim of a region with four sides, what must not lie on the picture's border: less has one side at most."""
LEAST_FIT = 0.88
"""Overlap with a quadrilateral over both together: sheets seen from aside have over 0.9, the outline of a 0 has 0.64."""
MARKED = (0.002, 0.45)
"""Share of a sheet under marks: less is a speck, more is a drawn outline and no sheet."""
LEAST_STEP = 0.25
"""Of the picture's darkest to its lightest, across a sheet's edge: falling light has no step, squared paper fainter ones."""
LEAST_EDGED = 0.9
"""Of a sheet's rim, what has to be such an edge."""


def sheet_in(grey: Grey) -> tuple[tuple[slice, slice], Grey] | None:
    """Where in the picture `(h, w)` a sheet lies, and that part of it with nothing but sheet; None where there is none.

    What lies in the part and beside the sheet is filled with the nearest of the sheet, so that no edge is left.
    """
    if min(grey.shape) < 2 * LEAST_SIDE:
        return None
    scale = min(1.0, SMALL_SIDE / max(grey.shape))
    size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
    small = np.asarray(Image.fromarray(grey).resize(size, Image.Resampling.BOX))
    sheet = _best_sheet(small)
    if sheet is None:
        return None
    mask = np.asarray(Image.fromarray(sheet.astype(np.float32)).resize(grey.shape[::-1])) > 0.5
    # The edge is blurred, and was found on a smaller picture.
    mask = scipy.ndimage.distance_transform_edt(mask) > 1 + 1.5 / scale
    if min(int(mask.any(axis=axis).sum()) for axis in (0, 1)) < LEAST_SIDE:
        return None
    place = scipy.ndimage.find_objects(mask.astype(np.int8))[0]
    mask, part = mask[place], grey[place]
    nearest = scipy.ndimage.distance_transform_edt(~mask, return_distances=False, return_indices=True)
    return place, part[tuple(nearest)]


def _best_sheet(small: Grey) -> Mask | None:
    """Of all regions with four sides, light or dark, the largest, its marks filled; None where that is no sheet.

    Paper half in the shade has a lit half with four sides, too, and all of it may reach so far that no desk shows.
    """
    best, most, best_inside = None, 0.0, 0.0
    least = (1 - MARKED[1]) * LEAST_SHARE * small.size
    steps = scipy.ndimage.maximum_filter(small, 7) - scipy.ndimage.minimum_filter(small, 7)
    clear = steps > LEAST_STEP * np.ptp(small)
    for tone in (small, 1 - small):
        cut_before = 0
        for level in np.linspace(tone.min(), tone.max(), LEVELS + 2)[1:-1]:
            above = tone > level
            count = int(np.count_nonzero(above))
            if count <= least or count == cut_before:  # too little for a sheet, or the same cut as at the level before
                continue
            cut_before = count
            labels, _ = scipy.ndimage.label(above)
            areas = np.bincount(labels.ravel())
            for label in np.flatnonzero(areas[1:] > least) + 1:
                filled = _filled(labels == label)
                area = int(filled.sum())
                if area < max(most, LEAST_SHARE * small.size) or not MARKED[0] < 1 - areas[label] / area < MARKED[1]:
                    continue
                inside, edged = _rim(filled, clear)
                fit = _fit(filled) if inside > LEAST_INSIDE and edged > LEAST_EDGED else 0
                if fit > LEAST_FIT and area * fit**8 > most:
                    best, most, best_inside = filled, area * fit**8, inside
    return best if best_inside > 1 - MOST_ON_BORDER else None


def _filled(region: Mask) -> Mask:
    """A region with its holes: all that can't be reached from beyond the picture without crossing it.

    SciPy's `binary_fill_holes` does the same a pixel a pass, many times as long.
    """
    around, _ = scipy.ndimage.label(~np.pad(region, 1))
    filled: Mask = around[1:-1, 1:-1] != around[0, 0]
    return filled


def _rim(region: Mask, clear: Mask) -> tuple[float, float]:
    """Of a region's rim the share that does not lie on the picture's border, and of that the share that is `clear`."""
    rim, inner = region.copy(), region[1:-1, 1:-1]
    rim[1:-1, 1:-1] &= ~(inner & region[:-2, 1:-1] & region[2:, 1:-1] & region[1:-1, :-2] & region[1:-1, 2:])
    inside = rim[1:-1, 1:-1]
    return float(inside.sum() / rim.sum()), float(clear[1:-1, 1:-1][inside].mean()) if inside.any() else 0.0


def _fit(region: Mask) -> float:
    """How far a region `(h, w)` is its largest quadrilateral: the intersection over the union, in [0, 1]."""
    rows = np.flatnonzero(region.any(axis=1))
    left, right = region[rows].argmax(axis=1), region.shape[1] - 1 - region[rows, ::-1].argmax(axis=1)
    points = np.stack([np.concatenate([left, right]), np.concatenate([rows, rows])], axis=1)
    largest, corners = 0.0, points[:1]
    for angle in np.deg2rad(np.arange(0, 90, 7.5)):  # the corners are furthest out, in four directions
        x, y = np.cos(angle), np.sin(angle)
        four = points[(points @ np.array([[x, -y, -x, y], [y, x, -y, -x]])).argmax(axis=0)]
        area = abs(float(np.linalg.det([four[2] - four[0], four[3] - four[1]]))) / 2
        if area > largest:
            largest, corners = area, four
    drawn = Image.new("1", region.shape[::-1])
    ImageDraw.Draw(drawn).polygon([(int(x), int(y)) for x, y in corners], fill=1, outline=1)
    quadrilateral = np.asarray(drawn)
    return float((region & quadrilateral).sum() / (region | quadrilateral).sum())
