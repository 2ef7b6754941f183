"""The digit, the digit with noise, and what each model gives back: small, side by side, close to the pen. No Streamlit here.

On a phone all of it stays in one row, as narrow as that makes the pictures, so that it is on the screen with the pen.
"""

from collections.abc import Iterable, Mapping
from html import escape

import numpy as np

import autoencoders as ae
from autoencoders.scores.digit_scores import Reconstruction

from ..colors import color_of
from ..pictures import data_url, grey

STYLE = """
<style>
.glance [hidden] {display:none !important}
.glance {display:grid; grid-template-columns:repeat(auto-fit, minmax(96px, 1fr)); gap:0.5rem; max-width:60rem}
.glance figure {margin:0; min-width:0; max-width:112px; border-top:4px solid var(--family); padding-top:4px}
.glance :is(img, canvas) {width:100%; aspect-ratio:1; display:block; image-rendering:pixelated}
.glance figcaption {font-size:0.8rem; line-height:1.25; margin-top:0.2rem; overflow-wrap:break-word}
@media (max-width: 640px) {
.glance {grid-template-columns:repeat(auto-fit, minmax(44px, 1fr)); gap:0.5rem 0.2rem}
.glance figcaption {font-size:0.6rem; hyphens:auto}
}
</style>
"""

Picture = tuple[str, str, str, str, np.ndarray]


def outputs(
    rows: Iterable[ae.Variant], results: Mapping[str, Reconstruction], read: Mapping[str, str]
) -> list[Picture]:
    """What these models give back; `read` says by a model's name what its picture is read as."""
    return [
        (
            f"output {row.name}",
            row.title,
            f"What {row.title} gives back{read[row.name]}",
            color_of(row),
            results[row.name].image,
        )
        for row in rows
    ]


def glance(pictures: Iterable[Picture]) -> str:
    """The row as HTML: of each picture the name that scripts know it by, caption, text alternative, colour in CSS, and pixels.

    Pixels are `(28, 28, 1)`.
    """
    figures = "".join(
        f"<figure style='--family:{color}'><img data-live='{escape(name, quote=True)}' src='{data_url(grey(image))}' "
        f"alt='{escape(alt, quote=True)}'>"
        f"<figcaption data-live='caption {escape(name, quote=True)}'>{escape(caption)}</figcaption></figure>"
        for name, caption, alt, color, image in pictures
    )
    return f"{STYLE}<div class='glance'>{figures}</div>"
