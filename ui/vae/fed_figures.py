"""The part “Fed back” in pictures: strips, the frame of the slider enlarged, steps over passes, ends of a hundred.

No Streamlit here.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

import numpy as np

from autoencoders.scores.ends import Ends
from autoencoders.scores.feedback import PASSES, STILL
from autoencoders.scores.readings import brief

from ..aside.number_table import number_table
from ..colors import GREY
from ..pictures import data_url, grey
from .fed_words import SHOWN, ends_words, fate_words, percent
from .figures import STYLE, glyph
from .rounds import COLORS, LINES, Round

FLOOR = 1e-5
"""Steps below are drawn there: on a scale of powers of ten 0 has no place."""

TALL = 300
"""Pixels of the chart."""

MOST_ENDS = 8
"""Pictures in which digits end that are shown of each model, those first in which most do."""

PASS_STYLE = """
<style>
.fed i {display:block; font-style:normal; font-size:0.75rem; line-height:1.3; text-align:center; opacity:0.85; margin-top:3px}
.fed .frame {display:block; width:100%; max-width:none}
.fed .frame :is(img, canvas) {display:block; width:100%; aspect-ratio:1; image-rendering:pixelated; box-sizing:border-box;
                              border:2px solid transparent}
.fed .frame.now {outline:2px dashed currentColor; outline-offset:1px}
.fed .frame.waits {opacity:0.3}
.fed [hidden] {display:none !important}
.ends {display:flex; flex-wrap:wrap; gap:0.3rem 0.5rem}
.ends span {width:52px; text-align:center; font-size:0.75rem; line-height:1.25}
.ends img {display:block; width:100%; aspect-ratio:1; image-rendering:pixelated}
.fed-ends {margin:0 0 0.8rem; border-left:6px solid var(--family); padding-left:0.6rem}
.fed-ends p {margin:0 0 0.3rem; font-weight:600}
@media (max-width: 640px) {.fed i {font-size:0.7rem} .large {gap:0.4rem}}
</style>
"""


def walk_rows(found: list[Round], read: list[list[str]], now: int) -> str:
    """A strip for each model: the passes of `SHOWN`, that of the slider dashed; `read` says what each of them is read as."""
    return STYLE + PASS_STYLE + "".join(_row(each, words, now) for each, words in zip(found, read, strict=True))


def _row(each: Round, read: list[str], now: int) -> str:
    title = escape(each.title)
    frames = "".join(
        f"<span><span data-live='fed {title} {k} place' class='frame{' now' if k == now else ''}'>"
        f"<img data-live='fed {title} {k}' src='{data_url(grey(each.pictures[k]))}' alt='{title}, {_pass(k)}{escape(words)}'>"
        f"<b aria-hidden='true' data-live='fed {title} {k} read'>{glyph(words)}</b></span><i aria-hidden='true'>{k}</i></span>"
        for k, words in zip(SHOWN, read, strict=True)
    )
    return (
        f"<div class='blend fed' style='display:block; --family:{COLORS[each.title]}; --frames:{len(SHOWN)}'>"
        f"<p>{escape(titled(each.title, each.name))} <small data-live='fed fate {title}'>{fate_words(each)}</small></p>"
        f"<div>{frames}</div></div>"
    )


def titled(title: str, name: str) -> str:
    """A model's title and name over its row."""
    return f"{title[0].upper()}{title[1:]}: {name}"


def _pass(k: int) -> str:
    return "as given" if k == 0 else f"after {k} {'pass' if k == 1 else 'passes'}"


def large_pictures(image: np.ndarray, found: list[Round], read: list[str], now: int) -> str:
    """The given digit and what each model has made of it after `now` passes, enlarged; `read` is first of the digit."""
    figures = _large("given", "what you gave", "what you gave", image, read[0], "")
    for each, words in zip(found, read[1:], strict=True):
        step = f"step {percent(each.steps[now - 1])}" if now else "\N{NO-BREAK SPACE}"
        caption, alt = f"{each.title}, pass {now}", f"{each.title}, {_pass(now)}"
        figures += _large(each.title, caption, alt, each.pictures[now], words, step)
    return f"<div class='large'>{figures}</div>"


def _large(name: str, caption: str, alt: str, picture: np.ndarray, read: str, step: str) -> str:
    """One of them; `name` is the one by which scripts know it (`ui/browser/live/fed.js`)."""
    live = "fed given" if name == "given" else f"fed large {name}"
    return (
        f"<figure><img data-live='{live}' src='{data_url(grey(picture))}' alt='{escape(alt)}, enlarged{escape(read)}'>"
        f"<figcaption data-live='fed caption {name}'>{escape(caption)}</figcaption>"
        f"<figcaption data-live='fed read {name}'>{escape(brief(read))}</figcaption>"
        f"<figcaption data-live='fed step {name}'>{step}</figcaption></figure>"
    )


def steps_chart(found: list[Round], now: int) -> dict[str, Any]:
    """The length of each step against the pass, for each model, on one scale of powers of ten."""
    data = [
        {
            "type": "scatter",
            "name": each.title,
            "mode": "lines",
            "x": list(range(1, PASSES + 1)),
            "y": np.maximum(each.steps, FLOOR).tolist(),
            "line": {"color": COLORS[each.title], "dash": LINES[each.title], "width": 3},
            "hovertemplate": f"{each.title}<br>pass %{{x}}: %{{y:.2%}}<extra></extra>",
        }
        for each in found
    ]
    line = {"color": GREY, "dash": "dot", "width": 2}
    shapes = [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": STILL, "y1": STILL, "line": line}]
    if now:
        shapes.append(
            {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": now, "x1": now, "line": {"color": GREY}}
        )
    powers = range(-5, 1)
    return {
        "data": data,
        "layout": {
            "xaxis": {"title": {"text": "pass"}, "range": [0, PASSES + 1]},
            "yaxis": {
                "title": {"text": "step, of full scale"},
                "type": "log",
                "range": [-5.2, 0],
                "tickvals": [10.0**power for power in powers],
                "ticktext": ["0.001 % or less", "0.01 %", "0.1 %", "1 %", "10 %", "100 %"],
            },
            "shapes": shapes,
            "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0},
            "margin": {"l": 70, "r": 10, "t": 10, "b": 45},
            "height": TALL,
        },
    }


def ends_table(names: Mapping[str, str], found: Mapping[str, Ends]) -> str:
    """Where a hundred digits end, a row a model."""
    head = (
        "",
        "different pictures left",
        "read as what they were",
        "no clear digit",
        "at rest",
        "step 1",
        "step 2",
        "step 50",
    )
    rows = [
        (
            f"{escape(title[0].upper() + title[1:])}<small>{escape(names[title])}</small>",
            (
                *map(str, (each.count, each.kept, each.unclear, each.rests)),
                *(percent(float(np.median(each.steps[k]))) for k in (0, 1, -1)),
            ),
            False,
        )
        for title, each in found.items()
    ]
    return number_table(head, rows, "A hundred test digits, ten of each class, after fifty passes; steps are medians")


def ends_pictures(found: Mapping[str, Ends], colors: Mapping[str, str]) -> str:
    """The pictures in which most digits end, in each model, with how many do and which digits these were."""
    return PASS_STYLE + "".join(_ends(title, each, colors[title]) for title, each in found.items())


def _ends(title: str, each: Ends, color: str) -> str:
    pictures = ""
    for row, count in each.largest(MOST_ENDS):
        kinds = np.unique(each.labels[each.groups == each.groups[row]])
        came = ", ".join(map(str, kinds))
        read = f"read as {each.read[row]}" if each.read[row] >= 0 else "no clear digit"
        pictures += (
            f"<span><img src='{data_url(grey(each.pictures[row]))}' alt='{count} digits end in this one, {read}; they were "
            f"{came}'>{count} ×</span>"
        )
    heading = escape(ends_words(title[0].upper() + title[1:], each))
    return f"<div class='fed-ends' style='--family:{color}'><p>{heading}</p><div class='ends'>{pictures}</div></div>"
