"""Rows of a training's pictures as HTML: what goes in, what comes out, samples, each row with its caption. No Streamlit here."""

from collections.abc import Sequence
from html import escape
from itertools import chain, repeat

import numpy as np

from ..colors import INK, PAPER
from ..pictures import data_url, wall
from ..strips import under

DARK = PAPER["dark"]["GROUND"]
"""Around what stands in a corner: the pictures may be grey there."""

STYLE = f"""
<style>
.strip {{display:grid; grid-template-columns:auto minmax(0, 36rem); justify-content:start; gap:0.3rem 0.7rem;
  align-items:center; font-size:0.85rem}}
.strip img {{width:100%; image-rendering:pixelated; display:block}}
.strip > span {{max-width:8rem; line-height:1.2}}
.strip > div {{position:relative}}
.strip .read:not(:has(> :only-child)) {{position:absolute; inset:auto 0 0 0; text-align:right; font-weight:700; color:{INK};
  text-shadow:0 0 3px {DARK}, 0 0 3px {DARK}}}
</style>
"""


def strip(
    lines: Sequence[tuple[str, str, np.ndarray]],
    columns: int,
    read: Sequence[Sequence[str]] = (),
    unclear: np.ndarray | None = None,
) -> str:
    """Rows of pictures as HTML; each line is a caption, a text alternative and images `(n, 28, 28, 1)`.

    `read` is for each line what stands in the pictures' corners, where it takes no room, or one text under all of them;
    `unclear` `(n,)` of bool says which pictures of a line have an orange corner.
    """
    cells = "".join(
        f"<span>{escape(caption)}</span><div><img alt='{escape(alt)}' "
        f"src='{data_url(wall(np.nan_to_num(images), columns, gap=0, unclear=unclear))}'>{under(texts)}</div>"
        for (caption, alt, images), texts in zip(lines, chain(read, repeat(())), strict=False)
    )
    return f"{STYLE}<div class='strip'>{cells}</div>"
