"""The places of a picture as strips of HTML: how the test digits lie, the 99 % mark, a pointer to this one. No Streamlit here."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

import numpy as np

from autoencoders.scores.percentiles import Percentiles
from autoencoders.scores.strangeness import BEYOND

from .places import Place
from .words import MEASURES, UNITS, spoken, written

BINS = 80
"""Columns of a strip's hill."""

LIVE = 101
"""Quantiles that the browser is sent of a measure: while the hand moves, places are told in whole percents."""

ROOM = 1.25
"""How far a strip reaches, as a multiple of the strangest test digit but one in a thousand; what is beyond stands at its end."""

STYLE = """
<style>
.usual {max-width:58rem; margin:0 0 0.4rem}
.usual h6 {font-size:0.9rem; font-weight:600; margin:0.5rem 0 0; padding:0; line-height:1.3}
.usual h6 small {font-weight:400; opacity:0.75}
.usual div.row {display:grid; grid-template-columns:10rem minmax(8rem, 1fr) 18.5rem; gap:0 0.7rem; align-items:end;
  border-left:5px solid var(--family); padding-left:0.5rem; margin-top:0.25rem; font-size:0.85rem; line-height:1.25}
.usual .lane {position:relative; height:1.8rem; border-bottom:1px solid color-mix(in srgb, currentColor 50%, transparent)}
.usual .hill {position:absolute; inset:0.55rem 0 0 0; background:color-mix(in srgb, var(--family) 60%, transparent)}
.usual .limit {position:absolute; top:0.3rem; bottom:0; width:0; border-left:1px dashed currentColor; opacity:0.8}
.usual .at {position:absolute; top:0.3rem; bottom:0; width:0; border-left:2px solid currentColor}
.usual .at::before {content:"▼"; position:absolute; top:-0.55rem; left:-1px; transform:translateX(-50%); font-size:0.75rem}
.usual .beyond {font-weight:700}
.usual .tabular {font-variant-numeric:tabular-nums}
@media (max-width: 640px) {
.usual div.row {grid-template-columns:minmax(0, 1fr)}
}
</style>
"""


def end(among: Percentiles) -> float:
    """Where a strip ends, in units of its measure; it begins at 0."""
    return ROOM * float(among.among(1001)[-2])


def position(value: float, among: Percentiles) -> float:
    """How far along its strip a value stands, from 0 to 1: at the end where it lies beyond."""
    return float(np.clip(value / end(among), 0, 1))


def hill(among: Percentiles, bins: int = BINS) -> str:
    """The test digits as an outline in percent of a box: how many lie at each place, the most being as high as the box."""
    edges = np.linspace(0, end(among), bins + 1)
    share = np.diff([among.below(float(edge)) for edge in edges])
    height = 100 - 100 * share / max(share.max(), 1e-9)
    middles = 100 * (np.arange(bins) + 0.5) / bins
    return ",".join(f"{x:g}% {y:.0f}%" for x, y in [(0, 100), *zip(middles, height, strict=True), (100, 100)])


def live(places: Sequence[Place], one: str = "digit") -> list[dict[str, object]]:
    """What the browser needs so that the pointers follow a pen (`ui/browser/live/usual.js`); JSON. `one` names a test image."""
    return [
        {
            "measure": place.measure,
            "model": place.model,
            "quantiles": [float(f"{value:.3g}") for value in place.among.among(LIVE)],
            "end": end(place.among),
            "one": one,
            "decimals": int(UNITS[place.measure][1]),
        }
        for place in places
    ]


def strips(places: Sequence[Place], bins: int = BINS) -> str:
    """All strips, measure by measure, each with its place in words. Scripts know their parts by measure and model."""
    said = "".join(group(measure, here, bins) for measure, here in groupby(places, lambda place: place.measure))
    return f"{STYLE}<div class='usual'>{said}</div>"


def group(measure: str, places: Iterable[Place], bins: int) -> str:
    """The strips of one measure under its name."""
    title, what = MEASURES[measure]
    return f"<h6>{title} <small>{what}</small></h6>" + "".join(strip(place, bins) for place in places)


def strip(place: Place, bins: int = BINS) -> str:
    """One strip: the name, the hill with the pointer, and the place in words."""
    name = escape(f"{place.measure} {place.model}".strip(), quote=True)
    limit = 100 * position(float(place.among.among(101)[round(100 * BEYOND)]), place.among)
    at = 100 * position(place.value, place.among)
    return (
        f"<div class='row' style='--family:{place.color}'><span>{escape(place.title)}</span>"
        f"<div class='lane' role='img' aria-label='{escape(spoken(place), quote=True)}' data-live='lane {name}'>"
        f"<span class='hill' style='clip-path:polygon({hill(place.among, bins)})'></span>"
        f"<span class='limit' style='left:{limit:.2f}%'></span>"
        f"<span class='at' style='left:{at:.2f}%' data-live='at {name}'></span></div>"
        f"<span class='tabular{' beyond' if place.beyond else ''}' data-live='place {name}'>{written(place)}</span></div>"
    )
