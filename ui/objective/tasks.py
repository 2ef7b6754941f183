"""The questions of the lesson on what a VAE pays for, and how each is judged on the visitor's digit, throw and seed."""

from dataclasses import dataclass

import numpy as np

import autoencoders as ae
from autoencoders.chance import normals
from autoencoders.densities import random_codes
from autoencoders.losses import kl
from autoencoders.scores.digit_bill import INK, Bill
from autoencoders.scores.metrics import UNUSED_NATS

from .. import cached, computed
from ..browser.sliders import REACH
from ..pictures import png, wall
from ..tasks.forms import Choose, Given, Scale
from ..tasks.task import Found, Task
from . import task_words as words
from .pictures import examples
from .places import betas_kind, conclusion, counted, others, within_chance
from .vaes import NAMES
from .words import CLOUD, HALF, TERMS, TURN

CODES = 200
"""Random codes for each β: two shares then differ by chance by a tenth, and all eight are judged in a quarter of a second."""

PAIRS = 1_000
"""Pairs of throws that are averaged: the mean of their distances is then right to 2.4 %."""

NEAR_APART = 0.1
"""How far from the measured distance an answer still counts as close: two places of its scale."""

IDLE = 0.95
"""Spread of a cloud above which it is about that of N(0, 1): between the two are less than 0.003 nats."""

SHOWN = (6, 2)
"""Which of the eight test digits an answer shows, and how many random codes."""

REPORT = "vae-10.assignment"
"""The report's VAE, trained without the ½."""

TWICE = 2
"""Pixels of an answer's picture for each pixel of a digit."""


@dataclass(frozen=True)
class Dialled:
    """What is judged over all β: the seed of random codes; that in words."""

    seed: int
    on: str


@dataclass(frozen=True, eq=False)
class Thrown:
    """What is judged of one digit in one VAE: its bill, the throws of ε `(n, d)` and their number; that in words."""

    bill: Bill
    epsilons: np.ndarray
    number: int
    on: str


def betas(given: Given, scene: Dialled) -> Found:
    """At which β copies are sharpest, most random codes become digits, and −ELBO is lowest."""
    scores = {beta: cached.card(name)["scores"] for beta, name in NAMES.items()}
    sharp = max(scores, key=lambda beta: scores[beta]["ssim"])
    elbo = min(scores, key=lambda beta: scores[beta]["negative_elbo"])
    digit, own, rows = examples()[SHOWN[0]][None], {}, []
    for beta, name in NAMES.items():
        model = cached.vae(name)
        own[beta] = computed.recognised(name, False, CODES, 1.0, scene.seed)
        drawn = model.decode(random_codes(None, SHOWN[1], model.latent_dim, 1.0, scene.seed))
        rows.append(np.concatenate([model.reconstruct(digit), drawn]))
    shares, errors, size = counted()
    best, even, first = (
        max(shares, key=shares.__getitem__),
        within_chance(shares, errors),
        max(own, key=own.__getitem__),
    )
    own_even = within_chance(own, {beta: np.sqrt(share * (1 - share) / CODES) for beta, share in own.items()})
    numbers: dict[str, object] = {
        "sharp": sharp,
        "ssim": f"{scores[sharp]['ssim']:.2f}",
        "ssim_8": f"{scores['8']['ssim']:.2f}",
        "many": f"{size['samples']:,}",
        "times": size["seeds"],
        "best": best,
        "share": f"{100 * shares[best]:.1f} %",
        "even": others(even, best),
        "count": CODES,
        "own": first,
        "own_share": f"{100 * own[first]:.0f} %",
        "own_even": others(own_even, first),
        "elbo": elbo,
        "nats": f"{scores[elbo]['negative_elbo']:.1f}",
    }
    numbers["places"] = conclusion(sharp, even, elbo)
    kind = betas_kind(tuple(f"{float(each):g}" for each in given), sharp, even, elbo) if given else ""
    picture = wall(np.stack(rows, axis=1).reshape(-1, 28, 28, 1), len(NAMES))
    alt = f"A column for each β from 0 to 8: a digit given back, and {SHOWN[1]} random codes drawn"
    return Found(kind, numbers, png(picture, 2 * TWICE), alt)


def unused(given: Given, scene: Dialled) -> Found:
    """How many numbers are out of use at β = 8, by KL and by variance, and what moving one changes."""
    costs = {beta: np.array(costs_of(beta)) for beta in ("1", "4", "8")}
    out = {beta: int((each < UNUSED_NATS).sum()) for beta, each in costs.items()}
    silent = costs["8"] < UNUSED_NATS
    idle = len(silent) - int(cached.card(NAMES["8"])["scores"]["active_units"])
    changes = change_by_number(cached.vae(NAMES["8"]), scene.seed)
    numbers: dict[str, object] = {
        "unused": out["8"],
        "least": f"{UNUSED_NATS:g}",
        "also": words.ALSO_SAME if idle == out["8"] else words.ALSO_OTHER.format(idle),
        "at_4": out["4"],
        "at_1": out["1"],
        "still": f"{100 * changes[silent].max(initial=0.0):.1f}",
        "moves": f"{100 * changes[~silent].mean():.0f}",
    }
    kind = "" if not given else "same" if given[0] == out["8"] else "more" if float(given[0]) > out["8"] else "fewer"
    return Found(kind, numbers)


def costs_of(beta: str) -> list[float]:
    """The KL of each number of this VAE over the test digits, in nats; a `WeightsError` where its card does not say it."""
    scores = cached.card(NAMES[beta])["scores"]
    if "kl_per_dimension" not in scores or "active_units" not in scores:
        raise ae.WeightsError(words.NO_COSTS.format(beta))
    return list(scores["kl_per_dimension"])


def change_by_number(model: ae.VAE, seed: int) -> np.ndarray:
    """By how much each number of a random code changes the picture on its way from −3 to 3: root mean square, `(d,)`."""
    start = np.repeat(random_codes(None, 1, model.latent_dim, 1.0, seed), model.latent_dim, axis=0)
    low, high = start.copy(), start.copy()
    np.fill_diagonal(low, -REACH)
    np.fill_diagonal(high, REACH)
    return np.asarray(np.sqrt(((model.decode(high) - model.decode(low)) ** 2).mean(axis=(1, 2, 3))))


def throws(given: Given, scene: Thrown) -> Found:
    """How far apart two throws fall in the widest cloud of the digit: the first two, a thousand pairs, and the formula."""
    spreads = np.exp(scene.bill.log_var / 2)
    i = int(spreads.argmax())
    spread = float(spreads[i])
    pairs = normals(scene.number, 2 * PAIRS).reshape(2, PAIRS)
    mean = spread * float(np.abs(pairs[0] - pairs[1]).mean())
    numbers = {
        "place": i + 1,
        "spread": words.APART.format(spread),
        "now": words.APART.format(spread * abs(scene.epsilons[0, i] - scene.epsilons[1, i])),
        "pairs": f"{PAIRS:,}",
        "mean": words.APART.format(mean),
        "formula": words.APART.format(2 * spread / np.sqrt(np.pi)),
        "prior": words.APART.format(2 / np.sqrt(np.pi)),
    }
    off = float(given[0]) - mean if given else 0.0
    return Found(throws_kind(off, spread) if given else "", numbers)


def throws_kind(off: float, spread: float) -> str:
    """What kind of answer is so far off the measured distance, in a cloud of this spread."""
    if abs(off) <= NEAR_APART:
        return "near"
    if off < 0:
        return "narrow"
    return "idle" if spread > IDLE else "wide"


def pixels(given: Given, scene: Thrown) -> Found:
    """What a pixel costs on average inside the stroke, at its edge and on the paper."""
    terms, parts = scene.bill.pixel_terms[..., 0], parts_of(scene.bill.image[..., 0])
    costs = {name: float(terms[part].mean()) if part.any() else 0.0 for name, part in parts.items()}
    numbers: dict[str, object] = {name: f"{cost:.3f}" for name, cost in costs.items()}
    numbers |= {f"n_{name}": int(part.sum()) for name, part in parts.items()}
    numbers["share"] = f"{100 * terms[parts['edge']].sum() / terms.sum():.0f} %"
    dearest = max(costs, key=costs.__getitem__)
    return Found("" if not given else "right" if given[0] == dearest else str(given[0]), numbers)


def parts_of(image: np.ndarray) -> dict[str, np.ndarray]:
    """Which pixels of a digit `(28, 28)` lie inside its stroke, on its edge and on the paper: masks `(28, 28)`.

    On the edge are those of which one of the four neighbours is ink and another, or the pixel itself, is paper.
    """
    ink = np.pad(image > INK, 1)
    around = np.stack([ink[1:-1, 1:-1], ink[:-2, 1:-1], ink[2:, 1:-1], ink[1:-1, :-2], ink[1:-1, 2:]])
    inside, paper = np.asarray(around.all(axis=0)), np.asarray(~around.any(axis=0))
    return {"inside": inside, "edge": ~inside & ~paper, "paper": paper}


def half(given: Given, scene: Dialled) -> Found:
    """How much the KL grows without its ½, and which VAE of the dial says as much as the report's."""
    mean, log_var = (each.astype(np.float64) for each in cached.vae(REPORT).posterior(examples()))
    left_out = (np.exp(log_var) - log_var + mean**2 - 1).sum(axis=1)
    costs = {beta: float(cached.card(name)["scores"]["kl"]) for beta, name in NAMES.items()}
    report = float(cached.card(REPORT)["scores"]["kl"])
    nearest = min(costs, key=lambda beta: abs(costs[beta] - report))
    numbers = {
        "times": f"{left_out.sum() / kl(mean, log_var).sum():g}",
        "report": f"{report:.1f}",
        "nearest": nearest,
        "kl": f"{costs[nearest]:.1f}",
        "one": f"{costs['1']:.1f}",
    }
    return Found(half_kind(str(given[0]), nearest) if given else "", numbers)


def half_kind(given: str, true: str) -> str:
    """What kind of answer this β is, beside the true one."""
    if given in (true, "none"):
        return "right" if given == true else "none"
    if float(given) > float(true):
        return "more"
    return "one" if given == "1" else "half"


HIDDEN = PICTURES, PRICES, CLOUDS, COSTS, TABLE = ("pictures", "prices", "clouds", "costs", "table")
"""Parts of the page that a question may hide."""

TASKS = (
    Task(
        "betas",
        words.BETAS,
        Scale([float(beta) for beta in NAMES], 0.5, words.MARKS, words.PLACE),
        betas,
        (PICTURES, PRICES),
        TURN,
        {"topic": TURN},
    ),
    Task("unused", words.UNUSED, Scale(range(11), 5, form=words.IN_TEN), unused, (PRICES,), TURN, {"topic": TURN}),
    Task(
        "throws",
        words.THROWS,
        Scale([round(0.05 * i, 2) for i in range(41)], 1.0, form=words.APART),
        throws,
        (CLOUDS,),
        CLOUD,
        {"topic": CLOUD},
    ),
    Task("pixels", words.PIXELS, Choose(words.PARTS_OF_DIGIT), pixels, (COSTS,), TERMS, {"topic": TERMS}),
    Task("half", words.HALF, Choose(words.LIKE), half, (TABLE,), HALF, {"topic": HALF}),
)
