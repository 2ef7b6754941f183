"""Components that decode in the browser: a map under the pointer, and a slider for each number of a code.

Both are components v2 of plain JavaScript. What they decode with comes as packs, once a visit: a pack is mounted as an
element of its own in the run that first needs it, and afterwards the script speaks of it by its digest. A browser that
lacks one all the same, because that run was cut short, asks for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

import autoencoders as ae

from .packs import Pack, pack

__all__ = ["LAYERS", "Map", "SliderModel", "decoder_source", "latent_pad", "latent_sliders"]

HERE = Path(__file__).parent
SENT = "latent_packs"
LAYERS = ["points", "decoded digits", "holes"]


def _source(*names: str) -> str:
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


def decoder_source() -> str:
    """The JavaScript of the decoders that run in the browser."""
    text = _source("decoder.js")
    return text[text.index("// The decoders") : text.index("// The packs of")].rstrip()


_PACK = st.components.v2.component("latent_pack", js=_source("decoder.js", "pack.js"))
_SLIDERS = st.components.v2.component(
    "latent_sliders",
    html="<div class='sliders'></div>",
    css=_source("sliders.css"),
    js=_source("decoder.js", "sliders.js"),
)
_PAD = st.components.v2.component(
    "latent_pad",
    html="<div class='pad'></div>",
    css=_source("pad.css"),
    js=_source("decoder.js", "pad_draw.js", "pad.js"),
)


@dataclass(frozen=True)
class Map:
    """A map of the codes `(n, 2)` of a model, with their `labels` `(n,)`; `color` is CSS.

    `view` is the visible square: centre x, centre y, half width. `digit` `(2,)` is where the visitor's digit lands, and
    `spread` `(2,)` its standard deviations where it lands as a cloud.
    """

    name: str
    title: str
    color: str
    model: ae.Model
    codes: np.ndarray
    labels: np.ndarray
    view: tuple[float, float, float]
    digit: np.ndarray | None = None
    spread: np.ndarray | None = None


def latent_pad(
    maps: Sequence[Map],
    classes: Sequence[int],
    layer: str,
    at: tuple[float, float],
    key: str,
    keep: Callable[[float, float], None],
) -> None:
    """Two maps side by side under one pointer, each with what its model draws there.

    `classes` are the digits shown, `layer` is one of `LAYERS`. `at` is the code that the pointer starts from, and moves to
    when it changes: that of the last map, where the maps have different views. `keep` is called with that code, as a
    callback of Streamlit, when the visitor asks to keep it.
    """
    packs = [pack(row.name, row.model, row.codes, row.labels) for row in maps]
    rows = [
        {
            "title": row.title,
            "color": row.color,
            "digest": each.digest,
            "view": row.view,
            "digit": None if row.digit is None else _floats(row.digit),
            "spread": None if row.spread is None else _floats(row.spread),
        }
        for row, each in zip(maps, packs, strict=True)
    ]
    data = {"maps": rows, "classes": list(classes), "layer": layer, "at": at}
    _mount(_PAD, key, packs, data, on_place_change=lambda: _keep(key, keep))


def _keep(key: str, keep: Callable[[float, float], None]) -> None:
    place = st.session_state[key].place
    if place is not None:
        keep(*map(float, place))


@dataclass(frozen=True)
class SliderModel:
    """A model under the sliders. A slider at s stands for `center + scale * s` of its number, all `(d,)`.

    `start` is the code shown first, `kl` the KL of each number in nats, or None where there is none; `color` is CSS.
    """

    name: str
    title: str
    color: str
    model: ae.Model
    start: np.ndarray
    center: np.ndarray
    scale: np.ndarray
    kl: np.ndarray | None = None


def latent_sliders(
    models: Sequence[SliderModel], moved: dict[int, float], key: str, keep: Callable[[dict[int, float]], None]
) -> None:
    """A slider from -3 to 3 for each number of the code; all models, each with the same d, decode as they move.

    Until a slider is touched, each model keeps its own start on that number. Another start resets the sliders. `moved`
    are the sliders that stand elsewhere at first, by their row; `keep` is called with those that stand elsewhere, as a
    callback of Streamlit, when the visitor asks to keep them.
    """
    packs = [pack(row.name, row.model) for row in models]
    rows = [
        {
            "name": row.name,
            "title": row.title,
            "color": row.color,
            "digest": each.digest,
            "start": _floats(row.start),
            "center": _floats(row.center),
            "scale": _floats(row.scale),
            "kl": None if row.kl is None else _floats(row.kl),
        }
        for row, each in zip(models, packs, strict=True)
    ]
    data = {"models": rows, "moved": [list(item) for item in moved.items()]}
    _mount(_SLIDERS, key, packs, data, on_moved_change=lambda: _keep_moved(key, keep))


def _keep_moved(key: str, keep: Callable[[dict[int, float]], None]) -> None:
    rows = st.session_state[key].moved
    if rows is not None:
        keep({int(row): float(value) for row, value in rows})


def _mount(component: Any, key: str, packs: Sequence[Pack], data: dict[str, Any], **callbacks: Any) -> Any:
    """Mount a component and, below it, those of its packs that this visit has not had yet."""
    sent: set[str] = st.session_state.setdefault(SENT, set())
    coming = [each for each in packs if each.digest not in sent]
    with st.container(gap=None):
        result = component(
            key=key,
            data=data | {"coming": bool(coming)},
            on_missing_change=lambda: _forget(st.session_state[key].missing),
            **callbacks,
        )
        for each in coming:
            _PACK(key=f"pack-{each.digest}", data=each.data)
    sent.update(each.digest for each in coming)
    return result


def _forget(digests: Any) -> None:
    """Send these packs again: the browser asked for them."""
    st.session_state[SENT] = st.session_state.get(SENT, set()) - set(digests or ())


def _floats(array: np.ndarray) -> list[float]:
    return [round(float(value), 5) for value in array]
