"""The questions of the lesson on samples, blends and single numbers, and how each is judged on the visitor's seed and digits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from autoencoders.densities import Mixture, random_codes
from autoencoders.scores.readings import reading
from autoencoders.scores.samples import CONFIDENT, is_recognised
from autoencoders.validator import WeightsError

from .. import cached, computed
from ..browser.sliders import REACH
from ..pictures import png, wall
from ..tasks.forms import Choose, Given, Order, Scale
from ..tasks.task import Found, Task
from . import task_words as words
from .fed_tasks import FED_TASKS
from .pair import Pair
from .ranks import largest
from .ways import blend
from .words import BLEND, SAMPLE, TRAVERSE

COUNT, SHOWN = 36, 12
"""Pictures of a wall, as the part shows them, and how many of them an answer keeps: a row of the picture beside it."""

NEAR_COUNT, NEAR_ENDS = 4, 2
"""How far from what was counted an answer still counts as close: of 36, and of 20."""

OF_SIZE = {"2": "twin-2", "10": "twin-10", "100": "mlp-100"}
SMALL = "mlp-10"
"""A plain AE for each size of code; the third has a fifth of the others' parameters, and `SMALL` has the third's networks."""

CODES = 400
"""New codes for each of them: a share of a half is then sure to 2.5 %, and judging them takes a twentieth of a second."""

MOVED = 10
"""Numbers of a code that are moved, to both ends: all of the lesson's own models, of longer codes those that tell most."""

EVEN = 0.01
"""Difference of two distances from the nearest digit under which both are as good: 1 % of full scale, which no eye sees."""

TWICE = 2
"""Pixels of an answer's picture for each pixel of a digit: a row of twelve is 700 wide."""


@dataclass(frozen=True, eq=False)
class Sampled:
    """What is judged in the part on samples: both models, seed and temperature, by a model's title ten Gaussians fitted to its
    codes; the setting in words."""

    pair: Pair
    seed: int
    temperature: float
    mixture: Callable[[str], Mixture]
    on: str


@dataclass(frozen=True, eq=False)
class Blended:
    """What is judged in the part on blends: both models, two digits `(28, 28, 1)` and the way of the codes; that in words."""

    pair: Pair
    start: np.ndarray
    end: np.ndarray
    path: str
    on: str


@dataclass(frozen=True, eq=False)
class Moved:
    """What is judged where single numbers move: both models, and by their titles the start and what 0 and 1 on a slider are.

    All three are `(d,)`, and so is `told`, what each number tells on average: the VAE's in nats, the AE's as variance.
    """

    pair: Pair
    starts: dict[str, np.ndarray]
    centers: dict[str, np.ndarray]
    scales: dict[str, np.ndarray]
    told: dict[str, np.ndarray]
    on: str


def sure(pictures: np.ndarray) -> np.ndarray:
    """The class that the judge is sure of, −1 where it is of none: `(n, 28, 28, 1)` to `(n,)`."""
    looks = cached.judge().look(pictures)[1]
    return np.where(is_recognised(looks), looks.argmax(axis=1), -1)


def samples(given: Given, scene: Sampled) -> Found:
    """How many of 36 pictures are recognised: the AE's from N(0, I) and from ten Gaussians, and the same of the VAE."""
    autoencoder, vae = scene.pair.autoencoder, scene.pair.vae
    drawn = {
        name: model.decode(random_codes(density, COUNT, model.latent_dim, scene.temperature, scene.seed))
        for name, model, density in (
            ("prior", autoencoder, None),
            ("fitted", autoencoder, scene.mixture("AE")),
            ("vae", vae, None),
            ("vae_fitted", vae, scene.mixture("VAE")),
        )
    }
    counts = {name: int((sure(pictures) >= 0).sum()) for name, pictures in drawn.items()}
    picture = wall(np.concatenate([pictures[:SHOWN] for pictures in drawn.values()]), SHOWN)
    alt = "Twelve pictures each: the AE's from N(0, I), the AE's from ten Gaussians, the VAE's from N(0, I), the VAE's from ten"
    kind = samples_kind(float(given[0]), float(given[1]), counts["prior"], counts["fitted"]) if given else ""
    return Found(kind, {**counts, "sure": f"{100 * CONFIDENT:g} %"}, png(picture, TWICE), alt)


def samples_kind(prior: float, fitted: float, true_prior: int, true_fitted: int) -> str:
    """What kind of answer these two counts are, beside the true ones; N(0, I) is spoken of first."""
    if abs(prior - true_prior) > NEAR_COUNT:
        return "high" if prior > true_prior else "less"
    if abs(fitted - true_fitted) > NEAR_COUNT:
        return "low" if fitted < true_fitted else "over"
    return "near"


def sizes(given: Given, scene: Sampled) -> Found:
    """The share that is recognised of many pictures from a Gaussian fitted to codes of 2, 10 and 100 numbers."""
    shares = {}
    for size, name in {**OF_SIZE, "small": SMALL}.items():
        shares[size] = computed.recognised(name, True, CODES, scene.temperature, scene.seed)
    small = shares.pop("small")
    even = chance(np.mean(list(shares.values())))
    written = {name: words.SHARE.format(100 * shares[size]) for size, name in (("2", "two"), ("10", "ten"))}
    numbers = {**written, "hundred": words.SHARE.format(100 * shares["100"]), "small": words.SHARE.format(100 * small)}
    numbers |= {
        "count": f"{CODES:,}",
        "chance": words.SHARE.format(100 * even),
        "equal": words.EQUAL[equal(small, shares["100"])],
    }
    return Found(sizes_kind(tuple(map(str, given)), shares, even) if given else "", numbers)


def chance(share: float | np.floating) -> float:
    """By how much two shares of `CODES` pictures differ by chance: two standard errors of the difference."""
    return float(2 * np.sqrt(2 * share * (1 - share) / CODES))


def equal(small: float, long: float) -> str:
    """What networks of one size show of codes of 10 and of 100 numbers, by their two shares."""
    if abs(small - long) <= chance((small + long) / 2):
        return "alike"
    return "fewer" if long < small else "more"


def sizes_kind(given: tuple[str, ...], shares: dict[str, float], even: float) -> str:
    """What kind of answer this order is; two sizes whose shares differ by less than `even` may stand either way."""
    if shares["100"] > min(shares.values()) + even:
        return "odd"
    if all(shares[one] > shares[other] - even for i, one in enumerate(given) for other in given[i:]):
        return "same"
    return "hundred" if given[0] == "100" else "other"


def middle(given: Given, scene: Blended) -> Found:
    """The middle of each of the three ways: how far from the nearest training digit, and what it is read as."""
    ways = blend(scene.start, scene.end, scene.path, 3, scene.pair.autoencoder, scene.pair.vae)
    pictures = np.stack([way.frames[1] for way in ways])
    far = dict(zip(words.ROWS, map(float, computed.distances(pictures)), strict=True))
    looks = cached.judge().look(pictures)[1]
    numbers: dict[str, object] = {f"far_{row}": f"{value:.3f}" for row, value in far.items()}
    numbers |= {f"read_{row}": reading(look) for row, look in zip(words.ROWS, looks, strict=True)}
    numbers |= {"nearest": words.NEAREST[nearest(far)], "real": f"{computed.real_distances()[0]:.3f}"}
    picture = wall(np.concatenate([scene.start[None], pictures, scene.end[None]]), 5)
    alt = "Your first digit, the middles of mixed pixels, of the AE's and of the VAE's codes, and your second digit"
    return Found(middle_kind(str(given[0]), far) if given else "", numbers, png(picture, 2 * TWICE), alt)


def nearest(far: dict[str, float]) -> str:
    """Whose middle is nearest to a digit."""
    return min(far, key=far.__getitem__)


def middle_kind(given: str, far: dict[str, float]) -> str:
    """What kind of answer this row is, by how far the middles of the three are from any digit."""
    best = nearest(far)
    if best == "pixels":
        return "odd"
    if given == best:
        return "right"
    if far[given] < far[best] + EVEN:
        return "even"
    return "pixels" if given == "pixels" else "other"


def ends(given: Given, scene: Moved) -> Found:
    """What is read at both ends of the ten numbers of the code that tell most, and which number changes the VAE's picture most.

    Both models' ends are held to one digit: what the VAE's start is read as.
    """
    numbers: dict[str, object] = {}
    rows = {title: moved_rows(each) for title, each in scene.told.items()}
    start = scene.pair.vae.decode(scene.starts["VAE"][None])
    digit, clear = int(cached.judge().look(start)[1][0].argmax()), sure(start)[0] >= 0
    numbers["digit"] = digit if clear else words.UNCLEAR_START.format(digit)
    ends_of = {}
    for title, mark, model in (("VAE", "", scene.pair.vae), ("AE", "_AE", scene.pair.autoencoder)):
        codes = both_ends(scene.starts[title], scene.centers[title], scene.scales[title], rows[title])
        ends_of[title] = model.decode(codes)
        read = sure(ends_of[title])
        numbers |= {f"same{mark}": int((read == digit).sum()), f"unclear{mark}": int((read < 0).sum())}
        numbers[f"others{mark}"] = int(((read >= 0) & (read != digit)).sum())
    pictures, same = ends_of["VAE"], int(str(numbers["same"]))
    low, high = np.split(pictures, 2)
    most, kl = rows["VAE"][int(((high - low) ** 2).mean(axis=(1, 2, 3)).argmax())], scene.told["VAE"]
    numbers |= {"most": most + 1, "rank": int((kl > kl[most]).sum()) + 1, "d": len(kl)}
    kind = "" if not given else "start" if not clear else ends_kind(float(given[0]), same)
    alt = "Ten numbers of the VAE's code, from left to right: each at −3 above, at 3 below"
    return Found(kind, numbers, png(wall(pictures, len(low)), TWICE), alt)


def moved_rows(told: np.ndarray) -> list[int]:
    """The rows of the ten numbers that tell most, of `(d,)`, as they stand in the code; a `WeightsError` for fewer."""
    if len(told) < MOVED:
        raise WeightsError(words.TOO_FEW)
    return sorted(largest(told)[:MOVED])


def both_ends(start: np.ndarray, center: np.ndarray, scale: np.ndarray, rows: Sequence[int] = ()) -> np.ndarray:
    """The code `start` `(d,)` with one number after another at its lower end, then each at its upper one: `(2·d, d)` float32;
    of all numbers, or of these rows."""
    which = np.eye(len(start), dtype=bool)[list(rows) or slice(None)]
    low, high = (np.where(which, center + end * scale, start) for end in (-REACH, REACH))
    return np.concatenate([low, high]).astype(np.float32)


def ends_kind(given: float, same: int) -> str:
    """What kind of answer this count of 20 is."""
    if abs(given - same) <= NEAR_ENDS:
        return "near"
    return "many" if given > same else "few"


WALLS, WAYS, SLIDERS = "walls", "ways", "sliders"
"""Parts of the page that a question may hide."""

TASKS = (
    Task(
        "samples",
        words.SAMPLES,
        Scale(range(COUNT + 1), COUNT // 2, words.MARKS, words.OF_36),
        samples,
        (WALLS,),
        SAMPLE,
        {"part": SAMPLE},
    ),
    Task("sizes", words.SIZES, Order(words.SIZES_LABELS, words.MOST_FIRST), sizes, (), SAMPLE, {"part": SAMPLE}),
    Task("middle", words.MIDDLE, Choose(words.ROWS), middle, (WAYS,), BLEND, {"part": BLEND}),
    Task("ends", words.ENDS, Scale(range(21), 10, form=words.OF_20), ends, (SLIDERS,), TRAVERSE, {"part": TRAVERSE}),
    *FED_TASKS,
)
