"""The tables under the maps: where each model's codes lie, beside where the prior would have them; what each β makes of a map.

No Streamlit here.
"""

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np

from autoencoders.scores.ring_facts import Facts

from ..browser.marks import DIGITS
from ..colors import GREY
from .betas import Worth

STYLE = """
<style>
.facts {border-collapse:collapse; font-size:0.95rem; line-height:1.35; width:100%; max-width:60rem}
.facts th, .facts td {text-align:left; padding:0.35rem 0.6rem; vertical-align:top; font-variant-numeric:tabular-nums}
.facts th {font-weight:600}
.facts td, .facts tbody th {border-top:1px solid color-mix(in srgb, currentColor 20%, transparent)}
.facts tbody th {border-left:6px solid var(--family)}
.facts .label {display:none}
.facts tr.now :is(th, td) {background:color-mix(in srgb, var(--family) 14%, transparent); font-weight:600}
@media (max-width: 640px) {
  .facts thead {position:absolute; clip-path:inset(50%); width:1px; height:1px; overflow:hidden}
  .facts, .facts tbody, .facts tr, .facts td, .facts tbody th {display:block; border:0}
  .facts tr {border-left:6px solid var(--family); margin-bottom:0.9rem}
  .facts tbody th {border:0}
  .facts td, .facts tbody th {padding:0.1rem 0.6rem}
  .facts .label {display:inline; opacity:0.75}
}
</style>
"""
HEADS = (
    "mean of the two numbers",
    "standard deviation",
    "codes inside the 2 σ ring",
    "classes that live there",
    "average distance to the nearest code there",
)
BETA_HEADS = (
    "reconstruction, nats",
    "KL, nats",
    "codes inside the 2 σ ring",
    "average distance to the nearest code there",
    "places there that are digits",
)
PRIOR = ("0 and 0", "1 and 1", f"{1 - np.exp(-2):.0%}", "", "")


def facts_table(facts: Mapping[str, Facts], colors: Mapping[str, str], names: Sequence[str] = DIGITS) -> str:
    """The table as HTML: a row a model under its title, and the prior's row first; `names` are those of the classes."""
    rows = _row("prior N(0, I)", GREY, PRIOR)
    for title, each in facts.items():
        cells = (
            _pair(each.mean),
            _pair(np.sqrt(each.deviation**2 + each.cloud)),
            f"{each.inside:.0%}",
            lives(each.classes, names),
            f"{each.gap:.2f}",
        )
        rows += _row(title, colors[title], cells)
    return _table(HEADS, rows)


def lives(classes: Sequence[int], names: Sequence[str]) -> str:
    """Which classes live in the ring, in words."""
    if not names:
        return "–"
    every = {10: "all ten"}.get(len(names), "all") if len(classes) == len(names) else ""
    return every or ", ".join(names[label] for label in classes) or "none"


def betas_table(worths: Mapping[str, Worth], colors: Mapping[str, str], now: str) -> str:
    """The table over β as HTML: a row for the AE and for each β, which `colors` has a colour for, and that of `now` marked."""
    rows = ""
    for label, each in worths.items():
        cells = (
            f"{each.reconstruction:.1f}",
            "–" if each.kl is None else f"{each.kl:.1f}",
            f"{each.inside:.0%}",
            f"{each.gap:.3f}",
            f"{each.digits:.0%}",
        )
        title = label if each.kl is None else f"β = {label}"
        rows += _row(title, colors[label], cells, BETA_HEADS, label == now)
    return _table(BETA_HEADS, rows, "facts betas")


def _table(heads: Sequence[str], rows: str, name: str = "facts") -> str:
    head = "".join(f"<th scope='col'>{name}</th>" for name in heads)
    return (
        f"{STYLE}<table class='{name}'><thead><tr><th scope='col'></th>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(title: str, color: str, cells: tuple[str, ...], heads: Sequence[str] = HEADS, is_now: bool = False) -> str:
    body = "".join(
        f"<td><span class='label'>{name}: </span>{cell}</td>" if cell else "<td></td>"
        for name, cell in zip(heads, cells, strict=True)
    )
    now = " class='now' aria-current='true'" if is_now else ""
    return f"<tr{now} style='--family:{color}'><th scope='row'>{escape(title)}</th>{body}</tr>"


def _pair(values: np.ndarray) -> str:
    return " and ".join(f"{value:.2f}".replace("-", "−") for value in values)
