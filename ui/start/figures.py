"""A digit's way through encoder, code and decoder, of an autoencoder above and a VAE below. No Streamlit here.

The AE's code is drawn as points, the VAE's as points with their spread: the one difference that the page is about.
"""

import base64
from collections.abc import Callable
from html import escape

import numpy as np

import autoencoders as ae

from ..colors import BLUE, GREY, VERMILION
from ..pictures import data_url, grey

STYLE = """
<style>
.way {display:grid; grid-template-columns:auto 1fr auto minmax(9rem, 16rem) auto 1fr auto; align-items:center;
      column-gap:0.6rem; row-gap:0.6rem; max-width:60rem}
.way figure {margin:0; text-align:center; font-size:0.85rem}
.way figcaption {margin-top:0.3rem}
.way img {image-rendering:pixelated; width:112px; height:112px; display:block; margin:auto;
          outline:1px solid color-mix(in srgb, currentColor 30%, transparent)}
.way img.code {width:100%; outline:0}
.way .arrow {border-top:3px solid var(--family); position:relative; min-width:1rem}
.way .arrow::after {content:""; position:absolute; right:-1px; top:-8px; border:6px solid transparent;
                    border-left-color:var(--family); border-right:0}
.way .box {border:2px solid var(--family); border-radius:0.4rem; padding:0.5rem 0.4rem; text-align:center; font-size:0.8rem}
.way .title {grid-column:1/-1; margin:0.6rem 0 0; border-left:6px solid var(--family); padding-left:0.6rem}
@media (max-width: 640px) {
  .way {grid-template-columns:auto 1fr auto; column-gap:0.4rem; row-gap:0.8rem}
  .way .box, .way .arrow {display:none}
  .way img {width:84px; height:84px}
  .way img.code {width:100%}
}
</style>
"""

Seen = tuple[np.ndarray, str]
"""A picture, and words about it."""


def pathway(
    image: np.ndarray,
    words: str,
    autoencoder: ae.Model,
    mean: np.ndarray,
    spread: np.ndarray,
    vae: ae.Model,
    read: Callable[[list[np.ndarray]], list[str]],
) -> str:
    """Both ways of an image `(28, 28, 1)`, which is `words`, as HTML.

    `mean` and `spread` (standard deviations), `(d,)`, are the VAE's; the AE's code is computed. `read` says what pictures show.
    """
    code = autoencoder.encode(image[None])[0]
    outputs = [autoencoder.decode(code[None])[0], vae.decode(mean[None])[0]]
    given, *drawn = read([image, *outputs])
    ways = (
        ("AE: the code is a point", BLUE, code, np.zeros_like(code)),
        ("VAE: the code is a cloud", VERMILION, mean, spread),
    )
    return (
        f"{STYLE}<div class='way'>"
        + "".join(
            _way(*way, (image, words + given), (output, reading))
            for way, output, reading in zip(ways, outputs, drawn, strict=True)
        )
        + "</div>"
    )


def _way(title: str, color: str, code: np.ndarray, spread: np.ndarray, given: Seen, drawn: Seen) -> str:
    name = title.split(":")[0]
    kind = "10 numbers" if not spread.any() else "10 means and their spreads"
    return (
        f"<p class='title' style='--family:{color}'><strong>{escape(title)}</strong></p>"
        + _picture(given[0], "in", f"The digit that goes in: {given[1]}")
        + f"<div class='arrow' style='--family:{color}'></div><div class='box' style='--family:{color}'>encoder</div>"
        + f"<figure>{_code(code, spread, color, name)}<figcaption>code: {kind}</figcaption></figure>"
        + f"<div class='box' style='--family:{color}'>decoder</div><div class='arrow' style='--family:{color}'></div>"
        + _picture(drawn[0], "out", f"What the {name}'s decoder draws from the code{drawn[1]}")
    )


def _picture(image: np.ndarray, caption: str, alt: str) -> str:
    return f"<figure><img src='{data_url(grey(image))}' alt='{escape(alt)}'><figcaption>{caption}</figcaption></figure>"


def _code(code: np.ndarray, spread: np.ndarray, color: str, name: str) -> str:
    """The code as an SVG: a point each number, and a bar of two standard deviations to either side where there is a spread."""
    reach = float(np.max(np.abs(code) + 2 * spread)) or 1.0
    marks = []
    for i, (value, deviation) in enumerate(zip(code / reach, spread / reach, strict=True)):
        x, y = 10 + 20 * i, 50 - 44 * value
        if deviation:
            marks.append(
                f"<rect x='{x - 5}' y='{y - 88 * deviation:.1f}' width='10' height='{176 * deviation:.1f}' rx='5' "
                f"fill='{color}' opacity='0.35'/>"
            )
        marks.append(f"<circle cx='{x}' cy='{y:.1f}' r='3' fill='{color}'/>")
    width, numbers = 20 * len(code), ", ".join(f"{value:.1f}" for value in code)
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} 100' preserveAspectRatio='none'>"
        f"<line x1='0' x2='{width}' y1='50' y2='50' stroke='{GREY}'/>{''.join(marks)}</svg>"
    )
    data = base64.b64encode(drawing.encode()).decode()  # written into the page as it is, an svg would be sanitised away
    return f"<img class='code' src='data:image/svg+xml;base64,{data}' alt='The code of the {name}: {numbers}'>"
