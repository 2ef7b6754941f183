"""The digit, the digit with noise, and what each model gives back: small, side by side, close to the pen. No Streamlit here.

On a phone all of it stays in one row, as narrow as that makes the pictures, so that it is on the screen with the pen.
"""

from collections.abc import Iterable
from html import escape

import numpy as np

from ..pictures import data_url, grey

STYLE = """
<style>
.glance {display:grid; grid-template-columns:repeat(auto-fit, minmax(96px, 1fr)); gap:0.5rem; max-width:60rem}
@media (max-width: 640px) {.glance {grid-template-columns:repeat(auto-fit, minmax(44px, 1fr))}}
.glance figure {margin:0; min-width:0; max-width:112px; border-top:4px solid var(--family); padding-top:4px}
.glance img {width:100%; aspect-ratio:1; display:block; image-rendering:pixelated}
.glance figcaption {font-size:0.8rem; line-height:1.25; margin-top:0.2rem; overflow-wrap:anywhere; hyphens:auto}
</style>
"""

Picture = tuple[str, str, str, np.ndarray]


def glance(pictures: Iterable[Picture]) -> str:
    """The row as HTML: of each picture its caption, its text alternative, its colour in CSS, and `(28, 28, 1)` pixels."""
    figures = "".join(
        f"<figure style='--family:{color}'><img src='{data_url(grey(image))}' alt='{escape(alt, quote=True)}'>"
        f"<figcaption>{escape(caption)}</figcaption></figure>"
        for caption, alt, color, image in pictures
    )
    return f"{STYLE}<div class='glance'>{figures}</div>"
