"""The one check of a weights file: its card, and the arrays that have to be those of its network.

Such a file comes from anybody. Nothing in it is believed before it was looked at, no text of it is repeated at length, and
each fault is one sentence that names the file.
"""

import json
import re
from typing import Any

import numpy as np

from .digits.damage import SIDE
from .networks import NETWORKS, Parameters, Shapes

LARGEST_CODE = 128
"""Numbers in a code at most: what the lessons are made for; more would let a density's fit take minutes."""

LARGEST_BETA = 1e6
"""The largest weight of the KL: at 20 a code says nothing any more."""

MOST_CARD = 100_000
"""Characters of a card: those that are shipped have under 3,000."""

DEEPEST = 20
"""How deep a card may be nested: those that are shipped are nested three deep."""

LARGEST_INTEGER = 2**53
"""Up to here every whole number is a float as well."""

MOST_WORDS = 60
"""Characters of a stranger's text that a sentence repeats."""

MOST_DIGITS = 12
"""Characters of a stranger's number that a sentence repeats, so that what is wrong with it follows."""

DTYPES = ("F16", "F32")
"""What an array may rest as, in the words of the format."""

Card = dict[str, Any]


class WeightsError(ValueError):
    """A weights file that is missing, damaged, or does not fit its network; the message names the file and the fault."""


def table_from(name: str, text: str | None) -> Card:
    """The table of JSON in this text, the card of the file of this name; `WeightsError` where it is none.

    It is neither long nor deeply nested, every number in it is finite, and all of its text can be shown.
    """
    if text is None:
        raise WeightsError(f"{name} has no card, so it was not written by this project: train it again.")
    if len(text) > MOST_CARD or (depth := nesting(text)) > DEEPEST:
        words = f"{len(text):,} characters" if len(text) > MOST_CARD else f"lists in lists, {depth:,} deep"
        raise WeightsError(
            f"{name} has a card of {words}; at most {MOST_CARD:,} characters and {DEEPEST} deep are read: train it again."
        )
    try:
        fields = json.loads(text, parse_constant=_refused, parse_float=_finite, parse_int=_whole)
        json.dumps(fields, ensure_ascii=False).encode()  # half a character can't be shown
    except ValueError as fault:
        raise WeightsError(f"{name} has a damaged card ({short(fault)}): train it again.") from None
    if not isinstance(fields, dict):
        raise WeightsError(f"{name} has a card that is no table: train it again.")
    return fields


def card_from(name: str, text: str | None) -> Card:
    """The card of a model in this text, which lies in the file of this name; `WeightsError` where it is none of ours.

    Its family, d (1 to `LARGEST_CODE`), beta and recipe are what they should be, its title is text and its scores are
    numbers.
    """
    fields = table_from(name, text)
    if not {"family", "latent_dim", "beta"} <= fields.keys():
        raise WeightsError(f"{name} has no card, so it was not written by this project: train it again.")
    family, latent_dim, beta = fields["family"], fields["latent_dim"], fields["beta"]
    known = isinstance(family, str) and family in NETWORKS and is_whole(latent_dim) and 1 <= latent_dim <= LARGEST_CODE
    if not known or (beta is None) == (family == "vae") or not (beta is None or 0 <= _number(beta) <= LARGEST_BETA):
        raise WeightsError(
            f"{name} says it is a {short(family)} with d = {short(latent_dim)}, beta = {short(beta)}: no such network here, "
            f"where a code has 1 to {LARGEST_CODE} numbers and only a vae has a beta, from 0 to {LARGEST_BETA:,.0f}."
        )
    recipe, scores = fields.get("recipe"), fields.get("scores", {})
    if not isinstance(recipe, dict) or not isinstance(recipe.get("summary"), str):
        raise WeightsError(f"{name} has a card without the recipe that it was trained by: train it again.")
    if not (0 <= _number(recipe.get("noise", 0)) <= 1):
        raise WeightsError(f"{name} has a recipe whose noise is not from 0 to 1: train it again.")
    if not (0 <= _number(recipe.get("mask", 0)) <= SIDE and is_whole(recipe.get("mask", 0))):
        raise WeightsError(f"{name} has a recipe whose mask is no whole number from 0 to {SIDE}: train it again.")
    if (
        not isinstance(fields.get("title", ""), str)
        or not isinstance(scores, dict)
        or not all(map(_is_score, scores.values()))
    ):
        raise WeightsError(f"{name} has a card whose title is no text, or whose scores are no numbers: train it again.")
    return fields


def parameters_from(name: str, file: Any, shapes: Shapes, kind: str) -> Parameters:
    """The arrays in an open safetensors file, as float32: just those of a network of this kind, of their shapes, finite.

    Type and shape are looked at before an array is read. `WeightsError` where one is missing, too many or wrong.
    """
    if missing := sorted(shapes.keys() - file.keys()):
        raise WeightsError(f"{name} lacks the array {missing[0]}, so it is no {kind}.")
    if extra := sorted(file.keys() - shapes.keys()):
        raise WeightsError(f"{name} holds the array {short(extra[0])}, which no {kind} has.")
    parameters = {}
    for key, shape in shapes.items():
        resting = file.get_slice(key)
        found = tuple(resting.get_shape())
        if found != shape:
            raise WeightsError(f"{name}: {key} has the shape {short(found)}, and should have {shape}.")
        array = file.get_tensor(key) if resting.get_dtype() in DTYPES else None
        if array is None or not np.isfinite(array).all():
            raise WeightsError(f"{name}: {key} holds something other than finite float16 or float32 numbers.")
        parameters[key] = array.astype(np.float32)
    return parameters


def finite_json(value: Any, indent: int | None = None) -> str:
    """JSON of this; in place of infinity and of what is no number stands null, since JSON has no words for them."""
    return json.dumps(_with_nulls(value), indent=indent, allow_nan=False)


def nesting(text: str) -> int:
    """How deep the lists and tables of this JSON are nested; brackets inside strings don't count."""
    deepest = now = 0
    for bracket in re.sub(r'"(?:[^"\\]|\\.)*"?|[^][{}]', "", text, flags=re.DOTALL):
        now += 1 if bracket in "[{" else -1
        deepest = max(deepest, now)
    return deepest


def short(value: object, most: int = MOST_WORDS) -> str:
    """A stranger's value in a sentence: at most so many characters of it, on one line and none that steers a terminal."""
    text = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in str(value))
    return text if len(text) <= most else text[: most - 1] + "…"


def is_whole(value: object) -> bool:
    """Whether this is a whole number, and neither true nor false, which Python counts as such."""
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: object) -> float:
    """This as a float; no number for what is none."""
    return float(value) if isinstance(value, float) or is_whole(value) else np.nan  # type: ignore[arg-type]


def _is_score(value: object) -> bool:
    """A number or a list of numbers, with null where there was none to write."""
    return all(each is None or np.isfinite(_number(each)) for each in (value if isinstance(value, list) else [value]))


def _with_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_nulls(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_with_nulls(each) for each in value]
    return None if isinstance(value, float) and not np.isfinite(value) else value


def _refused(constant: str) -> Any:
    raise ValueError(f"it holds {constant}, which is no number")


def _finite(digits: str) -> float:
    if not np.isfinite(number := float(digits)):
        raise ValueError(f"it holds {short(digits, MOST_DIGITS)}, which is too large")
    return number


def _whole(digits: str) -> int:
    if abs(_finite(digits)) > LARGEST_INTEGER:
        raise ValueError(f"it holds {short(digits, MOST_DIGITS)}, which is too large")
    return int(digits)
