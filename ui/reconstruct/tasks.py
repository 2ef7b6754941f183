"""The questions of the lesson on reconstruction, and how each is judged by what the models make of the visitor's digit."""

from dataclasses import dataclass

import numpy as np

import autoencoders as ae
from autoencoders.digits.noise import standard_noise
from autoencoders.losses import sigmoid
from autoencoders.networks import PIXELS
from autoencoders.scores import metrics
from autoencoders.scores.readings import reading
from autoencoders.scores.samples import CONFIDENT
from autoencoders.scores.strangeness import DISTANCE

from .. import cached, computed
from ..input.noise import SIGMAS
from ..pictures import png, wall
from ..tasks.forms import Choose, Drawn, Given, Order, Scale
from ..tasks.task import Found, Task
from ..usual.show import places_of
from ..usual.words import in_words
from . import task_words as words
from .taught import taught

OF_SIZE = {"2": "twin-2", "10": "twin-10", "100": "mlp-100"}
"""A plain AE for each size of code; the third has a fifth of the others' parameters."""

UNCLEAR = "unclear"
"""Where a row ends that began as no clear digit: nobody can say whether it stayed the same."""

PASSES = 10
"""How often the output becomes the input."""

RESTS = 0.05
"""Root mean square difference of two pictures, of full scale, under which one sees no difference at a glance."""

NEAR_SIGMA, NEAR_NATS = 0.04, 0.04
"""How close to what was measured an answer counts as close: two places of the σ slider; four of the scale of losses."""

WORST_SHARE = 0.25
"""Share of test digits that come back worse, under which a picture does not come back as well as an ordinary digit does."""

ROW_SCALE = 2
"""Pixels of the picture for each pixel of a digit: eleven of them are 640 wide."""


@dataclass(frozen=True, eq=False)
class Scene:
    """What the questions are judged on: the digit `(28, 28, 1)`, whether it is `drawn` (by the visitor, or out of the drawer of
    aliens) and no test digit, the draw of noise and whether noisy pictures are clipped; all that in words."""

    image: np.ndarray
    drawn: bool
    draw: int
    clip: bool
    on: str


def order(given: Given, scene: Scene) -> Found:
    """The three sizes of code by the PSNR of the digit."""
    digit = scene.image[None]
    made = {size: cached.model(name).reconstruct(digit) for size, name in OF_SIZE.items()}
    psnr = {size: float(metrics.psnr(digit, picture)[0]) for size, picture in made.items()}
    best = tuple(sorted(psnr, key=psnr.__getitem__, reverse=True))
    usual = best == ("100", "10", "2")
    kind = "other" if given != best else "same" if usual else "odd"
    numbers = {f"dB_{size}": f"{value:.1f}" for size, value in psnr.items()}
    picture = png(wall(np.concatenate([digit, *made.values()]), 1 + len(made)), 2 * ROW_SCALE)
    return Found(kind if given else "", numbers, picture, "Your digit, and what 2, 10 and 100 numbers give back")


def fed_back(given: Given, scene: Scene) -> Found:
    """The digit and ten outputs of each model, each made of the one before."""
    rows, numbers, ends = [], {}, {}
    for title, name in (("ae", "twin-10"), ("vae", "vae-10")):
        row = [scene.image[None]]
        for _ in range(PASSES):
            row.append(cached.model(name).reconstruct(row[-1]))
        pictures = np.concatenate(row)
        looks = cached.judge().look(pictures)[1]
        ends[title] = end(pictures, looks)
        numbers[title], numbers[f"{title}_read"] = words.ENDS_SAID[ends[title]], reading(looks[-1])
        rows.append(pictures)
    steps = np.sqrt(((rows[0][1:] - rows[0][:-1]) ** 2).mean(axis=(1, 2, 3)))
    numbers |= {"first": f"{100 * steps[0]:.0f} %", "last": f"{100 * steps[-1]:.1f} %"}
    kind = "unclear" if ends["ae"] == UNCLEAR else "right" if given and given[0] == ends["ae"] else "wrong"
    alt = "Your digit and ten outputs, each made of the one before: the AE above, the VAE below"
    return Found(kind if given else "", numbers, png(wall(np.concatenate(rows), PASSES + 1), ROW_SCALE), alt)


def end(pictures: np.ndarray, looks: np.ndarray) -> str:
    """Where a row of outputs `(n, 28, 28, 1)` ends, of which the first is the digit itself; `looks` `(n, 10)` are the judge's."""
    if looks[0].max() < CONFIDENT:
        return UNCLEAR
    if looks[-1].max() < CONFIDENT:
        return "fades"
    if looks[-1].argmax() != looks[0].argmax():
        return "other"
    return "stays" if np.sqrt(((pictures[-1] - pictures[1]) ** 2).mean()) < RESTS else "drifts"


def pays(given: Given, scene: Scene) -> Found:
    """The least σ from which on a denoiser's output is closer to the digit than the noisy digit is, clipped to [0, 1].

    The denoiser gets the noisy digit as the visitor has set it.
    """
    names = {"10": "mlp-denoise-10", "100": "mlp-denoise-100"}
    models = {size: cached.model(name) for size, name in names.items()}
    sigmas = np.array(SIGMAS)
    noisy = scene.image + sigmas.astype(np.float32)[:, None, None, None] * standard_noise(scene.draw)
    noisy = np.clip(noisy, 0.0, 1.0) if scene.clip else noisy
    clean = np.broadcast_to(scene.image, noisy.shape)
    given_psnr = metrics.psnr(clean, np.clip(noisy, 0.0, 1.0))
    numbers: dict[str, object] = {"strengths": len(sigmas)}
    found = {}
    for size, model in models.items():
        psnr = metrics.psnr(clean, model.reconstruct(noisy))
        at = from_where(psnr > given_psnr)
        found[size] = None if at is None else float(sigmas[at])
        numbers[f"from_{size}"] = (
            words.PAYS_NEVER if at is None else words.PAYS_FROM.format(sigmas[at], psnr[at], given_psnr[at])
        )
    true = found["10"]
    if not given:
        kind = ""
    elif true is None:
        kind = "never"
    else:
        off = float(given[0]) - true
        kind = "near" if abs(off) <= NEAR_SIGMA else "low" if off < 0 else "high"
    return Found(kind, numbers)


def from_where(better: np.ndarray) -> int | None:
    """The place from which on all are better `(n,)`; None where the last is not."""
    worse = np.flatnonzero(~better)
    at = int(worse[-1]) + 1 if len(worse) else 0
    return at if at < len(better) else None


def no_digit(given: Given, scene: Scene) -> Found:
    """What a code of 10 and one of 100 numbers make of a drawing that is no digit."""
    judge = cached.judge()
    pictures, outcomes = [scene.image], {}
    numbers: dict[str, object] = {}
    for size, name in (("10", "twin-10"), ("100", "mlp-100")):
        picture = cached.model(name).reconstruct(scene.image[None])[0]
        errors = computed.errors(name)
        worse = int((errors > metrics.mse(scene.image[None], picture[None])[0]).sum())
        look = judge.look(picture[None])[1][0]
        as_usual = worse >= WORST_SHARE * len(errors)
        outcomes[size] = "copy" if as_usual else "digit" if look.max() >= CONFIDENT else "neither"
        numbers["count"] = f"{len(errors):,}"
        numbers |= {f"worse_{size}": f"{worse:,}", {"10": "ten_read", "100": "hundred_read"}[size]: reading(look)}
        pictures.append(picture)
    look = judge.look(scene.image[None])[1][0]
    numbers |= {"given": reading(look), "ten": words.OUTCOMES_SAID[outcomes["10"]]}
    numbers["hundred"] = words.OUTCOMES_SAID[outcomes["100"]]
    kind = "digit" if look.max() >= CONFIDENT else "right" if given and given[0] == outcomes["10"] else "wrong"
    alt = "What you drew, and what the AEs with 10 and with 100 numbers give back"
    return Found(kind if given else "", numbers, png(wall(np.stack(pictures), 3), 3 * ROW_SCALE), alt)


def notices(given: Given, scene: Scene) -> Found:
    """Which measures of strangeness put a picture beyond nearly all test digits: of the VAE with 10 numbers, and the distance."""
    row = ae.variant("vae-10")
    found = places_of(scene.image, {row.name: cached.vae(row.name)}, [row])
    beyond = [place.beyond for place in found]
    true = "all" if all(beyond) else "some" if any(beyond) else "none"
    numbers: dict[str, object] = {DISTANCE: words.NOT_HERE}
    numbers |= {place.measure: in_words(place) for place in found}
    numbers |= {"count": f"{found[0].among.count:,}", "outcome": words.NOTICED[true]}
    kind = "digit" if not scene.drawn else "right" if given and given[0] == true else "wrong"
    return Found(kind if given else "", numbers)


def scale(given: Given, scene: Scene) -> Found:
    """The digit's cross-entropy a pixel: of a perfect copy, of an AE, of PCA, of the mean image."""
    digit = scene.image[None]
    linear = cached.model("pca-10")
    drawn = linear.logits(linear.encode(digit))
    true = {
        "floor": float(metrics.entropy_floor(digit)[0]) / PIXELS,
        "pca": float(metrics.cross_entropy(digit, drawn)[0]) / PIXELS,
        "mean": float(metrics.cross_entropy(digit, computed.mean_image()[None])[0]) / PIXELS,
    }
    model = cached.model("mlp-10")
    logits = model.logits(model.encode(digit))
    numbers: dict[str, object] = {name: words.NATS.format(value) for name, value in true.items()}
    numbers["mlp"] = words.NATS.format(float(metrics.cross_entropy(digit, logits)[0]) / PIXELS)
    verdict = words.GOOD if true["pca"] > ASKED else words.FAIR if true["mean"] > ASKED else words.POOR
    numbers["verdict"] = verdict
    picture = np.concatenate([digit, sigmoid(logits), sigmoid(drawn), sigmoid(computed.mean_image())[None]])
    alt = "Your digit, what mlp-10 gives back, what PCA keeps, and the average of all digits"
    return Found(
        placed(tuple(map(float, given)), tuple(true.values())) if given else "",
        numbers,
        png(wall(picture, 4), 2 * ROW_SCALE),
        alt,
    )


def placed(given: tuple[float, ...], true: tuple[float, ...]) -> str:
    """What kind of answer these places of floor, PCA and mean image are, beside the true ones."""
    if all(abs(one - other) <= NEAR_NATS for one, other in zip(given, true, strict=True)):
        return "near"
    if given[0] < NEAR_NATS / 2 and true[0] - given[0] > NEAR_NATS:
        return "floor"
    return "off" if np.array_equal(np.argsort(given), np.argsort(true)) else "order"


ASKED = 0.15
"""The loss that is asked about, in nats a pixel: the report's, for its conv AE with d = 10."""

LOSSES = [round(0.01 * i, 2) for i in range(46)]
"""Places of the scale of losses, in nats a pixel: to a little beyond what the average digit costs for an odd one."""

HIDDEN = OUTPUTS, TABLE, CURVE, USUAL = ("outputs", "table", "curve", "usual")
"""Parts of the page that a question may hide."""

TASKS = (
    Task("order", words.ORDER, Order(words.SIZES, words.BEST), order, (OUTPUTS, TABLE, CURVE, USUAL)),
    Task(
        "scale",
        words.SCALE,
        Scale(LOSSES, 0.15, words.MARKS, words.NATS),
        scale,
        (TABLE, USUAL),
    ),
    Task(
        "pays",
        words.PAYS,
        Scale([round(0.02 * i, 2) for i in range(51)], 0.5, form=words.PAYS_FORM),
        pays,
        (TABLE, CURVE),
    ),
    Task(
        "no-digit", words.NO_DIGIT, Drawn(words.DRAW_FIRST, Choose(words.OUTCOMES)), no_digit, (OUTPUTS, TABLE, USUAL)
    ),
    Task("fed-back", words.FED_BACK, Choose(words.ENDS), fed_back),
    Task("taught", words.TAUGHT, Choose(words.TAUGHT_SIGMAS), taught, (OUTPUTS, TABLE, CURVE, USUAL)),
    Task("notices", words.NOTICES, Drawn(words.NOTICE_FIRST, Choose(words.NOTICE)), notices, (TABLE, USUAL)),
)
