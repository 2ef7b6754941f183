"""At which β each of three wishes comes true, random digits by the report's counts; and what that says of an answer."""

import numpy as np

import autoencoders as ae
from autoencoders.scores.samples import PRIOR

from .. import cached
from . import task_words as words
from .vaes import NAMES


def counted() -> tuple[dict[str, float], dict[str, float], dict[str, int]]:
    """The share of the report's random codes that become digits and its standard error, by β; and how many codes these were.

    A `WeightsError` where the report is missing or does not say it.
    """
    try:
        report = cached.measured()
        found = {beta: report["samples"][f"{name}, {PRIOR}"]["recognised"] for beta, name in NAMES.items()}
        means, errors = ({beta: float(each[of]) for beta, each in found.items()} for of in ("mean", "se"))
        return means, errors, {of: int(report["size"][of]) for of in ("samples", "seeds")}
    except (ValueError, KeyError) as fault:
        raise ae.WeightsError(words.NO_SAMPLES) from fault


def within_chance(shares: dict[str, float], errors: dict[str, float]) -> list[str]:
    """The places whose share differs from the best by two standard errors of the difference at most; the best is among them."""
    best = max(shares, key=shares.__getitem__)
    return [beta for beta, share in shares.items() if shares[best] - share <= 2 * np.hypot(errors[beta], errors[best])]


def others(even: list[str], best: str) -> str:
    """Which other places are within chance of the best, in words."""
    named = ", ".join(words.PLACE.format(float(beta)) for beta in even if beta != best)
    return words.SOME_EVEN.format(named) if named else words.NONE_EVEN


def conclusion(sharp: str, drawn: list[str], elbo: str) -> str:
    """What follows from where the three places are, of which the second may be any of `drawn`."""
    if sharp == elbo and sharp in drawn:
        return words.PLACES_TOGETHER
    return words.PLACES_PARTLY if sharp == elbo or {sharp, elbo} & set(drawn) else words.PLACES_APART


def betas_kind(given: tuple[str, ...], sharp: str, drawn: list[str], elbo: str) -> str:
    """What kind of answer these three places are; `drawn` are those where random codes do best, within chance."""
    if given[0] == sharp and given[1] in drawn and given[2] == elbo:
        return "all"
    if len(set(given)) == 1:
        return "one"
    if given[0] != sharp:
        return "sharp"
    return "elbo" if given[2] != elbo else "drawn"
