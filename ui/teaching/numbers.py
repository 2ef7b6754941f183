"""The numbers of the folder for teachers that stand on the models' cards, in the report, or in a formula, each as it is written.

`vae-10.kl` is from the card of vae-10, `vae-10.random` from the report, `prior.radius` a formula.
"""

from collections.abc import Iterator
from math import exp, log
from typing import Any

import autoencoders as ae
from autoencoders.networks import PIXELS
from autoencoders.recipes import REPORT_NOISE
from autoencoders.report.claims import CLAIMS, judged
from autoencoders.report.folder import shipped_numbers
from autoencoders.report.rules import CAVEAT, FAILS, HOLDS
from autoencoders.scores.metrics import UNUSED_NATS
from autoencoders.scores.ring_facts import RING
from autoencoders.scores.samples import CONFIDENT
from autoencoders.variants import swept

from ..latent_map.rings import SHARE, prior_radius
from ..latent_map.tasks import percent

CARD = {
    "psnr": ("psnr", "{:.1f}"),
    "bce": ("test_bce_per_pixel", "{:.3f}"),
    "reconstruction": ("reconstruction", "{:.1f}"),
    "kl": ("kl", "{:.1f}"),
    "elbo": ("negative_elbo", "{:.1f}"),
    "active": ("active_units", "{:d}"),
}
"""What is taken from a card: its name here, on the card, and how it is written. Losses are nats an image, `bce` nats a pixel."""

ORIGINS = {
    "random": "N(0, I)",
    "gaussian": "a fitted Gaussian",
    "mixture": "a fitted mixture of 10",
    "copies": "reconstructions",
}
"""Where random codes come from, or what a model gives back of real digits: its name here and in the report."""

REAL = "real training images"
"""What the report calls real digits."""


def numbers() -> dict[str, str]:
    """All of them by name; a ValueError or a WeightsError in one sentence where the report or a model is missing."""
    report = shipped_numbers()
    return {**dict(_cards()), **_betas(report), **_report(report), **_claims(report), **_formulas()}


def _cards() -> Iterator[tuple[str, str]]:
    for row in ae.VARIANTS:
        card = ae.card(row.name)
        yield f"{row.name}.parameters", f"{card['parameters']:,}"
        for name, (field, form) in CARD.items():
            if field in card["scores"]:
                yield f"{row.name}.{name}", form.format(card["scores"][field])
        if kl := card["scores"].get("kl_per_dimension"):
            yield f"{row.name}.unused", str(sum(nats < UNUSED_NATS for nats in kl))


def _betas(report: dict[str, Any]) -> dict[str, str]:
    """Which β of the sweep gives digits back best, draws most, and has the lowest −ELBO."""
    names = swept(10)
    scores = {beta: ae.card(name)["scores"] for beta, name in names.items()}
    drawn = {beta: report["samples"][f"{name}, N(0, I)"]["recognised"] for beta, name in names.items()}
    most = max(drawn, key=lambda beta: drawn[beta]["mean"])
    return {
        "sharpest.beta": max(scores, key=lambda beta: float(scores[beta]["psnr"])),
        "most-drawn.beta": most,
        "most-drawn.exact": f"{100 * drawn[most]['mean']:.1f} %",
        "vae-10.exact": f"{100 * drawn['1']['mean']:.1f} %",
        "exact.error": f"{100 * drawn[most]['se']:.1f} %",
        "lowest.beta": min(scores, key=lambda beta: float(scores[beta]["negative_elbo"])),
    }


def _report(report: dict[str, Any]) -> dict[str, str]:
    found = {"real.recognised": percent(report["samples"][REAL]["recognised"]["mean"])}
    for row in ae.VARIANTS:
        for name, origin in ORIGINS.items():
            if sampled := report["samples"].get(f"{row.name}, {origin}"):
                found[f"{row.name}.{name}"] = percent(sampled["recognised"]["mean"])
    sigmas, given = report["sigmas"], {name: report["noise"][name]["psnr"] for name in ("input", "clipped")}
    at = sigmas.index(REPORT_NOISE)
    found |= {"noisy.psnr": f"{given['input'][at]:.1f}", "noisy.clipped": f"{given['clipped'][at]:.1f}"}
    for name in (name for name in report["noise"] if name not in given):
        psnr = report["noise"][name]["psnr"]
        found[f"{name}.noisy"] = f"{psnr[at]:.1f}"
        better = [free is not None and ours > free for ours, free in zip(psnr, given["clipped"], strict=True)]
        found[f"{name}.pays"] = f"{sigmas[first_of_the_rest(better)]:.2f}" if better[-1] else "none"
    for name, field in (("perfect", "floor"), ("mean-image", "mean_image")):
        found[f"{name}.nats"] = f"{report['scale'][field]:.0f}"
        found[f"{name}.bce"] = f"{report['scale'][field] / PIXELS:.3f}"
    return found


def first_of_the_rest(better: list[bool]) -> int:
    """The place from which on all are true; the last one is."""
    return max((i + 1 for i, each in enumerate(better) if not each), default=0)


def _claims(report: dict[str, Any]) -> dict[str, str]:
    findings = {claim: judged(claim, report) for claim in CLAIMS}
    verdicts = [finding.verdict for finding in findings.values()]
    found = {"claims.all": str(len(CLAIMS))}
    found |= {f"claims.{name}": str(verdicts.count(each)) for name, each in (("hold", HOLDS), ("caveat", CAVEAT))}
    found["claims.fail"] = str(verdicts.count(FAILS))
    fallen = [f"“{claim.says}” {finding.measured}" for claim, finding in findings.items() if finding.verdict == FAILS]
    found["claims.fallen"] = "\n".join(f"- {each}" for each in fallen)
    return found


def _formulas() -> dict[str, str]:
    """A coin toss has log 2 nats. The length of two numbers from N(0, 1) is under r with 1 − exp(−r²/2) (Rayleigh)."""
    return {
        "pixels": str(PIXELS),
        "coin.bce": f"{log(2):.2f}",
        "coin.nats": f"{PIXELS * log(2):.0f}",
        "prior.radius": f"{prior_radius():.2f}",
        "prior.share": percent(SHARE),
        "prior.within-1": percent(1 - exp(-1 / 2)),
        "prior.within-2": percent(1 - exp(-(RING**2) / 2)),
        "ring": f"{RING:g}",
        "sure": percent(CONFIDENT),
        "report.sigma": f"{REPORT_NOISE:.2f}",
    }
