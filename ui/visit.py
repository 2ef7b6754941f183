"""A whole visit as one file, and back: settings, drawings, pictures, own models, curves, answers.

The file is a zip: `visit.json`, the pictures as they were given, drawings as PNG, and a `.safetensors` for each model, which
loads in Python too. Everything in it is checked as an upload of its kind is, and all of it before anything is taken.
"""

import io
import json
import logging
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.cards import recipe_fields
from autoencoders.digits.picture_file import MOST_BYTES as MOST_PICTURE
from autoencoders.digits.picture_file import PictureError, open_picture
from autoencoders.validator import nesting

from . import cached, memory, own_models
from .canvas import SIDE, drawings_of
from .colors import INK
from .plain import bare
from .stored.answers import MOST_ANSWERS, as_list
from .stored.answers import from_json as answer_in
from .stored.curves import as_json, from_json
from .stored.message import MOST_PICTURE as MOST_DRAWING
from .stored.message import ink_in
from .stored.model_files import LONGEST_TITLE, is_private, learned_from, model_from, recipe_from, weights_file
from .stored.model_files import MOST_BYTES as MOST_MODEL
from .stored.shelf import Kept
from .stored.strokes import from_text
from .tasks.given import answers as given_answers

MOST_BYTES = 20 * 2**20
"""Bytes of a visit's file: as much as the largest upload may have."""

MOST_JSON = 2 * 2**20
"""Bytes of what is said in words and numbers: curves of four runs are 0.3 MB."""

DEEPEST = 12
"""How deep that may be nested; it is six deep."""

MOST_CURVES = 4
"""Curves of runs that a file may hold, those of earlier ones and of the one at work."""

MOST_FILES = 40
"""Files in the zip: a visit with everything has sixteen, and a list of a million would be read whole before any of them."""

PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Ways in which a file in the zip may be packed: others reserve as much memory as the file says they need."""

PICTURES = tuple(f"{way}{which}" for way in ("upload", "camera") for which in memory.CANVASES)
"""Where a picture may come from: the ends of the keys under which it is kept."""

TRIED = 20
"""Test digits on which half the precision of a model has to prove harmless."""


class VisitError(ValueError):
    """A file that holds no visit; one sentence."""


def saving() -> Callable[[], bytes]:
    """A function that writes this visit, as it is now, into a file; it needs no session, since a download has none.

    Of models the newest go in, for as long as there is room: see `left_out`.
    """
    state = st.session_state
    models = own_models.kept(_fitting())
    pictures = {
        key: (state[f"kept_{key}"], bool(state.get(f"all_{key}"))) for key in PICTURES if f"kept_{key}" in state
    }
    drawn = {which: drawings_of(which) for which in memory.CANVASES}
    drawings = {which: each.all[each.at][1] for which, each in drawn.items() if each.strokes}
    curves = [as_json(ghost) for ghost in memory.curves()]
    words = {"latent_lab_visit": 1, "settings": memory.settings(), "curves": curves}
    words |= {"pictures": {key: whole for key, (_, whole) in pictures.items()}}
    words |= {"answers": as_list(given_answers().values())}
    return partial(_written, words, models, own_models.origins(), pictures, drawings, tried_on())


def _written(words: Any, models: Any, origins: Any, pictures: Any, drawings: Any, images: np.ndarray) -> bytes:
    data, listed = io.BytesIO(), []
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for row, kept in models:
            name = f"models/{row.name}.safetensors"
            file.writestr(name, model_file(row, kept, origins, images))
            listed.append({"file": name, "title": own_models.title_of(row)})
        for key, (picture, _) in pictures.items():
            file.writestr(f"pictures/{key}", picture)
        for which, png in drawings.items():
            file.writestr(f"drawing{which}.png", png)
        file.writestr("visit.json", json.dumps(words | {"models": listed}))
    return data.getvalue()


def tried_on() -> np.ndarray:
    """The digits on which half the precision of a model has to prove harmless."""
    return cached.dataset().test_images[:TRIED]


def model_file(row: ae.Variant, kept: Kept[ae.Model], origins: Any, images: np.ndarray) -> bytes:
    """The `.safetensors` file of one of the visitor's models; `origins` say what they learned from."""
    card = {
        "name": "live",
        "title": own_models.title_of(row),
        "recipe": recipe_fields(row.recipe),
        "command": "saved with a visit",
        **origins.get(row.name, {}),
    }
    return weights_file(kept.take(), card, images)


def left_out() -> list[tuple[ae.Variant, Kept[ae.Model]]]:
    """The own models that have no room in the file."""
    fitting = _fitting()
    return own_models.kept([name for name in own_models.rows() if name not in fitting])


def load(data: bytes) -> str:
    """Take up the visit in this file, and say what came back; a `VisitError` where it is none, and nothing is changed."""
    try:
        if data.count(b"PK\1\2") > MOST_FILES:  # what each line of a zip's list of files begins with
            raise VisitError(_no_visit())
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            words = _words(file)
            settings = words.get("settings")
            models = [_model(file, each) for each in _list(words, "models", own_models.MOST)]
            curves = [from_json(each) for each in _list(words, "curves", MOST_CURVES)]
            answers = {each.task: each for each in map(answer_in, _list(words, "answers", MOST_ANSWERS))}
            pictures = {
                key: (_picture(file, key), bool(whole))
                for key, whole in _table(words, "pictures").items()
                if key in PICTURES
            }
            drawings = {which: _drawing(file, which, _table(settings, "drawings")) for which in memory.CANVASES}
    except VisitError:
        raise
    except ae.WeightsError as fault:
        raise VisitError(f"A model in this file can't be taken: {fault}") from None
    except Exception as fault:  # a damaged zip fails in a dozen ways, and what is in it in as many more
        logging.getLogger(__name__).info("a visit could not be read", exc_info=fault)
        raise VisitError(_no_visit()) from fault
    return _take(settings, models, curves, answers, pictures, drawings)


def _take(settings: Any, models: Any, curves: Any, answers: Any, pictures: Any, drawings: Any) -> str:
    state = st.session_state
    memory.take_up(settings | {"drawings": {}})
    for which, drawing in drawings.items():
        if drawing is not None:
            drawings_of(which).restore(*drawing)
    for key, (picture, whole) in pictures.items():
        state[f"kept_{key}"], state[f"all_{key}"] = picture, whole
    for row in models:
        own_models.keep(*row)
    curves = curves[-memory.MOST_GHOSTS :]
    if curves:
        state["train_curves_loaded"] = [*state.get("train_curves_loaded", []), *curves][-memory.MOST_GHOSTS :]
    given_answers().update(answers)
    counts = {
        "drawing": sum(drawing is not None for drawing in drawings.values()),
        "picture": len(pictures),
        "model": len(models),
        "curve": len(curves),
        "answer": len(answers),
    }
    there = [f"{count} {what}{'s' * (count > 1)}" for what, count in counts.items() if count]
    return "Your visit is back: " + ", ".join(["settings", *there]) + "."


def _fitting() -> list[str]:
    """The names of the newest own models that fit in the file, the oldest of these first."""
    room = MOST_BYTES - MOST_JSON - sum(len(st.session_state.get(f"kept_{key}", b"")) for key in PICTURES)
    names: list[str] = []
    for name in reversed(own_models.rows()):
        room -= own_models.size(name)
        if room < 0:
            break
        names.insert(0, name)
    return names


def _words(file: zipfile.ZipFile) -> dict[str, Any]:
    text = _read(file, "visit.json", MOST_JSON).decode()
    if nesting(text) > DEEPEST:
        raise VisitError(_no_visit())
    words = json.loads(text)
    if not memory.can_be_shown(words) or words["latent_lab_visit"] != 1 or not isinstance(words["settings"], dict):
        raise VisitError(_no_visit())
    return dict(words)


def _read(file: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A file in the zip; not more of it is unpacked than it may have."""
    if file.getinfo(name).compress_type not in PACKINGS:
        raise VisitError(_no_visit())
    with file.open(name) as member:
        data = member.read(most + 1)
    if len(data) > most:
        raise VisitError(
            f"In this file {bare(name)} has more than {most // 2**20} MB: it was not saved here. Choose another."
        )
    return data


def _picture(file: zipfile.ZipFile, key: str) -> bytes:
    data = _read(file, f"pictures/{key}", MOST_PICTURE)
    try:
        open_picture(data)
    except PictureError as fault:
        raise VisitError(f"A picture in this file can't be taken: {fault}") from None
    return data


def _model(file: zipfile.ZipFile, said: dict[str, Any]) -> tuple[ae.Model, str, ae.Recipe, bool, str]:
    model, card = model_from(_read(file, str(said["file"]), MOST_MODEL))
    own_models.check(model)
    title = bare(str(said["title"]))[:LONGEST_TITLE]
    return model, title, recipe_from(card["recipe"]), is_private(card), learned_from(card)


def _drawing(file: zipfile.ZipFile, which: str, texts: dict[str, Any]) -> tuple[list[dict[str, Any]], bytes] | None:
    """Strokes, and the picture of them where it is one: it is finer than the strokes of a drawing with very many."""
    if which not in texts:
        return None
    strokes, name = from_text(str(texts[which]), INK), f"drawing{which}.png"
    if name not in file.namelist():
        return strokes, b""
    picture = _read(file, name, MOST_DRAWING)
    if ink_in(picture, SIDE) is None:
        raise VisitError(_no_visit())
    return strokes, picture


def _list(words: dict[str, Any], name: str, most: int) -> list[Any]:
    found = words.get(name, [])
    if not isinstance(found, list) or len(found) > most:
        raise VisitError(_no_visit())
    return found


def _table(words: Any, name: str) -> dict[str, Any]:
    found = words.get(name, {})
    if not isinstance(found, dict):
        raise VisitError(_no_visit())
    return found


def _no_visit() -> str:
    return "This file is no visit that was saved here, or it is damaged: choose one that “Save my visit” wrote."
