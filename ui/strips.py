"""Rows of digits as HTML, each with a caption and words for who cannot see it. No Streamlit here."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import chain, repeat

import numpy as np

from .pictures import data_url, wall
from .words import CORNERS

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

READ = """
<style>
.read {display:grid; grid-auto-flow:column; grid-auto-columns:minmax(0, 1fr); text-align:center;
  font-size:0.8rem; line-height:1.4}
.read span {min-height:1.4em}
</style>
"""


def strips(
    rows: Iterable[tuple[str, np.ndarray, str]],
    columns: int = 8,
    width: int = 40,
    name: str = "",
    read: Iterable[Sequence[str]] = (),
    unclear: Iterable[np.ndarray | None] = (),
) -> str:
    """Rows of digits, each a caption, images `(n, 28, 28, 1)`, and what is to be seen in them; at most `width` rem wide.

    `read` is for each row what stands under it, a text a picture or one for all of them, and `unclear` `(n,)` says which of its
    pictures have an orange corner. Scripts know the picture by its
    `name`, where there is one alone that they may paint, and what stands under it by "read NAME 0", "read NAME 1".
    """
    return STYLE + "".join(
        f"<figure class='strip' style='max-width:{width}rem'><figcaption>{escape(caption)}</figcaption>"
        f"<img data-live='{escape(name)}' src='{data_url(wall(images, columns, unclear=mask), ENLARGED)}' "
        f"alt='{escape(alt)}'>{under(texts, name)}</figure>"
        for (caption, images, alt), texts, mask in zip(
            rows, chain(read, repeat(())), chain(unclear, repeat(None)), strict=False
        )
    )


def under(texts: Sequence[str], name: str = "") -> str:
    """What the judge reads under a row of pictures, in columns; a picture's alternative says it to who cannot see it."""
    if not texts:
        return ""
    cells = (f"<span data-live='read {escape(name)} {i}'>{escape(text)}</span>" for i, text in enumerate(texts))
    return f"{READ}<div class='read' aria-hidden='true'>{''.join(cells)}</div>"


def counted(words: str) -> list[str]:
    """What stands under a wall: words of `wall_reading` behind "; ", and beside the unclear ones the corner that they have."""
    return [words.removeprefix("; ") + (CORNERS if "unclear" in words else "")] if words else []


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
