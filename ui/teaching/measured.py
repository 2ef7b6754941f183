"""The numbers of the folder for teachers that are measured when it is written: on shipped models, codes and the judge.

No data set is needed: digits are decoded from the codes of MNIST's test set, and the drawing that is no digit is made here.
"""

import numpy as np

import autoencoders as ae
from autoencoders.codes import Codes, load_codes
from autoencoders.densities import random_codes
from autoencoders.scores import metrics
from autoencoders.scores.judge import JUDGE, Judge, read_judge
from autoencoders.scores.ring_facts import PLACES, RING, disc, facts
from autoencoders.scores.samples import is_recognised
from autoencoders.weights import WEIGHTS

from ..latent_map.rings import drawn_radius
from ..latent_map.tasks import percent

PAIRS = {"ae": "twin-10", "vae": "vae-10"}
MAPS = {"ae": "twin-2", "vae": "vae-2"}
"""The AE and the VAE with the same networks, with codes of ten and of two numbers."""

ASKED = 200
"""Digits, or pairs of digits, that are looked at: a share of a half is then sure to 4 %."""

DRAWN = 1_000
"""Random codes: a share of a half is then sure to 2 %, and they take a second."""

PASSES = 10
"""Outputs in a row, each made of the one before."""

SEED = 0
"""Of all that chance decides here."""

THREE, EIGHT = 3, 8
"""The two digits between which one looks."""


def measured() -> dict[str, str]:
    """All of them by name; a WeightsError in one sentence where a model, its codes or the judge are missing."""
    judge = read_judge(WEIGHTS / JUDGE)[0]
    found = {"asked": f"{ASKED:,}", "drawn": f"{DRAWN:,}", "passes": str(PASSES)}
    for title, name in MAPS.items():
        found |= on_the_map(title, name, judge)
    for title, name in PAIRS.items():
        codes, model = load_codes(name), ae.load(name)
        found[f"middle.{title}"], found["middle.pixels"] = map(percent, middle(model, codes, judge))
        found[f"fed.{title}"] = percent(fed_back(model, codes, judge))
    found |= clouds("vae-10", judge)
    found |= {f"cross.{name}": f"{crossed(ae.load(name)):.1f}" for name in ("twin-10", "mlp-100")}
    spread = load_codes("twin-10").mean.std(axis=0)
    found |= {"twin-10.narrowest": f"{spread.min():.1f}", "twin-10.widest": f"{spread.max():.1f}"}
    drawn = ae.load("twin-2").decode(random_codes(load_codes("twin-2").gaussian, DRAWN, 2, 1.0, SEED))
    return found | {"twin-2.gaussian": percent(sure(judge, drawn).mean())}


def sure(judge: Judge, pictures: np.ndarray) -> np.ndarray:
    """Which of the pictures `(n, 28, 28, 1)` the judge takes for a digit, `(n,)`."""
    return is_recognised(judge.look(pictures)[1])


def on_the_map(title: str, name: str, judge: Judge) -> dict[str, str]:
    """What is inside the ring of N(0, I), and how large the ring is that the map's question asks for."""
    codes = load_codes(name)
    there = facts(codes)
    found = {
        f"ring.{title}.inside": percent(there.inside),
        f"ring.{title}.classes": str(len(there.classes)),
        f"ring.{title}.radius": f"{drawn_radius(codes):.2f}",
        f"hole.{title}": percent(sure(judge, ae.load(name).decode(disc(RING, PLACES))).mean()),
        "hole.places": str(PLACES),
    }
    return found | {f"ring.{title}.which": ", ".join(map(str, there.classes))}


def middle(model: ae.Model, codes: Codes, judge: Judge) -> tuple[float, float]:
    """Of pairs of a 3 and an 8: the share that is a digit halfway between their codes, and between their pictures."""
    start, end = (codes.mean[codes.labels == digit][:ASKED] for digit in (THREE, EIGHT))
    pixels = (model.decode(start) + model.decode(end)) / 2
    return float(sure(judge, model.decode((start + end) / 2)).mean()), float(sure(judge, pixels).mean())


def fed_back(model: ae.Model, codes: Codes, judge: Judge) -> float:
    """The share of digits that are still read as the same one once the output was the input until `PASSES` outputs are made."""
    first = last = model.decode(codes.mean[:ASKED])
    for _ in range(PASSES - 1):
        last = model.reconstruct(last)
    return float((judge.look(first)[1].argmax(axis=1) == judge.look(last)[1].argmax(axis=1)).mean())


def clouds(name: str, judge: Judge) -> dict[str, str]:
    """How wide a digit's cloud is, how far digits lie apart, and whether two throws from one cloud are the same digit."""
    codes, model = load_codes(name), ae.load(name)
    assert codes.log_var is not None, "a VAE's codes have log-variances"
    spread, rng = np.exp(0.5 * codes.log_var), np.random.default_rng(SEED)
    mean = codes.mean[:ASKED]
    one, other = (
        model.decode((mean + spread[:ASKED] * rng.standard_normal(mean.shape)).astype(np.float32)) for _ in range(2)
    )
    alike = judge.look(one)[1].argmax(axis=1) == judge.look(other)[1].argmax(axis=1)
    return {
        "cloud.spread": f"{spread.mean():.2f}",
        "cloud.apart": f"{codes.mean.std(axis=0).mean():.2f}",
        "throws.same": percent(alike.mean()),
    }


def cross() -> np.ndarray:
    """Two strokes from corner to corner, `(28, 28, 1)`: a drawing that is no digit."""
    picture = np.zeros((28, 28, 1), np.float32)
    for at in range(4, 24):
        for wide in (0, 1):
            picture[at, at + wide] = picture[at, 27 - at - wide] = 1.0
    return picture


def crossed(model: ae.Model) -> float:
    """PSNR in dB of the cross as this model gives it back."""
    return float(metrics.psnr(cross()[None], model.reconstruct(cross()[None]))[0])
