"""Rows of digits as HTML, each with a caption and words for who cannot see it. No Streamlit here."""

from collections.abc import Iterable
from html import escape

import numpy as np

from .pictures import data_url, wall

ENLARGED = 4
"""Pixels of the picture for each pixel of a digit."""

STYLE = """
<style>
.strip {margin:0 0 0.9rem}
.strip figcaption {font-size:0.9rem; margin-bottom:0.2rem}
.strip :is(img, canvas) {width:100%; display:block; image-rendering:pixelated}
.strip [hidden] {display:none}
</style>
"""


def strips(rows: Iterable[tuple[str, np.ndarray, str]], columns: int = 8, width: int = 40, name: str = "") -> str:
    """Rows of digits, each a caption, images `(n, 28, 28, 1)`, and what is to be seen in them; at most `width` rem wide.

    Scripts know the picture by its `name`, where there is one alone that they may paint.
    """
    return STYLE + "".join(
        f"<figure class='strip' style='max-width:{width}rem'><figcaption>{escape(caption)}</figcaption>"
        f"<img data-live='{escape(name)}' src='{data_url(wall(images, columns), ENLARGED)}' alt='{escape(alt)}'></figure>"
        for caption, images, alt in rows
    )


BESIDE = """
<style>
.beside {display:grid; grid-auto-flow:column; grid-auto-columns:minmax(0, 14rem); gap:0.8rem}
.beside figure {margin:0; min-width:0}
.beside figcaption {font-size:0.9rem; line-height:1.25; margin-bottom:0.2rem}
.beside :is(img, canvas) {width:100%; display:block; image-rendering:pixelated}
.beside [hidden] {display:none}
</style>
"""


def beside(walls: Iterable[tuple[str, str, np.ndarray, str]]) -> str:
    """Walls side by side on every width: each a name for scripts, a caption, a picture that `pictures.wall` made, and words."""
    return (
        f"{BESIDE}<div class='beside'>"
        + "".join(
            f"<figure><figcaption data-live='caption {escape(name)}'>{escape(caption)}</figcaption>"
            f"<img data-live='{escape(name)}' src='{data_url(picture, ENLARGED)}' alt='{escape(alt)}'></figure>"
            for name, caption, picture, alt in walls
        )
        + "</div>"
    )
