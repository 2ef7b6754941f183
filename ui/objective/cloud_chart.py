"""How mean, spread and chance make a code, as HTML: the formula with one number's values, and the chart of all numbers.

Each mark carries its own number as a CSS property and the browser places it, so that `ui/browser/live/objective.js` can move it
while one draws. No Streamlit here.
"""

import math

import numpy as np

from autoencoders.scores.digit_bill import Bill

from ..aside.number_table import written
from ..colors import GREY, VERMILION

LEAST_REACH = 4
"""What the axis reaches to either side at least; it doubles until all marks are inside, so that it seldom changes."""

MOST_PLACES = 20
"""Numbers of the code that have their place written under them at most; with more of them, it is every second, or third, …"""

FORMULA_STYLE = """
<style>
.draw {display:grid; grid-template-columns:auto 1fr; gap:0.15rem 0.35rem; justify-content:start; margin:0.2rem 0 0.6rem;
       font-family:"Source Serif", serif; font-size:1.05rem}
.draw i {font-style:italic}
.draw span {font-variant-numeric:tabular-nums}
</style>
"""

CHART_STYLE = """
<style>
.cloud {font-size:0.8rem; line-height:1.2}
.cloud .key {display:flex; flex-wrap:wrap; gap:0.1rem 1rem; margin:0 0 0.7rem 2.2rem}
.cloud .key span::before {content:""; display:inline-block; width:0.9em; height:0.9em; margin-right:0.35em; vertical-align:-0.1em}
.cloud .band::before, .cloud .field::before {background:color-mix(in srgb, GREY 22%, transparent)}
.cloud .spreads::before {background:color-mix(in srgb, VERMILION 45%, transparent)}
.cloud .mean::before {background:VERMILION; border-radius:50%; transform:scale(0.65)}
.cloud .key .z::before {content:"✕"; color:GREY; font-weight:700; line-height:1}
.cloud .plot {display:flex; height:180px; margin-bottom:2.6rem}
.cloud .ticks {width:2.2rem; padding-right:0.4rem; display:flex; flex-direction:column; justify-content:space-between;
               text-align:right; line-height:0; font-variant-numeric:tabular-nums}
.cloud .field {flex:1; position:relative; display:flex; min-width:0; border-left:1px solid GREY}
.cloud .field::before {content:""; position:absolute; left:0; right:0; bottom:calc(50% - 100% / var(--reach));
                       height:calc(200% / var(--reach))}
.cloud .field::after {content:""; position:absolute; left:0; right:0; top:50%; border-top:1px solid GREY}
.cloud .field > div {flex:1; position:relative; min-width:0}
.cloud .field i {position:absolute; left:27.5%; right:27.5%; min-height:2px;
                 background:color-mix(in srgb, VERMILION 45%, transparent);
                 bottom:calc(50% + 50% * var(--low) / var(--reach));
                 height:calc(50% * (var(--high) - var(--low)) / var(--reach))}
.cloud .field :is(b, u) {position:absolute; left:50%; bottom:calc(50% + 50% * var(--at) / var(--reach))}
.cloud .field b {width:8px; height:8px; margin:0 0 -4px -4px; border-radius:50%; background:VERMILION}
.cloud .field u::before, .cloud .field u::after {content:""; position:absolute; left:-7px; top:-1px; width:14px;
                                                 height:2.5px; background:GREY}
.cloud .field u::before {transform:rotate(45deg)}
.cloud .field u::after {transform:rotate(-45deg)}
.cloud .field span {position:absolute; top:100%; left:0; right:0; padding-top:0.35rem; text-align:center}
.cloud .axis {position:absolute; top:calc(100% + 1.45rem); left:0; right:0; text-align:center; margin:0; font-size:inherit}
</style>
""".replace("GREY", GREY).replace("VERMILION", VERMILION)


def draw_formula(found: Bill) -> str:
    """z = mean + exp(log_var / 2)·ε with the values of the number that costs most."""
    i = int(found.kl_terms.argmax())
    values = {
        "mean": found.mean[i],
        "log_var": found.log_var[i],
        "spread": np.exp(found.log_var[i] / 2),
        "epsilon": found.epsilon[i],
        "z": found.z[i],
    }
    said = {name: f"<span data-live='draw {name}'>{written(float(value))}</span>" for name, value in values.items()}
    lines = (
        "mean + <i>e</i><sup>log_var/2</sup> · <i>ε</i>",
        f"{said['mean']} + <i>e</i><sup>{said['log_var']}/2</sup> · ({said['epsilon']})",
        f"{said['mean']} + {said['spread']} · ({said['epsilon']}) = {said['z']}",
    )
    of = f"<i>z</i><sub data-live='draw place'>{i + 1}</sub>"
    rows = "".join(f"<div>{of if k == 0 else ''}</div><div>= {line}</div>" for k, line in enumerate(lines))
    return f"{FORMULA_STYLE}<div class='draw'>{rows}</div>"


def reach(found: Bill) -> float:
    """What the axis reaches to either side."""
    widest = float(np.maximum(np.abs(found.mean) + 2 * np.exp(found.log_var / 2), np.abs(found.z)).max())
    return LEAST_REACH * 2.0 ** math.ceil(math.log2(max(1, widest / LEAST_REACH)))


def cloud_chart(found: Bill) -> str:
    """Each number of the code: its mean, two spreads to either side as a bar, z as a cross, and the band of N(0, 1)."""
    spread = np.exp(found.log_var / 2)
    far, d = reach(found), len(found.mean)
    every = -(-d // MOST_PLACES)
    rows = zip(found.mean, found.mean - 2 * spread, found.mean + 2 * spread, found.z, strict=True)
    columns = "".join(
        f"<div><i data-live='chart bar {i}' style='--low:{low:.5g};--high:{high:.5g}'></i>"
        f"<b data-live='chart mean {i}' style='--at:{mean:.5g}'></b><u data-live='chart z {i}' style='--at:{z:.5g}'></u>"
        f"<span>{'' if i % every else i + 1}</span></div>"
        for i, (mean, low, high, z) in enumerate(rows)
    )
    ticks = "".join(
        f"<span data-live='chart tick {t}'>{written(share * far, 0)}</span>"
        for t, share in enumerate((1, 0.5, 0, -0.5, -1))
    )
    return (
        f"{CHART_STYLE}<div class='cloud' role='img' data-live='chart' aria-label='{chart_words(d, spread)}'>"
        "<div class='key'><span class='band'>N(0, 1): 95 % lie here</span><span class='spreads'>cloud: mean ± 2 spreads</span>"
        "<span class='mean'>mean</span><span class='z'>z</span></div>"
        f"<div class='plot'><div class='ticks'>{ticks}</div><div class='field' data-live='chart field' style='--reach:{far:g}'>"
        f"{columns}<p class='axis'>the numbers of the code</p></div></div></div>"
    )


def chart_words(d: int, spread: np.ndarray) -> str:
    """What is to be seen in the chart; the script puts other numbers in."""
    return (
        f"The {d} numbers of the code: mean, two spreads to either side, z, and the band of N(0, 1). "
        f"The spreads go from {spread.min():.3f} to {spread.max():.3f}."
    )
