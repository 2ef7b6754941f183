"""The page itself: its text, its scripts and its models, put into one HTML file of UTF-16.

A file that begins with UTF-16's mark is read as that by every browser, whatever a server says of it.
"""

import base64
import hashlib
import json
from html import escape
from importlib import resources
from string import Template

import autoencoders as ae
from autoencoders.digits.kinds import KINDS

from ..browser import maps
from ..browser.film import film
from ..browser.scripts import script, text
from ..colors import PAPER, color_of
from ..dice import SEEDS
from ..frame import ICON
from ..input.noise import DRAWS, SIGMAS
from ..latent_map import plane_words
from ..latent_map import words as map_words
from ..model_choice import STARTERS
from .aliens import drawer, usual
from .digits import given_back
from .facts import LESSONS, MAPS, PAIR, PRIORS, SHORT_TAUGHT, SYSTEMS_HERE, facts
from .films import films
from .first import first_digit, first_picture
from .left_out import left_out
from .map_betas import map_betas
from .models import SWEEP, judge_parcel, model_parcel, sweep_parcel
from .parcels import element
from .prose import line
from .texts import texts

OWN_SCRIPTS = (
    "parcels",
    "thin",
    "state",
    "shell",
    "pen",
    "aliens",
    "input",
    "chart",
    "reconstruct",
    "planes",
    "map_betas",
    "components",
    "film",
    "pictures",
    "sample",
    "blend",
    "flow",
    "fed",
    "beta",
    "start",
)
"""The scripts of this folder, each before those that call it while the page is read."""


def page(lesson: str = "reconstruct", home: str = "") -> str:
    """The HTML of the page, which opens with this lesson; `home` is the address of the project, where that is known."""
    code, known = scripts(), facts()
    styles = {"maps": "map/maps", "sliders": "sliders", "film": "film/film"}
    known["styles"] = {name: text(f"{path}.css") for name, path in styles.items()}
    known |= {
        "under": {layer: line(map_words.under_the_maps(layer, "the one beside the maps")) for layer in maps.LAYERS}
    }
    glance, rows = first_picture()
    first_usual, strips = usual(first_digit(), SYSTEMS_HERE)
    known |= {"aliens": drawer(), "usual": strips}
    parts = {
        "lesson": lesson,
        "policy": policy(code),
        "icon": ICON,
        "style": _style(),
        "tabs": "".join(_tab(name, title) for name, title in LESSONS.items()),
        "first_glance": glance,
        "first_rows": rows,
        "systems": "".join(_chip(row) for row in SYSTEMS_HERE if row not in SHORT_TAUGHT),
        "denoisers": "".join(_chip(row) for row in SHORT_TAUGHT),
        "kinds": _choices("damage", {name: kind.title for name, kind in KINDS.items()}),
        "first_usual": first_usual,
        "last_sigma": str(len(SIGMAS) - 1),
        "last_draw": str(DRAWS - 1),
        "last_seed": str(SEEDS - 1),
        "last_beta": str(len(known["sweep"]) - 1),
        "first_beta": str([row["beta"] for row in known["sweep"]].index("1")),
        "layers": _choices("layer", {name: name for name in maps.LAYERS}),
        "priors": _choices("prior", PRIORS),
        "ways": _choices("way", {"straight": "straight", "spherical": "spherical"}),
        "fed_sizes": _choices("fed-size", {size: size for size in known["fed"]["sizes"]}),
        "fed_sigmas": _choices("fed-sigma", {sigma: sigma for sigma in known["fed"]["sigmas"]}),
        "last_pass": str(known["fed"]["passes"]),
        "film_layers": _choices("film-layer", {layer: layer for layer in (film.POINTS, film.SHEET)}),
        "sizes": _choices("size", {"2": "2 numbers", "10": "10 numbers, on a plane"}),
        "planes": _choices("plane", {"widest": plane_words.WIDEST, "numbers": plane_words.NUMBERS}),
        "points": _choices("plane-through", {"middle": plane_words.MIDDLE, "digit": plane_words.DIGIT}),
        "origins": _choices("origin", {"digit": "a digit", "random": "a random code"}),
        "facts_json": json.dumps(known).replace("<", "\\u003c"),
        "script": code,
        "first_parcels": "".join(element(name, model_parcel(name)) for name in STARTERS),
        "other_parcels": "".join(_others()),
        "left_out": left_out(home),
        **texts(known["sliders"]["kl"]),
    }
    return Template(_own("page.html")).substitute(parts)


def _others() -> list[str]:
    """The models that are not seen at once, those before the others that are wanted sooner."""
    shown = [row.name for row in SYSTEMS_HERE if row.name not in STARTERS]
    names = list(dict.fromkeys([*MAPS, *PAIR, *shown]))
    found = [element("judge", judge_parcel()), *films()]
    found += [element(name, model_parcel(name)) for name in names if name not in STARTERS]
    digits = given_back()
    found += [element(name, sweep_parcel(name, digits)) for name in (f"vae-10.beta-{beta:g}" for beta in SWEEP)]
    return found + map_betas()


def scripts() -> str:
    """All scripts as one. What the app mounts as components keeps its names to itself here too."""
    own = [_own(f"scripts/{name}.js") for name in OWN_SCRIPTS[:7]]
    rest = [_own(f"scripts/{name}.js") for name in OWN_SCRIPTS[7:]]
    parts = [
        script(),
        "const hand = lab.hand",
        _closed(
            "reconstruction",
            text("live/shown.js", "live/usual.js", "live/reconstruct.js"),
            "{ paintReconstruction, liveParts, REPORT_NOISE }",
        ),
        _closed("mapsComponent", text(*maps.SCRIPTS), "component"),
        _closed("slidersComponent", text("sliders.js"), "component"),
        _closed("filmComponent", text(*film.SCRIPTS), "component"),
    ]
    return "\n".join(['"use strict"', *parts[:2], *own, *parts[2:], *rest])


def _closed(name: str, code: str, given: str) -> str:
    """A script in a scope of its own, of which only `given` is known outside."""
    return f"const {name} = (() => {{\n{code.replace('export default function', 'function component')}\nreturn {given}\n}})()"


def _style() -> str:
    """The page's own style, with its colours in their places."""
    style = _own("page.css")
    for theme, colors in PAPER.items():
        for name, color in colors.items():
            style = style.replace(f"{theme.upper()}-{name}", color)
    return style


def policy(code: str) -> str:
    """What the page may do: run its own script and show what it holds. Nothing may be fetched."""
    allowed = "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src '{allowed}'; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _own(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _tab(name: str, title: str) -> str:
    seen = name == next(iter(LESSONS))  # until scripts are at work, the panel of the first lesson is
    return (
        f"<a role='tab' id='tab-{name}' href='#{name}' aria-controls='panel-{name}' aria-selected='{str(seen).lower()}' "
        f"tabindex='{0 if seen else -1}'>{title}</a>"
    )


def _chip(row: ae.Variant) -> str:
    checked = " checked" if row.name in STARTERS else ""
    return (
        f"<label class='chip' style='--family:{color_of(row)}'><input type='checkbox' value='{row.name}'{checked}> "
        f"{escape(row.title)}</label>"
    )


def _choices(name: str, titles: dict[str, str]) -> str:
    first = next(iter(titles))
    return "".join(
        f"<label class='chip'><input type='radio' name='{name}' value='{value}'{' checked' * (value == first)}> {title}</label>"
        for value, title in titles.items()
    )
