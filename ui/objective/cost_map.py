"""The 784 terms of the reconstruction as a picture with its scale, as HTML. No Streamlit here.

`ui/browser/live/objective.js` paints it anew while one draws, and says what the pixel under the pointer costs.
"""

import numpy as np
from PIL import ImageColor

from autoencoders.scores.digit_bill import Bill

from ..colors import COSTS
from ..pictures import data_url

LEAST_TOP = 3.0
"""Nats that the scale reaches at least, so that a cheap digit looks cheap."""

ENLARGED = 4
"""Pixels of the picture for each pixel of the digit."""

STOPS = [(share, ImageColor.getrgb(color)) for share, color in COSTS]
"""The colours from nothing to the most, as red, green and blue of 255."""

STYLE = """
<style>
.costs {margin:0; max-width:15rem; font-size:0.8rem}
.costs :is(img, canvas) {display:block; width:100%; aspect-ratio:1; image-rendering:pixelated; outline:1px solid GRAY}
.costs [hidden] {display:none}
.costs .scale {height:0.6rem; margin-top:0.45rem; outline:1px solid GRAY; background:linear-gradient(to right, COLORS)}
.costs .ends {display:flex; justify-content:space-between}
.costs + p {min-height:1.5em; font-size:0.9rem; margin:0.3rem 0 0}
</style>
""".replace("GRAY", "color-mix(in srgb, currentColor 35%, transparent)").replace(
    "COLORS", ", ".join(f"{color} {100 * share:g}%" for share, color in COSTS)
)


def most(terms: np.ndarray) -> float:
    """Where the scale ends: nats of the dearest pixel, or `LEAST_TOP`."""
    return max(LEAST_TOP, float(terms.max()))


def cost_picture(terms: np.ndarray) -> np.ndarray:
    """Costs `(28, 28, 1)` in nats as RGB `(28, 28, 3)`."""
    shares, colors = zip(*STOPS, strict=True)
    channels = [np.interp(terms[..., 0] / most(terms), shares, channel) for channel in zip(*colors, strict=True)]
    return np.stack(channels, axis=-1).round().astype(np.uint8)


def cost_map(found: Bill) -> str:
    """The picture, its scale, and a place for what the pixel under the pointer costs."""
    alt = (
        f"What each pixel costs: the stroke {found.ink:.1f} nats in all, the paper {found.reconstruction - found.ink:.1f}; "
        "the edges of the stroke cost most."
    )
    picture = data_url(cost_picture(found.pixel_terms), ENLARGED)
    return (
        f"{STYLE}<figure class='costs'><img data-live='costs' src='{picture}' alt='{alt}'><div class='scale'></div>"
        f"<div class='ends'><span>0 nats</span><span data-live='costs top'>{most(found.pixel_terms):.1f}</span></div></figure>"
        "<p data-live='costs read'></p>"
    )
