"""The walls of samples and the strips of a blend as HTML, in each strip the frame furthest from any digit. No Streamlit here."""

import re
from html import escape

import numpy as np

from autoencoders.scores.readings import brief

from ..colors import FURTHEST
from ..pictures import data_url, grey
from .ways import Blend

STYLE = """
<style>
.blend {margin-bottom:0.9rem; border-left:6px solid var(--family); padding-left:0.6rem}
.blend p {margin:0 0 0.3rem; font-weight:600}
.blend p small {font-weight:400; font-size:0.95em}
.blend div {display:flex; gap:2px}
.blend span {width:calc((100% - 2px * (var(--frames) - 1)) / var(--frames)); max-width:68px; position:relative}
.blend b {position:absolute; right:2px; bottom:2px; padding:0 0.2em; font-size:0.75rem; line-height:1.15;
          background:#000000; color:#ffffff}
.blend img {display:block; image-rendering:pixelated; width:100%; aspect-ratio:1; box-sizing:border-box;
            border:2px solid transparent}
.blend img.far {border-color:FURTHEST}
.blend img.now {outline:2px dashed currentColor; outline-offset:1px}
.large {display:flex; gap:1rem}
.large figure {margin:0; width:104px}
.large :is(img, canvas) {display:block; width:100%; aspect-ratio:1; image-rendering:pixelated}
.large figcaption {font-size:0.85rem; opacity:0.8; line-height:1.25; margin-top:0.2rem}
.large [hidden] {display:none}
</style>
""".replace("FURTHEST", FURTHEST)


WALLS = """
<style>
.walls {display:grid; grid-template-columns:1fr 1fr; gap:0.5rem 1.5rem}
.walls figure {margin:0; border-left:6px solid var(--family); padding-left:0.6rem; min-width:0}
.walls figcaption {line-height:1.3; margin-bottom:0.3rem}
.walls img {display:block; width:100%; max-width:38vh; image-rendering:pixelated}
@media (max-width: 640px) {.walls {gap:0.5rem} .walls figure {padding-left:0.3rem} .walls figcaption {font-size:0.85rem}}
</style>
"""
"""Both walls stay beside each other and low enough for one screen, on a projector and on a phone."""

ENLARGED = 3
"""Pixels of a wall for each pixel of a digit."""

Wall = tuple[str, str, str, str, np.ndarray, str]


def walls(shown: list[Wall]) -> str:
    """Walls side by side: of each whose it is, where its codes come from, its score, its colour, its picture, its words."""
    return WALLS + "<div class='walls'>" + "".join(map(_wall, shown)) + "</div>"


def _wall(wall: Wall) -> str:
    title, origin, score, color, picture, alt = wall
    return (
        f"<figure style='--family:{color}'><figcaption><strong>{escape(title)}: {escape(origin)}</strong><br>{escape(score)}"
        f"</figcaption><img src='{data_url(picture, ENLARGED)}' alt='{escape(alt)}'></figure>"
    )


def blend_rows(ways: list[Blend], far: list[np.ndarray], now: int, read: list[list[str]]) -> str:
    """The three strips as HTML: in each, the frame that is furthest from any digit framed, and the frame `now` dashed.

    `far` and `read` say of each frame how far it is from any digit and what it is read as.
    """
    return STYLE + "".join(_row(*row, now) for row in zip(ways, far, read, strict=True))


def large_frames(ways: list[Blend], now: int, read: list[list[str]]) -> str:
    """The frame `now` of each way, enlarged."""
    figures = ""
    for w, (way, of_way) in enumerate(zip(ways, read, strict=True)):
        caption = _caption(way).replace("#", str(now + 1))
        figures += (
            f"<figure><img data-live='large {w}' src='{data_url(grey(way.frames[now]))}' "
            f"alt='{caption} of {len(way.frames)}, enlarged{of_way[now]}'>"
            f"<figcaption data-live='caption large {w}'>{caption}</figcaption>"
            f"<figcaption data-live='read large {w}'>{escape(brief(of_way[now]))}</figcaption></figure>"
        )
    return f"<div class='large'>{figures}</div>"


def glyph(words: str) -> str:
    """One letter for what a picture is read as: the digit, ? where none is clear, a dash where there is hardly any ink."""
    digit = re.search(r"read as (\d)", words)
    return digit[1] if digit else "?" if "no clear digit" in words else "–" if words else ""


def _caption(way: Blend) -> str:
    """What stands under an enlarged frame; # is its number."""
    return escape(f"{way.title.split(':')[0]}, frame #", quote=True)


def _row(way: Blend, distance: np.ndarray, read: list[str], now: int) -> str:
    furthest = int(distance.argmax())
    pictures = "".join(
        f"<span><img class='{' '.join(['far'] * (i == furthest) + ['now'] * (i == now))}' src='{data_url(grey(frame))}' "
        f"alt='{escape(way.title)}, frame {i + 1} of {len(way.frames)}, {distance[i]:.2f} from the nearest digit{read[i]}'>"
        f"<b aria-hidden='true'>{glyph(read[i])}</b></span>"
        for i, frame in enumerate(way.frames)
    )
    return (
        f"<div class='blend' style='display:block; --family:{way.color}; --frames:{len(way.frames)}'><p>{escape(way.title)} "
        f"<small>furthest from any digit: frame {furthest + 1}, at {distance[furthest]:.2f}</small></p>"
        f"<div data-live='way' data-caption='{_caption(way)}'>{pictures}</div></div>"
    )
