"""The table of reconstructions, one row a yardstick or a model, as one piece of HTML: cards on a phone. No Streamlit here.

Native elements would make forty of them a rerun, each image fetched by itself; this is one update, with every picture
inside it. Colours come from the theme through `currentColor`.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

import numpy as np

import autoencoders as ae
from autoencoders.networks import PIXELS
from autoencoders.scores.digit_scores import Reconstruction

from ..colors import GREY, color_of
from ..pictures import code_strip, data_url, error_map, grey

STYLE = """
<style>
.rows {width:100%; border-collapse:collapse; font-size:0.95rem; line-height:1.35}
.rows th {text-align:left; white-space:nowrap; font-weight:600; padding:0.3rem 0.5rem; vertical-align:bottom}
.rows th small, .rows td small {font-weight:400; opacity:0.75; display:block}
.rows td {padding:0.4rem 0.5rem; border-top:1px solid color-mix(in srgb, currentColor 20%, transparent)}
.rows :is(img, canvas) {image-rendering:pixelated; display:block}
.rows [hidden] {display:none}
.rows .picture {width:84px; height:84px; outline:1px solid color-mix(in srgb, currentColor 30%, transparent)}
.rows .code {width:130px; height:50px}
.rows .name {border-left:6px solid var(--family)}
.rows .score {font-variant-numeric:tabular-nums; white-space:nowrap}
.rows .best {font-weight:700}
.rows .best::after {content:" ★"}
.rows .label {display:none}
@media (max-width: 900px) {
  .rows thead {position:absolute; clip-path:inset(50%); width:1px; height:1px; overflow:hidden}
  .rows, .rows tbody {display:block}
  .rows tr {display:grid; grid-template-columns:repeat(4, minmax(0, 1fr)); gap:0.35rem 0.5rem; padding:0.6rem 0 0.8rem 0.6rem;
            border-left:6px solid var(--family); margin-bottom:0.8rem}
  .rows td {border:0; padding:0}
  .rows .name {grid-column:1/5; border:0}
  .rows .codes {grid-column:1/3; align-self:center}
  .rows .code {width:100%}
  .rows .picture {width:100%; max-width:84px; height:auto; aspect-ratio:1}
  .rows .label {display:block; font-size:0.75rem; opacity:0.75}
}
</style>
"""


@dataclass(frozen=True)
class Score:
    """A column of scores: its heading, its unit with an arrow towards better, and how a value is found and written."""

    name: str
    unit: str
    value: Callable[[Reconstruction], float]
    form: str
    best: Callable[[Iterable[float]], float]


SCORES = (
    Score("cross-entropy", "↓ nats/pixel", lambda result: result.cross_entropy / PIXELS, ".3f", min),
    Score("MSE", "↓", lambda result: result.mse, ".4f", min),
    Score("PSNR", "↑ dB", lambda result: result.psnr, ".1f", max),
    Score("SSIM", "↑", lambda result: result.ssim, ".3f", max),
)


def model_rows(
    rows: list[ae.Variant],
    results: dict[str, Reconstruction],
    yardsticks: dict[str, Reconstruction],
    worse: dict[str, str],
    clean: np.ndarray,
    floor: float,
    read: dict[str, str],
) -> str:
    """The table: a row a model, and above them one a yardstick by its title; the best value of a column's models gets a star.

    `worse` says by a model's name how many test digits it gives back worse; `floor` is the entropy floor of this digit in nats
    per image; `read` says by a model's name or a yardstick's title what its picture is read as.
    """
    notes = {"cross-entropy": f"<br>floor <span data-live='floor'>{floor / PIXELS:.3f}</span>"}
    head = "".join(
        f"<th scope='col'>{score.name}<small>{score.unit}{notes.get(score.name, '')}</small></th>" for score in SCORES
    )
    best = {score.name: score.best(score.value(result) for result in results.values()) for score in SCORES}
    body = "".join(_row(title, title, "", GREY, result, clean, {}, read[title]) for title, result in yardsticks.items())
    for row in rows:
        note = f"{row.parameter_count:,} parameters<br>{worse[row.name]}"
        body += _row(row.name, row.title, note, color_of(row), results[row.name], clean, best, read[row.name])
    return (
        f"{STYLE}<table class='rows'><thead><tr><th scope='col'>model</th><th scope='col'>code</th><th scope='col'>output</th>"
        f"<th scope='col'>error</th>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(
    name: str,
    title: str,
    note: str,
    color: str,
    result: Reconstruction,
    clean: np.ndarray,
    best: dict[str, float],
    read: str,
) -> str:
    """A row; scripts know its parts by their kind and the row's `name` (ui/browser/live/)."""
    title, name = escape(title), escape(name, quote=True)
    error = f"Error of {title}: blue where ink is missing, red where there is too much"
    cells = "".join(
        f"<td class='score{' best' if value == best.get(score.name) else ''}'>"
        f"<span class='label'>{score.name}</span><span data-live='{score.name} {name}'>{_written(value, score.form)}</span></td>"
        for score, value in ((score, score.value(result)) for score in SCORES)
    )
    what = f"Output of {title}" if len(result.code) else title[:1].upper() + title[1:]
    return (
        f"<tr style='--family:{color}'><td class='name'><strong>{title}</strong><small>{note}</small></td>"
        f"<td class='codes'>{_code(name, title, result.code, color)}</td>"
        f"<td><img class='picture' data-live='output {name}' src='{data_url(grey(result.image))}' "
        f"alt='{what}, PSNR {result.psnr:.1f} dB{read}'></td>"
        f"<td><img class='picture' data-live='error {name}' src='{data_url(error_map(clean, result.image))}' "
        f"alt='{error}'></td>{cells}</tr>"
    )


def _written(value: float, form: str) -> str:
    """A score; one that does not apply as a dash."""
    return "–" if math.isnan(value) else "∞" if math.isinf(value) else f"{value:{form}}"


def _code(name: str, title: str, code: np.ndarray, color: str) -> str:
    if not len(code):
        return ""
    most = int(np.argmax(np.abs(code)))
    words = f"The code of {title}: {len(code)} numbers, the largest is number {most + 1} with {code[most]:.1f}"
    return f"<img class='code' data-live='code {name}' src='{data_url(code_strip(code, color))}' alt='{words}'>"
