"""Maps of codes under one pointer, each decoded where the pointer is: what is sent to `map/maps.js`, and when."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.digits.kinds import Damage
from autoencoders.scores.planes import Plane

from ..colors import BANDS, CLASSES, GREY
from .marks import DIGITS, marks
from .mount import mount
from .packs import Pack, floats, of_arrays, pack
from .scripts import script, text
from .told import told

HOLES = [0.03, 0.05, 0.08, 0.12, 0.2]
"""Upper ends of the bands of distance to the nearest code, in units of the code; `colors.BANDS` has one colour more.

Chosen by what is true inside the prior's 2 σ ring, where codes are drawn: of the shipped VAE's half is nearer than 0.023 and a
tenth further than 0.06, of the AE's half is further than 0.08 and a tenth further than 0.17.
"""

READ_AS = "read as"
LAYERS = ["points", "decoded digits", READ_AS, "holes"]
"""What a map can show; `map/layers.js` draws them."""

HOLES_LAYER = LAYERS[-1]
"""The layer that planes lack."""

PICTURES, OWN = "pictures", "own"
"""What a question may hide: the pictures that are decoded under the pointer and in the sheet; where the visitor's digit lies."""

COLORS = {"classes": CLASSES, "bands": list(zip([*HOLES, None], BANDS, strict=True)), "outside": GREY}
"""Of the ten classes, of the bands with their upper ends, and of what lies outside the rings."""

SCRIPTS = tuple(
    f"map/{name}.js" for name in ("planes", "layers", "readings", "legends", "dial", "words", "own_digit", "maps")
)
"""What the maps are made of, each file before those that call it."""

_MAPS = st.components.v2.component(
    "latent_maps",
    html="<div class='pad'></div>",
    css=text("map/maps.css"),
    js=script(*SCRIPTS),
)


@dataclass(frozen=True, eq=False)
class Map:
    """A map of the codes `(n, d)` of a model, with their `labels` `(n,)`; `color` is CSS. With d > 2 it needs a `plane`.

    `view` is the visible square: centre x, centre y, half width. `digit` `(d,)` is where the visitor's digit lands, and
    `spread` `(d,)` its standard deviations where it lands as a cloud. `own` says which digit that is. `rings` are more rings
    around 0 than the prior's three, each a radius and its label. `damaged` `(d,)` is where the digit lands once it is damaged.
    `names` are those of the classes, by the labels; none where these say nothing. `one` is what a test image is called.
    `elsewhere` names the set whose codes these are, where shipped models have codes of another one in their files.
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
    own: str = ""
    rings: Sequence[tuple[float, str]] = ()
    damaged: np.ndarray | None = None
    plane: Plane | None = None
    names: Sequence[str] = DIGITS
    one: str = "digit"
    elsewhere: str = ""

    @property
    def kept_as(self) -> str:
        """What the pack of model and codes is called: codes of another set are not those in the shipped file."""
        return f"{self.name} {self.elsewhere}".strip()

    @property
    def packs(self) -> tuple[Pack, Pack | None]:
        """The pack of the model, with its codes where these are places; and on a plane the codes' shadows, which are no file."""
        if self.plane is None:
            return pack(self.kept_as, self.model, self.codes, self.labels), None
        shadows = np.ascontiguousarray(self.plane.shadows(self.codes), dtype=np.float32)
        labels = np.ascontiguousarray(self.labels, dtype=np.uint8)
        return pack(self.name, self.model), of_arrays(f"{self.name} on a plane", {"codes": shadows, "labels": labels})


def sent_plane(plane: Plane) -> dict[str, object]:
    """A plane as `map/planes.js` takes it, with a digest to tell it from others."""
    arrays = {"origin": plane.origin, "u": plane.u, "v": plane.v}
    return {name: floats(array) for name, array in arrays.items()} | {"digest": of_arrays("plane", arrays).digest}


@dataclass(frozen=True)
class Dial:
    """A dial over the last map: its `label`, the `places` that it has, and the one where it stands `at`."""

    label: str
    places: Sequence[str]
    at: str


def latent_maps(
    maps: Sequence[Map],
    classes: Sequence[int],
    layer: str,
    at: tuple[float, float],
    key: str,
    keep: Callable[[float, float], None],
    pressed: Callable[[float, float], None] | None = None,
    hidden: Collection[str] = (),
    dial: Dial | None = None,
    turned: Callable[[str], None] | None = None,
    damage: Damage | None = None,
) -> None:
    """Two maps side by side under one pointer, each with what its model draws there.

    `classes` are the digits shown, `layer` is one of `LAYERS`. `at` is the code that the pointer starts from, and moves to
    when it changes: that of the last map, where the maps have different views. `keep` is called with that code, as a
    callback of Streamlit, when the visitor asks to keep it.

    A question that asks for a place gives `pressed`, which is called with the code where the visitor presses a map, by mouse,
    finger or Enter. `hidden`, of `PICTURES` and `OWN`, is neither drawn nor said. `turned` is called with the place to which the
    visitor turned the `dial`. `damage` is what `damaged` was made by, so that a drawing's is followed as well.
    """
    packs = [row.packs for row in maps]
    rows = [
        {
            "title": row.title,
            "color": row.color,
            "pack": model.wanted,
            "shadows": shadows and shadows.wanted,
            "plane": None if row.plane is None else sent_plane(row.plane),
            "view": row.view,
            "digit": None if row.digit is None else floats(row.digit),
            "spread": None if row.spread is None else floats(row.spread),
            "own": row.own,
            "rings": list(row.rings),
            "damaged": None if row.damaged is None else floats(row.damaged),
            "names": list(row.names),
            "one": row.one,
            "marks": marks(row.names),
        }
        for row, (model, shadows) in zip(maps, packs, strict=True)
    ]
    data = {"maps": rows, "classes": list(classes), "layer": layer, "at": at, "colors": COLORS}
    if not all(row.names for row in maps):
        data["colors"] = COLORS | {"classes": [GREY] * len(CLASSES)}  # what has no class has no colour of one
    data |= {"asks": pressed is not None, "hidden": list(hidden), "dial": dial and asdict(dial)}
    if damage is not None:
        kind = {"kind": damage.kind.name, "strength": damage.strength, "seed": damage.seed, "clip": damage.clip}
        data["damage"] = kind | {"said": damage.told}
    mount(
        _MAPS,
        key,
        [each for of_map in packs for each in of_map if each],
        data,
        on_place_change=lambda: _hear(key, "place", keep),
        on_pressed_change=lambda: _hear(key, "pressed", pressed),
        on_dial_change=lambda: turned and turned(str(told(key, "dial"))),
    )


def _hear(key: str, name: str, of_place: Callable[[float, float], None] | None) -> None:
    place = told(key, name)
    if place is not None and of_place is not None:
        of_place(*map(float, place))
