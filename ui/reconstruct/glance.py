"""The digit, the digit with noise, and what each model gives back: small, side by side, close to the pen. No Streamlit here.

On a phone all of it stays in one row, as narrow as that makes the pictures, so that it is on the screen with the pen.
"""

from collections.abc import Iterable, Mapping
from html import escape

import numpy as np

import autoencoders as ae
from autoencoders.scores.digit_scores import Reconstruction
from autoencoders.scores.readings import brief_beside

from ..colors import color_of
from ..pictures import data_url, grey

STYLE = """
<style>
.glance [hidden] {display:none !important}
.glance {display:grid; grid-template-columns:repeat(auto-fit, minmax(96px, 1fr)); gap:0.5rem; max-width:60rem}
.glance figure {margin:0; min-width:0; max-width:112px; border-top:4px solid var(--family); padding-top:4px}
.glance :is(img, canvas) {width:100%; aspect-ratio:1; display:block; image-rendering:pixelated}
.glance figcaption {font-size:0.8rem; line-height:1.25; margin-top:0.2rem; overflow-wrap:break-word}
.glance small {display:block; font-size:1em; font-variant-numeric:tabular-nums; font-weight:600; min-height:1.25em}
@media (max-width: 640px) {
.glance {grid-template-columns:repeat(auto-fit, minmax(44px, 1fr)); gap:0.5rem 0.2rem}
.glance figcaption {font-size:0.6rem; hyphens:auto}
}
</style>
"""

Picture = tuple[str, str, str, str, np.ndarray, str]


def outputs(
    rows: Iterable[ae.Variant], results: Mapping[str, Reconstruction], read: Mapping[str, str], clean: str
) -> list[Picture]:
    """What these models give back; `read` says by a name what a picture is read as, `clean` what the digit is."""
    return [
        (
            f"output {row.name}",
            row.title,
            f"What {row.title} gives back{read[row.name]}",
            color_of(row),
            results[row.name].image,
            brief_beside(read[row.name], clean),
        )
        for row in rows
    ]


def glance(pictures: Iterable[Picture]) -> str:
    """The row as HTML: of each picture the name that scripts know it by, caption, text alternative, colour in CSS, pixels
    `(28, 28, 1)`, and what they are read as, in brief.
    """
    figures = "".join(
        f"<figure style='--family:{color}'><img data-live='{escape(name, quote=True)}' src='{data_url(grey(image))}' "
        f"alt='{escape(alt, quote=True)}'>"
        f"<figcaption data-live='caption {escape(name, quote=True)}'>{escape(caption)}</figcaption>"
        f"<figcaption><small data-live='read {escape(name, quote=True)}'>{escape(read)}</small></figcaption></figure>"
        for name, caption, alt, color, image, read in pictures
    )
    return f"{STYLE}<div class='glance'>{figures}</div>"
